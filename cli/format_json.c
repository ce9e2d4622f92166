/* SPDX-License-Identifier: MIT */
/* format_json.c - JSON with an entity a line, and JSON Lines. */
#include <stdbool.h>
#include <string.h>

#include "distinct.h"
#include "format.h"
#include "json_out.h"
#include "utf8.h"

/* A document on its way, and how it is laid out. */
struct writer {
    struct buffer *buffer;
    const char *comma;      /* between two members */
    const char *colon;      /* after a key */
    const char *list_break; /* before the key of a list */
    const char *item_break; /* before an item of a list */
};

static void put(const struct writer *writer, const char *string)
{
    buffer_append_string(writer->buffer, string);
}

static void put_string(const struct writer *writer, const char *string)
{
    json_append_string(writer->buffer, string, strlen(string));
}

static void put_key_after(const struct writer *writer, const char *before, const char *key)
{
    put(writer, before);
    put(writer, "\"");
    put(writer, key);
    put(writer, "\"");
    put(writer, writer->colon);
}

static void put_first_key(const struct writer *writer, const char *key)
{
    put_key_after(writer, "{", key);
}

static void put_key(const struct writer *writer, const char *key)
{
    put_key_after(writer, writer->comma, key);
}

/* Puts a member, unless it has no value. */
static void put_text(const struct writer *writer, const char *key, const char *value)
{
    if (value == NULL)
        return;
    put_key(writer, key);
    put_string(writer, value);
}

static void put_integer(const struct writer *writer, const char *key, uint64_t value)
{
    put_key(writer, key);
    json_append_integer(writer->buffer, value);
}

static void put_reference(const struct writer *writer, const char *key, uint32_t id)
{
    if (id != BYLINE_NONE)
        put_integer(writer, key, id);
}

/* ---- Entities and chains ------------------------------------------------- */

static void put_entity(const struct writer *writer, const byline_document *document, size_t i)
{
    const byline_entity *entity = byline_document_entity(document, i);

    put_first_key(writer, "id");
    json_append_integer(writer->buffer, entity->id);
    put_text(writer, "type", byline_type_name(entity->type));
    put_text(writer, "text", entity->text);
    put_integer(writer, "start", entity->start);
    put_integer(writer, "end", entity->end);
    put_text(writer, "kind", entity->kind);
    put_text(writer, "value", entity->value);
    put_text(writer, "written", entity->written);
    put_reference(writer, "person", entity->person);
    put_reference(writer, "chain", entity->chain);
    put_text(writer, "country", entity->country);
    put_key(writer, "score");
    json_append_score(writer->buffer, entity->score);
    put(writer, "}");
}

static void put_mentions(const struct writer *writer, const byline_chain *chain)
{
    put_key(writer, "mentions");
    put(writer, "[");
    for (size_t i = 0; i < chain->mention_count; i++) {
        put(writer, i > 0 ? writer->comma : "");
        json_append_integer(writer->buffer, chain->mentions[i]);
    }
    put(writer, "]");
}

/* Puts the ranks of a chain, each once though it may be written many times (`Mr`), in order. */
static void put_ranks(const struct writer *writer, const byline_document *document,
                      const byline_chain *chain)
{
    struct distinct *ranks = distinct_new();

    put_key(writer, "ranks");
    put(writer, "[");
    for (size_t i = 0; i < chain->rank_count; i++) {
        const char *rank = byline_document_entity(document, chain->ranks[i])->text;

        if (!distinct_add(ranks, rank, writer->buffer))
            continue;
        put(writer, i > 0 ? writer->comma : "");
        put_string(writer, rank);
    }
    put(writer, "]");
    distinct_free(ranks);
}

static void put_parts(const struct writer *writer, const byline_name_parts *parts)
{
    const struct {
        const char *key, *value;
    } members[] = {{"given", parts->given},
                   {"patronymic", parts->patronymic},
                   {"particle", parts->particle},
                   {"family", parts->family},
                   {"suffix", parts->suffix}};
    bool first = true;

    put_key(writer, "parts");
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        if (members[i].value == NULL)
            continue;
        put_key_after(writer, first ? "{" : writer->comma, members[i].key);
        put_string(writer, members[i].value);
        first = false;
    }
    put(writer, "}");
}

