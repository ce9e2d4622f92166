/* SPDX-License-Identifier: MIT */
/* examples.h - a sample as the network sees it: numbers of features, and sets of labels. */
#ifndef BYLINE_TRAIN_EXAMPLES_H
#define BYLINE_TRAIN_EXAMPLES_H

#include "analyse.h"
#include "vectors.h"

/* Prefixes and suffixes of 1 to 4 characters, and the shape. */
#define AFFIX_COUNT 9u
#define AFFIX_BUCKETS 16384u

/* Features that have an embedding each. */
enum feature {
    FEATURE_UNKNOWN, /* the word has no vector */
    FEATURE_CLASS,   /* the lexicon's classes of the word, in any case */
    FEATURE_PHRASE = FEATURE_CLASS + CLASS_COUNT,     /* class by position in a phrase of it */
    FEATURE_FIRST = FEATURE_PHRASE + 4 * CLASS_COUNT, /* the first token of a sentence */
    FEATURE_LINE,                                     /* the first of a line */
    FEATURE_PARAGRAPH,                                /* the first of a paragraph */
    FEATURE_TITLE,    /* in a sentence most of whose words are capitalised */
    FEATURE_CAPITALS, /* in one most of whose words are in capitals */
    FEATURE_COUNT
};

/* A list of features for each of a number of things. */
struct feature_lists {
    uint32_t *firsts; /* where each list begins in features; one more for the end */
    uint16_t *features;
};

struct example {
    uint32_t type_count, token_count, group_count, sentence_count;
    /* Per word type of the document. */
    uint32_t *vectors; /* rows */
    uint16_t *affixes; /* AFFIX_COUNT buckets for each */
    uint32_t *groups;  /* types that differ only in case are one group */
    struct feature_lists type_features;
    /* Per token. */
    uint32_t *types;
    struct feature_lists token_features;
    uint64_t
        *sets[LAYER_COUNT]; /* the labels that the annotation allows; NULL where there is none */
    /* Where each sentence begins; one more for the end. */
    uint32_t *sentences;
    /* What a tagger should find. */
    struct label_span *gold[LAYER_COUNT];
    uint32_t gold_count[LAYER_COUNT];
    uint32_t lost[LAYER_COUNT]
                 [LAYER_TYPES]; /* gold entities that are not whole tokens of one sentence */
    uint32_t annotated[LAYER_COUNT];
    float weight;
};

void example_make(struct example *example, const struct sample *sample,
                  const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                  enum casing casing);

void example_free(struct example *example);

#endif
