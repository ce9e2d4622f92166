/* SPDX-License-Identifier: MIT */
#include "dates.h"

#include <string.h>

#include "date_grammar.h"
#include "date_patterns.h"
#include "date_tense.h"

static const char *kind_of(const struct date_expression *date)
{
    switch (date->form) {
    case FORM_DURATION: return "duration";
    case FORM_SET: return "set";
    default: return date->start.clock ? "time" : "date";
    }
}

/* The share of exact spans among what was found in annotated news. */
static double score_of(const struct date_expression *date)
{
    switch (date->form) {
    case FORM_DURATION: return date->tenths == AMOUNT_UNKNOWN ? 0.79 : 0.92;
    case FORM_SET:
    case FORM_REFERENCE: return 0.92;
    case FORM_UNKNOWN: return 0.64;
    default: return date->start.clock ? 0.83 : 0.95;
    }
}

/* Copies a value; an empty one is NULL. Returns false when there is no memory. */
static bool keep_value(struct analysis *analysis, const struct date_writer *writer,
                       const char **value)
{
    *value = NULL;
    if (writer->length > 0)
        *value = by_arena_copy(&analysis->arena, writer->value, writer->length);
    return writer->length == 0 || *value != NULL;
}

/* Whether the tense tells which of many a date is: `Friday`, but not `May 24, 2017` or `last week`. */
static bool is_open(const struct date_expression *date)
{
    const struct date_point *point = &date->start;
    return (date->form == FORM_POINT || date->form == FORM_RANGE) && point->year == 0 &&
           point->anchor != ANCHOR_CONTEXT &&
           (point->anchor != ANCHOR_DOCUMENT || point->number > 0);
}

static bool add_date(struct analysis *analysis, const struct date_expression *date,
                     enum date_tense tense, struct date_context *context, struct mentions *mentions)
{
    struct mention mention = by_mention(BYLINE_DATE, date->first, date->last, score_of(date));
    struct date_context nothing = {.known = false};
    struct date_writer value, written;
    by_date_value(date, tense, context, &value);
    by_date_value(date, TENSE_UNKNOWN, &nothing, &written);

    mention.kind = kind_of(date);
    if (!keep_value(analysis, &value, &mention.value))
        return false;
    if (strcmp(value.value, written.value) != 0 &&
        !keep_value(analysis, &written, &mention.written))
        return false;
    return by_vector_push(&mentions->mentions, &analysis->arena.allocator, &mention);
}

/* `Friday` in `from Monday to Friday`: the one after the Monday. */
static bool ends_range(const struct date_reader *reader, const struct date_expression *date,
                       const struct date_expression *last)
{
    const struct date_point *point = &date->start, *before = &last->start;
    bool weekdays = point->weekday != 0 && before->weekday != 0;
    bool days = point->day != 0 && point->month != 0 && point->year == 0 && before->day != 0;
    return last->last != 0 && last->last + 1 == date->first && (weekdays || days) &&
           date->form == FORM_POINT && point->anchor == ANCHOR_NEAREST &&
           by_follows_role(reader, date->first, ROLE_BIT(ROLE_TO) | ROLE_BIT(ROLE_UNTIL));
}

static byline_status find_in_sentence(struct analysis *analysis, const struct date_reader *reader,
                                      struct date_context *context, struct mentions *mentions)
{
    struct date_expression last = {0};
    uint32_t at = reader->first;

    while (at < reader->last) {
        struct date_expression date = {0};
        uint32_t next = by_read_date(reader, at, &date);

        if (reader->matcher->out_of_memory)
            return BYLINE_ERROR_MEMORY;
        if (next == 0) {
            at++;
            continue;
        }
        if (ends_range(reader, &date, &last))
            date.start.anchor = ANCHOR_AFTER;
        enum date_tense tense = is_open(&date) ? by_date_tense(reader, &date) : TENSE_UNKNOWN;
        if (!add_date(analysis, &date, tense, context, mentions))
            return BYLINE_ERROR_MEMORY;
        at = next;
        last = date;
    }
    return BYLINE_OK;
}

byline_status by_find_dates(struct analysis *analysis, const struct date_patterns *patterns,
                            const struct date_options *options, struct mentions *mentions)
{
    struct date_matcher matcher = {.patterns = patterns, .allocator = &analysis->arena.allocator};
    struct date_context context = {.known = options->document_date != NULL};
    byline_status status = BYLINE_OK;

    if (context.known)
        context.document = *options->document_date;
    matcher.order = by_date_order(analysis, &matcher, options->order);
    for (uint32_t i = 0; i < by_sentence_count(&analysis->sentences) && status == BYLINE_OK; i++) {
        const struct sentence *sentence = by_sentence(&analysis->sentences, i);
        struct date_reader reader = {.analysis = analysis,
                                     .matcher = &matcher,
                                     .first = sentence->first,
                                     .last = sentence->last};

        status = find_in_sentence(analysis, &reader, &context, mentions);
    }
    by_date_matcher_close(&matcher);
    return status;
}
