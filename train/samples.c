/* SPDX-License-Identifier: MIT */
#include "samples.h"

#include <stdlib.h>
#include <string.h>

#include "collection.h"
#include "columns.h"
#include "complain.h"

/* ---- Types --------------------------------------------------------------- */

struct reader {
    struct samples *samples;
    const struct type_maps *maps;
    struct layer *layers;
    bool learn;
    const char *path;
    float weight;
    size_t limit;
};

enum type_use { TYPE_USED, TYPE_UNKNOWN, TYPE_PASSED_OVER, TYPE_TOO_MANY };

/* What is to be done with a type, and under which layer and index. */
static enum type_use use_type(const struct reader *reader, const char *type, uint32_t *layer,
                              uint32_t *index)
{
    type = type_maps_apply(reader->maps, type);
    *layer = (uint32_t)layer_of(type);
    *index = TYPE_NONE;
    if (type[0] == '\0')
        return TYPE_UNKNOWN;
    *index = reader->learn ? layer_add(&reader->layers[*layer], type)
                           : layer_find(&reader->layers[*layer], type);
    if (*index != TYPE_NONE)
        return TYPE_USED;
    if (!reader->learn)
        return TYPE_PASSED_OVER;
    complain(reader->path, 0, "no room for the type %s: map it to another", type);
    return TYPE_TOO_MANY;
}

struct sample *samples_add(struct samples *samples)
{
    samples->items = pool_grow(&samples->pool, samples->items, samples->count, &samples->capacity,
                               sizeof(*samples->items));
    struct sample *sample = &samples->items[samples->count++];
    *sample = (struct sample){.weight = 1.0f};
    return sample;
}

static struct sample *add_sample(const struct reader *reader)
{
    struct sample *sample = samples_add(reader->samples);
    sample->weight = reader->weight;
    return sample;
}

/* ---- JSON Lines ---------------------------------------------------------- */

static bool take_layers(const struct reader *reader, uint32_t types, struct sample *sample)
{
    for (uint32_t type = 0; type < BYLINE_TYPE_COUNT; type++) {
        uint32_t layer, index;
        if ((types & BYLINE_TYPE_BIT(type)) == 0)
            continue;
        switch (use_type(reader, byline_type_name((byline_type)type), &layer, &index)) {
        case TYPE_USED: sample->annotated[layer] |= UINT32_C(1) << index; break;
        case TYPE_UNKNOWN:
        case TYPE_PASSED_OVER: break;
        case TYPE_TOO_MANY: return false;
        }
    }
    return true;
}

static bool take_entities(const struct reader *reader, const struct annotated_document *document,
                          struct sample *sample)
{
    sample->spans =
        pool_take_array(&reader->samples->pool, document->entity_count, sizeof(*sample->spans));
    for (size_t i = 0; i < document->entity_count; i++) {
        const struct annotation *entity = &document->entities[i];
        struct sample_span span = {.start = (uint32_t)entity->start, .end = (uint32_t)entity->end};
        if ((document->layers & BYLINE_TYPE_BIT(entity->type)) == 0)
            continue;
        switch (use_type(reader, byline_type_name(entity->type), &span.layer, &span.type)) {
        case TYPE_USED:
        case TYPE_UNKNOWN: sample->spans[sample->span_count++] = span; break;
        case TYPE_PASSED_OVER: break;
        case TYPE_TOO_MANY: return false;
        }
    }
    return true;
}

static bool read_collection(const struct reader *reader)
{
    struct collection collection = {0};
    if (!collection_load(&collection, reader->path, reader->maps, &reader->samples->pool))
        return false;
    for (size_t i = 0; i < collection.count && i < reader->limit; i++) {
        const struct annotated_document *document = &collection.documents[i];
        struct sample *sample = add_sample(reader);
        sample->text = document->text == NULL ? "" : document->text;
        sample->length = (uint32_t)document->length;
        if (!take_layers(reader, document->layers, sample) ||
            !take_entities(reader, document, sample))
            return false;
    }
    return true;
}

/* ---- Columns ------------------------------------------------------------- */

/* Adds to `annotated` the types that occur. */
static bool take_column_entities(const struct reader *reader,
                                 const struct columns_document *document, struct sample *sample,
                                 uint32_t *annotated)
{
    sample->spans =
        pool_take_array(&reader->samples->pool, document->entity_count, sizeof(*sample->spans));
    for (size_t i = 0; i < document->entity_count; i++) {
        const struct columns_entity *entity = &document->entities[i];
        struct sample_span span = {.start = entity->start, .end = entity->end};
        enum type_use use = use_type(reader, entity->type, &span.layer, &span.type);
        if (use == TYPE_TOO_MANY)
            return false;
        if (use == TYPE_USED)
            annotated[span.layer] |= UINT32_C(1) << span.type;
        if (use != TYPE_PASSED_OVER)
            sample->spans[sample->span_count++] = span;
    }
    return true;
}

/* Columns do not say what they annotate: it is what occurs. */
static void complete_annotated(struct samples *samples, size_t first, const uint32_t *annotated)
{
    for (size_t i = first; i < samples->count; i++)
        memcpy(samples->items[i].annotated, annotated, sizeof(samples->items[i].annotated));
}

static bool read_columns(const struct reader *reader)
{
    struct columns columns = {0};
    size_t first = reader->samples->count;
    uint32_t annotated[LAYER_COUNT] = {0};
    if (!columns_read(&columns, reader->path, &reader->samples->pool))
        return false;
    for (size_t i = 0; i < columns.count && i < reader->limit; i++) {
        const struct columns_document *document = &columns.documents[i];
        struct sample *sample = add_sample(reader);
        sample->text = document->text;
        sample->length = document->length;
        if (!take_column_entities(reader, document, sample, annotated))
            return false;
    }
    complete_annotated(reader->samples, first, annotated);
    return true;
}

/* ---- Reading ------------------------------------------------------------- */

/* Cuts `:documents` and `*weight` off a file's name. */
static bool read_spec(char *spec, struct reader *reader)
{
    char *end, *colon = strrchr(spec, ':'), *star;
    reader->limit = SIZE_MAX;
    reader->weight = 1.0f;
    if (colon != NULL) {
        reader->limit = strtoull(colon + 1, &end, 10);
        if (*end != '\0' || end == colon + 1)
            return false;
        *colon = '\0';
    }
    star = strrchr(spec, '*');
    if (star != NULL) {
        reader->weight = strtof(star + 1, &end);
        if (*end != '\0' || end == star + 1 || !(reader->weight > 0.0f))
            return false;
        *star = '\0';
    }
    reader->path = spec;
    return true;
}

bool samples_read(struct samples *samples, const char *spec, const struct type_maps *maps,
                  struct layer layers[LAYER_COUNT], bool learn)
{
    struct reader reader = {.samples = samples, .maps = maps, .layers = layers, .learn = learn};
    if (!read_spec(pool_copy(&samples->pool, spec, strlen(spec)), &reader)) {
        complain(NULL, 0, "%s: not FILE[*weight][:documents]", spec);
        return false;
    }
    return columns_named(reader.path) ? read_columns(&reader) : read_collection(&reader);
}

void samples_free(struct samples *samples)
{
    pool_free(&samples->pool);
    *samples = (struct samples){0};
}
