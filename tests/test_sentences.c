/* SPDX-License-Identifier: MIT */
/* Where sentences end, and where they do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "stages.h"

/* Joins the sentences of a text with ` | `; white space in them becomes one space. */
static void join_sentences(const struct analysis *stages, char *joined)
{
    for (uint32_t i = 0; i < by_sentence_count(&stages->sentences); i++) {
        const struct sentence *sentence = by_sentence(&stages->sentences, i);

        if (i > 0) {
            memcpy(joined, " | ", 3);
            joined += 3;
        }
        for (uint32_t t = sentence->first; t < sentence->last; t++) {
            const char *start;
            size_t length = stages_span(stages, t, t + 1, &start);

            if (t > sentence->first && by_token(&stages->tokens, t)->gap != GAP_NONE)
                *joined++ = ' ';
            memcpy(joined, start, length);
            joined += length;
        }
    }
    *joined = '\0';
}

static void expect(const char *text, const char *expected)
{
    struct analysis stages;
    char found[4000];

    assert_true(strlen(text) < sizeof found / 2);
    stages_open(&stages, text, strlen(text));
    join_sentences(&stages, found);
    stages_close(&stages);
    if (strcmp(found, expected) != 0)
        fail_msg("in: %s\n  found: %s\n  expected: %s", text, found, expected);
}

/* Expects a text, whose white space is single spaces, to be one sentence. */
static void expect_one(const char *text)
{
    expect(text, text);
}

/* ---- Marks that end sentences ---- */

static void marks_end_sentences(void **state)
{
    (void)state;
    expect("", "");
    expect_one("No mark at all");
    expect("He left. She stayed.", "He left. | She stayed.");
    expect("Did he leave? She stayed! So what?", "Did he leave? | She stayed! | So what?");
    expect("Really?! Yes. Well\xE2\x80\xA6 So it is.",
           "Really?! | Yes. | Well\xE2\x80\xA6 | So it is.");
    expect("He left in 2009. 15 others stayed.", "He left in 2009. | 15 others stayed.");
    expect("the minister said.The talks", "the minister said. | The talks");
}

static void marks_inside_sentences(void **state)
{
    (void)state;
    expect_one("It rose by 3.5 percent.");
    expect_one("the BA.5 subvariant");
    expect_one("He waited ... and left.");
    expect_one("the transit (?) to Russia");
    expect_one("Yahoo! said so.");
    expect_one("see www.example.com. or not");
}

static void abbreviations_do_not_end_them(void **state)
{
    (void)state;
    expect_one("Sen. Lt. Gen. Bui Van Nam met Mr. Kato of St. Petersburg.");
    expect_one("J.K. Rowling and J. Smith left.");
    expect_one("The U.S. Army and the U.S. President left.");
    expect_one("He lost No. 5 to Acme Inc. of Tver.");
    expect_one("It began at 5 p.m. Moscow time.");
    expect_one("Gen. To Lam spoke.");
}

static void abbreviations_may_end_them(void **state)
{
    (void)state;
    expect("He lives in the U.S. The talks failed.", "He lives in the U.S. | The talks failed.");
    expect("He left the U.S. A senior official said so.",
           "He left the U.S. | A senior official said so.");
    expect("He left the U.S. Mr. Kato stayed.", "He left the U.S. | Mr. Kato stayed.");
    expect("He works for Acme Inc. He is 45.", "He works for Acme Inc. | He is 45.");
    expect("It fell in World War I. In 1918 it rose.",
           "It fell in World War I. | In 1918 it rose.");
    expect("Was it so? No. He left.", "Was it so? | No. | He left.");
    expect("a fraud \xE2\x80\x9Con the U.N.\xE2\x80\x9D The group said",
           "a fraud \xE2\x80\x9Con the U.N.\xE2\x80\x9D | The group said");
    expect("It cost $500m. The mayor paid.", "It cost $500m. | The mayor paid.");
}

/* ---- Quotes and brackets ---- */

