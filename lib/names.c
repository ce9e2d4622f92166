/* SPDX-License-Identifier: MIT */
#include "names.h"

#include <string.h>

#include "name_segments.h"

/*
 * How probable each kind of evidence makes a mention: the share that was right in 1,800 articles of
 * annotated news.
 */
#define SCORE_LISTED 0.9    /* the lexicon has the name */
#define SCORE_HEADED 0.85   /* its head tells: `Tver Region` */
#define SCORE_RANKED 0.94   /* a rank stands before it */
#define SCORE_CONTEXT 0.76  /* a given name, or a verb of saying after it */
#define SCORE_REPEATED 0.92 /* part of a name found elsewhere */
#define SCORE_GUESS 0.43    /* two to four capitalised words and no more */

/* What the document says of a word type, as bits. */
enum {
    SEEN_PERSON = 1 << 0, /* part of a person's name of several words, or after a rank */
    SEEN_MAYBE = 1 << 1   /* part of several words that look like one */
};

struct namer {
    struct analysis *analysis;
    const struct tokens *tokens;
    uint8_t *roles; /* by token */
    uint8_t *seen;  /* by word type, for folded ones */
    struct vector segments;
    struct mentions *mentions;
};

/* ---- Roles ---- */

/* The words in the longest whole name of the lexicon that starts at a token. */
static uint32_t listed_words(const struct analysis *analysis, uint32_t token)
{
    size_t count;
    const struct match *match = by_matches_at(&analysis->matches, token, &count);
    for (size_t i = 0; i < count; i++) {
        uint8_t class = match[i].entry->class;
        if (class == CLASS_ORGANISATION || class == CLASS_COUNTRY || class == CLASS_CAPITAL ||
            class == CLASS_CITY || class == CLASS_REGION || class == CLASS_AREA ||
            class == CLASS_MISC)
            return match[i].count;
    }
    return 0;
}

/* Whether a rank's word ends a person's name instead: `Stephen King`. */
static bool is_family_name(const struct analysis *analysis, const struct match *rank)
{
    const struct tokens *tokens = &analysis->tokens;
    uint32_t i = rank->first;
    return rank->count == 1 && i > 0 && by_token(tokens, i)->gap == GAP_SPACE &&
           by_has_class(tokens, i, CLASS_FAMILY) && by_has_class(tokens, i - 1, CLASS_GIVEN) &&
           !by_has_class(tokens, i - 1, CLASS_RANK) &&
           (by_token_word(tokens, i)->shape & by_token_word(tokens, i - 1)->shape &
            SHAPE_CAPITAL) != 0;
}

/* Capitals alone in brackets name a body, not a rank: `Hanoi (MNA)`. */
static bool is_bracketed(const struct analysis *analysis, const struct match *rank)
{
    const struct tokens *tokens = &analysis->tokens;
    uint32_t next = rank->first + rank->count;
    return rank->count == 1 && rank->first > 0 && next < by_token_count(tokens) &&
           (by_token_word(tokens, rank->first)->shape & SHAPE_UPPER) != 0 &&
           by_is_lower(tokens, rank->first - 1, "(") && by_is_lower(tokens, next, ")");
}

const struct match *by_rank_at(const struct analysis *analysis, uint32_t token)
{
    const struct match *rank = by_match_at(&analysis->matches, token, CLASS_RANK);
    if (rank == NULL || listed_words(analysis, token) > rank->count ||
        is_family_name(analysis, rank) || is_bracketed(analysis, rank))
        return NULL;
    return rank;
}

static void mark(struct namer *namer, uint32_t first, uint32_t last, enum token_role role)
{
    for (uint32_t i = first; i < last; i++)
        namer->roles[i] = (uint8_t)role;
}

