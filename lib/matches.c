/* SPDX-License-Identifier: MIT */
#include "matches.h"

/* Whether a token shows the capitals that word `place` of an entry asks for. */
static bool fits(const struct lexicon_entry *entry, const struct word *word, uint32_t place)
{
    if ((entry->upper >> place & 1u) != 0)
        return (word->shape & SHAPE_UPPER) != 0;
    if ((entry->capital >> place & 1u) != 0)
        return (word->shape & SHAPE_CAPITAL) != 0;
    return true;
}

static bool entry_fits(const struct lexicon_entry *entry, const struct tokens *tokens,
                       uint32_t first)
{
    for (uint32_t i = 0; i < entry->words; i++) {
        if (!fits(entry, by_token_word(tokens, first + i), i))
            return false;
    }
    return true;
}

static bool push_entries(const struct tokens *tokens, uint32_t node, uint32_t first, uint32_t count,
                         struct arena *arena, struct matches *matches)
{
    size_t entries;
    const struct lexicon_entry *entry = by_lexicon_entries(node, &entries);
    struct match_start *start = (struct match_start *)matches->starts.items + first;
    for (size_t i = 0; i < entries; i++) {
        struct match match = {&entry[i], first, count};
        if (!entry_fits(&entry[i], tokens, first))
            continue;
        if (!by_vector_push(&matches->matches, &arena->allocator, &match))
            return false;
        start->classes |= UINT64_C(1) << entry[i].class;
    }
    return true;
}

/* Walks the trie from one token on, then files what it met, the longest first. */
static bool match_from(const struct tokens *tokens, uint32_t first, struct arena *arena,
                       struct matches *matches)
{
    uint32_t nodes[LEXICON_LONGEST];
    uint32_t depth = 0;
    uint32_t node = 0;
    while (depth < LEXICON_LONGEST && first + depth < by_token_count(tokens)) {
        /* A phrase does not run on from one paragraph into the next. */
        if (depth > 0 && by_token(tokens, first + depth)->gap == GAP_PARAGRAPH)
            break;
        node = by_lexicon_step(node, by_token_word(tokens, first + depth)->lexicon);
        if (node == 0)
            break;
        nodes[depth++] = node;
    }
    for (; depth > 0; depth--) {
        if (!push_entries(tokens, nodes[depth - 1], first, depth, arena, matches))
            return false;
    }
    return true;
}

byline_status by_match_lexicon(const struct tokens *tokens, struct arena *arena,
                               struct matches *matches)
{
    *matches = (struct matches){.matches.item_size = sizeof(struct match),
                                .starts.item_size = sizeof(struct match_start)};
    uint32_t count = by_token_count(tokens);
    if (by_vector_reserve(&matches->starts, &arena->allocator, (size_t)count + 1) == NULL)
        return BYLINE_ERROR_MEMORY;
    struct match_start *starts = matches->starts.items;
    for (uint32_t i = 0; i < count; i++) {
        starts[i] = (struct match_start){.first = (uint32_t)matches->matches.count};
        if (!match_from(tokens, i, arena, matches))
            return BYLINE_ERROR_MEMORY;
    }
    starts[count] = (struct match_start){.first = (uint32_t)matches->matches.count};
    matches->starts.count = (size_t)count + 1;
    return BYLINE_OK;
}

const struct match *by_matches_at(const struct matches *matches, uint32_t token, size_t *count)
{
    const struct match_start *start = by_match_start(matches, token);
    *count = start[1].first - start->first;
    return *count == 0 ? NULL : (const struct match *)matches->matches.items + start->first;
}

const struct match *by_match_of(const struct matches *matches, uint32_t token,
                                enum lexicon_class class)
{
    const struct match *match =
        (const struct match *)matches->matches.items + by_match_start(matches, token)->first;
    while (match->entry->class != (uint8_t) class)
        match++;
    return match;
}

void by_matches_free(struct matches *matches, const byline_allocator *allocator)
{
    by_vector_free(&matches->matches, allocator);
    by_vector_free(&matches->starts, allocator);
}
