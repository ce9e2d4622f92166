/* SPDX-License-Identifier: MIT */
/*
 * format_text.c - the text itself for people to read: its entities coloured on a terminal, in brackets
 * elsewhere. The document's name, date and the colours that occur stand above it.
 */
#include <string.h>

#include "escape.h"
#include "format.h"
#include "spans.h"

#define PLAIN "\x1B[0m"
#define BOLD "\x1B[1m"

/* From the sixteen colours, which every terminal's own theme keeps readable. */
static const char *const colours[BYLINE_TYPE_COUNT] = {
    [BYLINE_PERSON] = "\x1B[1;34m", [BYLINE_RANK] = "\x1B[36m", [BYLINE_ORGANISATION] = "\x1B[33m",
    [BYLINE_PLACE] = "\x1B[32m",    [BYLINE_DATE] = "\x1B[35m", [BYLINE_GROUP] = "\x1B[4;32m",
    [BYLINE_MONEY] = "\x1B[4;33m",  [BYLINE_MISC] = "\x1B[31m",
};

/* ---- In colours ---------------------------------------------------------- */

static void open_coloured(struct buffer *buffer, const void *context, const byline_entity *entity)
{
    (void)context;
    buffer_append_string(buffer, PLAIN);
    buffer_append_string(buffer, colours[entity->type]);
}

static void close_coloured(struct buffer *buffer, const void *context, const byline_entity *entity,
                           const byline_entity *outer)
{
    (void)context;
    (void)entity;
    buffer_append_string(buffer, PLAIN);
    if (outer != NULL)
        buffer_append_string(buffer, colours[outer->type]);
}

/* The names of the types that occur, each in its colour. */
static void put_legend(struct buffer *buffer, const byline_document *document)
{
    bool occurs[BYLINE_TYPE_COUNT] = {false};
    const byline_entity *entity;

    for (size_t i = 0; (entity = byline_document_entity(document, i)) != NULL; i++)
        occurs[entity->type] = true;
    for (size_t i = 0; i < BYLINE_TYPE_COUNT; i++) {
        if (!occurs[i])
            continue;
        buffer_append(buffer, " ", 1);
        buffer_append_string(buffer, colours[i]);
        buffer_append_string(buffer, byline_type_name((byline_type)i));
        buffer_append_string(buffer, PLAIN);
    }
}

/* ---- In brackets --------------------------------------------------------- */

static void open_bracket(struct buffer *buffer, const void *context, const byline_entity *entity)
{
    (void)context;
    buffer_append(buffer, "[", 1);
    buffer_append_string(buffer, byline_type_name(entity->type));
    buffer_append(buffer, " ", 1);
}

static void close_bracket(struct buffer *buffer, const void *context, const byline_entity *entity,
                          const byline_entity *outer)
{
    (void)context;
    (void)entity;
    (void)outer;
    buffer_append(buffer, "]", 1);
}

/* ---- Documents ----------------------------------------------------------- */

static void put_heading(struct buffer *buffer, const struct answer *answer)
{
    const char *date = byline_document_date(answer->document);

    buffer_append_string(buffer, answer->coloured ? BOLD "== " : "== ");
    escape_append(buffer, answer->id, answer->id_length, escape_line);
    if (date != NULL) {
        buffer_append(buffer, " ", 1);
        buffer_append_string(buffer, date);
    }
    if (answer->coloured) {
        buffer_append_string(buffer, PLAIN);
        put_legend(buffer, answer->document);
    }
    buffer_append(buffer, "\n", 1);
}

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    static const struct span_style in_colours = {escape_terminal, open_coloured, close_coloured};
    static const struct span_style in_brackets = {escape_terminal, open_bracket, close_bracket};

    put_heading(buffer, answer);
    spans_append(buffer, answer, answer->coloured ? &in_colours : &in_brackets, NULL);
    if (answer->length > 0 && answer->text[answer->length - 1] != '\n')
        buffer_append(buffer, "\n", 1);
    buffer_append(buffer, "\n", 1);
}

const struct format format_text = {
    .name = "text",
    .unit = FORMAT_UNIT_BYTE,
    .document = append_document,
};