static void closing_marks_belong_to_what_they_close(void **state)
{
    (void)state;
    expect("\"He left.\" She stayed.", "\"He left.\" | She stayed.");
    expect("\xE2\x80\x9CHe left.\xE2\x80\x9D She stayed.",
           "\xE2\x80\x9CHe left.\xE2\x80\x9D | She stayed.");
    expect("(He left.) She stayed.", "(He left.) | She stayed.");
    expect("(\"He left.\") She stayed.", "(\"He left.\") | She stayed.");
    expect("He left (in May). She stayed.", "He left (in May). | She stayed.");
    expect("He left. \"She stayed.\"", "He left. | \"She stayed.\"");
    expect("He left. (She stayed.)", "He left. | (She stayed.)");
    expect("\xC2\xABIl part.\xC2\xBB Elle reste.", "\xC2\xABIl part.\xC2\xBB | Elle reste.");
}

static void quotes_apart(void **state)
{
    (void)state;
    expect("\" He left. \" She stayed.", "\" He left. \" | She stayed.");
    expect("He was buried alive. \"\n\nShe stayed.", "He was buried alive. \" | She stayed.");
    expect("He left. \" She stayed. \"", "He left. | \" She stayed. \"");
}

static void speech_goes_on(void **state)
{
    (void)state;
    expect_one("\"Why?\" Mr Kato asked.");
    expect_one("\xE2\x80\x9CWhy now?\xE2\x80\x9D Deputy Prime Minister Kato said.");
    expect_one("\"Down with it!\" the crowd shouted.");
    expect("\"Why?\" I had asked him.", "\"Why?\" | I had asked him.");
    expect("\"Why?\" The minister left.", "\"Why?\" | The minister left.");
}

/* ---- Lines ---- */

static void blank_lines_end_everything(void **state)
{
    (void)state;
    expect("Talks fail\n\nHANOI (VNA) \xE2\x80\x93 The talks",
           "Talks fail | HANOI (VNA) \xE2\x80\x93 The talks");
    expect("the talks\n\nof the day", "the talks | of the day");
    expect("the talks\n \t\nof Gen.\r\n\r\nNam", "the talks | of Gen. | Nam");
}

static void line_breaks_end_lines_that_stand_alone(void **state)
{
    (void)state;
    expect("Talks fail\nKato leaves\nTver rejoices", "Talks fail | Kato leaves | Tver rejoices");
    expect("First point:\n- integrate it\n- fund it", "First point: | - integrate it | - fund it");
    expect("The talks failed on\nthe second day.", "The talks failed on the second day.");
    expect("A headline of some length\r\nThe talks failed.",
           "A headline of some length | The talks failed.");
}

static void wrapped_lines_are_one_paragraph(void **state)
{
    static const char text[] =
        "HANOI, May 24 - Senior Lieutenant General Bui Van Nam, Deputy Minister\n"
        "of Public Security, met the Secretary of Russia's Security Council on\n"
        "Tuesday. Both sides agreed on a plan that Colonel General Ivan Petrov of\n"
        "Tver Region had put forward. It is to begin in the third quarter.\n"
        "Another meeting follows in Moscow.";

    (void)state;
    expect(
        text,
        "HANOI, May 24 - Senior Lieutenant General Bui Van Nam, Deputy Minister of Public "
        "Security, met the Secretary of Russia's Security Council on Tuesday. | Both sides agreed "
        "on a plan that Colonel General Ivan Petrov of Tver Region had put forward. | It is to "
        "begin in the third quarter. | Another meeting follows in Moscow.");
}

/* A line with room for the next word was ended on purpose, even in a paragraph that is wrapped. */
static void a_short_line_above_wrapped_ones_stands_alone(void **state)
{
    static const char text[] =
        "Kato in Tver\n"
        "The minister said that the plan would begin in the third quarter, and\n"
        "that both sides would meet again in the autumn. Nobody from either of\n"
        "the ministries would say whether the Secretary of the Security Council\n"
        "would be there, and the minister himself did not know what he ought to\n"
        "answer when he was asked.";

    (void)state;
    expect(text,
           "Kato in Tver | The minister said that the plan would begin in the third quarter, "
           "and that both sides would meet again in the autumn. | Nobody from either of the "
           "ministries would say whether the Secretary of the Security Council would be there, "
           "and the minister himself did not know what he ought to answer when he was asked.");
}

