/* SPDX-License-Identifier: MIT */
/*
 * format_html.c - one page that needs nothing else: each document is an article, its text with who,
 * where and when beside it. How it looks is in page/, which the build turns into page_head.
 */
#include <stdlib.h>
#include <string.h>

#include "distinct.h"
#include "escape.h"
#include "format.h"
#include "json_out.h"
#include "page_head.h"
#include "spans.h"

/* So many ranks of a person are named with each mention; the list beside the text has all. */
#define RANKS_NAMED 3

struct person {
    size_t number; /* among the people of the document, from 1; 0 for other chains */
    uint32_t ranks[RANKS_NAMED];
    size_t rank_count;
};

/* A document as its article shows it. */
struct view {
    const byline_document *document;
    struct person *people; /* by chain */
};

/* ---- Markup -------------------------------------------------------------- */

static void put(struct buffer *buffer, const char *markup)
{
    buffer_append_string(buffer, markup);
}

static void put_escaped(struct buffer *buffer, const char *text)
{
    escape_append(buffer, text, strlen(text), escape_html);
}

static const char *text_of(const struct view *view, uint32_t id)
{
    return byline_document_entity(view->document, id)->text;
}

/* Puts what all mentions of one chain have in common, by which they are lit together. */
static void put_chain(struct buffer *buffer, uint32_t chain)
{
    put(buffer, " data-same=\"chain-");
    json_append_integer(buffer, chain);
    put(buffer, "\"");
}

/* The same for the dates of one value. */
static void put_value(struct buffer *buffer, const char *value)
{
    put(buffer, " data-same=\"");
    put_escaped(buffer, value);
    put(buffer, "\"");
}

static void put_number(struct buffer *buffer, const struct view *view, uint32_t chain)
{
    if (view->people[chain].number == 0)
        return;
    put(buffer, " data-number=\"");
    json_append_integer(buffer, view->people[chain].number);
    put(buffer, "\"");
}

/* ---- What is known of an entity ------------------------------------------ */

/* A RANK belongs to the chain of its person. */
static uint32_t chain_of(const struct view *view, const byline_entity *entity)
{
    if (entity->type == BYLINE_RANK && entity->person != BYLINE_NONE)
        return byline_document_entity(view->document, entity->person)->chain;
    return entity->chain;
}

static void put_note(struct buffer *buffer, const char *before, const char *note)
{
    if (note == NULL)
        return;
    put(buffer, before);
    put_escaped(buffer, note);
}

static void put_person_note(struct buffer *buffer, const struct view *view, uint32_t chain)
{
    const struct person *person = &view->people[chain];

    for (size_t i = 0; i < person->rank_count; i++)
        put_note(buffer, i == 0 ? " · " : "; ", text_of(view, person->ranks[i]));
}

static void put_description(struct buffer *buffer, const struct view *view,
                            const byline_entity *entity, uint32_t chain)
{
    put(buffer, " aria-description=\"");
    put(buffer, byline_type_name(entity->type));
    put_note(buffer, " · ", entity->kind);
    put_note(buffer, " · ", entity->value);
    put_note(buffer, ", written ", entity->written);
    if (chain != BYLINE_NONE) {
        put_note(buffer, entity->type == BYLINE_RANK ? " of " : " · ",
                 byline_document_chain(view->document, chain)->name);
        if (entity->type == BYLINE_PERSON)
            put_person_note(buffer, view, chain);
    }
    put_note(buffer, " · ", entity->country);
    put(buffer, " · ");
    json_append_score(buffer, entity->score);
    put(buffer, "\"");
}

/* ---- The text ------------------------------------------------------------ */

static void open_mark(struct buffer *buffer, const void *context, const byline_entity *entity)
{
    const struct view *view = context;
    uint32_t chain = chain_of(view, entity);

    put(buffer, "<mark class=\"");
    put(buffer, byline_type_name(entity->type));
    put(buffer, "\" tabindex=\"0\"");
    if (chain != BYLINE_NONE) {
        put_chain(buffer, chain);
        put_number(buffer, view, chain);
    } else if (entity->value != NULL) {
        put_value(buffer, entity->value);
    }
    put_description(buffer, view, entity, chain);
    put(buffer, ">");
}

