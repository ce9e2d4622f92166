/* SPDX-License-Identifier: MIT */
/*
 * tables.h - the constant tables that compile.c writes and lexicon.c reads.
 *
 * Words have ids from 1, nodes of the phrase trie from 1; 0 is "none" and, of nodes, the root.
 */
#ifndef BYLINE_LIB_LEXICON_TABLES_H
#define BYLINE_LIB_LEXICON_TABLES_H

#include "lexicon.h"

/* All of one word together, where the cache finds it at once. */
struct lexicon_word {
    uint64_t classes; /* of the word as a phrase of its own, a bit each */
    uint32_t start;   /* offset of its text, which the next word's ends */
    uint32_t node;    /* where it leads to from the root, or 0 */
};

/* From one node of the trie by a word to another. */
struct lexicon_edge {
    uint32_t from; /* never the root; 0 marks an empty slot */
    uint32_t word;
    uint32_t to;
};

extern const char by_table_text[];                 /* all words, one after the other */
extern const struct lexicon_word by_table_words[]; /* by id; one more for the end */
extern const uint32_t by_table_word_slots[];       /* hash table of word ids */
extern const uint32_t by_table_word_mask;          /* its size less 1 */
extern const struct lexicon_edge by_table_edges[]; /* hash table of edges, but not the root's */
extern const uint32_t by_table_edge_mask;          /* its size less 1 */
extern const uint32_t by_table_entry_start[];      /* index of each node's first entry; one more */
extern const struct lexicon_entry by_table_entries[];
extern const char by_table_values[]; /* NUL-terminated strings, the first of them "" */

/* The hash of a word: FNV-1a, 32 bits (Fowler, Noll, Vo). */
static inline uint32_t by_table_word_hash(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The hash of an edge. */
static inline uint32_t by_table_edge_hash(uint32_t from, uint32_t word)
{
    uint32_t hash = from * 2654435769u ^ word * 2246822519u;
    return hash ^ hash >> 15;
}

#endif