static void find_roles(struct namer *namer)
{
    uint32_t count = by_token_count(namer->tokens);
    memset(namer->roles, ROLE_PLAIN, count);
    for (uint32_t i = 0; i < count;) {
        const struct match *rank = by_rank_at(namer->analysis, i);
        uint32_t words = rank == NULL ? listed_words(namer->analysis, i) : rank->count;
        if (rank != NULL)
            mark(namer, i, i + words, ROLE_RANK);
        i += words > 0 ? words : 1;
    }
    for (uint32_t i = 0; i < by_mention_count(namer->mentions); i++) {
        const struct mention *mention = by_mention_at(namer->mentions, i);
        mark(namer, mention->first, mention->last, ROLE_TAKEN);
    }
}

/* ---- Context ---- */

static const struct sentence *sentence_of(const struct namer *namer, const struct segment *segment)
{
    return by_sentence(&namer->analysis->sentences, segment->sentence);
}

static bool is_any(const struct namer *namer, uint32_t token, const char *const *words,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (by_is_lower(namer->tokens, token, words[i]))
            return true;
    }
    return false;
}

/* `in Tver`, `near Doha`: the word before a place. */
static bool follows_place_word(const struct namer *namer, const struct segment *segment)
{
    static const char *const words[] = {
        "in",   "at",      "near",   "from",     "to",       "outside", "across",  "around",
        "into", "towards", "toward", "northern", "southern", "eastern", "western", "central"};
    return segment->first > sentence_of(namer, segment)->first &&
           is_any(namer, segment->first - 1, words, sizeof words / sizeof *words);
}

/* `said`, `who`, `, 45,`: what follows a person's name. */
static bool precedes_person_word(const struct namer *namer, const struct segment *segment)
{
    uint32_t next = segment->last;
    uint32_t last = sentence_of(namer, segment)->last;
    if (next >= last)
        return false;
    if (by_has_class(namer->tokens, next, CLASS_SAYING) || by_is_lower(namer->tokens, next, "who"))
        return true;
    if (!by_is_lower(namer->tokens, next, ",") || next + 2 >= last)
        return false;
    if (by_is_lower(namer->tokens, next + 1, "who"))
        return true;
    return by_token(namer->tokens, next + 1)->kind == TOKEN_NUMBER &&
           by_token_word(namer->tokens, next + 1)->length == 2 &&
           by_is_lower(namer->tokens, next + 2, ",");
}

/* A complement such as `Minister of` `Public Security` is no name of a person. */
static bool is_complement(const struct namer *namer, const struct segment *segment)
{
    uint32_t before = segment->first;
    uint32_t first = sentence_of(namer, segment)->first;
    if (before > first && by_is_lower(namer->tokens, before - 1, "the"))
        before--;
    return before >= first + 2 && namer->roles[before - 2] == ROLE_RANK &&
           (by_is_lower(namer->tokens, before - 1, "of") ||
            by_is_lower(namer->tokens, before - 1, "for"));
}

/* A rank's own modifier, such as `Public Works` before `Minister`. */
static bool is_modifier(const struct namer *namer, const struct segment *segment)
{
    return segment->last < sentence_of(namer, segment)->last &&
           namer->roles[segment->last] == ROLE_RANK &&
           by_token(namer->tokens, segment->last)->gap == GAP_SPACE &&
           by_has_class(namer->tokens, segment->last - 1, CLASS_COMMON);
}

/* `Svay Rieng (MNA) –`: the place and the agency that open a story. */
static bool is_dateline(const struct namer *namer, const struct segment *segment)
{
    const struct sentence *sentence = sentence_of(namer, segment);
    uint32_t close = segment->last + 2;
    return segment->first == sentence->first && close + 1 < sentence->last &&
           by_is_lower(namer->tokens, segment->last, "(") &&
           by_is_lower(namer->tokens, close, ")") &&
           by_token(namer->tokens, close + 1)->kind == TOKEN_MARK &&
           !by_is_lower(namer->tokens, close + 1, ",");
}

/* ---- What a segment's words look like ---- */

/* How many words of a segment have a class. */
static uint32_t count_class(const struct namer *namer, const struct segment *segment,
                            enum lexicon_class class)
{
    uint32_t count = 0;
    for (uint32_t i = segment->first; i < segment->last; i++)
        count += by_has_class(namer->tokens, i, class);
    return count;
}

