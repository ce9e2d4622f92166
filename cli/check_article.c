/* SPDX-License-Identifier: MIT */
#include "check_article.h"

#include <string.h>

#include "countries.h"
#include "timex3.h"

struct check {
    const struct article *article;
    const struct annotated_document *document;
    const struct rules *rules;
    struct pool *pool;
    struct findings *findings;
};

/* ---- Places in the file -------------------------------------------------- */

size_t article_line(const struct annotated_document *document, size_t offset)
{
    size_t line = document->field_count + 2; /* after the header and a blank line */

    for (size_t i = 0; i < offset; i++)
        line += document->text[i] == '\n';
    return line;
}

/* The line of a field of the header; the first, where it is not there. */
static size_t field_line(const struct annotated_document *document, const char *key)
{
    for (size_t i = 0; i < document->field_count; i++)
        if (strcmp(document->fields[i].key, key) == 0)
            return i + 1;
    return 1;
}

static void blame_field(const struct check *check, const char *key, const char *problem,
                        const char *value)
{
    findings_error(check->findings, check->article->path, field_line(check->document, key),
                   "%s: %s: '%s'", key, problem, value);
}

static void blame_entity(const struct check *check, const struct annotation *entity,
                         const char *problem)
{
    findings_error(check->findings, check->article->path,
                   article_line(check->document, entity->start), "%s '%s': %s",
                   byline_type_name(entity->type), entity->text, problem);
}

/* ---- Header -------------------------------------------------------------- */

static bool stands_before(const char *const *values, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (strcmp(values[i], values[place]) == 0)
            return true;
    return false;
}

static void check_listed_field(const struct check *check, const char *key)
{
    const char *const *values = annotated_values(check->document, key, check->pool);

    if (annotated_field(check->document, key) == NULL) {
        blame_field(check, key, "the header lacks it", "");
        return;
    }
    if (values[0] == NULL && strcmp(key, "hard") != 0)
        blame_field(check, key, "empty", "");
    for (size_t i = 0; values[i] != NULL; i++) {
        if (!rules_list(check->rules, key, values[i]))
            blame_field(check, key, "not in " RULES_FILE, values[i]);
        if (stands_before(values, i))
            blame_field(check, key, "it stands twice", values[i]);
        if (i == 1 && strcmp(key, "hard") != 0)
            blame_field(check, key, "one value too many", values[i]);
    }
}

static bool is_known_key(const struct check *check, const char *key)
{
    const char *known;
    size_t place = 0;

    if (strcmp(key, "id") == 0 || strcmp(key, "date") == 0 || strcmp(key, "country") == 0)
        return true;
    while ((known = rules_next_key(check->rules, &place)) != NULL)
        if (strcmp(key, known) == 0)
            return true;
    return false;
}

/* What only a file of rules can ask for. */
static void check_ruled_header(const struct check *check)
{
    const char *key;
    size_t place = 0;

    for (size_t i = 0; i < check->document->field_count; i++)
        if (!is_known_key(check, check->document->fields[i].key))
            blame_field(check, check->document->fields[i].key, "no such key",
                        check->document->fields[i].value);
    if (annotated_field(check->document, "country") == NULL)
        blame_field(check, "country", "the header lacks it", "");
    while ((key = rules_next_key(check->rules, &place)) != NULL)
        check_listed_field(check, key);
}

static void check_header(const struct check *check)
{
    const struct annotated_document *document = check->document;
    const char *country = annotated_field(document, "country");

    if (strcmp(document->id, check->article->name) != 0)
        blame_field(check, "id", "not the name of the file", document->id);
    if (document->date != NULL && !timex3_is_day(document->date))
        blame_field(check, "date", "no such day", document->date);
    if (country != NULL && !country_exists(country))
        blame_field(check, "country", "no such code", country);
    if (check->rules->path != NULL)
        check_ruled_header(check);
}

/* ---- Spans --------------------------------------------------------------- */

static bool begins_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);

    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

typedef bool comparison(const char *text, const char *part);

