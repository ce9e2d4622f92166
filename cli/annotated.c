/* SPDX-License-Identifier: MIT */
#include "annotated.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "types.h"

const char *annotated_field(const struct annotated_document *document, const char *key)
{
    for (size_t i = 0; i < document->field_count; i++)
        if (strcmp(document->fields[i].key, key) == 0)
            return document->fields[i].value;
    return NULL;
}

const char **annotated_values(const struct annotated_document *document, const char *key,
                              struct pool *pool)
{
    static const char separator[] = "; ";
    const char *rest = annotated_field(document, key), *end;
    const char **values;
    size_t count = 0;

    if (rest == NULL)
        rest = "";
    values = pool_take_array(pool, strlen(rest) + 2, sizeof(*values));
    while ((end = strstr(rest, separator)) != NULL) {
        values[count++] = pool_copy(pool, rest, (size_t)(end - rest));
        rest = end + strlen(separator);
    }
    if (*rest != '\0')
        values[count++] = rest;
    values[count] = NULL;
    return values;
}

/* ---- From JSON ----------------------------------------------------------- */

/* A member that is null counts as absent throughout. */
struct reader {
    struct pool *pool;
    struct annotated_document *document;
    const char *list;  /* the list that is being read, or NULL, */
    size_t index;      /* and the item in it */
    const char *wrong; /* what was found wrong first, or NULL */
};

static void refuse(struct reader *reader, const char *wrong)
{
    if (reader->wrong == NULL)
        reader->wrong = wrong;
}

static const json_t *member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_null(value) ? NULL : value;
}

static const char *copy_string(const struct reader *reader, const json_t *string)
{
    return pool_copy(reader->pool, json_string_value(string), json_string_length(string));
}

static const char *read_string(struct reader *reader, const json_t *object, const char *key)
{
    const json_t *value = member(object, key);

    if (value == NULL)
        return NULL;
    if (json_is_string(value))
        return copy_string(reader, value);
    refuse(reader, "a string was expected");
    return NULL;
}

static int64_t read_reference(struct reader *reader, const json_t *object, const char *key)
{
    const json_t *value = member(object, key);

    if (value == NULL)
        return ANNOTATED_NONE;
    if (json_is_integer(value) && json_integer_value(value) >= 0)
        return json_integer_value(value);
    refuse(reader, "a number, 0 or more, was expected");
    return ANNOTATED_NONE;
}

static byline_type read_type(struct reader *reader, const json_t *name)
{
    byline_type type = BYLINE_MISC;

    if (!json_is_string(name) ||
        !type_find(json_string_value(name), json_string_length(name), &type))
        refuse(reader, "no known type");
    return type;
}

static byline_span read_span(struct reader *reader, const json_t *start, const json_t *end)
{
    const struct annotated_document *document = reader->document;
    byline_span span = {0, 0};

    if (!json_is_integer(start) || !json_is_integer(end) || json_integer_value(start) < 0 ||
        json_integer_value(end) <= json_integer_value(start)) {
        refuse(reader, "no start before an end");
        return span;
    }
    span.start = (uint64_t)json_integer_value(start);
    span.end = (uint64_t)json_integer_value(end);
    if (document->text != NULL && span.end > document->length)
        refuse(reader, "it ends after the text");
    return span;
}

static void read_entity(struct reader *reader, const json_t *object, struct annotation *entity)
{
    byline_span span =
        read_span(reader, json_object_get(object, "start"), json_object_get(object, "end"));

    entity->type = read_type(reader, json_object_get(object, "type"));
    entity->start = span.start;
    entity->end = span.end;
    entity->optional = json_is_true(json_object_get(object, "optional"));
    entity->id = read_reference(reader, object, "id");
    entity->person = read_reference(reader, object, "person");
    entity->chain = read_reference(reader, object, "chain");
    entity->text = read_string(reader, object, "text");
    entity->kind = read_string(reader, object, "kind");
    entity->value = read_string(reader, object, "value");
    entity->country = read_string(reader, object, "country");
}

