/* SPDX-License-Identifier: MIT */
/* examples.h - a sample as the network sees it: the library's features, and sets of labels. */
#ifndef BYLINE_TRAIN_EXAMPLES_H
#define BYLINE_TRAIN_EXAMPLES_H

#include "analyse.h"
#include "network/features.h"
#include "vectors.h"

struct example {
    struct analysis analysis;
    struct features features; /* of the whole text as one part; none where it has no tokens */
    uint32_t *vectors;        /* the rows of its word types */
    uint32_t token_count, sentence_count;
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
