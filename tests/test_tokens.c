/* SPDX-License-Identifier: MIT */
/* Where the tokeniser cuts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "stages.h"

/* A text, and its tokens with `|` between them. */
struct example {
    const char *text, *tokens;
};

static void join_tokens(const struct analysis *stages, char *joined, size_t size)
{
    size_t used = 0;

    joined[0] = '\0';
    for (uint32_t i = 0; i < by_token_count(&stages->tokens); i++) {
        const char *start;
        size_t length = stages_span(stages, i, i + 1, &start);

        used += (size_t)snprintf(joined + used, size - used, "%s%.*s", i == 0 ? "" : "|",
                                 (int)length, start);
    }
}

static void expect_tokens(const char *text, const char *expected)
{
    struct analysis stages;
    char found[1000];

    stages_open(&stages, text, strlen(text));
    join_tokens(&stages, found, sizeof found);
    stages_close(&stages);
    if (strcmp(found, expected) != 0)
        fail_msg("in: %s\n  found: %s\n  expected: %s", text, found, expected);
}

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_tokens(examples[i].text, examples[i].tokens);
}

/* ---- Words ---- */

static void spaces_and_marks_part_words(void **state)
{
    static const struct example examples[] = {
        {"", ""},
        {" \n\t ", ""},
        {"Hanoi", "Hanoi"},
        {"Moscow (VNA) \xE2\x80\x93 Senior", "Moscow|(|VNA|)|\xE2\x80\x93|Senior"},
        {"Tver, Russia; \"so\" [sic]: yes!", "Tver|,|Russia|;|\"|so|\"|[|sic|]|:|yes|!"},
        {"Asia-Pacific", "Asia|-|Pacific"},
        {"and/or AT&T", "and|/|or|AT|&|T"},
        {"Abdel Fattah al-Sisi", "Abdel|Fattah|al|-|Sisi"},
        {"said.The", "said|.|The"},
        {"end.In", "end|.|In"},
        {"hinh anh 1Deputy Minister", "hinh|anh|1|Deputy|Minister"},
        {"wait... what -- no \xE2\x80\x94 yes\xE2\x80\xA6",
         "wait|...|what|--|no|\xE2\x80\x94|yes|\xE2\x80\xA6"},
        {"\xE2\x80\xA6\xE2\x80\xA6?!!", "\xE2\x80\xA6\xE2\x80\xA6|?|!!"},
        {"((()))", "(|(|(|)|)|)"},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80 ok", "\xF0\x9F\x98\x80|\xF0\x9F\x98\x80|ok"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

static void apostrophes(void **state)
{
    static const struct example examples[] = {
        {"Russia's", "Russia|'s"},
        {"Russia\xE2\x80\x99s", "Russia|\xE2\x80\x99s"},
        {"RUSSIA'S", "RUSSIA|'S"},
        {"the workers' party", "the|workers|'|party"},
        {"don't can't won't isn\xE2\x80\x99t DON'T",
         "do|n't|ca|n't|wo|n't|is|n\xE2\x80\x99t|DO|N'T"},
        {"we'll they're I've he'd I'm", "we|'ll|they|'re|I|'ve|he|'d|I|'m"},
        {"O'Brien N'Djamena Sana'a", "O'Brien|N'Djamena|Sana'a"},
        {"Sa\xE2\x80\x99"
         "ar d'\xC3\x89tat Ba'ath o'clock",
         "Sa\xE2\x80\x99"
         "ar|d'\xC3\x89tat|Ba'ath|o'clock"},
        {"O'Brien's N'Djamena's", "O'Brien|'s|N'Djamena|'s"},
        {"Kenya 's do n't", "Kenya|'s|do|n't"}, /* cut already */
        {"'quoted' \xE2\x80\x98so\xE2\x80\x99", "'|quoted|'|\xE2\x80\x98|so|\xE2\x80\x99"},
        {"the 1990's, '90s", "the|1990|'s|,|'|90s"},
        {"Hawai\xCA\xBBi", "Hawai\xCA\xBBi"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

/* ---- Full stops ---- */

static void abbreviations_keep_their_stop(void **state)
{
    static const struct example examples[] = {
        {"Sen. Lt. Gen. Bui Van Nam", "Sen.|Lt.|Gen.|Bui|Van|Nam"},
        {"Maj.-Gen. Ngo", "Maj.|-|Gen.|Ngo"},
        {"LT. GEN. NAM", "LT.|GEN.|NAM"},
        {"Mr. Kato, Dr. So", "Mr.|Kato|,|Dr.|So"},
        {"St. Petersburg", "St.|Petersburg"},
        {"on Jan. 5", "on|Jan.|5"},
        {"Acme Inc., which", "Acme|Inc.|,|which"},
        {"Acme Inc. The", "Acme|Inc.|The"},
        {"Acme Co.\xE2\x80\x99s", "Acme|Co.|\xE2\x80\x99s"},
        {"a Ph.D. from", "a|Ph.D.|from"},
        {"a B.Sc. from W.Va. now", "a|B.Sc.|from|W.Va.|now"},
        {"Gov't. said", "Gov't.|said"},
        {"Smith et al. found", "Smith|et|al.|found"},
        {"Sq. Ldr. Khan", "Sq.|Ldr.|Khan"},
        {"a B.Com. from", "a|B.Com.|from"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

static void letters_with_stops_are_one_word(void **state)
{
    static const struct example examples[] = {
        {"the U.S. Senate", "the|U.S.|Senate"},
        {"the U.S.Senate", "the|U.S.|Senate"},
        {"U.S.-based", "U.S.|-|based"},
        {"at 5 a.m. in", "at|5|a.m.|in"},
        {"at 5p.m. in", "at|5|p.m.|in"},
        {"U.N.H.C.R. said", "U.N.H.C.R.|said"},
        {"U.S policy at 6 a.m on", "U.S|policy|at|6|a.m|on"},
        {"J.K. Rowling", "J.K.|Rowling"},
        {"J.K.Rowling", "J.K.|Rowling"},
        {"J.K Rowling", "J.K|Rowling"},
        {"J. Smith", "J.|Smith"},
        {"D.Ankhbayar", "D.|Ankhbayar"},
        {"\xC3\x89. Dupont", "\xC3\x89.|Dupont"},
        {"x.y.z", "x.y.z"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

/* A stop that ends the sentence is a token of its own, unless the abbreviation needs it. */
static void the_end_of_a_sentence(void **state)
{
    static const struct example examples[] = {
        {"He left.", "He|left|."},
        {"No. 5", "No.|5"},
        {"No. He left", "No|.|He|left"},
        {"World War I. In", "World|War|I|.|In"},
        {"World War I. A total", "World|War|I|.|A|total"},
        {"Samuel A. Smith", "Samuel|A.|Smith"},
        {"vitamin D.\n\nThe", "vitamin|D|.|The"},
        {"vitamin D.", "vitamin|D|."},
        {"on Gouger St. The", "on|Gouger|St|.|The"},
        {"told the SEC. At", "told|the|SEC|.|At"},
        {"cost $500m. The", "cost|$|500|m|.|The"},
        {"ran 5 km. Then", "ran|5|km|.|Then"},
        {"ran 5 km. of road", "ran|5|km.|of|road"},
        {"cars, etc. The", "cars|,|etc|.|The"},
        {"in the U.S. The", "in|the|U.S.|The"},
        {"a Gen.\n\nThe", "a|Gen|.|The"},
        {"Gen. To Lam", "Gen.|To|Lam"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

/* ---- Numbers ---- */

static void numbers(void **state)
{
    static const struct example examples[] = {
        {"2,000 1,00,000 3.5 14:30 5", "2,000|1,00,000|3.5|14:30|5"},
        {"May 24-25, 2017.", "May|24|-|25|,|2017|."},
        {"$5m US$5bn \xE2\x82\xAC"
         "3.2 million",
         "$|5|m|US$|5|bn|\xE2\x82\xAC|3.2|million"},
        {"$5M \xC2\xA3"
         "10K",
         "$|5|M|\xC2\xA3|10|K"},
        {"R1.2bn GHS6.2billion Rs500 GH\xE2\x82\xB5"
         "6",
         "R|1.2|bn|GHS|6.2|billion|Rs|500|GH\xE2\x82\xB5|6"},
        {"the 1990s, the 21st, 2nd 3rd 4th", "the|1990s|,|the|21st|,|2nd|3rd|4th"},
        {"10am 5km 37sec", "10|am|5|km|37|sec"},
        {"G20 MH370 H1N1 4G F-16s 49ers", "G20|MH370|H1N1|4G|F|-|16s|49ers"},
        {"12.05.2017 5/6", "12.05.2017|5|/|6"},
        {"5, 6. 7: 8", "5|,|6|.|7|:|8"},
        {"75%", "75|%"},
        {"a 75-year-old", "a|75|-|year|-|old"},
        {"2\xC2\xBD", "2\xC2\xBD"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

/* ---- Addresses ---- */

static void addresses_are_one_token(void **state)
{
    static const struct example examples[] = {
        {"https://en.vietnamplus.vn/a-b?c=1&d.", "https://en.vietnamplus.vn/a-b?c=1&d|."},
        {"(http://example.org/x)", "(|http://example.org/x|)"},
        {"see www.example.vn, now", "see|www.example.vn|,|now"},
        {"at Example.com/page. The", "at|Example.com/page|.|The"},
        {"news.example.co.ke said", "news.example.co.ke|said"},
        {"desk@news.example.com, 5x@a-b.net", "desk@news.example.com|,|5x@a-b.net"},
        {"a@b 3@4.5", "a|@|b|3|@|4.5"},
        {"@kato (@kato_y) #topic #5 C#", "@kato|(|@kato_y|)|#topic|#|5|C|#"},
        {"\xE2\x80\x9Chttp://a.b\xE2\x80\x9D", "\xE2\x80\x9C|http://a.b|\xE2\x80\x9D"},
        {"http:// www. @ #", "http://|www|.|@|#"},
    };

    (void)state;
    expect_all(examples, COUNT(examples));
}

/* ---- Unicode ---- */

static void a_form_is_clean_and_the_span_whole(void **state)
{
    static const struct {
        const char *text, *form;
        uint32_t start, end;
    } cases[] = {
        {"Nguye\xCC\x82\xCC\x83n Van", "Nguy\xE1\xBB\x85n", 0, 10},
        {"Nguy\xE1\xBB\x85n Van", "Nguy\xE1\xBB\x85n", 0, 8},
        {"min\xC2\xADister of", "minister", 0, 10},
        {"min\xE2\x80\x8Bister of", "minister", 0, 11},
        {"\xEF\xBB\xBFHanoi is", "Hanoi", 3, 8},
        {"Hanoi\xE2\x80\x8B is", "Hanoi", 0, 5}, /* what ends a token invisibly is left out */
        {"\xC2\xAD Hanoi", "Hanoi", 3, 8},
        {"\xE2\x80\x99s", "'s", 0, 4},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct analysis stages;

        stages_open(&stages, cases[i].text, strlen(cases[i].text));
        assert_string_equal(by_token_word(&stages.tokens, 0)->form, cases[i].form);
        assert_int_equal(by_token(&stages.tokens, 0)->start, cases[i].start);
        assert_int_equal(by_token(&stages.tokens, 0)->end, cases[i].end);
        stages_close(&stages);
    }
}

static void one_name_in_two_normal_forms_is_one_word(void **state)
{
    static const char text[] = "Nguye\xCC\x82\xCC\x83n Nguy\xE1\xBB\x85n";
    struct analysis stages;

    (void)state;
    stages_open(&stages, text, strlen(text));
    assert_int_equal(by_token_count(&stages.tokens), 2);
    assert_int_equal(by_token(&stages.tokens, 0)->word, by_token(&stages.tokens, 1)->word);
    stages_close(&stages);
}

static void white_space_of_all_kinds(void **state)
{
    static const char zero[] = "a\0b\0\0c";
    struct analysis stages;

    (void)state;
    expect_tokens("a\xC2\xA0"
                  "b\xE2\x80\xAF"
                  "c\xE3\x80\x80"
                  "d\x01"
                  "e\x7F"
                  "f",
                  "a|b|c|d|e|f");
    stages_open(&stages, zero, sizeof zero - 1);
    assert_int_equal(by_token_count(&stages.tokens), 3);
    assert_int_equal(by_token(&stages.tokens, 2)->start, 5);
    assert_int_equal(by_token(&stages.tokens, 2)->gap, GAP_SPACE);
    stages_close(&stages);
}

/* ---- Kinds and gaps ---- */

static void kinds(void **state)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } cases[] = {
        {"Nam", TOKEN_WORD},
        {"Gen. X", TOKEN_WORD},
        {"'s", TOKEN_WORD},
        {"n't", TOKEN_WORD},
        {"G20", TOKEN_WORD},
        {"1990s", TOKEN_WORD},
        {"US$", TOKEN_WORD},
        {"5", TOKEN_NUMBER},
        {"2,000", TOKEN_NUMBER},
        {"14:30", TOKEN_NUMBER},
        {"...", TOKEN_MARK},
        {"(", TOKEN_MARK},
        {"'", TOKEN_MARK},
        {"$", TOKEN_MARK},
        {"http://a.b", TOKEN_ADDRESS},
        {"a@b.vn", TOKEN_ADDRESS},
        {"example.com", TOKEN_ADDRESS},
        {"@kato", TOKEN_HANDLE},
        {"#topic", TOKEN_HANDLE},
        {"\xEF\xBF\xBD", TOKEN_MARK},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct analysis stages;

        stages_open(&stages, cases[i].text, strlen(cases[i].text));
        if (by_token(&stages.tokens, 0)->kind != cases[i].kind)
            fail_msg("%s: kind %u", cases[i].text, by_token(&stages.tokens, 0)->kind);
        stages_close(&stages);
    }
}

static void gaps(void **state)
{
    static const struct {
        const char *text;
        enum token_gap gap; /* before the second token */
    } cases[] = {
        {"a-", GAP_NONE},
        {"a b", GAP_SPACE},
        {"a\t b", GAP_SPACE},
        {"a\nb", GAP_LINE},
        {"a \n b", GAP_LINE},
        {"a\r\nb", GAP_LINE},
        {"a\rb", GAP_LINE},
        {"a\xC2\x85"
         "b",
         GAP_LINE},
        {"a\xE2\x80\xA8"
         "b",
         GAP_LINE},
        {"a\n\nb", GAP_PARAGRAPH},
        {"a\n \nb", GAP_PARAGRAPH},
        {"a\r\n\r\nb", GAP_PARAGRAPH},
        {"a\r\rb", GAP_PARAGRAPH},
        {"a\fb", GAP_PARAGRAPH},
        {"a\xE2\x80\xA9"
         "b",
         GAP_PARAGRAPH},
        {"a\xE2\x80\x8B-", GAP_NONE},
        {"a\xC2\xAD -", GAP_SPACE},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct analysis stages;

        stages_open(&stages, cases[i].text, strlen(cases[i].text));
        assert_int_equal(by_token(&stages.tokens, 0)->gap, GAP_SPACE);
        if (by_token(&stages.tokens, 1)->gap != cases[i].gap)
            fail_msg("case %zu: gap %u", i, by_token(&stages.tokens, 1)->gap);
        stages_close(&stages);
    }
}

/* ---- What holds for any text ---- */

static bool is_outside_tokens(int32_t codepoint)
{
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return true;
    default: return utf8proc_get_property(codepoint)->ignorable;
    }
}

/* Bytes [start, end) between two tokens hold nothing that ought to be in one. */
static void check_between(const struct text *text, uint32_t start, uint32_t end)
{
    while (start < end) {
        int32_t codepoint;

        start += by_text_decode(text, start, &codepoint);
        assert_true(is_outside_tokens(codepoint));
    }
    assert_int_equal(start, end);
}

static void check_invariants(const char *text, size_t length)
{
    struct analysis stages;
    uint32_t end = 0;

    stages_open(&stages, text, length);
    for (uint32_t i = 0; i < by_token_count(&stages.tokens); i++) {
        const struct token *token = by_token(&stages.tokens, i);
        const struct word *word = by_token_word(&stages.tokens, i);

        check_between(&stages.text, end, token->start);
        assert_true(token->start < token->end);
        assert_true(word->length > 0);
        assert_int_equal(strlen(word->form), word->length);
        assert_int_equal(strlen(word->lower), word->lower_length);
        assert_true(i > 0 || token->gap == GAP_SPACE);
        end = token->end;
    }
    check_between(&stages.text, end, stages.text.length);
    stages_close(&stages);
}

/* Texts of pieces that meet at random. The generator is Knuth's MMIX one, so that a run repeats. */
static void any_text_is_covered(void **state)
{
    static const char *const pieces[] = {
        "a",
        "Z",
        "b.",
        "C.",
        "Gen.",
        "No.",
        "U.S.",
        "'",
        "'s",
        "n't",
        "\xE2\x80\x99",
        "5",
        "1,",
        "2.",
        "R",
        "$",
        "US$",
        "@",
        "#",
        "_",
        "-",
        ".",
        "..",
        "com",
        ".com",
        "www.",
        "http://",
        "/",
        "x@y.z",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\xC2\xA0",
        "\xC2\xAD",
        "\xE2\x80\x8B",
        "\xEF\xBB\xBF",
        "\xCC\x81",
        "\xE2\x82\xAC",
        "\xE4\xB8\xAD",
        "\xF0\x9F\x98\x80",
        "\xE2\x80\x8D",
        "(",
        ")",
        "\"",
        "The",
        "the",
        "A",
        "\xC3\x89",
        "\xE2\x80\xA6",
        "\xFF",
        "\xE2\x80",
        "km.",
        "m.",
        "bn",
        "st",
        "?",
    };
    uint64_t random = 1;
    char text[400];

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t length = 0;

        for (int i = 0; i < 30; i++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const char *piece = pieces[(random >> 33) % COUNT(pieces)];

            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        check_invariants(text, length);
    }
}

/*
 * A megabyte of each of what could make a pass look at the same bytes again and again: where one
 * does, this runs into the test's time limit.
 */
static void time_is_linear(void **state)
{
    static const char *const pieces[] = {
        "x",         ")",
        ".",         "a.",
        "A.B.C.",    "x@",
        "a.b.c.d",   "ab.cd.ef.",
        " ",         "\n",
        "\xCC\x81",  "\xF0\x9F\x98\x80",
        "http://",   "www.)",
        "\"",        "'",
        "1,",        "\xE4\xB8\xAD",
        "a\n",       "St. ",
        "a'",        "n't",
        "R1.",       "#a",
        "@a_",       "a-b-c-d@eeeeeeeeeeeeeeeeeeee ",
        "?\" A ",    "U.S. ",
        "\xFF",      "\xE2\x80\xA6",
        "a\xC2\xAD", "the United Nations ",
        "Lt. ",      "1a",
        "US$",
    };
    size_t size = 1 << 20;
    char *text = malloc(size);

    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct analysis stages;
        size_t length = strlen(pieces[i]);

        for (size_t n = 0; n < size; n++)
            text[n] = pieces[i][n % length];
        stages_open(&stages, text, size);
        stages_close(&stages);
    }
    free(text);
}

static void every_allocation_may_fail(void **state)
{
    static const char text[] =
        "Sen. Lt. Gen. Bui Van Nam of \xE2\x80\x9CTver Region\xE2\x80\x9D met "
        "J.K. Rowling at 5 a.m. See http://example.com/x or @kato.";

    (void)state;
    for (size_t call = 1;; call++) {
        struct counting counting = {.fail_call = call};
        struct arena arena = {.allocator = counting_allocator(&counting)};
        struct text source = {.bytes = (const unsigned char *)text, .length = sizeof text - 1};
        struct tokens tokens;
        byline_status status = by_tokenise(&source, &arena, &tokens);

        by_tokens_free(&tokens, &arena.allocator);
        by_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (status == BYLINE_OK) {
            assert_true(call > 4);
            break;
        }
        assert_int_equal(status, BYLINE_ERROR_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_and_marks_part_words),
        cmocka_unit_test(apostrophes),
        cmocka_unit_test(abbreviations_keep_their_stop),
        cmocka_unit_test(letters_with_stops_are_one_word),
        cmocka_unit_test(the_end_of_a_sentence),
        cmocka_unit_test(numbers),
        cmocka_unit_test(addresses_are_one_token),
        cmocka_unit_test(a_form_is_clean_and_the_span_whole),
        cmocka_unit_test(one_name_in_two_normal_forms_is_one_word),
        cmocka_unit_test(white_space_of_all_kinds),
        cmocka_unit_test(kinds),
        cmocka_unit_test(gaps),
        cmocka_unit_test(any_text_is_covered),
        cmocka_unit_test(time_is_linear),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
