/* SPDX-License-Identifier: MIT */
#include "spans.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct span_writer {
    struct buffer *buffer;
    const struct answer *answer;
    const struct span_style *style;
    const void *context;
    size_t at;   /* the text is written up to here */
    size_t next; /* the first entity that is not */
};

static void write_to(struct span_writer *writer, size_t end)
{
    if (end > writer->at)
        escape_append(writer->buffer, writer->answer->text + writer->at, end - writer->at,
                      writer->style->escape);
    writer->at = end;
}

/* Writes an entity, and those within it: a RANK may hold others, which hold none. */
static void write_entity(struct span_writer *writer, const byline_entity *entity,
                         const byline_entity *outer)
{
    const byline_entity *inner;

    write_to(writer, (size_t)entity->start);
    writer->next++;
    writer->style->open(writer->buffer, writer->context, entity);
    while (outer == NULL &&
           (inner = byline_document_entity(writer->answer->document, writer->next)) != NULL &&
           inner->end <= entity->end)
        write_entity(writer, inner, entity);
    write_to(writer, (size_t)entity->end);
    writer->style->close(writer->buffer, writer->context, entity, outer);
}

void spans_append(struct buffer *buffer, const struct answer *answer,
                  const struct span_style *style, const void *context)
{
    struct span_writer writer = {buffer, answer, style, context, 0, 0};
    size_t mark = strlen(BYTE_ORDER_MARK);
    const byline_entity *entity;

    if (answer->length >= mark && memcmp(answer->text, BYTE_ORDER_MARK, mark) == 0)
        writer.at = mark;
    while ((entity = byline_document_entity(answer->document, writer.next)) != NULL)
        write_entity(&writer, entity, NULL);
    write_to(&writer, answer->length);
}
