/* SPDX-License-Identifier: MIT */
#include "lexicon.h"

#include <string.h>

#include "tables.h"

uint32_t by_lexicon_word(const char *lower, size_t length)
{
    uint32_t slot = by_table_word_hash(lower, length) & by_table_word_mask;
    for (;; slot = (slot + 1) & by_table_word_mask) {
        uint32_t word = by_table_word_slots[slot];
        if (word == 0)
            return 0;
        uint32_t start = by_table_words[word].start;
        if (by_table_words[word + 1].start - start == length &&
            memcmp(by_table_text + start, lower, length) == 0)
            return word;
    }
}

uint64_t by_lexicon_word_classes(uint32_t word)
{
    return by_table_words[word].classes;
}

uint32_t by_lexicon_step(uint32_t node, uint32_t word)
{
    if (word == 0)
        return 0;
    if (node == 0)
        return by_table_words[word].node;
    uint32_t slot = by_table_edge_hash(node, word) & by_table_edge_mask;
    for (;; slot = (slot + 1) & by_table_edge_mask) {
        const struct lexicon_edge *edge = &by_table_edges[slot];
        if (edge->from == 0)
            return 0;
        if (edge->from == node && edge->word == word)
            return edge->to;
    }
}

const struct lexicon_entry *by_lexicon_entries(uint32_t node, size_t *count)
{
    uint32_t start = by_table_entry_start[node];
    *count = by_table_entry_start[node + 1] - start;
    return by_table_entries + start;
}

const struct lexicon_entry *by_lexicon_word_entry(uint32_t word, enum lexicon_class class)
{
    if ((by_lexicon_word_classes(word) >> class & 1) == 0)
        return NULL;
    size_t count = 0;
    const struct lexicon_entry *entry = by_lexicon_entries(by_lexicon_step(0, word), &count);
    for (size_t i = 0; i < count; i++) {
        if (entry[i].class == (uint8_t) class)
            return &entry[i];
    }
    return NULL;
}

const char *by_lexicon_value(const struct lexicon_entry *entry)
{
    return by_table_values + entry->value;
}
