/* SPDX-License-Identifier: MIT */
#include "corpus.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "complain.h"
#include "types.h"
#include "utf8.h"

#define NONE SIZE_MAX

/* What the markup says of an annotation, until it can be resolved. */
struct mark {
    size_t at;        /* where its `{` stands */
    size_t around;    /* the annotation that it stands in, or NONE */
    const char *link; /* `<` or `>`, perhaps with a number, or NULL */
};

struct parser {
    const char *bytes;
    size_t length;
    size_t at; /* the next byte to read */
    struct pool *pool;
    struct annotated_document *document;
    struct corpus_error *error;
    char *text; /* the body without its markup */
    size_t text_length;
    struct mark *marks; /* one for each entity of the document */
    size_t innermost;   /* the annotation that is open, or NONE */
};

/* ---- Errors -------------------------------------------------------------- */

/* Says which line and column a byte of the file is in. */
static void locate(const struct parser *parser, size_t at)
{
    struct corpus_error *error = parser->error;

    error->line = 1;
    error->column = 1;
    for (size_t i = 0; i < at; i++) {
        unsigned char byte = (unsigned char)parser->bytes[i];

        if (byte == '\n') {
            error->line++;
            error->column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            error->column++;
        }
    }
}

static bool fail(const struct parser *parser, size_t at, const char *format, ...) CLI_PRINTF(3, 4);

/* Says what is wrong at a byte of the file. Returns false. */
static bool fail(const struct parser *parser, size_t at, const char *format, ...)
{
    va_list arguments;

    locate(parser, at);
    va_start(arguments, format);
    vsnprintf(parser->error->message, sizeof(parser->error->message), format, arguments);
    va_end(arguments);
    return false;
}

/* ---- Header -------------------------------------------------------------- */

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* How many bytes from `at` on, before `end`, are among those of `set`. */
static size_t span_of(const struct parser *parser, size_t at, size_t end, const char *set)
{
    size_t length = 0;

    while (at + length < end && parser->bytes[at + length] != '\0' &&
           strchr(set, parser->bytes[at + length]) != NULL)
        length++;
    return length;
}

static bool is_date(const char *value)
{
    static const char shape[] = "dddd-dd-dd";

    if (strlen(value) != strlen(shape))
        return false;
    for (size_t i = 0; shape[i] != '\0'; i++) {
        bool digit = value[i] >= '0' && value[i] <= '9';

        if (shape[i] == 'd' ? !digit : value[i] != shape[i])
            return false;
    }
    return true;
}

/* Reads a line `key: value` that ends at `end`. */
static bool read_header_line(struct parser *parser, size_t end)
{
    struct annotated_document *document = parser->document;
    size_t start = parser->at, key_length = span_of(parser, start, end, LOWER "_-");
    size_t colon = start + key_length, value_start = colon + 2;
    const char *key, *value;

    if (key_length == 0 || colon == end || parser->bytes[colon] != ':' ||
        (value_start <= end && parser->bytes[colon + 1] != ' '))
        return fail(parser, start, "a header line is 'key: value'");
    if (value_start > end)
        value_start = end;
    if (memchr(parser->bytes + value_start, '\r', end - value_start) != NULL)
        return fail(parser, end - 1, "a carriage return in the header");

    key = pool_copy(parser->pool, parser->bytes + start, key_length);
    value = pool_copy(parser->pool, parser->bytes + value_start, end - value_start);
    if (annotated_field(document, key) != NULL)
        return fail(parser, start, "'%s' stands twice", key);
    if (strcmp(key, "date") == 0 && !is_date(value))
        return fail(parser, value_start, "a date is YYYY-MM-DD");
    if (strcmp(key, "id") == 0 && value[0] == '\0')
        return fail(parser, value_start, "the id is empty");
    document->fields[document->field_count++] = (struct annotated_field){key, value};
    return true;
}

/* The end of the line that starts at `at`: its line break, or the end of the file. */
static size_t line_end(const struct parser *parser, size_t at)
{
    const char *end = memchr(parser->bytes + at, '\n', parser->length - at);

    return end == NULL ? parser->length : (size_t)(end - parser->bytes);
}

static size_t count_of(const struct parser *parser, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < parser->length; i++)
        count += parser->bytes[i] == byte;
    return count;
}

static bool read_header(struct parser *parser)
{
    struct annotated_document *document = parser->document;

    document->fields =
        pool_take_array(parser->pool, count_of(parser, '\n') + 1, sizeof(*document->fields));
    for (;;) {
        size_t end = line_end(parser, parser->at);

        if (end == parser->length)
            return fail(parser, end, "no blank line after the header");
        if (end == parser->at)
            break;
        if (!read_header_line(parser, end))
            return false;
        parser->at = end + 1;
    }
    document->id = annotated_field(document, "id");
    document->date = annotated_field(document, "date");
    if (document->id == NULL)
        return fail(parser, parser->at, "the header has no id");
    parser->at++;
    return true;
}

