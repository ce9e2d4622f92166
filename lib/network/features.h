/* SPDX-License-Identifier: MIT */
/*
 * features.h - what the network sees of a text: numbers, each of which has an embedding.
 *
 * Training and tagging share this file. A change of any number makes older models wrong, and goes
 * with a new MODEL_VERSION.
 */
#ifndef BYLINE_LIB_NETWORK_FEATURES_H
#define BYLINE_LIB_NETWORK_FEATURES_H

#include "mentions.h"

/* Prefixes and suffixes of 1 to 4 characters, and the shape. */
#define AFFIX_COUNT 9u
#define AFFIX_BUCKETS 16384u

/* Where a token stands in a phrase. */
enum phrase_position { PHRASE_BEGIN, PHRASE_INSIDE, PHRASE_END, PHRASE_SINGLE, PHRASE_POSITIONS };

enum feature {
    FEATURE_UNKNOWN, /* the word has no vector */
    FEATURE_CLASS,   /* the lexicon's classes of the word, in any case */
    FEATURE_PHRASE = FEATURE_CLASS + CLASS_COUNT, /* class by position in a phrase of it */
    FEATURE_FIRST = FEATURE_PHRASE + PHRASE_POSITIONS * CLASS_COUNT, /* the first of a sentence */
    FEATURE_LINE,                                                    /* the first of a line */
    FEATURE_PARAGRAPH,                                               /* the first of a paragraph */
    FEATURE_TITLE,    /* in a sentence most of whose words are capitalised */
    FEATURE_CAPITALS, /* in one most of whose words are in capitals */
    FEATURE_COUNT
};

/* A list of features for each of a number of things. */
struct feature_lists {
    uint32_t *firsts;       /* where each list begins in the items; one more for the end */
    uint32_t count;         /* of lists */
    struct vector features; /* of uint16_t */
};

/* Tokens that are read together: whole sentences, or a piece of one that is too long. */
struct part {
    uint32_t first, last; /* tokens, half open */
    uint32_t sentence;    /* the first that has tokens in it */
};

/* The features of one part after another of a text. */
struct features {
    struct part part;
    uint32_t type_count;
    uint32_t group_count;
    /* Per word type of the part. */
    uint32_t *words;   /* its index in the vocabulary */
    uint16_t *affixes; /* AFFIX_COUNT buckets for each */
    uint32_t *groups;  /* types that differ only in case are one group */
    struct feature_lists type_lists;
    /* Per token of the part. */
    uint32_t *types;
    struct feature_lists token_lists;
    /* For each word of the vocabulary, its type and group, counted through all parts from 1. */
    uint32_t *seen_types, *seen_groups;
    uint32_t types_before, groups_before; /* in earlier parts */
};

/*
 * Makes room for parts of at most `most` tokens. by_features_free() follows whatever is returned.
 * Returns false when there is no memory.
 */
bool by_features_begin(struct features *features, const struct analysis *analysis, uint32_t most,
                       struct arena *arena);

/* The part after one (at the start, after one of zeros). Returns false at the end of the text. */
bool by_part_next(const struct analysis *analysis, uint32_t most, struct part *part);

/* The tokens of a sentence that lie in a part; none when the sentence lies behind it. */
struct sentence by_part_sentence(const struct analysis *analysis, const struct part *part,
                                 uint32_t sentence);

/* Finds the features of a part. Returns false when there is no memory. */
bool by_features_find(struct features *features, const struct analysis *analysis,
                      const struct part *part, const byline_allocator *allocator);

void by_features_free(struct features *features, const byline_allocator *allocator);

/* The features of list `index`: *count of them. */
static inline const uint16_t *by_feature_list(const struct feature_lists *lists, uint32_t index,
                                              uint32_t *count)
{
    *count = lists->firsts[index + 1] - lists->firsts[index];
    return (const uint16_t *)lists->features.items + lists->firsts[index];
}

#endif
