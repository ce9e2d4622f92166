/* SPDX-License-Identifier: MIT */
/* The date of an article by the article itself: datelines, stamps, addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "document_date.h"
#include "stages.h"

/* A text, and the source and date that it tells. */
struct document_case {
    const char *text;
    enum document_date_source source;
    const char *date;
};

static struct analysis analyse(const char *text)
{
    struct analysis stages;
    stages_open(&stages, text, strlen(text));
    return (struct analysis){.arena = stages.arena,
                             .text = stages.text,
                             .tokens = stages.tokens,
                             .sentences = stages.sentences,
                             .matches = stages.matches};
}

static void finish(struct analysis *analysis)
{
    byline_allocator allocator = analysis->arena.allocator;
    by_matches_free(&analysis->matches, &allocator);
    by_sentences_free(&analysis->sentences, &allocator);
    by_tokens_free(&analysis->tokens, &allocator);
    by_arena_free(&analysis->arena);
}

static void check(void **state, const struct document_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct analysis analysis = analyse(cases[i].text);
        struct civil_date date;
        enum document_date_source source;
        char found[16] = "";
        assert_int_equal(by_find_document_date(&analysis, *state, ORDER_UNKNOWN, &date, &source),
                         BYLINE_OK);
        if (source != DOCUMENT_DATE_NONE)
            (void)snprintf(found, sizeof found, "%04d-%02d-%02d", date.year % 10000,
                           date.month % 100, date.day % 100);
        if (strcmp(found, cases[i].date) != 0 || source != cases[i].source)
            print_error("in: %s\n", cases[i].text);
        assert_int_equal(source, cases[i].source);
        assert_string_equal(found, cases[i].date);
        finish(&analysis);
    }
}

static void datelines(void **state)
{
    static const struct document_case cases[] = {
        {"Hanoi, May 24, 2017 (VNA) - The minister left for Tver.", DOCUMENT_DATE_DATELINE,
         "2017-05-24"},
        {"Minister leaves for Tver\n\nHanoi, May 24, 2017 (VNA) \u2013 The minister left.",
         DOCUMENT_DATE_DATELINE, "2017-05-24"},
        {"TVER, Russia, 24 May 2017 -- The talks began.", DOCUMENT_DATE_DATELINE, "2017-05-24"},
        /* without a year it tells nothing */
        {"Hanoi, May 24 (VNA) - The minister left.", DOCUMENT_DATE_NONE, ""},
        /* a date of the story */
        {"He was born in Tver on May 24, 1957 - a Friday.", DOCUMENT_DATE_NONE, ""},
    };
    check(state, cases, COUNT(cases));
}

static void stamps(void **state)
{
    static const struct document_case cases[] = {
        {"Floods recede\nUpdated: 12/03/2022 14:05 GMT+7\nThe river fell.", DOCUMENT_DATE_STAMP,
         "2022-03-12"},
        {"Floods recede\nPublished on March 12, 2022 at 2:05 p.m.\nThe river fell.",
         DOCUMENT_DATE_STAMP, "2022-03-12"},
        {"Floods recede\nSaturday, March 12, 2022\nThe river fell.", DOCUMENT_DATE_STAMP,
         "2022-03-12"},
        {"2022-03-12\nFloods recede\nThe river fell.", DOCUMENT_DATE_STAMP, "2022-03-12"},
        {"Floods recede\n2022-03-12T14:05:00Z\nThe river fell.", DOCUMENT_DATE_STAMP, "2022-03-12"},
        {"The river fell.\n\nLast updated 12 March 2022", DOCUMENT_DATE_STAMP, "2022-03-12"},
        {"Floods recede\nUpdated: 03/12/2022\nThe river has fallen since 03/25/2022.",
         DOCUMENT_DATE_STAMP, "2022-03-12"},
        {"By Nam Tran | Posted March 12, 2022\nThe river fell.", DOCUMENT_DATE_STAMP, "2022-03-12"},
        /* prose with a date in it */
        {"The river fell after the flood of March 12, 2012.", DOCUMENT_DATE_NONE, ""},
    };
    check(state, cases, COUNT(cases));
}

static void addresses(void **state)
{
    static const struct document_case cases[] = {
        {"https://example.com/2022/03/12/floods-recede\nThe river fell.", DOCUMENT_DATE_URL,
         "2022-03-12"},
        {"The river fell.\nhttps://example.com/news/2022-03-12/floods", DOCUMENT_DATE_URL,
         "2022-03-12"},
        {"https://example.com/2022/03/12/x\nUpdated: 13/03/2022", DOCUMENT_DATE_STAMP,
         "2022-03-13"},
        {"https://example.com/2022/13/12/x\nThe river fell.", DOCUMENT_DATE_NONE, ""},
        {"", DOCUMENT_DATE_NONE, ""},
    };
    check(state, cases, COUNT(cases));
}

static void the_order_of_figures_is_an_option(void **state)
{
    struct analysis analysis = analyse("Updated: 03/04/2022");
    struct civil_date date;
    enum document_date_source source;
    assert_int_equal(by_find_document_date(&analysis, *state, ORDER_MONTH_FIRST, &date, &source),
                     BYLINE_OK);
    assert_int_equal(date.month, 3);
    assert_int_equal(by_find_document_date(&analysis, *state, ORDER_DAY_FIRST, &date, &source),
                     BYLINE_OK);
    assert_int_equal(date.month, 4);
    finish(&analysis);
}

static int open_patterns(void **state)
{
    struct date_patterns *patterns;
    if (by_date_patterns_open(&by_default_allocator, &patterns, NULL) != BYLINE_OK)
        return -1;
    *state = patterns;
    return 0;
}

static int close_patterns(void **state)
{
    by_date_patterns_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(datelines),
        cmocka_unit_test(stamps),
        cmocka_unit_test(addresses),
        cmocka_unit_test(the_order_of_figures_is_an_option),
    };
    return cmocka_run_group_tests_name("document date", tests, open_patterns, close_patterns);
}
