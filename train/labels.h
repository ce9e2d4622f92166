/* SPDX-License-Identifier: MIT */
/*
 * labels.h - types of entity as labels of tokens.
 *
 * A layer is a set of types that never overlap. A token's label is 0 (outside), or 1 + 4 type + the
 * position in an entity: begin, inside, end, single (BIOES; Ratinov and Roth 2009).
 */
#ifndef BYLINE_TRAIN_LABELS_H
#define BYLINE_TRAIN_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum position { POSITION_BEGIN, POSITION_INSIDE, POSITION_END, POSITION_SINGLE };

#define LABEL_OUTSIDE 0u
#define LAYER_TYPES 15u /* the most types in a layer: a set of labels is 64 bits */
#define LAYER_LABELS (1u + 4u * LAYER_TYPES)
#define LAYER_COUNT 2u /* names, and ranks, which may hold names */
#define TYPE_NAME_SIZE 32u
#define TYPE_NONE UINT32_MAX

enum layer_index { LAYER_NAMES, LAYER_RANKS };

struct layer {
    uint32_t type_count;
    char types[LAYER_TYPES][TYPE_NAME_SIZE];
};

/* The layer that a type belongs to. */
enum layer_index layer_of(const char *type);

/* The index of a type, or TYPE_NONE. */
uint32_t layer_find(const struct layer *layer, const char *type);

/* Adds a type unless it is there. Returns its index, or TYPE_NONE where there is no room. */
uint32_t layer_add(struct layer *layer, const char *type);

/* 1 + 4 times the types; 0 for a layer without types. */
static inline uint32_t layer_labels(const struct layer *layer)
{
    return layer->type_count == 0 ? 0 : 1 + 4 * layer->type_count;
}

static inline uint8_t label_of(uint32_t type, enum position position)
{
    return (uint8_t)(1 + 4 * type + (uint32_t)position);
}

/* Whether a label may follow another, begin a sentence, end one. */
bool label_may_follow(uint32_t before, uint32_t label);
bool label_may_begin(uint32_t label);
bool label_may_end(uint32_t label);

/* The tokens [first, last) of an entity. */
struct label_span {
    uint32_t first, last;
    uint32_t type;
};

/* Writes the labels of spans that do not overlap over `labels`, which must be outside there. */
void labels_from_spans(const struct label_span *spans, size_t span_count, uint8_t *labels);

/*
 * The spans of labels that may follow one another; at most `count` of them, in `spans`. Returns how
 * many.
 */
size_t labels_to_spans(const uint8_t *labels, uint32_t count, struct label_span *spans);

/* A set of labels has a bit for each. */
uint64_t label_set_all(const struct layer *layer);

/* Outside, and all labels of the types that are not in `types`, which has a bit for each. */
uint64_t label_set_outside(const struct layer *layer, uint32_t types);

#endif