static bool has_any(const char *text, comparison *has, const char *const *parts)
{
    for (; *parts != NULL; parts++)
        if (has(text, *parts))
            return true;
    return false;
}

/* A is a letter, and An a name, where they begin a name. */
static bool has_article(const struct annotation *entity)
{
    static const char *const any[] = {"the ", "The ", "THE ", "a ", "an ", NULL};
    static const char *const capital[] = {"A ", "An ", "AN ", NULL};
    bool is_name = entity->type == BYLINE_PERSON || entity->type == BYLINE_ORGANISATION ||
                   entity->type == BYLINE_PLACE;

    if (entity->type == BYLINE_DATE)
        return false;
    return has_any(entity->text, begins_with, any) ||
           (!is_name && has_any(entity->text, begins_with, capital));
}

static void check_edges(const struct check *check, const struct annotation *entity)
{
    static const char *const possessives[] = {"'s", "’s", "'S", "’S", "'", "’", NULL};
    static const char *const openings[] = {"\"", "“", "‘", "'", "«", "(", "[", NULL};
    static const char *const closings[] = {"\"", "”", "»", ")", "]", ",", ";", ":", NULL};

    if (rules_list(check->rules, RULES_NAME, entity->text))
        return;
    if (has_article(entity))
        blame_entity(check, entity, "it begins with an article");
    if (has_any(entity->text, ends_with, possessives))
        blame_entity(check, entity, "it ends with a possessive");
    if (has_any(entity->text, begins_with, openings) || has_any(entity->text, ends_with, closings))
        blame_entity(check, entity, "a quote, bracket or mark at its edge");
    if (strchr(entity->text, '\n') != NULL)
        blame_entity(check, entity, "a line break in it");
}

static bool is_letter_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || ((unsigned char)byte & 0x80) != 0;
}

static bool is_edge_of_token(const struct annotated_document *document, size_t offset)
{
    for (size_t i = 0; i < document->token_count; i++)
        if (document->tokens[i].start == offset || document->tokens[i].end == offset)
            return true;
    return false;
}

/*
 * Whether a place in the text is inside a word: within a token, and not before or after a mark, as the
 * full stop of `4 Nov.` may be the sentence's.
 */
static bool is_within_word(const struct annotated_document *document, size_t offset)
{
    return offset > 0 && offset < document->length &&
           is_letter_or_digit(document->text[offset - 1]) &&
           is_letter_or_digit(document->text[offset]) && !is_edge_of_token(document, offset);
}

bool is_outermost(const struct annotated_document *document, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (document->entities[i].end > document->entities[index].start)
            return false;
    return true;
}

/* Only a RANK holds others, and none of its own type. Entities stand in the order of their braces. */
static void check_nesting(const struct check *check, size_t index)
{
    const struct annotation *entities = check->document->entities, *inner = &entities[index];

    for (size_t i = 0; i < index; i++) {
        if (entities[i].end <= inner->start)
            continue;
        if (entities[i].type != BYLINE_RANK)
            blame_entity(check, inner, "it stands in an annotation that is no RANK");
        else if (inner->type == BYLINE_RANK)
            blame_entity(check, inner, "a RANK in a RANK");
    }
}

/* ---- Attributes ---------------------------------------------------------- */

static void check_date(const struct check *check, const struct annotation *date)
{
    const char *fault, *weekday;

    if (date->kind == NULL || date->value == NULL) {
        blame_entity(check, date, "it needs a kind and a value");
        return;
    }
    fault = timex3_fault(date->value, date->kind);
    weekday = fault == NULL ? timex3_wrong_weekday(date->value, date->text) : NULL;
    if (fault != NULL)
        findings_error(check->findings, check->article->path,
                       article_line(check->document, date->start), "DATE '%s': %s: '%s %s'",
                       date->text, fault, date->kind, date->value);
    if (weekday != NULL)
        findings_error(check->findings, check->article->path,
                       article_line(check->document, date->start), "DATE '%s': %s is no %s",
                       date->text, date->value, weekday);
}

