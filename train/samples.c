/* SPDX-License-Identifier: MIT */
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "buffer.h"
#include "collection.h"
#include "complain.h"
#include "source.h"

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
    for (size_t i = reader->maps->count; i-- > 0;) {
        if (strcmp(reader->maps->items[i].from, type) == 0) {
            type = reader->maps->items[i].to;
            break;
        }
    }
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
    if (!collection_load(&collection, reader->path, &reader->samples->pool))
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

struct column_token {
    const char *form, *tag; /* NULL where the line is blank; tag "" where a document begins */
    uint32_t length;
};

/* Cuts the next line out of the file, and its first and last columns out of the line. */
static bool next_line(char **rest, struct column_token *token)
{
    char *line = *rest;
    if (*line == '\0')
        return false;
    size_t length = strcspn(line, "\n");
    *rest = line + length + (line[length] == '\n');
    line[length] = '\0';
    while (length > 0 && strchr(" \t\r", line[length - 1]) != NULL)
        line[--length] = '\0';
    size_t form = strcspn(line, " \t");
    char *tag = line + length;
    while (tag > line && strchr(" \t", tag[-1]) == NULL)
        tag--;
    *token = (struct column_token){NULL, NULL, (uint32_t)form};
    if (length == 0)
        return true;
    token->form = line;
    token->tag = strncmp(line, "-DOCSTART-", 10) == 0 ? "" : tag;
    line[form] = '\0';
    return true;
}

/* A document of columns as it is put together. */
struct builder {
    const struct reader *reader;
    char *text;
    size_t length, text_capacity;
    struct sample_token *tokens;
    size_t token_count, token_capacity;
    struct sample_span *spans;
    size_t span_count, span_capacity;
    char open[TYPE_NAME_SIZE]; /* the type of the entity that the last token is in, or "" */
    bool sentence_ended;
    uint32_t *annotated;
};

static void append_text(struct builder *builder, const struct column_token *token, char separator)
{
    struct pool *pool = &builder->reader->samples->pool;
    for (uint32_t i = 0; i <= token->length; i++) {
        builder->text = pool_grow(pool, builder->text, builder->length, &builder->text_capacity, 1);
        builder->text[builder->length++] = i == 0 ? separator : token->form[i - 1];
    }
}

/* The token's tag, of any of the three schemes, as "goes on with the entity of the last token". */
static bool goes_on(const struct builder *builder, const char *tag)
{
    return builder->open[0] != '\0' && (tag[0] == 'I' || tag[0] == 'E') &&
           strcmp(tag + 2, builder->open) == 0;
}

static bool take_tag(struct builder *builder, const char *tag)
{
    const struct reader *reader = builder->reader;
    const struct sample_token *token = &builder->tokens[builder->token_count - 1];
    bool outside = strlen(tag) < 3 || tag[1] != '-';
    if (!outside && goes_on(builder, tag)) {
        if (builder->span_count > 0 &&
            builder->spans[builder->span_count - 1].end + 1 == token->start)
            builder->spans[builder->span_count - 1].end = token->end;
        if (tag[0] == 'E')
            builder->open[0] = '\0';
        return true;
    }
    builder->open[0] = '\0';
    if (outside)
        return true;
    struct sample_span span = {.start = token->start, .end = token->end};
    enum type_use use = use_type(reader, tag + 2, &span.layer, &span.type);
    if (use == TYPE_TOO_MANY)
        return false;
    if (use == TYPE_USED)
        builder->annotated[span.layer] |= UINT32_C(1) << span.type;
    if (tag[0] != 'S' && tag[0] != 'E')
        snprintf(builder->open, sizeof(builder->open), "%s", tag + 2);
    if (use == TYPE_PASSED_OVER)
        return true;
    builder->spans = pool_grow(&reader->samples->pool, builder->spans, builder->span_count,
                               &builder->span_capacity, sizeof(*builder->spans));
    builder->spans[builder->span_count++] = span;
    return true;
}

static bool take_token(struct builder *builder, const struct column_token *token)
{
    append_text(builder, token, builder->sentence_ended ? '\n' : ' ');
    builder->tokens =
        pool_grow(&builder->reader->samples->pool, builder->tokens, builder->token_count,
                  &builder->token_capacity, sizeof(*builder->tokens));
    builder->tokens[builder->token_count++] =
        (struct sample_token){(uint32_t)builder->length - token->length, (uint32_t)builder->length,
                              builder->sentence_ended};
    builder->sentence_ended = false;
    return take_tag(builder, token->tag);
}

static void finish_document(struct builder *builder)
{
    if (builder->token_count > 0) {
        struct sample *sample = add_sample(builder->reader);
        sample->text = builder->text;
        sample->length = (uint32_t)builder->length;
        sample->tokens = builder->tokens;
        sample->token_count = builder->token_count;
        sample->spans = builder->spans;
        sample->span_count = builder->span_count;
    }
    *builder = (struct builder){
        .reader = builder->reader, .annotated = builder->annotated, .sentence_ended = true};
}

/* Columns do not say what they annotate: it is what occurs. */
static void complete_annotated(struct samples *samples, size_t first, const uint32_t *annotated)
{
    for (size_t i = first; i < samples->count; i++)
        memcpy(samples->items[i].annotated, annotated, sizeof(samples->items[i].annotated));
}

static bool read_columns(const struct reader *reader)
{
    struct buffer file = {0};
    const char *reason = source_read(reader->path, &file);
    if (reason != NULL) {
        complain(reader->path, 0, "%s", reason);
        return false;
    }
    char *content = pool_copy(&reader->samples->pool, file.bytes, file.length);
    buffer_free(&file);
    size_t first = reader->samples->count;
    uint32_t annotated[LAYER_COUNT] = {0};
    struct builder builder = {.reader = reader, .annotated = annotated, .sentence_ended = true};
    struct column_token token;
    bool right = true;
    while (right && next_line(&content, &token) && reader->samples->count - first < reader->limit) {
        if (token.form == NULL) {
            builder.sentence_ended = true;
            builder.open[0] = '\0';
        } else if (token.tag[0] == '\0') {
            finish_document(&builder);
        } else {
            right = take_token(&builder, &token);
        }
    }
    if (reader->samples->count - first < reader->limit)
        finish_document(&builder);
    complete_annotated(reader->samples, first, annotated);
    return right;
}

/* ---- Reading ------------------------------------------------------------- */

static bool ends_with(const char *string, const char *ending)
{
    size_t length = strlen(string), tail = strlen(ending);
    return length >= tail && strcmp(string + length - tail, ending) == 0;
}

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
    struct stat status;
    bool folder = stat(reader.path, &status) == 0 && S_ISDIR(status.st_mode);
    bool collection =
        folder || ends_with(reader.path, ".jsonl") || ends_with(reader.path, ".article");
    return collection ? read_collection(&reader) : read_columns(&reader);
}

void samples_free(struct samples *samples)
{
    pool_free(&samples->pool);
    *samples = (struct samples){0};
}
