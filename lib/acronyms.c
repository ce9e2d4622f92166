/* SPDX-License-Identifier: MIT */
#include "acronyms.h"

#include <string.h>

#include "name_segments.h"

/* Longest acronym, in letters. */
#define LONGEST 16

/* The capitals that begin the words of a name. Returns how many, at most LONGEST. */
static size_t initials(const struct tokens *tokens, const struct mention *name, char *letters)
{
    size_t count = 0;
    for (uint32_t i = name->first; i < name->last && count < LONGEST; i++) {
        const struct word *word = by_token_word(tokens, i);
        if ((word->shape & SHAPE_CAPITAL) != 0)
            letters[count++] = word->form[0];
    }
    return count;
}

bool by_is_acronym(const struct tokens *tokens, const struct mention *acronym,
                   const struct mention *name)
{
    if (acronym->last - acronym->first != 1 || name->last - name->first < 2)
        return false;
    const struct word *word = by_token_word(tokens, acronym->first);
    char letters[LONGEST];
    size_t count = initials(tokens, name, letters);
    return (word->shape & SHAPE_UPPER) != 0 && word->length == count &&
           memcmp(word->form, letters, count) == 0;
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
