/* SPDX-License-Identifier: MIT */
/*
 * samples.h - annotated text to learn from, or to measure with.
 *
 * Two forms are read: JSON Lines as the program prints them, with text, and columns, where a line
 * is a token and its last column a tag (IOB1, BIO or BIOES), blank lines end sentences, and
 * `-DOCSTART-` begins a document.
 */
#ifndef BYLINE_TRAIN_SAMPLES_H
#define BYLINE_TRAIN_SAMPLES_H

#include "labels.h"
#include "pool.h"

/* Annotates bytes [start, end) of a sample's text. */
struct sample_span {
    uint32_t start, end;
    uint32_t layer;
    uint32_t type; /* TYPE_NONE where the tokens may have any label */
};

/* A token of text that came in tokens. */
struct sample_token {
    uint32_t start, end;
    bool begins_sentence;
};

struct sample {
    const char *text;
    uint32_t length;
    struct sample_span *spans;
    size_t span_count;
    const struct sample_token *tokens; /* NULL where the text is to be cut up by the library */
    size_t token_count;
    uint32_t annotated[LAYER_COUNT]; /* the types that are annotated throughout, a bit for each */
    float weight;                    /* of its loss */
};

/* Zero-initialise. */
struct samples {
    struct sample *items;
    size_t count, capacity;
    struct pool pool;
};

/* Reads one type as another; an empty `to` makes its tokens unknown. The last for a type counts. */
struct type_map {
    const char *from, *to;
};

struct type_maps {
    const struct type_map *items;
    size_t count;
};

/*
 * Adds the documents of `FILE[*weight][:documents]`; a file whose name ends in .jsonl is JSON
 * Lines. The types that it annotates are added to `layers` when `learn` is set; otherwise those that
 * are not among them are passed over. Complains, and returns false, where something is wrong.
 */
bool samples_read(struct samples *samples, const char *spec, const struct type_maps *maps,
                  struct layer layers[LAYER_COUNT], bool learn);

/* Adds an empty sample of weight 1. */
struct sample *samples_add(struct samples *samples);

void samples_free(struct samples *samples);

#endif
