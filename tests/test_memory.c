/* SPDX-License-Identifier: MIT */
/* Arenas and vectors, with memory and without; and how errors are filled in. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "error.h"
#include "stages.h"

/* ---- Arena ---- */

static void arena_memory_is_aligned_and_apart(void **state)
{
    static const size_t sizes[] = {1, 0, 7, 16, 100, 8192, 3, 100000, 5, 1 << 21, 9};
    struct counting counting = {0};
    struct arena arena = {.allocator = counting_allocator(&counting)};
    unsigned char *blocks[COUNT(sizes)];

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        blocks[i] = by_arena_take(&arena, sizes[i]);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)i, sizes[i]);
    }
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t n = 0; n < sizes[i]; n++)
            assert_int_equal(blocks[i][n], i);
    }
    by_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

static void a_freed_arena_can_be_used_again(void **state)
{
    struct counting counting = {0};
    struct arena arena = {.allocator = counting_allocator(&counting)};

    (void)state;
    by_arena_free(&arena);
    assert_non_null(by_arena_take(&arena, 10));
    by_arena_free(&arena);
    assert_non_null(by_arena_take(&arena, 10));
    by_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

static void small_takes_share_blocks(void **state)
{
    struct counting counting = {0};
    struct arena arena = {.allocator = counting_allocator(&counting)};

    (void)state;
    for (int i = 0; i < 100000; i++)
        assert_non_null(by_arena_take(&arena, 16));
    assert_in_range(counting.calls, 1, 20);
    by_arena_free(&arena);
}

static void copies_end_in_nul(void **state)
{
    struct arena arena = {.allocator = by_default_allocator};

    (void)state;
    assert_string_equal(by_arena_copy(&arena, "Tver Region", 4), "Tver");
    assert_string_equal(by_arena_copy(&arena, NULL, 0), "");
    by_arena_free(&arena);
}

static void an_arena_without_memory_says_so(void **state)
{
    struct counting counting = {.fail_call = 2};
    struct arena arena = {.allocator = counting_allocator(&counting)};

    (void)state;
    assert_non_null(by_arena_take(&arena, 100));
    assert_null(by_arena_take(&arena, 100000));
    assert_null(by_arena_take(&arena, SIZE_MAX));
    assert_null(by_arena_take(&arena, SIZE_MAX - 8));
    assert_non_null(by_arena_take(&arena, 100)); /* what is left of the first block */
    assert_non_null(by_arena_take(&arena, 100000));
    by_arena_free(&arena);
    assert_int_equal(counting.live, 0);
}

/* ---- Vector ---- */

static void vectors_keep_what_is_pushed(void **state)
{
    struct counting counting = {0};
    byline_allocator allocator = counting_allocator(&counting);
    struct vector vector = {.item_size = sizeof(uint32_t)};

    (void)state;
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(by_vector_push(&vector, &allocator, &i));
    assert_int_equal(vector.count, 10000);
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(((const uint32_t *)vector.items)[i], i);
    assert_in_range(counting.calls, 1, 30); /* it grows by half */
    by_vector_free(&vector, &allocator);
    assert_int_equal(counting.live, 0);
    assert_int_equal(vector.count, 0);
    assert_true(by_vector_push(&vector, &allocator, &(uint32_t){7}));
    by_vector_free(&vector, &allocator);
}

static void room_that_is_reserved_is_not_counted(void **state)
{
    struct vector vector = {.item_size = 2};

    (void)state;
    assert_non_null(by_vector_reserve(&vector, &by_default_allocator, 1000));
    assert_int_equal(vector.count, 0);
    assert_in_range(vector.capacity, 1000, 1000);
    void *items = vector.items;
    vector.count = 400;
    assert_ptr_equal(by_vector_reserve(&vector, &by_default_allocator, 600),
                     (unsigned char *)items + 800);
    by_vector_free(&vector, &by_default_allocator);
}

static void a_vector_without_memory_stays_as_it_was(void **state)
{
    struct counting counting = {.fail_call = 2};
    byline_allocator allocator = counting_allocator(&counting);
    struct vector vector = {.item_size = 8};
    uint64_t item = 5;

    (void)state;
    while (vector.count == 0 || vector.count < vector.capacity)
        assert_true(by_vector_push(&vector, &allocator, &item));
    struct vector before = vector;
    assert_false(by_vector_push(&vector, &allocator, &item));
    assert_null(by_vector_reserve(&vector, &allocator, SIZE_MAX));
    assert_null(by_vector_reserve(&vector, &allocator, SIZE_MAX / 8));
    assert_memory_equal(&vector, &before, sizeof vector);
    by_vector_free(&vector, &allocator);
    assert_int_equal(counting.live, 0);
}

/* ---- Allocators and errors ---- */

static void allocators_need_all_their_functions(void **state)
{
    byline_allocator allocator = by_default_allocator;

    (void)state;
    assert_true(by_allocator_complete(NULL));
    assert_true(by_allocator_complete(&allocator));
    allocator.resize = NULL;
    assert_false(by_allocator_complete(&allocator));
    allocator = by_default_allocator;
    allocator.allocate = NULL;
    assert_false(by_allocator_complete(&allocator));
    allocator = by_default_allocator;
    allocator.release = NULL;
    assert_false(by_allocator_complete(&allocator));
}

static void errors_are_filled(void **state)
{
    byline_error error;
    char longer[500];

    (void)state;
    assert_int_equal(by_fail(&error, BYLINE_ERROR_UTF8, 12, "byte %d", 12), BYLINE_ERROR_UTF8);
    assert_int_equal(error.code, BYLINE_ERROR_UTF8);
    assert_int_equal(error.position, 12);
    assert_string_equal(error.message, "byte 12");

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    by_fail(&error, BYLINE_ERROR_INTERNAL, 0, "%s", longer);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);

    assert_int_equal(by_fail_memory(&error), BYLINE_ERROR_MEMORY);
    assert_int_equal(error.code, BYLINE_ERROR_MEMORY);
    assert_int_equal(by_succeed(&error), BYLINE_OK);
    assert_int_equal(error.code, BYLINE_OK);
    assert_string_equal(error.message, "");

    assert_int_equal(by_fail(NULL, BYLINE_ERROR_UTF8, 0, "nowhere"), BYLINE_ERROR_UTF8);
    assert_int_equal(by_fail_memory(NULL), BYLINE_ERROR_MEMORY);
    assert_int_equal(by_succeed(NULL), BYLINE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_memory_is_aligned_and_apart),
        cmocka_unit_test(a_freed_arena_can_be_used_again),
        cmocka_unit_test(small_takes_share_blocks),
        cmocka_unit_test(copies_end_in_nul),
        cmocka_unit_test(an_arena_without_memory_says_so),
        cmocka_unit_test(vectors_keep_what_is_pushed),
        cmocka_unit_test(room_that_is_reserved_is_not_counted),
        cmocka_unit_test(a_vector_without_memory_stays_as_it_was),
        cmocka_unit_test(allocators_need_all_their_functions),
        cmocka_unit_test(errors_are_filled),
    };

    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
