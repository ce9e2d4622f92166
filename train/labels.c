/* SPDX-License-Identifier: MIT */
#include "labels.h"

#include <string.h>

enum layer_index layer_of(const char *type)
{
    return strcmp(type, "RANK") == 0 ? LAYER_RANKS : LAYER_NAMES;
}

uint32_t layer_find(const struct layer *layer, const char *type)
{
    for (uint32_t i = 0; i < layer->type_count; i++) {
        if (strcmp(layer->types[i], type) == 0)
            return i;
    }
    return TYPE_NONE;
}

uint32_t layer_add(struct layer *layer, const char *type)
{
    uint32_t found = layer_find(layer, type);
    size_t length = strlen(type);
    if (found != TYPE_NONE)
        return found;
    if (layer->type_count == LAYER_TYPES || length >= TYPE_NAME_SIZE)
        return TYPE_NONE;
    memcpy(layer->types[layer->type_count], type, length + 1);
    return layer->type_count++;
}

static uint32_t type_of(uint32_t label)
{
    return (label - 1) / 4;
}

static enum position position_of(uint32_t label)
{
    return (enum position)((label - 1) % 4);
}

bool label_may_begin(uint32_t label)
{
    return label == LABEL_OUTSIDE || position_of(label) == POSITION_BEGIN ||
           position_of(label) == POSITION_SINGLE;
}

bool label_may_end(uint32_t label)
{
    return label == LABEL_OUTSIDE || position_of(label) == POSITION_END ||
           position_of(label) == POSITION_SINGLE;
}

bool label_may_follow(uint32_t before, uint32_t label)
{
    if (label_may_end(before))
        return label_may_begin(label);
    return !label_may_begin(label) && type_of(before) == type_of(label);
}

void labels_from_spans(const struct label_span *spans, size_t span_count, uint8_t *labels)
{
    for (size_t i = 0; i < span_count; i++) {
        uint32_t first = spans[i].first, last = spans[i].last, type = spans[i].type;
        if (last - first == 1) {
            labels[first] = label_of(type, POSITION_SINGLE);
            continue;
        }
        labels[first] = label_of(type, POSITION_BEGIN);
        for (uint32_t t = first + 1; t + 1 < last; t++)
            labels[t] = label_of(type, POSITION_INSIDE);
        labels[last - 1] = label_of(type, POSITION_END);
    }
}

size_t labels_to_spans(const uint8_t *labels, uint32_t count, struct label_span *spans)
{
    size_t found = 0;
    uint32_t first = 0;
    for (uint32_t t = 0; t < count; t++) {
        if (labels[t] == LABEL_OUTSIDE)
            continue;
        if (label_may_begin(labels[t]))
            first = t;
        if (label_may_end(labels[t]))
            spans[found++] = (struct label_span){first, t + 1, type_of(labels[t])};
    }
    return found;
}

uint64_t label_set_all(const struct layer *layer)
{
    return (UINT64_C(1) << layer_labels(layer)) - 1;
}

uint64_t label_set_outside(const struct layer *layer, uint32_t types)
{
    uint64_t set = label_set_all(layer);
    for (uint32_t type = 0; type < layer->type_count; type++) {
        if ((types >> type & 1u) != 0)
            set &= ~(UINT64_C(15) << label_of(type, POSITION_BEGIN));
    }
    return set;
}
