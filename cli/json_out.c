/* SPDX-License-Identifier: MIT */
#include "json_out.h"

#include <string.h>

#include "utf8.h"

#define SIGNIFICANT_DIGITS 4
#define REPLACEMENT_CHARACTER "\xEF\xBF\xBD"

/*
 * A document is written entity by entity, so that its JSON never stands in memory as one tree. What
 * finds no memory marks the buffer as failed.
 */
struct writer {
    struct buffer *buffer;
    size_t flags;           /* for json_dump_callback() */
    const char *space;      /* after a colon, and a comma within a line */
    const char *list_break; /* before the key of a list */
    const char *item_break; /* before an item of a list */
};

static struct writer writer_for(struct buffer *buffer, enum json_layout layout)
{
    size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION(SIGNIFICANT_DIGITS);

    if (layout == JSON_LAYOUT_COMPACT)
        return (struct writer){buffer, flags | JSON_COMPACT, "", "", ""};
    return (struct writer){buffer, flags, " ", "\n ", "\n  "};
}

static void put(const struct writer *writer, const char *string)
{
    buffer_append_string(writer->buffer, string);
}

static int append_bytes(const char *bytes, size_t length, void *buffer)
{
    buffer_append(buffer, bytes, length);
    return 0;
}

/* Writes a value and gives back a reference to it. */
static void put_value(const struct writer *writer, json_t *value)
{
    if (json_dump_callback(value, append_bytes, writer->buffer, writer->flags) != 0)
        writer->buffer->failed = true;
    json_decref(value);
}

static void put_key(const struct writer *writer, const char *key)
{
    put(writer, "\"");
    put(writer, key);
    put(writer, "\":");
    put(writer, writer->space);
}

/* Takes over the reference to value, which is NULL where there was no memory for it. */
static void set(const struct writer *writer, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        writer->buffer->failed = true;
}

static void set_string(const struct writer *writer, json_t *object, const char *key,
                       const char *value)
{
    if (value != NULL)
        set(writer, object, key, json_string(value));
}

static void set_reference(const struct writer *writer, json_t *object, const char *key, uint32_t id)
{
    if (id != BYLINE_NONE)
        set(writer, object, key, json_integer((json_int_t)id));
}

static json_t *entity_value(const struct writer *writer, const byline_document *document, size_t i)
{
    const byline_entity *entity = byline_document_entity(document, i);
    json_t *object = json_object();

    set(writer, object, "id", json_integer((json_int_t)entity->id));
    set_string(writer, object, "type", byline_type_name(entity->type));
    set_string(writer, object, "text", entity->text);
    set(writer, object, "start", json_integer((json_int_t)entity->start));
    set(writer, object, "end", json_integer((json_int_t)entity->end));
    set_string(writer, object, "kind", entity->kind);
    set_string(writer, object, "value", entity->value);
    set_string(writer, object, "written", entity->written);
    set_reference(writer, object, "person", entity->person);
    set_reference(writer, object, "chain", entity->chain);
    set_string(writer, object, "country", entity->country);
    set(writer, object, "score", json_real(entity->score));
    return object;
}

static json_t *mentions_value(const struct writer *writer, const byline_chain *chain)
{
    json_t *array = json_array();

    for (size_t i = 0; i < chain->mention_count; i++)
        if (json_array_append_new(array, json_integer((json_int_t)chain->mentions[i])) != 0)
            writer->buffer->failed = true;
    return array;
}

/* The ranks of a chain, each once though it may be written many times (`Mr`), in order. */
static json_t *ranks_value(const struct writer *writer, const byline_document *document,
                           const byline_chain *chain)
{
    json_t *array = json_array(), *seen = json_object();

    for (size_t i = 0; i < chain->rank_count; i++) {
        const char *rank = byline_document_entity(document, chain->ranks[i])->text;

        if (json_object_get(seen, rank) != NULL)
            continue;
        set(writer, seen, rank, json_true());
        if (json_array_append_new(array, json_string(rank)) != 0)
            writer->buffer->failed = true;
    }
    json_decref(seen);
    return array;
}

static json_t *parts_value(const struct writer *writer, const byline_name_parts *parts)
{
    json_t *object = json_object();

    set_string(writer, object, "given", parts->given);
    set_string(writer, object, "patronymic", parts->patronymic);
    set_string(writer, object, "particle", parts->particle);
    set_string(writer, object, "family", parts->family);
    set_string(writer, object, "suffix", parts->suffix);
    return object;
}

static json_t *chain_value(const struct writer *writer, const byline_document *document, size_t i)
{
    const byline_chain *chain = byline_document_chain(document, i);
    json_t *object = json_object();

    set(writer, object, "id", json_integer((json_int_t)chain->id));
    set_string(writer, object, "type", byline_type_name(chain->type));
    set_string(writer, object, "name", chain->name);
    if (chain->parts != NULL)
        set(writer, object, "parts", parts_value(writer, chain->parts));
    set(writer, object, "mentions", mentions_value(writer, chain));
    if (chain->rank_count > 0)
        set(writer, object, "ranks", ranks_value(writer, document, chain));
    return object;
}

typedef json_t *item_value(const struct writer *writer, const byline_document *document, size_t i);

static void put_list(const struct writer *writer, const char *key, const byline_document *document,
                     size_t count, item_value *value)
{
    put(writer, ",");
    put(writer, writer->list_break);
    put_key(writer, key);
    put(writer, "[");
    for (size_t i = 0; i < count && !writer->buffer->failed; i++) {
        put(writer, i > 0 ? "," : "");
        put(writer, writer->item_break);
        put_value(writer, value(writer, document, i));
    }
    put(writer, "]");
}

/* One more key of the document, on the line of the one before. */
static void put_member(const struct writer *writer, const char *key, json_t *value)
{
    put(writer, ",");
    put(writer, writer->space);
    put_key(writer, key);
    put_value(writer, value);
}

void json_append_document(struct buffer *buffer, const byline_document *document, json_t *id,
                          byline_offsets offsets, enum json_layout layout)
{
    static const char *const units[] = {"byte", "codepoint", "utf16"};
    struct writer writer = writer_for(buffer, layout);
    const char *date = byline_document_date(document);
    const char *source = byline_document_date_source(document);

    put(&writer, "{");
    put_key(&writer, "id");
    put_value(&writer, json_incref(id));
    put_member(&writer, "document_date", date == NULL ? json_null() : json_string(date));
    if (source != NULL && strcmp(source, "given") != 0)
        put_member(&writer, "document_date_source", json_string(source));
    if (offsets != BYLINE_OFFSETS_BYTE)
        put_member(&writer, "offsets", json_string(units[offsets]));
    put_list(&writer, "entities", document, byline_document_entity_count(document), entity_value);
    put_list(&writer, "chains", document, byline_document_chain_count(document), chain_value);
    put(&writer, "}\n");
}

json_t *json_string_of_name(const char *name)
{
    struct buffer repaired = {0};
    size_t length = strlen(name), valid = utf8_valid(name, length);
    json_t *string = NULL;

    while (valid < length) {
        buffer_append(&repaired, name, valid);
        buffer_append_string(&repaired, REPLACEMENT_CHARACTER);
        name += valid + 1;
        length -= valid + 1;
        valid = utf8_valid(name, length);
    }
    buffer_append(&repaired, name, length);
    if (!repaired.failed)
        string = json_stringn(repaired.bytes, repaired.length);
    buffer_free(&repaired);
    return string;
}
