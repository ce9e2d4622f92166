/* SPDX-License-Identifier: MIT */
/*
 * What is UTF-8 and what is not, against a definition of its own here: the shortest encodings of
 * the code points that are no surrogates (RFC 3629, section 3).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stages.h"
#include "text.h"

static const char replacement[] = "\xEF\xBF\xBD";

/* ---- The definition ---- */

/* The length of the well-formed sequence that `bytes` begin with, or 0, and its code point. */
static size_t defined_sequence(const unsigned char *bytes, size_t length, int32_t *codepoint)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    static const int32_t bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t size = 1;

    if (bytes[0] >= 0x80) {
        size = 0;
        while (size < 8 && (bytes[0] << size & 0x80) != 0)
            size++;
    }
    if (size > length || size > 4 || (size == 1 && bytes[0] >= 0x80))
        return 0;
    *codepoint = bytes[0] & bits[size];
    for (size_t i = 1; i < size; i++) {
        if (bytes[i] >> 6 != 2)
            return 0;
        *codepoint = *codepoint << 6 | (bytes[i] & 0x3F);
    }
    if (*codepoint < least[size] || *codepoint > 0x10FFFF)
        return 0;
    return *codepoint >= 0xD800 && *codepoint <= 0xDFFF ? 0 : size;
}

/* Where the first byte is that is no part of a well-formed sequence; the length if none is. */
static size_t defined_end(const unsigned char *bytes, size_t length)
{
    size_t at = 0;
    int32_t codepoint;

    while (at < length) {
        size_t size = defined_sequence(bytes + at, length - at, &codepoint);

        if (size == 0)
            break;
        at += size;
    }
    return at;
}

/* Opens a text strictly, and checks the result and the error's position against the definition. */
static void check(const unsigned char *bytes, size_t length)
{
    struct text text;
    struct arena arena = {.allocator = by_default_allocator};
    byline_error error;
    size_t end = defined_end(bytes, length);
    byline_status status =
        by_text_open(&text, (const char *)bytes, length, BYLINE_INVALID_ERROR, &arena, &error);

    if (status != (end == length ? BYLINE_OK : BYLINE_ERROR_UTF8))
        fail_msg("%02X %02X %02X %02X (%zu): status %d", bytes[0], bytes[1], bytes[2], bytes[3],
                 length, (int)status);
    if (status != BYLINE_OK && error.position != end)
        fail_msg("%02X %02X %02X %02X (%zu): position %llu", bytes[0], bytes[1], bytes[2], bytes[3],
                 length, (unsigned long long)error.position);
}

/* ---- Validity ---- */

static void all_sequences_of_one_to_three_bytes(void **state)
{
    unsigned char bytes[4] = {0};

    (void)state;
    for (unsigned n = 0; n < 1u << 24; n++) {
        bytes[0] = (unsigned char)(n >> 16);
        bytes[1] = (unsigned char)(n >> 8);
        bytes[2] = (unsigned char)n;
        check(bytes, 3);
        if (bytes[2] == 0)
            check(bytes, 2);
        if (bytes[2] == 0 && bytes[1] == 0)
            check(bytes, 1);
    }
}

static void sequences_of_four_bytes(void **state)
{
    static const unsigned char ends[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                         0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xFF};
    unsigned char bytes[4];

    (void)state;
    for (unsigned n = 0; n < 1u << 16; n++) {
        for (size_t i = 0; i < COUNT(ends) * COUNT(ends); i++) {
            bytes[0] = (unsigned char)(n >> 8);
            bytes[1] = (unsigned char)n;
            bytes[2] = ends[i / COUNT(ends)];
            bytes[3] = ends[i % COUNT(ends)];
            check(bytes, 4);
        }
    }
}

/* ASCII is read eight bytes at a time: no alignment may hide what is wrong. */
static void a_bad_byte_anywhere_is_found(void **state)
{
    unsigned char bytes[40];

    (void)state;
    for (size_t length = 1; length <= sizeof bytes; length++) {
        for (size_t bad = 0; bad < length; bad++) {
            memset(bytes, 'a', sizeof bytes);
            bytes[bad] = 0xE9;
            check(bytes, length);
        }
    }
}

static void code_points_are_decoded(void **state)
{
    (void)state;
    for (int32_t wanted = 0; wanted <= 0x10FFFF; wanted++) {
        unsigned char bytes[4];
        size_t size = wanted < 0x80 ? 1 : wanted < 0x800 ? 2 : wanted < 0x10000 ? 3 : 4;
        static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
        int32_t codepoint;

        if (wanted >= 0xD800 && wanted <= 0xDFFF)
            continue;
        for (size_t i = size; i-- > 1;)
            bytes[i] = (unsigned char)(0x80 | (wanted >> 6 * (size - 1 - i) & 0x3F));
        bytes[0] = (unsigned char)(lead[size] | (unsigned)wanted >> 6 * (size - 1));
        assert_int_equal(defined_sequence(bytes, size, &codepoint), size);
        struct text text = {.bytes = bytes, .length = (uint32_t)size};
        assert_int_equal(by_text_decode(&text, 0, &codepoint), size);
        assert_int_equal(codepoint, wanted);
    }
}