/* ---- Attributes ---------------------------------------------------------- */

/* A stretch of the file. */
struct slice {
    const char *bytes;
    size_t length;
};

static bool consists_of(struct slice slice, const char *set)
{
    for (size_t i = 0; i < slice.length; i++)
        if (slice.bytes[i] == '\0' || strchr(set, slice.bytes[i]) == NULL)
            return false;
    return slice.length > 0;
}

static bool is_one_of(struct slice slice, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) == slice.length && memcmp(*words, slice.bytes, slice.length) == 0)
            return true;
    return false;
}

static bool is_kind(byline_type type, struct slice slice)
{
    static const char *const ranks[] = {"military", "police",    "government", "business",  "sport",
                                        "academic", "religious", "royal",      "honorific", NULL};
    static const char *const dates[] = {"date", "time", "duration", "set", NULL};

    return (type == BYLINE_RANK && is_one_of(slice, ranks)) ||
           (type == BYLINE_DATE && is_one_of(slice, dates));
}

static bool is_named(byline_type type)
{
    return type == BYLINE_PERSON || type == BYLINE_ORGANISATION || type == BYLINE_PLACE;
}

static bool refuse(const struct parser *parser, struct slice attribute, const char *why)
{
    return fail(parser, (size_t)(attribute.bytes - parser->bytes), "%s: '%.*s'", why,
                (int)(attribute.length < 60 ? attribute.length : 60), attribute.bytes);
}

/* Sets what an attribute tells; each thing can be told once. */
static bool set_once(const struct parser *parser, const char **member, struct slice attribute)
{
    if (*member != NULL)
        return refuse(parser, attribute, "one attribute too many");
    *member = pool_copy(parser->pool, attribute.bytes, attribute.length);
    return true;
}

static bool read_attribute(struct parser *parser, struct slice attribute)
{
    struct annotation *entity = &parser->document->entities[parser->innermost];
    struct mark *mark = &parser->marks[parser->innermost];
    struct slice rest = {attribute.bytes + 1, attribute.length - 1};
    char first = attribute.bytes[0];

    if (first == '?' && attribute.length == 1) {
        if (entity->optional)
            return refuse(parser, attribute, "one attribute too many");
        entity->optional = true;
        return true;
    }
    if (first == '#' && is_named(entity->type) && consists_of(rest, LOWER UPPER DIGITS "_-"))
        return set_once(parser, &entity->chain_name, attribute);
    if ((first == '<' || first == '>') && entity->type == BYLINE_RANK &&
        (rest.length == 0 ||
         (rest.length <= 3 && rest.bytes[0] != '0' && consists_of(rest, DIGITS))))
        return set_once(parser, &mark->link, attribute);
    if (is_kind(entity->type, attribute))
        return set_once(parser, &entity->kind, attribute);
    if (entity->type == BYLINE_PLACE && attribute.length == 2 && consists_of(attribute, UPPER))
        return set_once(parser, &entity->country, attribute);
    if (entity->type == BYLINE_DATE && consists_of(attribute, UPPER DIGITS "_:/.+-"))
        return set_once(parser, &entity->value, attribute);
    return refuse(parser, attribute, "not an attribute of its type");
}

/* ---- Body ---------------------------------------------------------------- */

/* Reads ` attribute attribute|`, up to and with the `|`. */
static bool read_attributes(struct parser *parser)
{
    for (;;) {
        struct slice attribute;
        size_t start;

        if (parser->at == parser->length || strchr(" |", parser->bytes[parser->at]) == NULL ||
            parser->bytes[parser->at] == '\0')
            return fail(parser, parser->at, "a space or '|' was expected");
        if (parser->bytes[parser->at++] == '|')
            return true;
        start = parser->at;
        while (parser->at < parser->length && strchr(" |{}\\\n", parser->bytes[parser->at]) == NULL)
            parser->at++;
        attribute = (struct slice){parser->bytes + start, parser->at - start};
        if (attribute.length == 0)
            return fail(parser, start, "an empty attribute");
        if (!read_attribute(parser, attribute))
            return false;
    }
}

