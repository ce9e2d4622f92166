/* SPDX-License-Identifier: MIT */
#include "format_people.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "utf8.h"
#include "who.h"

/* ---- A table ------------------------------------------------------------- */

enum column { COLUMN_NAME, COLUMN_MENTIONS, COLUMN_PLACE, COLUMN_DATE, COLUMN_RANKS, COLUMN_COUNT };

#define MENTIONS_SIZE 24

/* How many bytes there are before the next space. */
static size_t word_length(const char *text, const char *end)
{
    const char *at = text;

    while (at < end && utf8_space(at, (size_t)(end - at)) == 0)
        at++;
    return (size_t)(at - text);
}

/* Appends a text on one line: what a line break or a tab cut is joined by a space. */
static void append_on_line(struct buffer *buffer, const char *text)
{
    const char *end = text + strlen(text);

    while (text < end) {
        size_t space = utf8_space(text, (size_t)(end - text)), word;

        buffer_append_string(buffer, space > 0 ? " " : "");
        text += space;
        word = word_length(text, end);
        escape_append(buffer, text, word, escape_line);
        text += word;
    }
}

/* Whether a rank stands among the first of its chain already, as `Mr` often does. */
static bool is_repeated(const byline_document *document, const byline_chain *chain, size_t index)
{
    const char *text = byline_document_entity(document, chain->ranks[index])->text;

    for (size_t i = 0; i < index; i++)
        if (strcmp(byline_document_entity(document, chain->ranks[i])->text, text) == 0)
            return true;
    return false;
}

/* The most ranks of a person that are printed. */
#define MOST_RANKS 16

/* Finds the first ranks of a person, each once, and returns how many they are. */
static size_t distinct_ranks(const byline_document *document, const byline_chain *chain,
                             const byline_entity *ranks[MOST_RANKS])
{
    const size_t most = (size_t)8 * MOST_RANKS;
    size_t count = 0, looked_at = chain->rank_count < most ? chain->rank_count : most;

    for (size_t i = 0; i < looked_at && count < MOST_RANKS; i++)
        if (!is_repeated(document, chain, i))
            ranks[count++] = byline_document_entity(document, chain->ranks[i]);
    return count;
}

/* A date that tells the year stands by its value, another by its words: `XXXX-WXX-5` is not for people. */
static const char *date_of(const struct who *who)
{
    const char *value;

    if (who->date == NULL)
        return "-";
    value = who->date->value;
    return value[0] >= '0' && value[0] <= '9' ? value : who->date->text;
}

static void append_ranks(struct buffer *buffer, const byline_document *document,
                         const byline_chain *chain)
{
    const byline_entity *ranks[MOST_RANKS];
    size_t count = distinct_ranks(document, chain, ranks);

    for (size_t i = 0; i < count; i++) {
        buffer_append_string(buffer, i > 0 ? "; " : "");
        append_on_line(buffer, ranks[i]->text);
    }
    buffer_append_string(buffer, count == 0 ? "-" : "");
}

static void append_cell(struct buffer *buffer, const byline_document *document,
                        const struct who *who, enum column column)
{
    char mentions[MENTIONS_SIZE];

    switch (column) {
    case COLUMN_NAME: append_on_line(buffer, who->chain->name); break;
    case COLUMN_MENTIONS:
        snprintf(mentions, sizeof(mentions), "%zu", who->chain->mention_count);
        buffer_append_string(buffer, mentions);
        break;
    case COLUMN_PLACE: append_on_line(buffer, who->place != NULL ? who->place->text : "-"); break;
    case COLUMN_DATE: append_on_line(buffer, date_of(who)); break;
    case COLUMN_RANKS: append_ranks(buffer, document, who->chain); break;
    case COLUMN_COUNT: break;
    }
}

/* The rows of a document, cell by cell, the headings first. */
struct table {
    const byline_document *document;
    const struct who *people;
    size_t count;
    size_t widths[COLUMN_COUNT]; /* in code points */
};

static void append_table_cell(struct buffer *buffer, const struct table *table, size_t row,
                              enum column column)
{
    static const char *const headings[COLUMN_COUNT] = {"NAME", "MENTIONS", "PLACE", "DATE",
                                                       "RANKS"};

    if (row == 0)
        buffer_append_string(buffer, headings[column]);
    else
        append_cell(buffer, table->document, &table->people[row - 1], column);
}

/* How many code points the bytes from `start` on are. */
static size_t width_from(const struct buffer *buffer, size_t start)
{
    size_t width = 0;

    for (size_t i = start; i < buffer->length; i++)
        width += ((unsigned char)buffer->bytes[i] & 0xC0) != 0x80;
    return width;
}

static void measure(struct table *table)
{
    struct buffer cell = {0};

    for (size_t row = 0; row <= table->count; row++) {
        for (enum column column = 0; column < COLUMN_RANKS; column++) {
            size_t width;

            buffer_clear(&cell);
            append_table_cell(&cell, table, row, column);
            width = width_from(&cell, 0);
            if (width > table->widths[column])
                table->widths[column] = width;
        }
    }
    buffer_free(&cell);
}

static void append_spaces(struct buffer *buffer, size_t count)
{
    while (count-- > 0)
        buffer_append(buffer, " ", 1);
}