static void valid_text_is_not_copied(void **state)
{
    static const char source[] = "B\xC3\xB9i V\xC4\x83n Nam \xE2\x80\x93 \xF0\x9F\x98\x80";
    struct counting counting = {0};
    struct arena arena = {.allocator = counting_allocator(&counting)};
    struct text text;

    (void)state;
    assert_int_equal(
        by_text_open(&text, source, sizeof source - 1, BYLINE_INVALID_REPLACE, &arena, NULL),
        BYLINE_OK);
    assert_ptr_equal(text.bytes, source);
    assert_int_equal(text.length, sizeof source - 1);
    assert_int_equal(by_text_source(&text, 5), 5);
    assert_int_equal(counting.calls, 0);
}

static void no_text_is_a_text(void **state)
{
    struct arena arena = {.allocator = by_default_allocator};
    struct text text;

    (void)state;
    assert_int_equal(by_text_open(&text, NULL, 0, BYLINE_INVALID_ERROR, &arena, NULL), BYLINE_OK);
    assert_int_equal(text.length, 0);
}

static void too_long_a_text_is_not_read(void **state)
{
    struct arena arena = {.allocator = by_default_allocator};
    struct text text;
    byline_error error;

    (void)state;
    assert_int_equal(
        by_text_open(&text, "x", BYLINE_MAX_LENGTH + 1, BYLINE_INVALID_ERROR, &arena, &error),
        BYLINE_ERROR_TOO_LARGE);
    assert_int_equal(error.code, BYLINE_ERROR_TOO_LARGE);
}

/* ---- Repair ---- */

/* Opens a text for repair; `?` in `expected` stands for U+FFFD. */
static void expect_repair(const char *source, const char *expected)
{
    struct arena arena = {.allocator = by_default_allocator};
    struct text text;
    char wanted[200] = "";

    for (const char *at = expected; *at != '\0'; at++)
        strcat(wanted, *at == '?' ? replacement : (char[]){*at, '\0'});
    assert_int_equal(
        by_text_open(&text, source, strlen(source), BYLINE_INVALID_REPLACE, &arena, NULL),
        BYLINE_OK);
    assert_int_equal(text.length, strlen(wanted));
    assert_memory_equal(text.bytes, wanted, text.length);
    by_arena_free(&arena);
}

/* The examples of Unicode 15, section 3.9, tables 3-8 to 3-11, and some more. */
static void maximal_subparts_are_replaced(void **state)
{
    (void)state;
    expect_repair("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A");
    expect_repair("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A");
    expect_repair("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B");
    expect_repair("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A");
    expect_repair("a\xF1\x80\x80\xE1\x80\xC2"
                  "b\x80"
                  "c\x80\xBF"
                  "d",
                  "a???b?c??d");
    expect_repair("Caf\xE9 No\xEBl", "Caf? No?l");
    expect_repair("end\xE2\x80", "end?");
    expect_repair("end\xF0\x9F\x98", "end?");
    expect_repair("\xFF", "?");
}

static void offsets_point_into_the_source(void **state)
{
    /* Subparts of one byte, three, two and one become three bytes each. */
    static const char source[] = "ab\xFF"
                                 "cd\xF0\x9F\x98"
                                 "e\xE2\x80"
                                 "\xFF"
                                 "fg";
    static const struct {
        uint32_t at;
        uint64_t source;
    } pairs[] = {{0, 0},  {1, 1},  {2, 2},   {5, 3},   {6, 4},   {7, 5},
                 {10, 8}, {11, 9}, {14, 11}, {17, 12}, {18, 13}, {19, 14}};
    struct arena arena = {.allocator = by_default_allocator};
    struct text text;

    (void)state;
    assert_int_equal(
        by_text_open(&text, source, sizeof source - 1, BYLINE_INVALID_REPLACE, &arena, NULL),
        BYLINE_OK);
    assert_int_equal(text.length, 19);
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_int_equal(by_text_source(&text, pairs[i].at), pairs[i].source);
    by_arena_free(&arena);
}

static void repair_may_run_out_of_memory(void **state)
{
    char source[20000];

    (void)state;
    memset(source, 0xFF, sizeof source);
    for (size_t call = 1;; call++) {
        struct counting counting = {.fail_call = call};
        struct arena arena = {.allocator = counting_allocator(&counting)};
        struct text text;
        byline_error error;
        byline_status status =
            by_text_open(&text, source, sizeof source, BYLINE_INVALID_REPLACE, &arena, &error);

        by_arena_free(&arena);
        assert_int_equal(counting.live, 0);
        if (status == BYLINE_OK) {
            assert_true(call > 1);
            break;
        }
        assert_int_equal(status, BYLINE_ERROR_MEMORY);
        assert_int_equal(error.code, BYLINE_ERROR_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sequences_of_one_to_three_bytes),
        cmocka_unit_test(sequences_of_four_bytes),
        cmocka_unit_test(a_bad_byte_anywhere_is_found),
        cmocka_unit_test(code_points_are_decoded),
        cmocka_unit_test(valid_text_is_not_copied),
        cmocka_unit_test(no_text_is_a_text),
        cmocka_unit_test(too_long_a_text_is_not_read),
        cmocka_unit_test(maximal_subparts_are_replaced),
        cmocka_unit_test(offsets_point_into_the_source),
        cmocka_unit_test(repair_may_run_out_of_memory),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
