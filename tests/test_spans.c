/* SPDX-License-Identifier: MIT */
/* How entities lie to each other, in every article of the corpus: what a reader of spans relies on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <byline/byline.h>

#include "articles.h"

static bool overlap(const byline_entity *a, const byline_entity *b)
{
    return a->start < b->end && b->start < a->end;
}

/* Whether the second lies in the first, which is a rank, and is none itself. */
static bool rank_holds(const byline_entity *rank, const byline_entity *inner)
{
    bool same = rank->start == inner->start && rank->end == inner->end;
    return rank->type == BYLINE_RANK && inner->type != BYLINE_RANK && !same &&
           rank->start <= inner->start && inner->end <= rank->end;
}

static void check_document(const byline_document *document, const char *path)
{
    size_t count = byline_document_entity_count(document);
    for (size_t i = 0; i < count; i++) {
        const byline_entity *first = byline_document_entity(document, i);
        for (size_t k = i + 1; k < count; k++) {
            const byline_entity *second = byline_document_entity(document, k);
            if (overlap(first, second) && !rank_holds(first, second))
                fail_msg("%s: %s '%s' and %s '%s'", path, byline_type_name(first->type),
                         first->text, byline_type_name(second->type), second->text);
        }
    }
}

static void check_text(const byline_model *model, const char *text, size_t length, const char *path)
{
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_document *document;
    options.types = BYLINE_TYPES_ALL;
    assert_int_equal(byline_tag(model, text, length, &options, &document, NULL), BYLINE_OK);
    check_document(document, path);
    byline_document_free(document);
}

/* In lower case a network is often wrong, and wrong spans must lie well too. */
static char *in_lower_case(const char *text, size_t length, struct pool *pool)
{
    char *lower = pool_copy(pool, text, length);
    for (size_t i = 0; i < length; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] - 'A' + 'a');
    }
    return lower;
}

static void check_corpus(uint32_t rules_only)
{
    byline_model_options options = BYLINE_MODEL_OPTIONS_INIT;
    byline_model *model;
    struct pool pool = {0};
    struct articles articles = {0};
    options.rules_only = rules_only;
    assert_int_equal(byline_model_open(&options, &model, NULL), BYLINE_OK);
    assert_true(articles_read(&articles, "corpus", &pool, NULL, NULL));
    assert_true(articles.count > 0);
    for (size_t i = 0; i < articles.count; i++) {
        const struct article *article = &articles.items[i];
        const char *text = article->document.text;
        size_t length = article->document.length;
        check_text(model, text, length, article->path);
        check_text(model, in_lower_case(text, length, &pool), length, article->path);
    }
    byline_model_close(model);
    pool_free(&pool);
}

static void by_the_network(void **state)
{
    (void)state;
    check_corpus(0);
}

static void by_rules(void **state)
{
    (void)state;
    check_corpus(1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_the_network),
        cmocka_unit_test(by_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