static void append_row(struct buffer *buffer, const struct table *table, size_t row)
{
    for (enum column column = 0; column < COLUMN_COUNT; column++) {
        size_t start = buffer->length;

        append_table_cell(buffer, table, row, column);
        if (column != COLUMN_RANKS)
            append_spaces(buffer, table->widths[column] - width_from(buffer, start) + 2);
    }
    buffer_append(buffer, "\n", 1);
}

/* Which document it is, and of when; then its people. */
static void append_table(struct buffer *buffer, const struct answer *answer)
{
    const char *date = byline_document_date(answer->document);
    struct table table = {.document = answer->document};
    struct who *people = who_is_who(answer->document, &table.count);

    if (people == NULL) {
        buffer->failed = true;
        return;
    }
    table.people = people;
    escape_append(buffer, answer->id, answer->id_length, escape_line);
    if (date != NULL) {
        buffer_append_string(buffer, ", ");
        buffer_append_string(buffer, date);
    }
    buffer_append_string(buffer, "\n");
    measure(&table);
    for (size_t row = 0; row <= table.count && !buffer->failed; row++)
        append_row(buffer, &table, row);
    buffer_append_string(buffer, "\n");
    free(people);
}

/* ---- JSON ---------------------------------------------------------------- */

/* Jansson takes a NULL for what it had no memory for, and passes it on: the caller sees one at the end. */
static void set(json_t *object, const char *key, json_t *value, bool *failed)
{
    if (json_object_set_new(object, key, value) != 0)
        *failed = true;
}

static void set_text(json_t *object, const char *key, const char *value, bool *failed)
{
    if (value != NULL)
        set(object, key, json_string(value), failed);
}

static json_t *parts_value(const byline_name_parts *parts, bool *failed)
{
    json_t *object = json_object();

    set_text(object, "given", parts->given, failed);
    set_text(object, "patronymic", parts->patronymic, failed);
    set_text(object, "particle", parts->particle, failed);
    set_text(object, "family", parts->family, failed);
    set_text(object, "suffix", parts->suffix, failed);
    return object;
}

/* What is told of an entity here: its text and one thing more. */
static json_t *entity_value(const byline_entity *entity, const char *key, const char *value,
                            bool *failed)
{
    json_t *object = json_object();

    set_text(object, "text", entity->text, failed);
    set_text(object, key, value, failed);
    return object;
}

static json_t *ranks_value(const byline_document *document, const byline_chain *chain, bool *failed)
{
    const byline_entity *ranks[MOST_RANKS];
    size_t count = distinct_ranks(document, chain, ranks);
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(array, entity_value(ranks[i], "kind", ranks[i]->kind, failed)) !=
            0)
            *failed = true;
    return array;
}

static json_t *person_value(const byline_document *document, const struct who *who, bool *failed)
{
    json_t *object = json_object();

    set_text(object, "name", who->chain->name, failed);
    if (who->chain->parts != NULL)
        set(object, "parts", parts_value(who->chain->parts, failed), failed);
    set(object, "ranks", ranks_value(document, who->chain, failed), failed);
    set(object, "mentions", json_integer((json_int_t)who->chain->mention_count), failed);
    if (who->place != NULL)
        set(object, "place", entity_value(who->place, "country", who->place->country, failed),
            failed);
    if (who->date != NULL)
        set(object, "date", entity_value(who->date, "value", who->date->value, failed), failed);
    return object;
}

static json_t *id_value(const struct answer *answer)
{
    return answer->id_is_number ? json_loadb(answer->id, answer->id_length, JSON_DECODE_ANY, NULL)
                                : json_stringn(answer->id, answer->id_length);
}

static json_t *document_value(const struct answer *answer, bool *failed)
{
    const char *date = byline_document_date(answer->document);
    json_t *object = json_object(), *array = json_array();
    size_t count = 0;
    struct who *people = who_is_who(answer->document, &count);

    *failed = *failed || people == NULL;
    set(object, "id", id_value(answer), failed);
    set(object, "document_date", date == NULL ? json_null() : json_string(date), failed);
    for (size_t i = 0; people != NULL && i < count; i++)
        if (json_array_append_new(array, person_value(answer->document, &people[i], failed)) != 0)
            *failed = true;
    set(object, "people", array, failed);
    free(people);
    return object;
}

static int append_bytes(const char *bytes, size_t length, void *buffer)
{
    buffer_append(buffer, bytes, length);
    return 0;
}

static void append_json(struct buffer *buffer, const struct answer *answer, size_t flags)
{
    bool failed = false;
    json_t *value = document_value(answer, &failed);

    if (failed || json_dump_callback(value, append_bytes, buffer, flags) != 0)
        buffer->failed = true;
    buffer_append(buffer, "\n", 1);
    json_decref(value);
}

static void append_indented(struct buffer *buffer, const struct answer *answer)
{
    append_json(buffer, answer, JSON_INDENT(1));
}

static void append_line(struct buffer *buffer, const struct answer *answer)
{
    append_json(buffer, answer, JSON_COMPACT);
}

/* ---- All ----------------------------------------------------------------- */

static const struct format table = {.name = "table", .document = append_table};
static const struct format json = {.name = "json", .document = append_indented};
static const struct format jsonl = {
    .name = "jsonl",
    .is_lines = true,
    .document = append_line,
    .failure = format_json_failure,
};
static const struct format *const formats[] = {&table, &json, &jsonl};

const struct formats formats_of_people = {formats, sizeof(formats) / sizeof(formats[0])};