/* The list of a key, which may be absent; what is found wrong from now on is in it. */
static const json_t *begin_list(struct reader *reader, const json_t *object, const char *key)
{
    const json_t *list = member(object, key);

    if (list == NULL || reader->wrong != NULL)
        return NULL;
    reader->list = key;
    reader->index = 0;
    if (!json_is_array(list))
        refuse(reader, "a list was expected");
    return list;
}

static void read_entities(struct reader *reader, const json_t *object)
{
    const json_t *list = begin_list(reader, object, "entities");
    size_t count = json_array_size(list);

    if (list == NULL) {
        refuse(reader, "no \"entities\"");
        return;
    }
    reader->document->entities =
        pool_take_array(reader->pool, count, sizeof(*reader->document->entities));
    reader->document->entity_count = count;
    for (size_t i = 0; i < count && reader->wrong == NULL; i++) {
        reader->index = i;
        read_entity(reader, json_array_get(list, i), &reader->document->entities[i]);
    }
}

static void read_sentences(struct reader *reader, const json_t *object)
{
    const json_t *list = begin_list(reader, object, "sentences");
    size_t count = json_array_size(list);

    if (list == NULL)
        return;
    reader->document->sentences =
        pool_take_array(reader->pool, count, sizeof(*reader->document->sentences));
    reader->document->sentence_count = count;
    for (size_t i = 0; i < count && reader->wrong == NULL; i++) {
        const json_t *pair = json_array_get(list, i);

        reader->index = i;
        reader->document->sentences[i] =
            read_span(reader, json_array_get(pair, 0), json_array_get(pair, 1));
    }
}

static void read_layers(struct reader *reader, const json_t *object)
{
    const json_t *list = begin_list(reader, object, "layers");

    for (size_t i = 0; i < json_array_size(list) && reader->wrong == NULL; i++) {
        reader->index = i;
        reader->document->layers |= BYLINE_TYPE_BIT(read_type(reader, json_array_get(list, i)));
    }
}

static void read_text(struct reader *reader, const json_t *object)
{
    const json_t *text = member(object, "text");

    reader->document->text = read_string(reader, object, "text");
    reader->document->length = json_string_length(text);
}

static void read_id(struct reader *reader, const json_t *object)
{
    const json_t *id = member(object, "id");
    char digits[32];

    if (json_is_integer(id)) {
        int length =
            snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT, json_integer_value(id));

        reader->document->id = pool_copy(reader->pool, digits, (size_t)length);
    } else if (json_is_string(id)) {
        reader->document->id = copy_string(reader, id);
    } else {
        refuse(reader, "no \"id\"");
    }
}

/* Every short string of the document: what it may be grouped by. */
static void read_fields(struct reader *reader, json_t *object)
{
    struct annotated_document *document = reader->document;
    const char *key;
    json_t *value;

    document->fields =
        pool_take_array(reader->pool, json_object_size(object), sizeof(*document->fields));
    json_object_foreach(object, key, value)
    {
        if (!json_is_string(value) || strcmp(key, "text") == 0)
            continue;
        document->fields[document->field_count++] = (struct annotated_field){
            pool_copy(reader->pool, key, strlen(key)), copy_string(reader, value)};
    }
}

static void read_document(struct reader *reader, json_t *object)
{
    const json_t *chains = json_object_get(object, "chains"), *offsets = member(object, "offsets");

    read_id(reader, object);
    read_text(reader, object);
    reader->document->date = read_string(reader, object, "document_date");
    if (offsets != NULL &&
        strcmp(json_is_string(offsets) ? json_string_value(offsets) : "", "byte") != 0)
        refuse(reader, "its offsets are not in bytes");
    /* Gold says true; the program's output lists them. */
    reader->document->has_chains = json_is_true(chains) || json_array_size(chains) > 0;
    read_fields(reader, object);
    read_layers(reader, object);
    read_sentences(reader, object);
    read_entities(reader, object);
}

bool annotated_read_json(const char *line, size_t length, struct pool *pool,
                         struct annotated_document *document, char reason[JSON_REASON_SIZE])
{
    struct reader reader = {.pool = pool, .document = document};
    json_t *object = json_parse_object(line, length, reason);