/* Two to five words, none of them an everyday word, a number or a mark. */
static bool looks_like_person(const struct namer *namer, const struct segment *segment)
{
    uint32_t words = segment->last - segment->first;
    if (words < 2 || words > 6)
        return false;
    for (uint32_t i = segment->first; i < segment->last; i++) {
        const struct word *word = by_token_word(namer->tokens, i);
        if ((word->shape & SHAPE_HAS_DIGIT) != 0)
            return false;
        if (by_has_class(namer->tokens, i, CLASS_COMMON) &&
            !by_has_class(namer->tokens, i, CLASS_FAMILY) &&
            !by_has_class(namer->tokens, i, CLASS_GIVEN) &&
            !by_has_class(namer->tokens, i, CLASS_PARTICLE))
            return false;
    }
    return true;
}

static bool has_name_part(const struct namer *namer, const struct segment *segment)
{
    uint32_t words = segment->last - segment->first;
    uint32_t given = count_class(namer, segment, CLASS_GIVEN);
    uint32_t family = count_class(namer, segment, CLASS_FAMILY);
    return words > 1 && given + family > 0;
}

/* ---- The first look: what is certain, and what it says of its words ---- */

static bool is_sure_person(const struct namer *namer, const struct segment *segment)
{
    if (segment->kind != SEGMENT_OPEN && segment->kind != SEGMENT_TOWN)
        return false;
    if (segment->after_rank)
        return !is_modifier(namer, segment);
    if (segment->kind == SEGMENT_TOWN || is_complement(namer, segment))
        return false;
    return looks_like_person(namer, segment) &&
           (has_name_part(namer, segment) || precedes_person_word(namer, segment));
}

static void note(struct namer *namer, const struct segment *segment, uint8_t bit)
{
    for (uint32_t i = segment->first; i < segment->last; i++) {
        const struct word *word = by_token_word(namer->tokens, i);
        if ((word->shape & SHAPE_CAPITAL) != 0 && (word->shape & SHAPE_INITIAL) == 0)
            namer->seen[word->folded] |= bit;
    }
}

static void look_for_evidence(struct namer *namer)
{
    const struct segment *segments = namer->segments.items;
    for (size_t i = 0; i < namer->segments.count; i++) {
        if (is_sure_person(namer, &segments[i]))
            note(namer, &segments[i], SEEN_PERSON);
        else if (segments[i].kind == SEGMENT_OPEN && looks_like_person(namer, &segments[i]) &&
                 !is_complement(namer, &segments[i]) && !is_modifier(namer, &segments[i]) &&
                 !is_dateline(namer, &segments[i]))
            note(namer, &segments[i], SEEN_MAYBE);
    }
}

/* ---- The second look: a type for each ---- */

static bool seen(const struct namer *namer, const struct segment *segment, uint8_t bit)
{
    for (uint32_t i = segment->first; i < segment->last; i++) {
        if ((namer->seen[by_token_word(namer->tokens, i)->folded] & bit) == 0)
            return false;
    }
    return true;
}

/* A verdict: a type with its score, or no name. */
struct verdict {
    bool named;
    byline_type type;
    double score;
};

static struct verdict verdict(byline_type type, double score)
{
    return (struct verdict){true, type, score};
}

static const struct verdict nothing = {false, BYLINE_MISC, 0};

