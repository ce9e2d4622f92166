/* SPDX-License-Identifier: MIT */
#include "acronyms.h"

#include <string.h>

#include "name_segments.h"

/* Longest acronym, in letters: a bit each, and one for the end. */
#define LONGEST 16

/* How many letters an acronym may take from inside words: `ASEAN`, of `Southeast`. */
#define MOST_INNER 2

/*
 * The places in an acronym, a bit each, that are reached when a word was spelt from the places of
 * `from`: by its first letter, and by letters inside it that follow in order.
 */
static uint32_t spell_word(const struct word *word, const char *acronym, uint32_t from, bool inner)
{
    uint32_t reached = 0;
    for (uint32_t start = 0; acronym[start] != '\0'; start++) {
        if ((from >> start & 1) == 0 || word->lower[0] != acronym[start])
            continue;
        uint32_t at = start + 1;
        reached |= 1u << at;
        for (const char *letter = word->lower + 1; inner && *letter != '\0'; letter++) {
            if (acronym[at] != '\0' && *letter == acronym[at])
                reached |= 1u << ++at;
        }
    }
    return reached;
}

/*
 * Whether the words of a name spell an acronym, given in lower case: each word with a capital by
 * its first letter at least, others or not.
 */
static bool spells(const struct tokens *tokens, const struct mention *name, const char *acronym,
                   uint32_t length)
{
    uint32_t reached = 1;
    uint32_t words = 0;
    for (uint32_t i = name->first; i < name->last; i++)
        words += by_token(tokens, i)->kind == TOKEN_WORD;
    bool inner = length > 3 && length <= words + MOST_INNER;
    for (uint32_t i = name->first; i < name->last; i++) {
        const struct word *word = by_token_word(tokens, i);
        if (by_token(tokens, i)->kind != TOKEN_WORD)
            continue;
        bool capital = (word->shape & SHAPE_CAPITAL) != 0;
        reached = spell_word(word, acronym, reached, inner && capital) | (capital ? 0 : reached);
    }
    return (reached >> length & 1) != 0;
}

bool by_is_acronym(const struct tokens *tokens, const struct mention *acronym,
                   const struct mention *name)
{
    if (acronym->last - acronym->first != 1 || name->last - name->first < 2)
        return false;
    const struct word *word = by_token_word(tokens, acronym->first);
    return (word->shape & SHAPE_UPPER) != 0 && word->lower_length >= 2 &&
           word->lower_length <= LONGEST && spells(tokens, name, word->lower, word->lower_length);
}

/* Whether the token after `(` after a name is its acronym, and nothing starts there yet. */
static bool has_acronym(const struct analysis *analysis, const struct mentions *mentions,
                        uint32_t index)
{
    const struct tokens *tokens = &analysis->tokens;
    const struct mention *name = by_mention_at(mentions, index);
    uint32_t at = name->last + 1;
    if (name->type != BYLINE_ORGANISATION || at + 1 >= by_token_count(tokens) ||
        !by_is_lower(tokens, at - 1, "(") || !by_is_lower(tokens, at + 1, ")"))
        return false;
    for (uint32_t next = index + 1; next < by_mention_count(mentions); next++) {
        if (by_mention_at(mentions, next)->first > at)
            break;
        if (by_mention_at(mentions, next)->last > at)
            return false;
    }
    const struct mention acronym = by_mention(BYLINE_ORGANISATION, at, at + 1, name->score);
    return by_is_acronym(tokens, &acronym, name);
}

byline_status by_find_acronyms(struct analysis *analysis, struct mentions *mentions)
{
    uint32_t count = by_mention_count(mentions);
    for (uint32_t i = 0; i < count; i++) {
        if (!has_acronym(analysis, mentions, i))
            continue;
        const struct mention *name = by_mention_at(mentions, i);
        struct mention acronym =
            by_mention(BYLINE_ORGANISATION, name->last + 1, name->last + 2, name->score);
        if (!by_vector_push(&mentions->mentions, &analysis->arena.allocator, &acronym))
            return BYLINE_ERROR_MEMORY;
    }
    return by_mentions_sort(mentions, &analysis->arena.allocator);
}
