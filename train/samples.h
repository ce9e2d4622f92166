/* SPDX-License-Identifier: MIT */
/*
 * samples.h - annotated text to learn from, or to measure with.
 *
 * All that collection.h reads can be a sample. Columns may have any types: what is not mapped to one
 * of the library's is learned under its own name. Their tokens are not kept: what learns from a text
 * sees those that the library will cut other texts into.
 */
#ifndef BYLINE_TRAIN_SAMPLES_H
#define BYLINE_TRAIN_SAMPLES_H

#include "labels.h"
#include "pool.h"
#include "type_maps.h"

/* Annotates bytes [start, end) of a sample's text. */
struct sample_span {
    uint32_t start, end;
    uint32_t layer;
    uint32_t type; /* TYPE_NONE where the tokens may have any label */
};

struct sample {
    const char *text;
    uint32_t length;
    struct sample_span *spans;
    size_t span_count;
    uint32_t annotated[LAYER_COUNT]; /* the types that are annotated throughout, a bit for each */
    float weight;                    /* of its loss */
};

/* Zero-initialise. */
struct samples {
    struct sample *items;
    size_t count, capacity;
    struct pool pool;
};

/*
 * Adds the documents of `FILE[*weight][:documents]`, or the first so many of them. The types that
 * they annotate are added to `layers` when `learn` is set; otherwise those that are not among them
 * are passed over. Complains, and returns false, where something is wrong.
 */
bool samples_read(struct samples *samples, const char *spec, const struct type_maps *maps,
                  struct layer layers[LAYER_COUNT], bool learn);

/* Adds an empty sample of weight 1. */
struct sample *samples_add(struct samples *samples);

void samples_free(struct samples *samples);

#endif
