/* SPDX-License-Identifier: MIT */
/* format_xml.c - XML 1.0 with the entities in the text. */
#include <string.h>

#include "distinct.h"
#include "escape.h"
#include "format.h"
#include "json_out.h"
#include "spans.h"

static void append_start(struct buffer *buffer)
{
    buffer_append_string(buffer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents>\n");
}

static void append_end(struct buffer *buffer)
{
    buffer_append_string(buffer, "</documents>\n");
}

/* ---- Attributes ---------------------------------------------------------- */

static void put_name(struct buffer *buffer, const char *name)
{
    buffer_append(buffer, " ", 1);
    buffer_append_string(buffer, name);
    buffer_append_string(buffer, "=\"");
}

static void put_bytes(struct buffer *buffer, const char *name, const char *value, size_t length)
{
    put_name(buffer, name);
    escape_append(buffer, value, length, escape_xml_value);
    buffer_append(buffer, "\"", 1);
}

/* Puts an attribute, unless it has no value. */
static void put_text(struct buffer *buffer, const char *name, const char *value)
{
    if (value != NULL)
        put_bytes(buffer, name, value, strlen(value));
}

static void put_reference(struct buffer *buffer, const char *name, uint32_t id)
{
    if (id == BYLINE_NONE)
        return;
    put_name(buffer, name);
    json_append_integer(buffer, id);
    buffer_append(buffer, "\"", 1);
}

/* ---- The text ------------------------------------------------------------ */

static void open_entity(struct buffer *buffer, const void *context, const byline_entity *entity)
{
    (void)context;
    buffer_append(buffer, "<", 1);
    buffer_append_string(buffer, byline_type_name(entity->type));
    put_reference(buffer, "id", entity->id);
    put_text(buffer, "kind", entity->kind);
    put_text(buffer, "value", entity->value);
    put_text(buffer, "written", entity->written);
    put_reference(buffer, "person", entity->person);
    put_reference(buffer, "chain", entity->chain);
    put_text(buffer, "country", entity->country);
    put_name(buffer, "score");
    json_append_score(buffer, entity->score);
    buffer_append_string(buffer, "\">");
}

static void close_entity(struct buffer *buffer, const void *context, const byline_entity *entity,
                         const byline_entity *outer)
{
    (void)context;
    (void)outer;
    buffer_append_string(buffer, "</");
    buffer_append_string(buffer, byline_type_name(entity->type));
    buffer_append(buffer, ">", 1);
}

/* ---- Chains -------------------------------------------------------------- */

static void put_ranks(struct buffer *buffer, const byline_document *document,
                      const byline_chain *chain)
{
    struct distinct *ranks = distinct_new();

    for (size_t i = 0; i < chain->rank_count; i++) {
        const char *rank = byline_document_entity(document, chain->ranks[i])->text;

        if (!distinct_add(ranks, rank, buffer))
            continue;
        buffer_append_string(buffer, "<rank>");
        escape_append(buffer, rank, strlen(rank), escape_xml);
        buffer_append_string(buffer, "</rank>");
    }
    distinct_free(ranks);
}

static void put_chain(struct buffer *buffer, const byline_document *document,
                      const byline_chain *chain)
{
    buffer_append_string(buffer, "<chain");
    put_reference(buffer, "id", chain->id);
    put_text(buffer, "type", byline_type_name(chain->type));
    put_text(buffer, "name", chain->name);
    put_name(buffer, "mentions");
    for (size_t i = 0; i < chain->mention_count; i++) {
        buffer_append_string(buffer, i > 0 ? " " : "");
        json_append_integer(buffer, chain->mentions[i]);
    }
    buffer_append_string(buffer, "\">");
    put_ranks(buffer, document, chain);
    buffer_append_string(buffer, "</chain>\n");
}

/* ---- Documents ----------------------------------------------------------- */

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    static const struct span_style style = {escape_xml, open_entity, close_entity};
    const byline_document *document = answer->document;
    const byline_chain *chain;

    buffer_append_string(buffer, "<document");
    put_bytes(buffer, "id", answer->id, answer->id_length);
    put_text(buffer, "date", byline_document_date(document));
    put_text(buffer, "date-source", byline_document_date_source(document));
    buffer_append_string(buffer, ">\n<text xml:space=\"preserve\">");
    spans_append(buffer, answer, &style, NULL);
    buffer_append_string(buffer, "</text>\n<chains>\n");
    for (size_t i = 0; (chain = byline_document_chain(document, i)) != NULL; i++)
        put_chain(buffer, document, chain);
    buffer_append_string(buffer, "</chains>\n</document>\n");
}

static void append_failure(struct buffer *buffer, const struct answer *answer)
{
    buffer_append_string(buffer, "<document");
    put_bytes(buffer, "id", answer->id, answer->id_length);
    put_text(buffer, "error", answer->reason);
    buffer_append_string(buffer, "/>\n");
}

const struct format format_xml = {
    .name = "xml",
    .unit = FORMAT_UNIT_BYTE,
    .begin = append_start,
    .document = append_document,
    .failure = append_failure,
    .end = append_end,
};