static void put_chain(const struct writer *writer, const byline_document *document, size_t i)
{
    const byline_chain *chain = byline_document_chain(document, i);

    put_first_key(writer, "id");
    json_append_integer(writer->buffer, chain->id);
    put_text(writer, "type", byline_type_name(chain->type));
    put_text(writer, "name", chain->name);
    if (chain->parts != NULL)
        put_parts(writer, chain->parts);
    put_mentions(writer, chain);
    if (chain->rank_count > 0)
        put_ranks(writer, document, chain);
    put(writer, "}");
}

typedef void put_item(const struct writer *writer, const byline_document *document, size_t i);

static void put_list(const struct writer *writer, const char *key, const byline_document *document,
                     size_t count, put_item *item)
{
    put(writer, ",");
    put_key_after(writer, writer->list_break, key);
    put(writer, "[");
    for (size_t i = 0; i < count && !writer->buffer->failed; i++) {
        put(writer, i > 0 ? "," : "");
        put(writer, writer->item_break);
        item(writer, document, i);
    }
    put(writer, "]");
}

/* ---- Documents ----------------------------------------------------------- */

static void put_id(const struct writer *writer, const struct answer *answer)
{
    if (answer->id_is_number)
        buffer_append(writer->buffer, answer->id, answer->id_length);
    else
        json_append_string(writer->buffer, answer->id, answer->id_length);
}

static void put_date(const struct writer *writer, const byline_document *document)
{
    const char *date = byline_document_date(document);
    const char *source = byline_document_date_source(document);

    put_key(writer, "document_date");
    if (date != NULL)
        put_string(writer, date);
    else
        put(writer, "null");
    if (source != NULL && strcmp(source, "given") != 0)
        put_text(writer, "document_date_source", source);
}

static void put_document(const struct writer *writer, const struct answer *answer)
{
    static const char *const units[] = {"byte", "codepoint", "utf16"};
    const byline_document *document = answer->document;

    put_first_key(writer, "id");
    put_id(writer, answer);
    put_date(writer, document);
    if (answer->offsets != BYLINE_OFFSETS_BYTE)
        put_text(writer, "offsets", units[answer->offsets]);
    put_list(writer, "entities", document, byline_document_entity_count(document), put_entity);
    put_list(writer, "chains", document, byline_document_chain_count(document), put_chain);
    put(writer, "}\n");
}

static void append_laid_out(struct buffer *buffer, const struct answer *answer)
{
    put_document(&(struct writer){buffer, ", ", ": ", "\n ", "\n  "}, answer);
}

static void append_line(struct buffer *buffer, const struct answer *answer)
{
    put_document(&(struct writer){buffer, ",", ":", "", ""}, answer);
}

/* Puts why a text failed, which may quote half a character of it. */
static void put_reason(const struct writer *writer, const char *reason)
{
    struct buffer repaired = {0};

    utf8_append_repaired(&repaired, reason, strlen(reason));
    json_append_string(writer->buffer, repaired.bytes, repaired.length);
    writer->buffer->failed = writer->buffer->failed || repaired.failed;
    buffer_free(&repaired);
}

/* The error comes first, so that `grep '^{"error"'` finds it. */
void format_json_failure(struct buffer *buffer, const struct answer *answer)
{
    struct writer writer = {buffer, ",", ":", "", ""};

    put_first_key(&writer, "error");
    put_reason(&writer, answer->reason);
    put_key(&writer, "id");
    put_id(&writer, answer);
    put(&writer, "}\n");
}

const struct format format_json = {.name = "json", .document = append_laid_out};

const struct format format_jsonl = {
    .name = "jsonl",
    .is_lines = true,
    .document = append_line,
    .failure = format_json_failure,
};
