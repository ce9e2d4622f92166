/* SPDX-License-Identifier: MIT */
/* How articles are split into train, dev and test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "articles_of.h"
#include "splits.h"

#define ARTICLES 60

static const size_t sizes[SPLIT_COUNT] = {40, 10, 10};

/* Article `number` of a corpus of three regions, in which 3 and 7 name one person, as do 7 and 11. */
static void add_numbered(struct articles *articles, int number, struct pool *pool)
{
    static const char *const regions[] = {"North", "South", "South", "East"};
    const char *guest = number == 3 || number == 7     ? "{PERSON|Ana de la Cruz}"
                        : number == 11                 ? "{PERSON #d|Du}"
                        : number == 20 || number == 40 ? "{PERSON|Pele} and {PERSON|Lula da Silva}"
                                                       : "nobody";
    const char *second = number == 7    ? "{PERSON|Du Fei}"
                         : number == 11 ? "{PERSON #d|DU FEI}"
                                        : "nobody";
    char bytes[512];

    snprintf(bytes, sizeof(bytes), "id: n%d\nregion: %s\nhard: %s\n\n%s met %s.\n", number,
             regions[number % 4], number % 5 == 0 ? "initials; names" : "names", guest, second);
    add_article(articles, pool_copy(pool, bytes, strlen(bytes)), pool);
}

static struct rules rules_with_a_known_person(struct pool *pool)
{
    struct rules rules = {0};

    rules.items = pool_grow(pool, rules.items, 0, &rules.capacity, sizeof(*rules.items));
    rules.items[rules.count++] = (struct rule){RULES_PERSON, "Lula da Silva", 0};
    return rules;
}

static struct articles whole_corpus(struct pool *pool)
{
    struct articles articles = {0};

    for (int number = 0; number < ARTICLES; number++)
        add_numbered(&articles, number, pool);
    return articles;
}

static size_t count(const struct articles *articles, enum split split, const char *key,
                    const char *wanted, struct pool *pool)
{
    size_t found = 0;

    for (size_t i = 0; i < articles->count; i++) {
        const char **values = annotated_values(&articles->items[i].document, key, pool);

        for (; articles->items[i].split == split && *values != NULL; values++)
            found += strcmp(*values, wanted) == 0;
    }
    return found;
}

static void main_names(void **state)
{
    struct pool pool = {0};
    struct articles articles = whole_corpus(&pool);
    struct rules rules = rules_with_a_known_person(&pool);
    struct main_names names = main_names_find(&articles, &rules, &pool);

    (void)state;
    assert_int_equal(names.count, 4);
    assert_string_equal(names.items[0].name, "ana de la cruz");
    assert_string_equal(names.items[0].text, "Ana de la Cruz");
    assert_int_equal(names.items[0].article, 3);
    assert_int_equal(names.items[1].article, 7);
    assert_string_equal(names.items[2].name, "du fei");
    assert_string_equal(names.items[3].text, "DU FEI");
    assert_int_equal(names.items[3].article, 11);
    pool_free(&pool);
}

static void a_split_is_even_and_does_not_leak(void **state)
{
    struct pool pool = {0};
    struct articles articles = whole_corpus(&pool);
    struct rules rules = rules_with_a_known_person(&pool);

    (void)state;
    assert_true(splits_assign(&articles, &rules, sizes, &pool));
    for (int split = 0; split < SPLIT_COUNT; split++) {
        size_t south = count(&articles, (enum split)split, "region", "South", &pool);
        size_t initials = count(&articles, (enum split)split, "hard", "initials", &pool);

        assert_int_equal(count(&articles, (enum split)split, "hard", "names", &pool), sizes[split]);
        assert_in_range(2 * south, sizes[split] - 1, sizes[split] + 1);
        assert_in_range(5 * initials, sizes[split] - 4, sizes[split] + 4);
    }
    assert_int_equal(articles.items[3].split, articles.items[7].split);
    assert_int_equal(articles.items[7].split, articles.items[11].split);
    pool_free(&pool);
}

static void the_order_of_articles_is_nothing(void **state)
{
    struct pool pool = {0};
    struct articles forwards = whole_corpus(&pool), backwards = {0};
    struct rules rules = {0};

    (void)state;
    for (int number = ARTICLES - 1; number >= 0; number--)
        add_numbered(&backwards, number, &pool);
    assert_true(splits_assign(&forwards, &rules, sizes, &pool));
    assert_true(splits_assign(&backwards, &rules, sizes, &pool));
    for (size_t i = 0; i < ARTICLES; i++)
        assert_int_equal(forwards.items[i].split, backwards.items[ARTICLES - 1 - i].split);
    pool_free(&pool);
}

static void what_does_not_fit(void **state)
{
    static const size_t small[SPLIT_COUNT] = {2, 2, 2};
    struct pool pool = {0};
    struct articles articles = {0};
    struct rules rules = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        add_article(&articles, "id: a\n\n{PERSON|Ana Cruz}", &pool);
        add_article(&articles, "id: b\n\nNobody", &pool);
    }
    assert_false(splits_assign(&articles, &rules, small, &pool));
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(main_names),
        cmocka_unit_test(a_split_is_even_and_does_not_leak),
        cmocka_unit_test(the_order_of_articles_is_nothing),
        cmocka_unit_test(what_does_not_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
