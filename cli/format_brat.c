/* SPDX-License-Identifier: MIT */
/* format_brat.c - stand-off annotation as brat has it (brat.nlplab.org/standoff.html). */
#include <string.h>

#include "escape.h"
#include "format.h"
#include "json_out.h"

/* brat counts from 1. */
static void put_reference(struct buffer *buffer, const char *before, size_t id)
{
    buffer_append_string(buffer, before);
    json_append_integer(buffer, (uint64_t)id + 1);
}

static bool is_line_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool begins_codepoint(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/*
 * The offsets of an entity. One that goes over several lines is of as many parts: each without the line
 * break after it.
 */
static void put_offsets(struct buffer *buffer, const byline_entity *entity)
{
    uint64_t offset = entity->start;
    bool in_part = true;

    json_append_integer(buffer, offset);
    for (const char *byte = entity->text; *byte != '\0'; byte++) {
        if (in_part && is_line_break(*byte)) {
            buffer_append(buffer, " ", 1);
            json_append_integer(buffer, offset);
            in_part = false;
        } else if (!in_part && !is_line_break(*byte)) {
            buffer_append(buffer, ";", 1);
            json_append_integer(buffer, offset);
            in_part = true;
        }
        offset += begins_codepoint(*byte);
    }
    buffer_append(buffer, " ", 1);
    json_append_integer(buffer, entity->end);
}

/* A line of text: between two parts of an entity stands one space. */
static void put_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, "\t", 1);
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");

        escape_append(buffer, text, length, escape_cell);
        text += length;
        if (*text != '\0')
            buffer_append(buffer, " ", 1);
        text += strspn(text, "\r\n");
    }
}

static void put_entity(struct buffer *buffer, const byline_entity *entity)
{
    put_reference(buffer, "T", entity->id);
    buffer_append(buffer, "\t", 1);
    buffer_append_string(buffer, byline_type_name(entity->type));
    buffer_append(buffer, " ", 1);
    put_offsets(buffer, entity);
    put_text(buffer, entity->text);
    buffer_append(buffer, "\n", 1);
}

static void put_kind(struct buffer *buffer, const byline_entity *entity)
{
    if (entity->kind == NULL)
        return;
    put_reference(buffer, "A", entity->id);
    put_reference(buffer, "\tKind T", entity->id);
    buffer_append(buffer, " ", 1);
    buffer_append_string(buffer, entity->kind);
    buffer_append(buffer, "\n", 1);
}

/* The value of a date, or the country of a place. */
static void put_note(struct buffer *buffer, const byline_entity *entity)
{
    const char *note = entity->value != NULL ? entity->value : entity->country;

    if (note == NULL)
        return;
    put_reference(buffer, "#", entity->id);
    put_reference(buffer, "\tAnnotatorNotes T", entity->id);
    buffer_append(buffer, "\t", 1);
    buffer_append_string(buffer, note);
    buffer_append(buffer, "\n", 1);
}

static void put_holder(struct buffer *buffer, const byline_entity *entity)
{
    if (entity->person == BYLINE_NONE)
        return;
    put_reference(buffer, "R", entity->id);
    put_reference(buffer, "\tRank_of Arg1:T", entity->id);
    put_reference(buffer, " Arg2:T", entity->person);
    buffer_append(buffer, "\n", 1);
}

static void put_chain(struct buffer *buffer, const byline_chain *chain)
{
    if (chain->mention_count < 2)
        return;
    buffer_append_string(buffer, "*\tSame");
    for (size_t i = 0; i < chain->mention_count; i++)
        put_reference(buffer, " T", chain->mentions[i]);
    buffer_append(buffer, "\n", 1);
}

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    const byline_entity *entity;
    const byline_chain *chain;

    for (size_t i = 0; (entity = byline_document_entity(answer->document, i)) != NULL; i++) {
        put_entity(buffer, entity);
        put_kind(buffer, entity);
        put_note(buffer, entity);
        put_holder(buffer, entity);
    }
    for (size_t i = 0; (chain = byline_document_chain(answer->document, i)) != NULL; i++)
        put_chain(buffer, chain);
}

const struct format format_brat = {
    .name = "brat",
    .unit = FORMAT_UNIT_CODEPOINT,
    .is_single = true,
    .document = append_document,
};