static void close_mark(struct buffer *buffer, const void *context, const byline_entity *entity,
                       const byline_entity *outer)
{
    (void)context;
    (void)entity;
    (void)outer;
    put(buffer, "</mark>");
}

/* ---- Beside the text ----------------------------------------------------- */

static void put_ranks(struct buffer *buffer, const struct view *view, const byline_chain *chain)
{
    struct distinct *ranks = distinct_new();

    put(buffer, "<span class=\"ranks\">");
    for (size_t i = 0; i < chain->rank_count; i++) {
        const char *rank = text_of(view, chain->ranks[i]);

        if (distinct_add(ranks, rank, buffer))
            put_note(buffer, i > 0 ? "; " : "", rank);
    }
    put(buffer, "</span>");
    distinct_free(ranks);
}

static const char *country_of(const struct view *view, const byline_chain *chain)
{
    const char *country = NULL;

    for (size_t i = 0; country == NULL && i < chain->mention_count; i++)
        country = byline_document_entity(view->document, chain->mentions[i])->country;
    return country;
}

static void put_chain_item(struct buffer *buffer, const struct view *view,
                           const byline_chain *chain)
{
    const char *country = country_of(view, chain);

    put(buffer, "<li");
    put_chain(buffer, chain->id);
    put(buffer, "><span");
    put_number(buffer, view, chain->id);
    put_note(buffer, ">", chain->name);
    put_note(buffer, "</span><span class=\"note\">", country);
    put(buffer, country != NULL ? " · " : "</span><span class=\"note\">");
    json_append_integer(buffer, chain->mention_count);
    put(buffer, "×</span>");
    if (chain->rank_count > 0)
        put_ranks(buffer, view, chain);
    put(buffer, "</li>\n");
}

static void begin_list(struct buffer *buffer, byline_type type, const char *title)
{
    put(buffer, "<section class=\"");
    put(buffer, byline_type_name(type));
    put_note(buffer, "\"><h2>", title);
    put(buffer, "</h2>\n<ul>\n");
}

static void put_chains(struct buffer *buffer, const struct view *view, byline_type type,
                       const char *title)
{
    const byline_chain *chain;
    bool begun = false;

    for (size_t i = 0; (chain = byline_document_chain(view->document, i)) != NULL; i++) {
        if (chain->type != type)
            continue;
        if (!begun)
            begin_list(buffer, type, title);
        begun = true;
        put_chain_item(buffer, view, chain);
    }
    put(buffer, begun ? "</ul></section>\n" : "");
}

static void put_date_item(struct buffer *buffer, const byline_entity *date)
{
    put(buffer, "<li");
    put_value(buffer, date->value);
    put_note(buffer, "><span>", date->text);
    put_note(buffer, "</span><span class=\"note\">", date->value);
    put(buffer, "</span></li>\n");
}

/* Whether a date has a value, and was not written this way before. */
static bool is_new_date(const byline_entity *entity, struct distinct *seen, struct buffer *buffer)
{
    struct buffer key = {0};
    bool is_new;

    if (entity->type != BYLINE_DATE || entity->value == NULL)
        return false;
    put(&key, entity->value);
    put(&key, "\t");
    buffer_append(&key, entity->text, strlen(entity->text) + 1);
    is_new = !key.failed && distinct_add(seen, key.bytes, buffer);
    buffer->failed = buffer->failed || key.failed;
    buffer_free(&key);
    return is_new;
}

static void put_dates(struct buffer *buffer, const struct view *view)
{
    struct distinct *seen = distinct_new();
    const byline_entity *entity;
    bool begun = false;

    for (size_t i = 0; (entity = byline_document_entity(view->document, i)) != NULL; i++) {
        if (!is_new_date(entity, seen, buffer))
            continue;
        if (!begun)
            begin_list(buffer, BYLINE_DATE, "Dates");
        begun = true;
        put_date_item(buffer, entity);
    }
    put(buffer, begun ? "</ul></section>\n" : "");
    distinct_free(seen);
}

/* ---- Above the text ------------------------------------------------------ */

