/* SPDX-License-Identifier: MIT */
/* scores.h - how many entities were found, by type. */
#ifndef BYLINE_TRAIN_SCORES_H
#define BYLINE_TRAIN_SCORES_H

#include <stdio.h>

#include "examples.h"

struct score {
    uint32_t right, found, gold; /* exact spans of the right type */
};

struct scores {
    struct score types[LAYER_COUNT][LAYER_TYPES];
};

/* Counts the spans of one layer of a document; types that it does not annotate do not count. */
void scores_count(struct scores *scores, const struct example *example, uint32_t layer,
                  const struct label_span *found, size_t found_count);

void scores_add(struct scores *scores, const struct scores *other);

/* The F1 over all types of a layer, or of all layers where it is LAYER_COUNT, in per cent. */
double scores_f1(const struct scores *scores, uint32_t layer);

/* Prints them on a line. */
void scores_print(const struct scores *scores, const struct layer layers[LAYER_COUNT], FILE *file);

#endif
