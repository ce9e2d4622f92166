/* SPDX-License-Identifier: MIT */
/* The scorer on three small documents whose figures were counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "collection.h"
#include "evaluate.h"

#define GOLD "tests/data/cli/gold.jsonl"
#define PREDICTED "tests/data/cli/predicted.jsonl"

static struct evaluation evaluate_fixtures(const struct evaluate_options *options,
                                           struct pool *pool)
{
    struct evaluation evaluation = evaluation_begin(options, pool);
    struct collection gold = {0}, predicted = {0};

    assert_true(collection_load(&gold, GOLD, &type_maps_default, pool));
    assert_true(collection_load(&predicted, PREDICTED, &type_maps_default, pool));
    assert_true(collection_index(&predicted, pool));
    for (size_t i = 0; i < gold.count; i++)
        evaluation_add(&evaluation, &gold.documents[i],
                       collection_find(&predicted, gold.documents[i].id));
    return evaluation;
}

static void assert_tally(const struct tally *tally, size_t matched, size_t predicted, size_t gold)
{
    assert_int_equal(tally->matched, matched);
    assert_int_equal(tally->predicted, predicted);
    assert_int_equal(tally->gold, gold);
}

static void assert_share(const struct share *share, size_t right, size_t total)
{
    assert_int_equal(share->right, right);
    assert_int_equal(share->total, total);
}

static void assert_near(double found, double expected)
{
    assert_true(found > expected - 1e-9 && found < expected + 1e-9);
}

static void assert_mistake(const struct mistake *mistake, const char *document, const char *text,
                           bool missed)
{
    assert_string_equal(mistake->document, document);
    assert_string_equal(mistake->entity->text, text);
    assert_int_equal(mistake->missed, missed);
}

static void exact_spans(void **state)
{
    const struct evaluate_options options = {0};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_int_equal(evaluation.documents, 3);
    assert_int_equal(evaluation.missing, 1);
    assert_tally(&evaluation.types[BYLINE_PERSON], 3, 5, 5);
    assert_tally(&evaluation.types[BYLINE_RANK], 2, 2, 2);
    assert_tally(&evaluation.types[BYLINE_PLACE], 2, 2, 2);
    assert_tally(&evaluation.types[BYLINE_DATE], 0, 1, 2);
    /* Document a has no layer for organisations; in b one is optional and the other spurious. */
    assert_tally(&evaluation.types[BYLINE_ORGANISATION], 0, 1, 0);
    assert_tally(&evaluation.all, 7, 11, 11);
    assert_int_equal(evaluation.group_count, 0);

    assert_int_equal(evaluation.mistake_count, 8);
    assert_mistake(&evaluation.mistakes[0], "a", "Lê Van Ba", true);
    assert_mistake(&evaluation.mistakes[1], "a", "May 3", true);
    assert_mistake(&evaluation.mistakes[2], "a", "Lê Van", false);
    assert_mistake(&evaluation.mistakes[3], "a", "on May 3", false);
    assert_mistake(&evaluation.mistakes[4], "a", "left", false);
    assert_mistake(&evaluation.mistakes[5], "b", "Obi", true);
    assert_mistake(&evaluation.mistakes[6], "b", "police", false);
    assert_mistake(&evaluation.mistakes[7], "c", "2009", true);
    pool_free(&pool);
}

static void overlapping_spans(void **state)
{
    const struct evaluate_options options = {.relaxed = true};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_tally(&evaluation.types[BYLINE_PERSON], 4, 5, 5);
    assert_tally(&evaluation.types[BYLINE_DATE], 1, 1, 2);
    assert_tally(&evaluation.types[BYLINE_ORGANISATION], 0, 1, 0);
    assert_tally(&evaluation.all, 9, 11, 11);
    assert_int_equal(evaluation.mistake_count, 4);
    /* What hangs on exact spans is counted as before. */
    assert_tally(&evaluation.links, 1, 2, 2);
    assert_share(&evaluation.kinds, 1, 2);
    pool_free(&pool);
}

static void some_types_only(void **state)
{
    const struct evaluate_options options = {.only = BYLINE_TYPE_BIT(BYLINE_PERSON) |
                                                     BYLINE_TYPE_BIT(BYLINE_DATE)};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_tally(&evaluation.all, 3, 6, 7);
    assert_tally(&evaluation.types[BYLINE_PLACE], 0, 0, 0);
    assert_tally(&evaluation.links, 0, 0, 0);
    assert_share(&evaluation.countries, 0, 0);
    assert_int_equal(evaluation.chains.gold, 4);
    assert_tally(&evaluation.values, 1, 1, 1);
    pool_free(&pool);
}

static void groups_of_documents(void **state)
{
    const struct evaluate_options options = {.by = "region"};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_int_equal(evaluation.group_count, 3);
    assert_null(evaluation.groups[0].value);
    assert_tally(&evaluation.groups[0].tally, 0, 0, 1);
    assert_string_equal(evaluation.groups[1].value, "Africa");
    assert_tally(&evaluation.groups[1].tally, 1, 2, 2);
    assert_string_equal(evaluation.groups[2].value, "Asia");
    assert_tally(&evaluation.groups[2].tally, 6, 9, 8);
    pool_free(&pool);
}

static void links_kinds_values_countries(void **state)
{
    const struct evaluate_options options = {0};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_tally(&evaluation.links, 1, 2, 2);
    assert_share(&evaluation.kinds, 1, 2);
    /* The value counts where the spans overlap. */
    assert_true(evaluation.has_values);
    assert_tally(&evaluation.values, 1, 1, 1);
    /* Lagos has no country in the gold. */
    assert_share(&evaluation.countries, 0, 1);
    pool_free(&pool);
}

