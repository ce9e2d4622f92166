/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <string.h>

#include "complain.h"
#include "source.h"

#define DOCUMENT_START "-DOCSTART-"
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct reader {
    struct columns *columns;
    struct pool *pool;
    const char *path;
    size_t line;                      /* its number */
    struct columns_document document; /* the one that is read */
    char *text;                       /* its text, as it grows */
    size_t token_capacity, entity_capacity;
    size_t sentences;    /* begun in the document */
    bool sentence_ended; /* the next token begins another */
    bool entity_open;    /* the last entity may go on */
};

/* ---- Documents ----------------------------------------------------------- */

/* A token and what parts it from the last are shorter than its line: all texts fit in `text`. */
static void begin_document(struct reader *reader, char *text)
{
    reader->document = (struct columns_document){.text = text};
    reader->text = text;
    reader->token_capacity = reader->entity_capacity = 0;
    reader->sentences = 0;
    reader->sentence_ended = true;
    reader->entity_open = false;
}

static void end_document(struct reader *reader)
{
    struct columns *columns = reader->columns;

    if (reader->document.token_count > 0) {
        columns->documents = pool_grow(reader->pool, columns->documents, columns->count,
                                       &columns->capacity, sizeof(*columns->documents));
        columns->documents[columns->count++] = reader->document;
    }
    begin_document(reader, reader->text + reader->document.length);
}

static void end_sentence(struct reader *reader)
{
    reader->sentence_ended = true;
    reader->entity_open = false;
}

static void append(struct reader *reader, const char *bytes, size_t length)
{
    memcpy(reader->text + reader->document.length, bytes, length);
    reader->document.length += (uint32_t)length;
}

static void add_token(struct reader *reader, const char *form, size_t length)
{
    struct columns_document *document = &reader->document;
    bool begins_sentence = reader->sentence_ended;
    uint32_t start;

    if (begins_sentence && reader->sentences == COLUMNS_SENTENCES)
        end_document(reader);
    reader->sentences += begins_sentence;
    reader->sentence_ended = false;
    if (document->token_count > 0)
        append(reader, begins_sentence ? "\n" : " ", 1);
    start = document->length;
    append(reader, form, length);
    document->tokens = pool_grow(reader->pool, document->tokens, document->token_count,
                                 &reader->token_capacity, sizeof(*document->tokens));
    document->tokens[document->token_count++] =
        (struct columns_token){start, document->length, begins_sentence};
}

/* ---- Tags ---------------------------------------------------------------- */

static bool is_entity_tag(const char *tag)
{
    return tag[0] != '\0' && strchr("BIES", tag[0]) != NULL && tag[1] == '-' && tag[2] != '\0';
}

/* Whether the last token is in the same entity as the one before it. */
static bool goes_on(const struct reader *reader, const char *tag)
{
    const struct columns_document *document = &reader->document;

    return reader->entity_open && (tag[0] == 'I' || tag[0] == 'E') &&
           strcmp(document->entities[document->entity_count - 1].type, tag + 2) == 0;
}

static void begin_entity(struct reader *reader, const struct columns_token *token, const char *type)
{
    struct columns_document *document = &reader->document;

    document->entities = pool_grow(reader->pool, document->entities, document->entity_count,
                                   &reader->entity_capacity, sizeof(*document->entities));
    document->entities[document->entity_count++] =
        (struct columns_entity){token->start, token->end, type, reader->line};
}

/* Reads the tag of the last token. */
static bool take_tag(struct reader *reader, const char *tag)
{
    struct columns_document *document = &reader->document;
    const struct columns_token *token = &document->tokens[document->token_count - 1];

    if (strcmp(tag, "O") == 0) {
        reader->entity_open = false;
        return true;
    }
    if (!is_entity_tag(tag)) {
        complain(reader->path, reader->line, "'%.80s' is no tag: not O, nor B- I- E- S- and a type",
                 tag);
        return false;
    }
    if (goes_on(reader, tag))
        document->entities[document->entity_count - 1].end = token->end;
    else
        begin_entity(reader, token, tag + 2);
    reader->entity_open = tag[0] == 'B' || tag[0] == 'I';
    return true;
}

/* ---- Lines --------------------------------------------------------------- */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* There is room for a NUL after the line. */
static bool read_line(struct reader *reader, char *line, size_t length)
{
    size_t form = 0, tag;

    while (length > 0 && is_space(line[length - 1]))
        length--;
    line[length] = '\0';
    if (length == 0) {
        end_sentence(reader);
        return true;
    }
    if (strncmp(line, DOCUMENT_START, strlen(DOCUMENT_START)) == 0) {
        end_document(reader);
        return true;
    }
    while (form < length && !is_space(line[form]))
        form++;
    for (tag = length; tag > 0 && !is_space(line[tag - 1]);)
        tag--;
    if (form == 0 || tag == 0) {
        complain(reader->path, reader->line, "not a token and, last on the line, its tag");
        return false;
    }
    add_token(reader, line, form);
    return take_tag(reader, line + tag);
}

static bool read_lines(struct reader *reader, char *at, const char *end)
{
    if (strncmp(at, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
        at += strlen(BYTE_ORDER_MARK);
    while (at < end) {
        char *line = at, *line_break = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((line_break == NULL ? end : line_break) - line);

        at += length + 1;
        reader->line++;
        if (!read_line(reader, line, length))
            return false;
    }
    end_document(reader);
    return true;
}

bool columns_read(struct columns *columns, const char *path, struct pool *pool)
{
    struct reader reader = {.columns = columns, .pool = pool, .path = path};
    struct buffer file = {0};
    const char *reason = source_read(path, &file);
    char *content, *end;

    if (reason != NULL) {
        complain(path, 0, "%s", reason);
        buffer_free(&file);
        return false;
    }
    /* The types of entities stay where they are in this copy. */
    content = pool_copy(pool, file.bytes, file.length);
    end = content + file.length;
    begin_document(&reader, pool_take(pool, file.length));
    buffer_free(&file);
    return read_lines(&reader, content, end);
}

bool columns_named(const char *path)
{
    static const char *const endings[] = {".bio", ".conll", ".iob"};
    const char *ending = strrchr(path, '.');

    for (size_t i = 0; ending != NULL && i < sizeof(endings) / sizeof(endings[0]); i++)
        if (strcmp(ending, endings[i]) == 0)
            return true;
    return false;
}
