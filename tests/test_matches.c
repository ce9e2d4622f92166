/* SPDX-License-Identifier: MIT */
/* Which phrases of the lexicon are found, where, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stages.h"

/* How many tokens the longest match of a class at a token has; 0 where there is none. */
static uint32_t match_length(const char *text, uint32_t token, enum lexicon_class class)
{
    struct analysis stages;

    stages_open(&stages, text, strlen(text));
    const struct match *match = by_match_at(&stages.matches, token, class);
    uint32_t count = match == NULL ? 0 : match->count;

    if (match != NULL) {
        assert_int_equal(match->first, token);
        assert_int_equal(match->entry->words, count);
    }
    stages_close(&stages);
    return count;
}

static void the_longest_phrase_is_found(void **state)
{
    (void)state;
    assert_int_equal(match_length("the prime minister said", 1, CLASS_RANK), 2);
    assert_int_equal(match_length("the deputy prime minister said", 1, CLASS_RANK), 3);
    assert_int_equal(match_length("Sen. Lt. Gen. Bui Van Nam", 0, CLASS_RANK), 3);
    assert_int_equal(match_length("Sen Lt Gen Bui Van Nam", 0, CLASS_RANK), 3);
    assert_int_equal(match_length("the United Nations Security Council", 1, CLASS_ORGANISATION), 4);
    assert_int_equal(match_length("the United Nations said", 1, CLASS_ORGANISATION), 2);
    assert_int_equal(match_length("the United team said", 1, CLASS_ORGANISATION), 0);
    assert_int_equal(match_length("the vice-president said", 1, CLASS_RANK), 3);
}

static void case_counts_word_by_word(void **state)
{
    (void)state;
    /* In lower case in the lexicon: any case. */
    assert_int_equal(match_length("Prime Minister", 0, CLASS_RANK), 2);
    assert_int_equal(match_length("PRIME minister", 0, CLASS_RANK), 2);
    /* With a capital: a capital first. */
    assert_int_equal(match_length("UNITED NATIONS", 0, CLASS_ORGANISATION), 2);
    assert_int_equal(match_length("united nations", 0, CLASS_ORGANISATION), 0);
    assert_int_equal(match_length("United nations", 0, CLASS_ORGANISATION), 0);
    /* In capitals: capitals alone. */
    assert_int_equal(match_length("UNHCR", 0, CLASS_ORGANISATION), 1);
    assert_int_equal(match_length("Unhcr", 0, CLASS_ORGANISATION), 0);
    assert_int_equal(match_length("unhcr", 0, CLASS_ORGANISATION), 0);
}

static void line_breaks_do_not_part_phrases_but_blank_lines_do(void **state)
{
    (void)state;
    assert_int_equal(match_length("deputy prime\nminister", 0, CLASS_RANK), 3);
    assert_int_equal(match_length("United\n\nNations", 0, CLASS_ORGANISATION), 0);
}

static void typographic_forms_match(void **state)
{
    (void)state;
    assert_int_equal(match_length("the Valentine\xE2\x80\x99s Day", 1, CLASS_HOLIDAY), 3);
    assert_int_equal(match_length("the vice\xE2\x80\x91president", 1, CLASS_RANK), 3);
    assert_int_equal(match_length("the prime min\xC2\xADister", 1, CLASS_RANK), 2);
}

/* Matches come by token, and at one token the longer first. */
static void matches_are_in_order(void **state)
{
    static const char text[] =
        "Deputy Prime Minister Sen. Lt. Gen. Nam of the United Nations Security "
        "Council met President Kato on May 5 in the third quarter.";
    struct analysis stages;
    size_t total = 0;

    (void)state;
    stages_open(&stages, text, sizeof text - 1);
    for (uint32_t token = 0; token < by_token_count(&stages.tokens); token++) {
        size_t count;
        const struct match *match = by_matches_at(&stages.matches, token, &count);

        assert_true((match == NULL) == (count == 0));
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(match[i].first, token);
            assert_in_range(match[i].count, 1, i == 0 ? LEXICON_LONGEST : match[i - 1].count);
        }
        total += count;
    }
    assert_int_equal(total, stages.matches.matches.count);
    assert_true(total > 10);
    stages_close(&stages);
}

static void no_text_has_no_matches(void **state)
{
    struct analysis stages;

    (void)state;
    stages_open(&stages, "", 0);
    assert_int_equal(stages.matches.matches.count, 0);
    assert_int_equal(stages.matches.starts.count, 1);
    stages_close(&stages);
}

/* All stages, one after the other: what fails says so, and nothing is lost. */
static void every_allocation_may_fail(void **state)
{
    static const char text[] =
        "Deputy Prime Minister Sen. Lt. Gen. Nam of the United Nations Security "
        "Council met \xFF President Kato. It was May 5 in the third quarter.";

    (void)state;
    for (size_t call = 1;; call++) {
        struct counting counting = {.fail_call = call};
        struct analysis stages = {.arena.allocator = counting_allocator(&counting)};
        byline_status status = stages_run(&stages, text, sizeof text - 1);

        stages_close(&stages);
        assert_int_equal(counting.live, 0);
        if (status == BYLINE_OK) {
            assert_true(call > 8);
            break;
        }
        assert_int_equal(status, BYLINE_ERROR_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_phrase_is_found),
        cmocka_unit_test(case_counts_word_by_word),
        cmocka_unit_test(line_breaks_do_not_part_phrases_but_blank_lines_do),
        cmocka_unit_test(typographic_forms_match),
        cmocka_unit_test(matches_are_in_order),
        cmocka_unit_test(no_text_has_no_matches),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("matches", tests, NULL, NULL);
}
