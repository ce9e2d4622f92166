/* SPDX-License-Identifier: MIT */
#include "repairs.h"

#include <string.h>

#include "name_parts.h"
#include "name_segments.h"

/* From which probability on a full name tells what its bearer is called. */
#define CONFIDENT 0.85

/* Below which a mention of another type is doubtful. */
#define DOUBTFUL 0.75

/* How probable a repaired mention is to be right: its precision on development news. */
#define SCORE_REPAIRED 0.7

struct repairer {
    struct analysis *analysis;
    const struct tokens *tokens;
    struct mentions *mentions;
    bool *called; /* by word type: somebody with a full name is called by it alone */
    bool *taken;  /* by token: inside a mention */
};

static uint32_t folded(const struct repairer *repairer, uint32_t token)
{
    return by_token_word(repairer->tokens, token)->folded;
}

static void call_by(struct repairer *repairer, struct name_range range)
{
    if (range.first < range.last)
        repairer->called[folded(repairer, range.last - 1)] = true;
}

/* What a person is called: the family name, and where that comes first or lacks the given name. */
static void note_person(struct repairer *repairer, const struct mention *person)
{
    const struct name_parts parts = by_name_parts(repairer->tokens, person->first, person->last);
    struct name_range family = parts.parts[NAME_FAMILY];
    struct name_range given = parts.parts[NAME_GIVEN];
    call_by(repairer, family);
    if (family.first == family.last || family.first < given.first)
        call_by(repairer, given);
}

/* Reads all mentions: what people are called, and where there are mentions. */
static void read_mentions(struct repairer *repairer)
{
    for (uint32_t i = 0; i < by_mention_count(repairer->mentions); i++) {
        const struct mention *mention = by_mention_at(repairer->mentions, i);
        memset(repairer->taken + mention->first, true, mention->last - mention->first);
        if (mention->type == BYLINE_PERSON && mention->last - mention->first > 1 &&
            mention->score >= CONFIDENT)
            note_person(repairer, mention);
    }
}

static bool is_any(const struct repairer *repairer, uint32_t token, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (by_is_lower(repairer->tokens, token, *words))
            return true;
    }
    return false;
}

/* Whether the words around a name say that it is a place's, a family's, a firm's: `the` X `clan`. */
static bool is_of_others(const struct repairer *repairer, const struct sentence *sentence,
                         uint32_t token)
{
    static const char *const before[] = {"in", "at", "near", "the", "another", "every", NULL};
    static const char *const after[] = {"brothers", "sisters", "family", "families", "dynasty",
                                        "clan",     "company", "group",  "people",   "tribe",
                                        "province", "city",    "region", "district", NULL};
    return (token > sentence->first && is_any(repairer, token - 1, before)) ||
           (token + 1 < sentence->last && is_any(repairer, token + 1, after));
}

static bool is_of_doubtful_type(const struct mention *mention)
{
    return mention->score < DOUBTFUL && mention->last - mention->first == 1 &&
           (mention->type == BYLINE_PLACE || mention->type == BYLINE_ORGANISATION ||
            mention->type == BYLINE_MISC || mention->type == BYLINE_GROUP);
}

static void retype_doubtful(struct repairer *repairer)
{
    const struct sentence *sentence = repairer->analysis->sentences.sentences.items;
    for (uint32_t i = 0; i < by_mention_count(repairer->mentions); i++) {
        struct mention *mention = by_mention_at(repairer->mentions, i);
        while (sentence->last <= mention->first)
            sentence++;
        if (is_of_doubtful_type(mention) && repairer->called[folded(repairer, mention->first)] &&
            !is_of_others(repairer, sentence, mention->first)) {
            mention->type = BYLINE_PERSON;
            mention->country = NULL;
        }
    }
}

/* Whether a token outside all mentions may be part of a name: `Later` at a start is not. */
static bool is_name_like(const struct repairer *repairer, uint32_t token)
{
    return !repairer->taken[token] &&
           (by_token_word(repairer->tokens, token)->shape & SHAPE_CAPITAL) != 0 &&
           !by_has_class(repairer->tokens, token, CLASS_COMMON) &&
           !by_has_class(repairer->tokens, token, CLASS_STARTER);
}

/* Whether a token is tied to the one before it: by a hyphen. */
static bool is_tied(const struct repairer *repairer, uint32_t token)
{
    return by_token(repairer->tokens, token)->gap == GAP_NONE &&
           (strcmp(by_token_word(repairer->tokens, token)->form, "-") == 0 ||
            strcmp(by_token_word(repairer->tokens, token - 1)->form, "-") == 0);
}

/* Whether a token, in no mention, is a capitalised word that somebody is called by. */
static bool is_call(const struct repairer *repairer, uint32_t token)
{
    const struct word *word = by_token_word(repairer->tokens, token);
    return repairer->called[word->folded] && !repairer->taken[token] &&
           (word->shape & SHAPE_CAPITAL) != 0 &&
           !by_has_class(repairer->tokens, token, CLASS_COMMON) &&
           !by_has_class(repairer->tokens, token, CLASS_RANK);
}

/* Whether a token stands alone as a name of somebody. */
static bool is_missed(const struct repairer *repairer, const struct sentence *sentence,
                      uint32_t token)
{
    if (!is_call(repairer, token) || is_of_others(repairer, sentence, token))
        return false;
    if (token > sentence->first && (is_name_like(repairer, token - 1) || is_tied(repairer, token)))
        return false;
    return token + 1 >= sentence->last ||
           (!is_name_like(repairer, token + 1) && !is_tied(repairer, token + 1));
}

static bool add_missed_in(struct repairer *repairer, const struct sentence *sentence)
{
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
        if (!is_missed(repairer, sentence, i))
            continue;
        const struct mention mention = by_mention(BYLINE_PERSON, i, i + 1, SCORE_REPAIRED);
        if (!by_vector_push(&repairer->mentions->mentions, &repairer->analysis->arena.allocator,
                            &mention))
            return false;
    }
    return true;
}

static bool add_missed(struct repairer *repairer)
{
    const struct sentences *sentences = &repairer->analysis->sentences;
    for (uint32_t i = 0; i < by_sentence_count(sentences); i++) {
        if (!add_missed_in(repairer, by_sentence(sentences, i)))
            return false;
    }
    return true;
}

byline_status by_repair_people(struct analysis *analysis, struct mentions *mentions)
{
    size_t words = analysis->tokens.vocabulary.words.count;
    uint32_t tokens = by_token_count(&analysis->tokens);
    struct repairer repairer = {.analysis = analysis,
                                .tokens = &analysis->tokens,
                                .mentions = mentions,
                                .called = by_arena_take(&analysis->arena, words),
                                .taken = by_arena_take(&analysis->arena, tokens)};
    if (repairer.called == NULL || repairer.taken == NULL)
        return BYLINE_ERROR_MEMORY;
    memset(repairer.called, false, words);
    memset(repairer.taken, false, tokens);
    read_mentions(&repairer);
    retype_doubtful(&repairer);
    if (!add_missed(&repairer))
        return BYLINE_ERROR_MEMORY;
    return by_mentions_sort(mentions, &analysis->arena.allocator);
}