/* How many there are of each type. */
static void put_legend(struct buffer *buffer, const struct view *view)
{
    size_t counts[BYLINE_TYPE_COUNT] = {0};
    const byline_entity *entity;

    for (size_t i = 0; (entity = byline_document_entity(view->document, i)) != NULL; i++)
        counts[entity->type]++;
    put(buffer, "<ul class=\"legend\">\n");
    for (size_t i = 0; i < BYLINE_TYPE_COUNT; i++) {
        const char *name = byline_type_name((byline_type)i);

        if (counts[i] == 0)
            continue;
        put_note(buffer, "<li><label class=\"", name);
        put_note(buffer, "\"><input type=\"checkbox\" autocomplete=\"off\" checked> ", name);
        put(buffer, " <b>");
        json_append_integer(buffer, counts[i]);
        put(buffer, "</b></label></li>\n");
    }
    put(buffer, "</ul>\n");
}

static void begin_article(struct buffer *buffer, const struct answer *answer)
{
    put(buffer, "<article>\n<header>\n<h1>");
    escape_append(buffer, answer->id, answer->id_length, escape_html);
    put(buffer, "</h1>\n");
}

static void put_date(struct buffer *buffer, const byline_document *document)
{
    const char *source = byline_document_date_source(document);

    if (source == NULL)
        return;
    put_note(buffer, "<p>", byline_document_date(document));
    if (strcmp(source, "given") != 0)
        put_note(buffer, ", from the article’s ", source);
    put(buffer, "</p>\n");
}

static void put_article(struct buffer *buffer, const struct answer *answer, const struct view *view)
{
    static const struct span_style style = {escape_html, open_mark, close_mark};

    begin_article(buffer, answer);
    put_date(buffer, view->document);
    put_legend(buffer, view);
    put(buffer, "</header>\n<div class=\"text\" dir=\"auto\">");
    spans_append(buffer, answer, &style, view);
    put(buffer, "</div>\n<aside>\n");
    put_chains(buffer, view, BYLINE_PERSON, "People");
    put_chains(buffer, view, BYLINE_ORGANISATION, "Organisations");
    put_chains(buffer, view, BYLINE_PLACE, "Places");
    put_dates(buffer, view);
    put(buffer, "</aside>\n</article>\n");
}

/* ---- Documents ----------------------------------------------------------- */

/* Whether a rank reads otherwise than those that are named already. */
static bool is_new_rank(const struct view *view, const struct person *person, uint32_t rank)
{
    for (size_t i = 0; i < person->rank_count; i++)
        if (strcmp(text_of(view, person->ranks[i]), text_of(view, rank)) == 0)
            return false;
    return true;
}

static void meet_people(struct view *view)
{
    const byline_chain *chain;
    size_t count = 0;

    for (size_t i = 0; (chain = byline_document_chain(view->document, i)) != NULL; i++) {
        struct person *person = &view->people[i];

        if (chain->type == BYLINE_PERSON)
            person->number = ++count;
        for (size_t j = 0; j < chain->rank_count && person->rank_count < RANKS_NAMED; j++)
            if (is_new_rank(view, person, chain->ranks[j]))
                person->ranks[person->rank_count++] = chain->ranks[j];
    }
}

static void append_document(struct buffer *buffer, const struct answer *answer)
{
    size_t chains = byline_document_chain_count(answer->document);
    struct view view = {answer->document, calloc(chains + 1, sizeof(*view.people))};

    if (view.people == NULL) {
        buffer->failed = true;
        return;
    }
    meet_people(&view);
    put_article(buffer, answer, &view);
    free(view.people);
}

static void append_failure(struct buffer *buffer, const struct answer *answer)
{
    begin_article(buffer, answer);
    put_note(buffer, "<p class=\"error\">Not read: ", answer->reason);
    put(buffer, "</p>\n</header>\n</article>\n");
}

static void append_head(struct buffer *buffer)
{
    buffer_append(buffer, page_head, sizeof(page_head));
}

static void append_end(struct buffer *buffer)
{
    put(buffer, "</main>\n</body>\n</html>\n");
}

const struct format format_html = {
    .name = "html",
    .unit = FORMAT_UNIT_BYTE,
    .begin = append_head,
    .document = append_document,
    .failure = append_failure,
    .end = append_end,
};
