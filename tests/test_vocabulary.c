/* SPDX-License-Identifier: MIT */
/* Word types: their normal forms, their lower case, their shapes, and how they are counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lexicon/lexicon.h"
#include "stages.h"
#include "vocabulary.h"

/* ---- A vocabulary to add to ---- */

struct fixture {
    struct arena arena;
    struct vocabulary vocabulary;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena.allocator = by_default_allocator;
    by_vocabulary_init(&fixture->vocabulary);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    by_vocabulary_free(&fixture->vocabulary, &fixture->arena.allocator);
    by_arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static uint32_t add(struct fixture *fixture, const char *text)
{
    uint32_t index;

    assert_true(by_vocabulary_add(&fixture->vocabulary, (const unsigned char *)text, strlen(text),
                                  &fixture->arena, &index));
    return index;
}

static const struct word *word_of(struct fixture *fixture, const char *text)
{
    return by_word(&fixture->vocabulary, add(fixture, text));
}

/* ---- Tests ---- */

static void the_same_form_is_the_same_word(void **state)
{
    struct fixture *fixture = *state;
    uint32_t nam = add(fixture, "Nam");

    assert_int_not_equal(add(fixture, "nam"), nam);
    assert_int_not_equal(add(fixture, "Name"), nam);
    assert_int_equal(add(fixture, "Nam"), nam);
    assert_string_equal(by_word(&fixture->vocabulary, nam)->form, "Nam");
}

static void forms_are_normal(void **state)
{
    static const struct {
        const char *text, *form;
    } cases[] = {
        {"Nguye\xCC\x82\xCC\x83n", "Nguy\xE1\xBB\x85n"}, /* decomposed */
        {"Nguy\xC3\xAA\xCC\x83n", "Nguy\xE1\xBB\x85n"},  /* half composed */
        {"min\xC2\xADister", "minister"},                /* a soft hyphen */
        {"min\xE2\x80\x8Bister", "minister"},            /* a zero-width space */
        {"\xEF\xBB\xBFHanoi", "Hanoi"},                  /* a byte-order mark */
        {"\xE2\x80\x99s", "'s"},                         /* right single quotation mark */
        {"O\xE2\x80\x98"
         "Brien",
         "O'Brien"},                   /* left single quotation mark */
        {"Hawai\xCA\xBBi", "Hawai'i"}, /* okina */
        {"\xE2\x80\x9C", "\""},        /* double quotation marks */
        {"\xE2\x80\x9D", "\""},
        {"\xE2\x80\x91", "-"},            /* non-breaking hyphen */
        {"\xE2\x84\xAB", "\xC3\x85"},     /* angstrom sign */
        {"\xEF\xAC\x81", "\xEF\xAC\x81"}, /* no compatibility forms: fi */
        {"\xEA\xB0\x80", "\xEA\xB0\x80"}, /* Hangul, composed and not */
        {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD"},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct word *word = word_of(fixture, cases[i].text);

        assert_string_equal(word->form, cases[i].form);
        assert_int_equal(word->length, strlen(cases[i].form));
    }
}

static void lower_case_is_a_word_too(void **state)
{
    static const struct {
        const char *text, *lower;
    } cases[] = {
        {"Minister", "minister"},
        {"MINISTER", "minister"},
        {"minister", "minister"},
        {"U.S.", "u.s."},
        {"\xC3\x89tat", "\xC3\xA9tat"},
        {"G20", "g20"},
        {"\xC4\x90\xE1\xBB\x93", "\xC4\x91\xE1\xBB\x93"}, /* Dong, Vietnamese */
        {"\xC8\xBA", "\xE2\xB1\xA5"},                     /* longer in lower case */
        {"\xC4\xB0zmir", "izmir"},                        /* Turkish dotted I */
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t index = add(fixture, cases[i].text);
        const struct word *word = by_word(&fixture->vocabulary, index);
        const struct word *folded = by_word(&fixture->vocabulary, word->folded);

        assert_string_equal(word->lower, cases[i].lower);
        assert_int_equal(word->lower_length, strlen(cases[i].lower));
        assert_string_equal(folded->form, cases[i].lower);
        assert_int_equal(folded->folded, word->folded);
        if (strcmp(cases[i].text, cases[i].lower) == 0)
            assert_int_equal(word->folded, index);
    }
}

static void tokens_are_counted(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, "Kato");
    add(fixture, "KATO");
    add(fixture, "Kato");
    const struct word *kato = word_of(fixture, "Kato");
    const struct word *folded = by_word(&fixture->vocabulary, kato->folded);

    assert_int_equal(kato->count, 3);
    assert_int_equal(word_of(fixture, "KATO")->count, 2);
    assert_int_equal(folded->count, 0);
    assert_int_equal(by_word(&fixture->vocabulary, kato->folded)->any_case, 5);
    add(fixture, "kato");
    assert_int_equal(by_word(&fixture->vocabulary, kato->folded)->count, 1);
    assert_int_equal(by_word(&fixture->vocabulary, kato->folded)->any_case, 6);
}

static void shapes(void **state)
{
    enum {
        NAME = SHAPE_CAPITAL | SHAPE_ALPHABETIC,
        ACRONYM = NAME | SHAPE_UPPER,
        PLAIN = SHAPE_LOWER | SHAPE_ALPHABETIC
    };
    static const struct {
        const char *text;
        unsigned shape;
    } cases[] = {
        {"Nam", NAME},
        {"nam", PLAIN},
        {"VNA", ACRONYM},
        {"McDonald", NAME},
        {"iPhone", SHAPE_ALPHABETIC},
        {"O'Brien", NAME},
        {"'s", PLAIN},
        {"n't", PLAIN},
        {"Gen.", NAME | SHAPE_STOP},
        {"U.S.", ACRONYM | SHAPE_STOP},
        {"a.m.", PLAIN | SHAPE_STOP},
        {"U.S", ACRONYM},
        {"J.", NAME | SHAPE_STOP | SHAPE_INITIAL},
        {"J", NAME | SHAPE_INITIAL},
        {"J.K.", ACRONYM | SHAPE_STOP},
        {"5", SHAPE_DIGITS | SHAPE_HAS_DIGIT},
        {"2,000", SHAPE_HAS_DIGIT},
        {"14:30", SHAPE_HAS_DIGIT},
        {"1990s", SHAPE_HAS_DIGIT | SHAPE_LOWER},
        {"G20", SHAPE_HAS_DIGIT | SHAPE_CAPITAL},
        {"4G", SHAPE_HAS_DIGIT | SHAPE_CAPITAL},
        {"MH370", SHAPE_HAS_DIGIT | SHAPE_CAPITAL | SHAPE_UPPER},
        {".", 0},
        {"...", 0},
        {"-", 0},
        {"$", 0},
        {"US$", SHAPE_CAPITAL | SHAPE_UPPER},
        {"\xC4\x90\xE1\xBA\xB7ng", NAME},                             /* Vietnamese */
        {"\xE4\xB8\xAD\xE6\x96\x87", SHAPE_LOWER | SHAPE_ALPHABETIC}, /* no case at all */
        {"\xC7\x85"
         "ul",
         NAME}, /* a title-case letter */
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned shape = word_of(fixture, cases[i].text)->shape;

        if (shape != cases[i].shape)
            fail_msg("%s: shape %02X, expected %02X", cases[i].text, shape, cases[i].shape);
    }
}

static void words_know_their_place_in_the_lexicon(void **state)
{
    struct fixture *fixture = *state;

    assert_int_not_equal(word_of(fixture, "minister")->lexicon, 0);
    assert_int_equal(word_of(fixture, "MINISTER")->lexicon, word_of(fixture, "minister")->lexicon);
    assert_int_equal(word_of(fixture, "zqxjkv")->lexicon, 0);
}

static void many_words_are_kept_apart(void **state)
{
    struct fixture *fixture = *state;
    char text[32];

    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 50000; i++) {
            (void)snprintf(text, sizeof text, "word%u", i);
            assert_int_equal(add(fixture, text), i);
        }
    }
    assert_int_equal(fixture->vocabulary.words.count, 50000);
    assert_int_equal(by_word(&fixture->vocabulary, 49999)->count, 2);
}