static struct verdict judge_open(const struct namer *namer, const struct segment *segment)
{
    uint32_t words = segment->last - segment->first;
    if (segment->after_rank && !is_modifier(namer, segment))
        return verdict(BYLINE_PERSON, SCORE_RANKED);
    if (is_complement(namer, segment) || is_modifier(namer, segment))
        return nothing;
    if (is_sure_person(namer, segment))
        return verdict(BYLINE_PERSON, SCORE_CONTEXT);
    if (seen(namer, segment, SEEN_PERSON))
        return verdict(BYLINE_PERSON, SCORE_REPEATED);
    if (is_dateline(namer, segment))
        return verdict(BYLINE_PLACE, SCORE_CONTEXT);
    if (words == 1 && seen(namer, segment, SEEN_MAYBE) && !follows_place_word(namer, segment))
        return verdict(BYLINE_PERSON, SCORE_GUESS);
    if (precedes_person_word(namer, segment) && words <= 4 &&
        count_class(namer, segment, CLASS_COMMON) < words)
        return verdict(BYLINE_PERSON, SCORE_CONTEXT);
    if (follows_place_word(namer, segment) && words <= 2 &&
        count_class(namer, segment, CLASS_COMMON) == 0)
        return verdict(BYLINE_PLACE, SCORE_GUESS);
    if (looks_like_person(namer, segment))
        return verdict(BYLINE_PERSON, SCORE_GUESS);
    if (words == 1 && count_class(namer, segment, CLASS_GIVEN) > 0 &&
        count_class(namer, segment, CLASS_COMMON) == 0)
        return verdict(BYLINE_PERSON, SCORE_GUESS);
    return nothing;
}

static struct verdict judge(const struct namer *namer, const struct segment *segment)
{
    switch ((enum segment_kind)segment->kind) {
    case SEGMENT_OPEN: return judge_open(namer, segment);
    case SEGMENT_TOWN:
        if (seen(namer, segment, SEEN_PERSON) && !follows_place_word(namer, segment))
            return verdict(BYLINE_PERSON, SCORE_REPEATED);
        return verdict(BYLINE_PLACE, SCORE_HEADED);
    case SEGMENT_PLACE: return verdict(BYLINE_PLACE, segment->listed ? SCORE_LISTED : SCORE_HEADED);
    case SEGMENT_BODY:
        return verdict(BYLINE_ORGANISATION, segment->listed ? SCORE_LISTED : SCORE_HEADED);
    case SEGMENT_ACRONYM:
        return segment->after_rank && seen(namer, segment, SEEN_PERSON)
                   ? verdict(BYLINE_PERSON, SCORE_RANKED)
                   : verdict(BYLINE_ORGANISATION, SCORE_CONTEXT);
    case SEGMENT_GROUP: return verdict(BYLINE_GROUP, SCORE_LISTED);
    case SEGMENT_MISC: return verdict(BYLINE_MISC, SCORE_HEADED);
    }
    return nothing;
}

static bool emit(struct namer *namer, const struct segment *segment)
{
    struct verdict found = judge(namer, segment);
    if (!found.named)
        return true;
    struct mention mention = by_mention(found.type, segment->first, segment->last, found.score);
    if (found.type == BYLINE_PLACE)
        mention.country = segment->country;
    return by_vector_push(&namer->mentions->mentions, &namer->analysis->arena.allocator, &mention);
}

static byline_status find_names(struct namer *namer)
{
    find_roles(namer);
    byline_status status = by_cut_segments(namer->analysis, namer->roles, &namer->segments);
    if (status != BYLINE_OK)
        return status;
    look_for_evidence(namer);
    const struct segment *segments = namer->segments.items;
    for (size_t i = 0; i < namer->segments.count; i++) {
        if (!emit(namer, &segments[i]))
            return BYLINE_ERROR_MEMORY;
    }
    return BYLINE_OK;
}

byline_status by_find_names(struct analysis *analysis, struct mentions *mentions)
{
    struct namer namer = {.analysis = analysis,
                          .tokens = &analysis->tokens,
                          .segments.item_size = sizeof(struct segment),
                          .mentions = mentions};
    size_t words = analysis->tokens.vocabulary.words.count;
    namer.roles = by_arena_take(&analysis->arena, by_token_count(&analysis->tokens));
    namer.seen = by_arena_take(&analysis->arena, words);
    if (namer.roles == NULL || namer.seen == NULL)
        return BYLINE_ERROR_MEMORY;
    memset(namer.seen, 0, words);
    byline_status status = find_names(&namer);
    by_vector_free(&namer.segments, &analysis->arena.allocator);
    return status;
}