static void check_attributes(const struct check *check, const struct annotation *entity)
{
    if (entity->type == BYLINE_RANK && entity->kind == NULL)
        blame_entity(check, entity, "it needs a kind");
    if (entity->type == BYLINE_RANK && entity->person == ANNOTATED_NONE)
        blame_entity(check, entity, "it needs a link to a person");
    if (entity->type == BYLINE_DATE)
        check_date(check, entity);
    if (entity->country != NULL && !country_exists(entity->country))
        blame_entity(check, entity, "no such country");
}

/* A name of a chain is used for one type: whoever reads the article takes it for one thing. */
static void check_chain(const struct check *check, size_t index)
{
    const struct annotation *entities = check->document->entities, *entity = &entities[index];

    for (size_t i = 0; entity->chain_name != NULL && i < index; i++) {
        if (entities[i].chain_name != NULL && entities[i].type != entity->type &&
            strcmp(entities[i].chain_name, entity->chain_name) == 0) {
            blame_entity(check, entity, "its chain has another type above");
            return;
        }
    }
}

/* ---- What was left out --------------------------------------------------- */

static bool is_covered(const struct annotated_document *document, size_t start, size_t end)
{
    for (size_t i = 0; i < document->entity_count; i++)
        if (document->entities[i].type != BYLINE_RANK && document->entities[i].start <= start &&
            document->entities[i].end >= end)
            return true;
    return false;
}

static bool is_first_of_text(const struct annotated_document *document, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(document->entities[i].text, document->entities[index].text) == 0)
            return false;
    return true;
}

/* Warns of each place where a name stands again and is not annotated. */
static void check_repeats(const struct check *check, size_t index)
{
    const struct annotated_document *document = check->document;
    const struct annotation *entity = &document->entities[index];
    size_t length = strlen(entity->text);
    const char *found = document->text;

    if (entity->type == BYLINE_DATE || entity->type == BYLINE_RANK ||
        !is_first_of_text(document, index))
        return;
    while ((found = strstr(found, entity->text)) != NULL) {
        size_t start = (size_t)(found - document->text);

        if (!is_within_word(document, start) && !is_within_word(document, start + length) &&
            !is_covered(document, start, start + length))
            findings_warning(check->findings, check->article->path, article_line(document, start),
                             "'%s' stands here without an annotation", entity->text);
        found += length;
    }
}

/* ---- All of it ----------------------------------------------------------- */

size_t article_words(const struct annotated_document *document)
{
    size_t words = 0;
    bool inside = false;

    for (size_t i = 0; i < document->length; i++) {
        bool space = strchr(" \t\n", document->text[i]) != NULL;

        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static void check_length(const struct check *check)
{
    size_t words = article_words(check->document);

    if (rules_break(check->rules, LIMIT_LEAST_WORDS, (double)words))
        findings_error(check->findings, check->article->path, article_line(check->document, 0),
                       "%zu words, which is less than %.0f", words,
                       check->rules->limits[LIMIT_LEAST_WORDS]);
    if (rules_break(check->rules, LIMIT_MOST_WORDS, (double)words))
        findings_error(check->findings, check->article->path, article_line(check->document, 0),
                       "%zu words, which is more than %.0f", words,
                       check->rules->limits[LIMIT_MOST_WORDS]);
}

void check_article(const struct article *article, const struct rules *rules, struct pool *pool,
                   struct findings *findings)
{
    const struct annotated_document *document = &article->document;
    struct check check = {article, document, rules, pool, findings};

    check_header(&check);
    check_length(&check);
    for (size_t i = 0; i < document->entity_count; i++) {
        check_edges(&check, &document->entities[i]);
        check_nesting(&check, i);
        if (is_within_word(document, document->entities[i].start) ||
            is_within_word(document, document->entities[i].end))
            blame_entity(&check, &document->entities[i], "it begins or ends within a word");
        check_attributes(&check, &document->entities[i]);
        check_chain(&check, i);
        check_repeats(&check, i);
    }
}
