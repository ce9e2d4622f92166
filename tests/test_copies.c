/* SPDX-License-Identifier: MIT */
/* Which articles are nearly copies of one another, and which sentences are used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "articles_of.h"
#include "copies.h"

static const char first[] =
    "id: a\n\n{PERSON|Ann Lee} swept the long wooden stairs of the old tower, twice.\n";
static const char other_name[] =
    "id: b\n\n{PERSON|Bo Van Oy} swept the long wooden stairs of the old tower, twice!\n";
static const char other[] = "id: c\n\nNothing of that kind has ever been heard in this place.\n";

static struct articles three(struct pool *pool)
{
    struct articles articles = {0};

    add_article(&articles, first, pool);
    add_article(&articles, other, pool);
    add_article(&articles, other_name, pool);
    assert_true(articles_divide(&articles, pool));
    return articles;
}

static void resemblance(void **state)
{
    struct pool pool = {0};
    struct articles articles = three(&pool);
    struct resemblances found = resemblances_find(&articles, false, &pool);

    (void)state;
    /* 5 runs of 12 words and 6 of 13 have the 3 in common that lie after the names. */
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].left, 0);
    assert_int_equal(found.items[0].right, 2);
    assert_true(found.items[0].share > 0.374 && found.items[0].share < 0.376);
    pool_free(&pool);
}

static void resemblance_of_what_names_hide(void **state)
{
    struct pool pool = {0};
    struct articles articles = three(&pool);
    struct resemblances found = resemblances_find(&articles, true, &pool);

    (void)state;
    assert_int_equal(found.count, 1);
    assert_true(found.items[0].share > 0.999);
    pool_free(&pool);
}

static void short_texts_resemble_nothing(void **state)
{
    struct pool pool = {0};
    struct articles articles = {0};

    (void)state;
    add_article(&articles, "id: a\n\nRead more", &pool);
    add_article(&articles, "id: b\n\nRead more", &pool);
    add_article(&articles, "id: c\n\n", &pool);
    assert_true(articles_divide(&articles, &pool));
    assert_int_equal(resemblances_find(&articles, false, &pool).count, 0);
    assert_int_equal(skeletons_find(&articles, &pool).count, 0);
    pool_free(&pool);
}

static void skeletons(void **state)
{
    struct pool pool = {0};
    struct articles articles = three(&pool);
    struct skeletons found = skeletons_find(&articles, &pool);

    (void)state;
    assert_int_equal(found.count, 3);
    assert_string_equal(found.items[0].words,
                        "PERSON swept the long wooden stairs of the old tower twice");
    assert_string_equal(found.items[1].words, found.items[0].words);
    assert_int_equal(found.items[0].article, 0);
    assert_int_equal(found.items[1].article, 2);
    assert_int_equal(found.items[2].article, 1);
    pool_free(&pool);
}

static void a_rank_hides_what_is_in_it(void **state)
{
    struct pool pool = {0};
    struct articles articles = {0};
    struct skeletons found;

    (void)state;
    add_article(&articles,
                "id: a\n\n“{RANK >|Minister of {ORGANISATION|Public Works}} {PERSON|Ito}” – so "
                "they called him – wanted no more of it.\n",
                &pool);
    assert_true(articles_divide(&articles, &pool));
    found = skeletons_find(&articles, &pool);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].words,
                        "RANK PERSON so they called him wanted no more of it");
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resemblance),
        cmocka_unit_test(resemblance_of_what_names_hide),
        cmocka_unit_test(short_texts_resemble_nothing),
        cmocka_unit_test(skeletons),
        cmocka_unit_test(a_rank_hides_what_is_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
