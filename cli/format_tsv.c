/* SPDX-License-Identifier: MIT */
/* format_tsv.c - a table with a row for each entity. */
#include <string.h>

#include "escape.h"
#include "format.h"
#include "json_out.h"

static void append_header(struct buffer *buffer)
{
    buffer_append_string(buffer, "document\tid\ttype\ttext\tstart\tend\tkind\tvalue\twritten\t"
                                 "person\tchain\tcountry\tscore\n");
}

static void put_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, "\t", 1);
    if (text != NULL)
        escape_append(buffer, text, strlen(text), escape_cell);
}

static void put_integer(struct buffer *buffer, uint64_t integer)
{
    buffer_append(buffer, "\t", 1);
    json_append_integer(buffer, integer);
}

static void put_reference(struct buffer *buffer, uint32_t id)
{
    if (id == BYLINE_NONE)
        buffer_append(buffer, "\t", 1);
    else
        put_integer(buffer, id);
}

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    const byline_entity *entity;

    for (size_t i = 0; (entity = byline_document_entity(answer->document, i)) != NULL; i++) {
        escape_append(buffer, answer->id, answer->id_length, escape_cell);
        put_integer(buffer, entity->id);
        put_text(buffer, byline_type_name(entity->type));
        put_text(buffer, entity->text);
        put_integer(buffer, entity->start);
        put_integer(buffer, entity->end);
        put_text(buffer, entity->kind);
        put_text(buffer, entity->value);
        put_text(buffer, entity->written);
        put_reference(buffer, entity->person);
        put_reference(buffer, entity->chain);
        put_text(buffer, entity->country);
        buffer_append(buffer, "\t", 1);
        json_append_score(buffer, entity->score);
        buffer_append(buffer, "\n", 1);
    }
}

const struct format format_tsv = {
    .name = "tsv",
    .begin = append_header,
    .document = append_document,
};