/*
 * Gold has {Lê Van Ba, Ba} and {Sato, Sato}; predicted are {Lê Van}, {Sato, Ba, Sato} and {left}. Of
 * the mentions on both sides each Sato has a precision of 2/3 and a recall of 2/2, and Ba 1/3 and 1/2.
 */
static void chains_of_people(void **state)
{
    const struct evaluate_options options = {0};
    struct pool pool = {0};
    struct evaluation evaluation = evaluate_fixtures(&options, &pool);

    (void)state;
    assert_near(evaluation.chains.precision, 2.0 / 3 + 1.0 / 3 + 2.0 / 3);
    assert_near(evaluation.chains.recall, 1 + 0.5 + 1);
    assert_int_equal(evaluation.chains.predicted, 5);
    assert_int_equal(evaluation.chains.gold, 4);
    pool_free(&pool);
}

static void sentences_and_tokens(void **state)
{
    static const char text[] = "A b. C d.\n\nE f.";
    struct annotation entities[] = {
        {.type = BYLINE_PERSON, .start = 0, .end = 3},
        {.type = BYLINE_PERSON, .start = 5, .end = 9, .optional = true},
        {.type = BYLINE_PLACE, .start = 1, .end = 2},
    };
    byline_span gold_sentences[] = {{0, 4}, {5, 9}, {11, 15}};
    /* The same two boundaries, with the space on the other side, and one too many. */
    byline_span sentences[] = {{0, 5}, {5, 11}, {11, 13}, {13, 15}};
    byline_span tokens[] = {{0, 1}, {2, 4}, {5, 6}, {7, 8}, {8, 9}, {11, 12}, {13, 15}};
    const struct annotated_document gold = {.id = "a",
                                            .text = text,
                                            .length = strlen(text),
                                            .layers = BYLINE_TYPE_BIT(BYLINE_PERSON),
                                            .entities = entities,
                                            .entity_count = 3,
                                            .sentences = gold_sentences,
                                            .sentence_count = 3};
    const struct annotated_document predicted = {
        .sentences = sentences, .sentence_count = 4, .tokens = tokens, .token_count = 7};
    const struct evaluate_options options = {0};
    struct pool pool = {0};
    struct evaluation evaluation = evaluation_begin(&options, &pool);

    (void)state;
    evaluation_add(&evaluation, &gold, &predicted);
    assert_tally(&evaluation.boundaries, 2, 3, 2);
    /* 3 is inside a token; the place is in no layer. */
    assert_share(&evaluation.edges, 3, 4);
    pool_free(&pool);
}

static void a_span_counts_once(void **state)
{
    struct annotation once[] = {
        {.type = BYLINE_PERSON, .start = 3, .end = 5, .id = 0, .person = -1, .chain = -1},
        {.type = BYLINE_RANK, .start = 0, .end = 2, .id = 1, .person = 0, .chain = -1},
    };
    struct annotation twice[] = {once[0], once[1], once[0], once[1]};
    const struct annotated_document gold = {.id = "a",
                                            .layers = BYLINE_TYPES_ALL,
                                            .has_chains = true,
                                            .entities = once,
                                            .entity_count = 2};
    const struct annotated_document predicted = {.entities = twice, .entity_count = 4};
    const struct evaluate_options options = {0};
    struct pool pool = {0};
    struct evaluation evaluation = evaluation_begin(&options, &pool);

    (void)state;
    evaluation_add(&evaluation, &gold, &predicted);
    assert_tally(&evaluation.all, 2, 2, 2);
    assert_tally(&evaluation.links, 1, 1, 1);
    assert_int_equal(evaluation.mistake_count, 0);
    assert_int_equal(evaluation.chains.predicted, 1);
    assert_false(evaluation.has_values);
    pool_free(&pool);
}

static void what_a_line_leaves_open(void **state)
{
    static const char line[] =
        "{\"id\": 7, \"entities\": [{\"type\": \"DATE\", \"start\": 0, \"end\": 4}]}";
    struct pool pool = {0};
    struct annotated_document document;
    char reason[JSON_REASON_SIZE];

    (void)state;
    assert_true(annotated_read_json(line, strlen(line), &pool, &document, reason));
    assert_string_equal(document.id, "7");
    assert_null(document.text);
    assert_int_equal(document.layers, 0);
    assert_false(document.has_chains);
    assert_int_equal(document.entities[0].person, ANNOTATED_NONE);
    assert_int_equal(document.entities[0].chain, ANNOTATED_NONE);
    assert_null(document.entities[0].value);
    pool_free(&pool);
}

static void layers_of_a_file_without_them(void **state)
{
    struct pool pool = {0};
    struct collection collection = {0};

    (void)state;
    assert_true(collection_load(&collection, PREDICTED, &type_maps_default, &pool));
    assert_int_equal(collection.count, 3);
    for (size_t i = 0; i < collection.count; i++)
        assert_int_equal(collection.documents[i].layers, BYLINE_TYPES_DEFAULT);
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_spans),
        cmocka_unit_test(overlapping_spans),
        cmocka_unit_test(some_types_only),
        cmocka_unit_test(groups_of_documents),
        cmocka_unit_test(links_kinds_values_countries),
        cmocka_unit_test(chains_of_people),
        cmocka_unit_test(sentences_and_tokens),
        cmocka_unit_test(a_span_counts_once),
        cmocka_unit_test(what_a_line_leaves_open),
        cmocka_unit_test(layers_of_a_file_without_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