/* Words that differ at their end alone, or by a zero byte that is none of theirs. */
static void like_words_are_kept_apart(void **state)
{
    struct fixture *fixture = *state;
    char text[20];

    for (size_t length = 1; length < sizeof text; length++) {
        memset(text, 'a', length);
        text[length] = '\0';
        for (char last = 'a'; last <= 'z'; last++) {
            text[length - 1] = last;
            assert_string_equal(word_of(fixture, text)->form, text);
        }
    }
    assert_int_equal(fixture->vocabulary.words.count, (sizeof text - 1) * 26);
}

/* A megabyte of combining marks in an order that is not canonical: sorting it takes hours. */
static void endless_words_stay_as_they_are(void **state)
{
    struct fixture *fixture = *state;
    size_t length = 1 << 20;
    char *text = malloc(length + 1);

    for (size_t i = 0; i < length; i += 4)
        memcpy(text + i, "\xCC\x81\xCC\xA3", 4);
    text[0] = 'A';
    text[1] = 'b';
    text[length] = '\0';
    const struct word *word = word_of(fixture, text);

    assert_int_equal(word->length, length);
    assert_memory_equal(word->form, text, length);
    assert_int_equal(word->lower[0], 'a');
    free(text);
}

static void every_allocation_may_fail(void **state)
{
    static const char *const texts[] = {"Nguye\xCC\x82\xCC\x83n", "GENERAL", "general", "x"};

    (void)state;
    for (size_t call = 1;; call++) {
        struct counting counting = {.fail_call = call};
        struct arena arena = {.allocator = counting_allocator(&counting)};
        struct vocabulary vocabulary;
        bool added = true;
        char text[32];
        uint32_t index;

        by_vocabulary_init(&vocabulary);
        for (uint32_t i = 0; added && i < 2000; i++) {
            (void)snprintf(text, sizeof text, "%s%u", texts[i % COUNT(texts)], i);
            added = by_vocabulary_add(&vocabulary, (const unsigned char *)text, strlen(text),
                                      &arena, &index);
        }
        by_vocabulary_free(&vocabulary, &arena.allocator);
        by_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (added) {
            assert_true(call > 10);
            break;
        }
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_form_is_the_same_word),
        TEST(forms_are_normal),
        TEST(lower_case_is_a_word_too),
        TEST(tokens_are_counted),
        TEST(shapes),
        TEST(words_know_their_place_in_the_lexicon),
        TEST(many_words_are_kept_apart),
        TEST(like_words_are_kept_apart),
        TEST(endless_words_stay_as_they_are),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