/* Lines of a list that happen to be of one length are still lines. */
static void lists_are_not_wrapped(void **state)
{
    static const char text[] = "2016-08-24 Honduras national team 2-1 Nicaragua\n"
                               "2016-01-28 Nicaragua national team 1-3 Honduras\n"
                               "2014-09-14 Honduras national team 1-0 Nicaragua";

    (void)state;
    expect(text, "2016-08-24 Honduras national team 2-1 Nicaragua | "
                 "2016-01-28 Nicaragua national team 1-3 Honduras | "
                 "2014-09-14 Honduras national team 1-0 Nicaragua");
}

static void numbered_lists(void **state)
{
    (void)state;
    expect("1. Kofi Ketu\n2. Kojo Arku", "1. Kofi Ketu | 2. Kojo Arku");
    expect("1. He left.\n\n2. She stayed.", "1. He left. | 2. She stayed.");
    expect_one("(1) The talks failed");
}

/* ---- What holds for any text ---- */

static void sentences_cover_all_tokens(void **state)
{
    static const char *const pieces[] = {
        "He",           "he",   ".",        "\"", ")",   "(",    "?",  "!",   "...", "U.S.",
        "\n",           " ",    "\n\n",     "5",  "No.", "Gen.", "A.", "The", "-",   "'",
        "\xE2\x80\xA6", "said", "\xC2\xBB", ","};
    uint64_t random = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[200];
        size_t length = 0;
        uint32_t next = 0;
        struct analysis stages;

        for (int i = 0; i < 30; i++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const char *piece = pieces[(random >> 33) % COUNT(pieces)];

            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        stages_open(&stages, text, length);
        for (uint32_t i = 0; i < by_sentence_count(&stages.sentences); i++) {
            const struct sentence *sentence = by_sentence(&stages.sentences, i);

            assert_int_equal(sentence->first, next);
            assert_true(sentence->last > sentence->first);
            next = sentence->last;
        }
        assert_int_equal(next, by_token_count(&stages.tokens));
        stages_close(&stages);
    }
}

static void every_allocation_may_fail(void **state)
{
    static const char text[] = "He left. She stayed. Did he? No. (He left.) So what?\n\nNothing.";
    struct arena spare = {.allocator = by_default_allocator};
    struct text source = {.bytes = (const unsigned char *)text, .length = sizeof text - 1};
    struct tokens tokens;

    (void)state;
    assert_int_equal(by_tokenise(&source, &spare, &tokens), BYLINE_OK);
    for (size_t call = 1;; call++) {
        struct counting counting = {.fail_call = call};
        struct arena arena = {.allocator = counting_allocator(&counting)};
        struct sentences sentences;
        byline_status status = by_split_sentences(&tokens, &arena, &sentences);

        by_sentences_free(&sentences, &arena.allocator);
        by_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (status == BYLINE_OK) {
            assert_true(call > 1);
            break;
        }
        assert_int_equal(status, BYLINE_ERROR_MEMORY);
    }
    by_tokens_free(&tokens, &spare.allocator);
    by_arena_free(&spare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_end_sentences),
        cmocka_unit_test(marks_inside_sentences),
        cmocka_unit_test(abbreviations_do_not_end_them),
        cmocka_unit_test(abbreviations_may_end_them),
        cmocka_unit_test(closing_marks_belong_to_what_they_close),
        cmocka_unit_test(quotes_apart),
        cmocka_unit_test(speech_goes_on),
        cmocka_unit_test(blank_lines_end_everything),
        cmocka_unit_test(line_breaks_end_lines_that_stand_alone),
        cmocka_unit_test(wrapped_lines_are_one_paragraph),
        cmocka_unit_test(a_short_line_above_wrapped_ones_stands_alone),
        cmocka_unit_test(lists_are_not_wrapped),
        cmocka_unit_test(numbered_lists),
        cmocka_unit_test(sentences_cover_all_tokens),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("sentences", tests, NULL, NULL);
}