    if (object == NULL)
        return false;
    *document = (struct annotated_document){0};
    read_document(&reader, object);
    json_decref(object);
    if (reader.wrong == NULL)
        return true;
    if (reader.list == NULL)
        snprintf(reason, JSON_REASON_SIZE, "%s", reader.wrong);
    else
        snprintf(reason, JSON_REASON_SIZE, "%s[%zu]: %s", reader.list, reader.index, reader.wrong);
    return false;
}

/* ---- From columns -------------------------------------------------------- */

static void take_sentences(const struct columns_document *columns, struct pool *pool,
                           struct annotated_document *document)
{
    document->sentences = pool_take_array(pool, columns->token_count, sizeof(*document->sentences));
    for (size_t i = 0; i < columns->token_count; i++) {
        const struct columns_token *token = &columns->tokens[i];

        if (token->begins_sentence)
            document->sentences[document->sentence_count++].start = token->start;
        document->sentences[document->sentence_count - 1].end = token->end;
    }
}

const struct columns_entity *annotated_from_columns(const struct columns_document *columns,
                                                    const struct type_maps *maps, struct pool *pool,
                                                    struct annotated_document *document)
{
    *document = (struct annotated_document){.text = columns->text, .length = columns->length};
    take_sentences(columns, pool, document);
    document->entities = pool_take_array(pool, columns->entity_count, sizeof(*document->entities));
    for (size_t i = 0; i < columns->entity_count; i++) {
        const struct columns_entity *entity = &columns->entities[i];
        const char *name = type_maps_apply(maps, entity->type);
        byline_type type;

        if (name[0] == '\0')
            continue;
        if (!type_find(name, strlen(name), &type))
            return entity;
        document->entities[document->entity_count++] = (struct annotation){
            .type = type,
            .start = entity->start,
            .end = entity->end,
            .id = ANNOTATED_NONE,
            .person = ANNOTATED_NONE,
            .chain = ANNOTATED_NONE,
            .text = pool_copy(pool, columns->text + entity->start, entity->end - entity->start),
        };
    }
    return NULL;
}

/* ---- From the library ---------------------------------------------------- */

static const char *copy_if_known(struct pool *pool, const char *string)
{
    return string == NULL ? NULL : pool_copy(pool, string, strlen(string));
}

static int64_t reference(uint32_t number)
{
    return number == BYLINE_NONE ? ANNOTATED_NONE : (int64_t)number;
}

static struct annotation annotation_from(const byline_entity *entity, struct pool *pool)
{
    return (struct annotation){
        .type = entity->type,
        .start = entity->start,
        .end = entity->end,
        .id = entity->id,
        .person = reference(entity->person),
        .chain = reference(entity->chain),
        .text = copy_if_known(pool, entity->text),
        .kind = copy_if_known(pool, entity->kind),
        .value = copy_if_known(pool, entity->value),
        .country = copy_if_known(pool, entity->country),
    };
}

struct annotated_document annotated_from_tagged(const byline_document *tagged,
                                                const struct annotated_document *of,
                                                struct pool *pool)
{
    struct annotated_document document = {.id = of->id,
                                          .text = of->text,
                                          .length = of->length,
                                          .date = of->date,
                                          .layers = BYLINE_TYPES_ALL,
                                          .has_chains = true};

    document.entity_count = byline_document_entity_count(tagged);
    document.entities = pool_take_array(pool, document.entity_count, sizeof(*document.entities));
    for (size_t i = 0; i < document.entity_count; i++)
        document.entities[i] = annotation_from(byline_document_entity(tagged, i), pool);

    document.sentence_count = byline_document_sentence_count(tagged);
    document.sentences =
        pool_take_array(pool, document.sentence_count, sizeof(*document.sentences));
    for (size_t i = 0; i < document.sentence_count; i++)
        byline_document_sentence(tagged, i, &document.sentences[i]);

    document.token_count = byline_document_token_count(tagged);
    document.tokens = pool_take_array(pool, document.token_count, sizeof(*document.tokens));
    for (size_t i = 0; i < document.token_count; i++)
        byline_document_token(tagged, i, &document.tokens[i]);
    return document;
}