static bool open_annotation(struct parser *parser)
{
    struct annotated_document *document = parser->document;
    size_t type_length = span_of(parser, parser->at + 1, parser->length, UPPER);
    size_t index = document->entity_count;
    byline_type type;

    if (!type_find(parser->bytes + parser->at + 1, type_length, &type))
        return fail(parser, parser->at + 1, "a type was expected");
    parser->marks[index] = (struct mark){.at = parser->at, .around = parser->innermost};
    document->entities[index] = (struct annotation){.type = type,
                                                    .start = parser->text_length,
                                                    .id = (int64_t)index,
                                                    .person = ANNOTATED_NONE,
                                                    .chain = ANNOTATED_NONE};
    document->entity_count++;
    parser->innermost = index;
    parser->at += 1 + type_length;
    return read_attributes(parser);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool close_annotation(struct parser *parser)
{
    struct annotation *entity;
    const struct mark *mark;

    if (parser->innermost == NONE)
        return fail(parser, parser->at, "no annotation is open here");
    entity = &parser->document->entities[parser->innermost];
    mark = &parser->marks[parser->innermost];
    if (entity->start == parser->text_length)
        return fail(parser, mark->at, "an annotation of nothing");
    if (is_space(parser->text[entity->start]) || is_space(parser->text[parser->text_length - 1]))
        return fail(parser, mark->at, "an annotation begins or ends with a space");
    entity->end = parser->text_length;
    entity->text =
        pool_copy(parser->pool, parser->text + entity->start, entity->end - entity->start);
    parser->innermost = mark->around;
    parser->at++;
    return true;
}

static bool read_escaped(struct parser *parser)
{
    size_t escaped = parser->at + 1;

    if (span_of(parser, escaped, parser->length, "{}|\\") == 0)
        return fail(parser, parser->at, "a backslash stands before {, }, | or \\ only");
    parser->text[parser->text_length++] = parser->bytes[escaped];
    parser->at = escaped + 1;
    return true;
}

static bool read_body(struct parser *parser)
{
    bool right = true;

    while (right && parser->at < parser->length) {
        switch (parser->bytes[parser->at]) {
        case '{': right = open_annotation(parser); break;
        case '}': right = close_annotation(parser); break;
        case '\\': right = read_escaped(parser); break;
        default: parser->text[parser->text_length++] = parser->bytes[parser->at++];
        }
    }
    if (right && parser->innermost != NONE)
        return fail(parser, parser->marks[parser->innermost].at, "this annotation is not closed");
    return right;
}

/* ---- Links and chains ---------------------------------------------------- */

/* The person that a link leads to, or NULL. */
static const struct annotation *follow(const struct annotated_document *document,
                                       const struct annotation *rank, const char *link)
{
    size_t ordinal = 0;

    /* read_attribute() has seen that only digits follow. */
    for (const char *digit = link + 1; *digit != '\0'; digit++)
        ordinal = ordinal * 10 + (size_t)(*digit - '0');
    if (ordinal == 0)
        ordinal = 1;
    for (size_t i = 0; i < document->entity_count; i++) {
        size_t index = *link == '>' ? i : document->entity_count - 1 - i;
        const struct annotation *entity = &document->entities[index];
        bool beyond = *link == '>' ? entity->start >= rank->end : entity->end <= rank->start;

        if (entity->type == BYLINE_PERSON && beyond && --ordinal == 0)
            return entity;
    }
    return NULL;
}

static bool resolve_links(struct parser *parser)
{
    struct annotated_document *document = parser->document;

    for (size_t i = 0; i < document->entity_count; i++) {
        const struct annotation *person;

        if (parser->marks[i].link == NULL)
            continue;
        person = follow(document, &document->entities[i], parser->marks[i].link);
        if (person == NULL)
            return fail(parser, parser->marks[i].at, "no person stands where this rank points");
        document->entities[i].person = person->id;
    }
    return true;
}

/* An earlier annotation of the same type with the same chain name, or NONE. */
static size_t earlier_mention(const struct annotated_document *document, size_t index)
{
    const struct annotation *entities = document->entities;
    const char *name = entities[index].chain_name;

    for (size_t i = 0; name != NULL && i < index; i++)
        if (entities[i].type == entities[index].type && entities[i].chain_name != NULL &&
            strcmp(entities[i].chain_name, name) == 0)
            return i;
    return NONE;
}

static void number_chains(struct annotated_document *document)
{
    int64_t count = 0;

    for (size_t i = 0; i < document->entity_count; i++) {
        size_t earlier = earlier_mention(document, i);

        if (is_named(document->entities[i].type))
            document->entities[i].chain =
                earlier == NONE ? count++ : document->entities[earlier].chain;
    }
}

/* ---- All of it ----------------------------------------------------------- */

bool corpus_read(const char *bytes, size_t length, struct pool *pool,
                 struct annotated_document *document, struct corpus_error *error)
{
    struct parser parser = {.bytes = bytes,
                            .length = length,
                            .pool = pool,
                            .document = document,
                            .error = error,
                            .innermost = NONE};
    size_t valid = utf8_valid(bytes, length), braces = count_of(&parser, '{');

    *document = (struct annotated_document){.layers = BYLINE_TYPES_ALL, .has_chains = true};
    if (valid < length)
        return fail(&parser, valid, "not UTF-8");
    document->entities = pool_take_array(pool, braces, sizeof(*document->entities));
    parser.marks = pool_take_array(pool, braces, sizeof(*parser.marks));
    parser.text = pool_take(pool, length + 1);
    if (!read_header(&parser))
        return false;
    if (parser.at < length && bytes[length - 1] == '\n')
        parser.length--;
    if (!read_body(&parser) || !resolve_links(&parser))
        return false;
    number_chains(document);
    document->text = parser.text;
    document->length = parser.text_length;
    return true;
}
