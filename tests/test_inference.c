/* SPDX-License-Identifier: MIT */
/* The network from a model to entities. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "network/network.h"
#include "small_model.h"
#include "stages.h"

/* ---- Decoding, against all sequences ---- */

#define LONGEST 4u
#define TYPES 2u

static const uint32_t labels[] = {0, 1, 2, 9, 10, 17, 18, 25, 26}; /* of two types */
#define LABELS COUNT(labels)

struct sequences {
    const struct label_table *table;
    const float *rows;
    uint32_t tokens;
    uint32_t best[LONGEST], now[LONGEST];
    double best_score, sum;
    double spans[LONGEST][LONGEST + 1][TYPES]; /* e to the scores of sequences with a span */
};

static bool ends(uint32_t label)
{
    return label / LABEL_GROUP == GROUP_SINGLE || label / LABEL_GROUP == GROUP_END;
}

static bool begins(uint32_t label)
{
    return label / LABEL_GROUP == GROUP_SINGLE || label / LABEL_GROUP == GROUP_BEGIN;
}

static double step(const struct label_table *table, uint32_t from, uint32_t to)
{
    if (begins(to))
        return (double)table->follow[from / LABEL_GROUP == GROUP_END ? from - 8 : from][to];
    return (double)table->inside[from / LABEL_GROUP == GROUP_INSIDE][to - 16];
}

static bool may_follow(uint32_t from, uint32_t to)
{
    return ends(from) ? begins(to) : !begins(to) && from % LABEL_GROUP == to % LABEL_GROUP;
}

static void count_spans(struct sequences *all, double share)
{
    uint32_t first = 0;

    for (uint32_t t = 0; t < all->tokens; t++) {
        uint32_t place = all->now[t] % LABEL_GROUP;

        if (begins(all->now[t]))
            first = t;
        if (ends(all->now[t]) && place > 0)
            all->spans[first][t + 1][place - 1] += share;
    }
}

static void walk(struct sequences *all, uint32_t token, double score)
{
    if (token == all->tokens) {
        if (!ends(all->now[token - 1]))
            return;
        all->sum += exp(score);
        count_spans(all, exp(score));
        if (score > all->best_score) {
            all->best_score = score;
            memcpy(all->best, all->now, sizeof all->best);
        }
        return;
    }
    for (size_t i = 0; i < LABELS; i++) {
        uint32_t label = labels[i];

        if (token == 0 ? !begins(label) : !may_follow(all->now[token - 1], label))
            continue;
        all->now[token] = label;
        walk(all, token + 1,
             score + (double)all->rows[(size_t)token * NETWORK_SCORES + label] +
                 (token == 0 ? (double)all->table->starts[label]
                             : step(all->table, all->now[token - 1], label)));
    }
}

/* The label of a token of an entity by where it stands in it. */
static uint32_t label_in(uint32_t token, uint32_t tokens, uint32_t place)
{
    enum label_group group = GROUP_INSIDE;

    if (tokens == 1)
        group = GROUP_SINGLE;
    else if (token == 0)
        group = GROUP_BEGIN;
    else if (token + 1 == tokens)
        group = GROUP_END;
    return (uint32_t)group * LABEL_GROUP + place;
}

static void check_decoding(const struct label_table *table, const float *rows, uint32_t tokens)
{
    struct sequences all = {
        .table = table, .rows = rows, .tokens = tokens, .best_score = -INFINITY};
    struct decoder decoder;
    struct decoded_span spans[LONGEST];
    float room[LONGEST * 128];
    uint32_t covered[LONGEST] = {0};

    assert_true(by_decoder_room(tokens) <= COUNT(room));
    walk(&all, 0, 0.0);
    by_decoder_init(&decoder, by_kernels_best(), table, TYPES);
    uint32_t count = by_decode(&decoder, rows, NETWORK_SCORES, tokens, room, spans);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = spans[i].first, last = spans[i].last, place = spans[i].type + 1;
        double expected = all.spans[first][last][spans[i].type] / all.sum;

        assert_true(fabs((double)spans[i].score - expected) < 1e-3);
        for (uint32_t t = first; t < last; t++)
            covered[t] = label_in(t - first, last - first, place);
    }
    assert_memory_equal(covered, all.best, tokens * sizeof covered[0]);
}

static void the_best_of_all_sequences_is_found(void **state)
{
    uint32_t seed = 3;

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct label_table table;
        float rows[LONGEST * NETWORK_SCORES];

        draw_table(&table, TYPES, &seed);
        draw_floats(rows, COUNT(rows), 3.0f, &seed);
        check_decoding(&table, rows, 1 + (uint32_t)round % LONGEST);
    }
}

/* What scores cannot say must not lead out of the tables. */
static void senseless_scores_give_spans_within_the_sentence(void **state)
{
    static const float senseless[] = {NAN, INFINITY, -INFINITY, -1e38f, 1e38f, 0.0f};
    struct label_table table;
    struct decoder decoder;
    float rows[LONGEST * NETWORK_SCORES], room[LONGEST * 128];
    struct decoded_span spans[LONGEST];
    uint32_t seed = 5;

    (void)state;
    draw_table(&table, TYPES, &seed);
    by_decoder_init(&decoder, by_kernels_best(), &table, TYPES);
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < COUNT(rows); i++)
            rows[i] = senseless[draw(&seed) % COUNT(senseless)];
        uint32_t count = by_decode(&decoder, rows, NETWORK_SCORES, LONGEST, room, spans);
        assert_in_range(count, 0, LONGEST);
        for (uint32_t i = 0; i < count; i++) {
            assert_true(spans[i].first < spans[i].last && spans[i].last <= LONGEST);
            assert_in_range(spans[i].type, 0, TYPES - 1);
        }
    }
}

/* ---- Tagging ---- */

struct fixture {
    unsigned char *bytes;
    struct model_file file;
    struct network *networks[KERNEL_VERSIONS];
    struct network *network; /* the best */
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    size_t size;

    if (fixture == NULL)
        return 1;
    *state = fixture;
    fixture->bytes = small_model(&size);
    if (by_model_file_use(fixture->bytes, size, "small", true, &fixture->file, NULL) != BYLINE_OK)
        return 1;
    for (unsigned i = KERNEL_VERSIONS; i-- > 0;) {
        const struct kernels *kernels = by_kernels_version((enum kernel_version)i);

        if (kernels == NULL)
            continue;
        if (by_network_make(&fixture->file, kernels, &by_default_allocator, &fixture->networks[i],
                            NULL) != BYLINE_OK)
            return 1;
        fixture->network = fixture->networks[i];
    }
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    for (unsigned i = 0; i < KERNEL_VERSIONS; i++)
        by_network_close(fixture->networks[i]);
    free(fixture->bytes);
    free(fixture);
    return 0;
}

/* Runs all stages; the spans are the caller's. */
static byline_status tag(const struct network *network, const byline_allocator *allocator,
                         const char *text, size_t length, struct vector *spans, uint32_t *tokens)
{
    struct analysis analysis = {.arena.allocator = *allocator};
    byline_status status = stages_run(&analysis, text, length);

    *spans = (struct vector){.item_size = sizeof(struct network_span)};
    if (status == BYLINE_OK)
        status = by_network_tag(network, &analysis, &analysis.arena, spans);
    *tokens = by_token_count(&analysis.tokens);
    stages_close(&analysis);
    return status;
}

static const char article[] =
    "Hanoi (MNA) - Minister of Defence Sen. Lt. Gen. Tran Van Minh said on May 24 that 1,999 "
    "people had come.\n\nMINISTER TRAN VAN MINH VISITS TVER\n\nThe minister, he said, is in Tver. "
    "\"Yes!\" Émile Zola wrote to the Ministry of Agriculture and Rural Development; nobody "
    "answered. Minh thanked them.\n";

static void assert_sound(const struct vector *spans, uint32_t tokens)
{
    const struct network_span *span = spans->items;

    for (size_t i = 0; i < spans->count; i++) {
        assert_true(span[i].first < span[i].last && span[i].last <= tokens);
        assert_true(span[i].score >= 0.0f && span[i].score <= 1.0f);
        assert_int_equal(span[i].layer, span[i].type == BYLINE_RANK);
        assert_true(span[i].type == BYLINE_PERSON || span[i].type == BYLINE_ORGANISATION ||
                    span[i].type == BYLINE_PLACE || span[i].type == BYLINE_RANK);
        if (i > 0 && span[i].layer == span[i - 1].layer)
            assert_true(span[i - 1].last <= span[i].first || tokens > 2048);
    }
}

static void every_version_finds_the_same(void **state)
{
    struct fixture *fixture = *state;
    struct vector expected, spans;
    uint32_t tokens;

    assert_int_equal(tag(fixture->networks[KERNELS_GENERIC], &by_default_allocator, article,
                         strlen(article), &expected, &tokens),
                     BYLINE_OK);
    assert_true(expected.count > 0);
    assert_sound(&expected, tokens);
    for (unsigned i = 0; i < KERNELS_GENERIC; i++) {
        if (fixture->networks[i] == NULL)
            continue;
        assert_int_equal(tag(fixture->networks[i], &by_default_allocator, article, strlen(article),
                             &spans, &tokens),
                         BYLINE_OK);
        assert_int_equal(spans.count, expected.count);
        for (size_t j = 0; j < spans.count; j++) {
            const struct network_span *a = (struct network_span *)spans.items + j;
            const struct network_span *b = (struct network_span *)expected.items + j;

            assert_true(a->first == b->first && a->last == b->last && a->type == b->type);
            assert_memory_equal(&a->score, &b->score, sizeof a->score);
        }
        by_vector_free(&spans, &by_default_allocator);
    }
    by_vector_free(&expected, &by_default_allocator);
}

static void long_texts_are_read_in_parts(void **state)
{
    struct fixture *fixture = *state;
    const char *const units[] = {article, "Tran Van Minh went to the ", "a"};
    char *text = malloc(100000);
    struct vector spans;
    uint32_t tokens;

    assert_non_null(text);
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t length = 0, unit = strlen(units[i]);

        while (length + unit + 1 < 100000) {
            memcpy(text + length, units[i], unit);
            length += unit;
        }
        assert_int_equal(
            tag(fixture->network, &by_default_allocator, text, length, &spans, &tokens), BYLINE_OK);
        assert_sound(&spans, tokens);
        by_vector_free(&spans, &by_default_allocator);
    }
    free(text);
}

static void short_texts_are_tagged(void **state)
{
    struct fixture *fixture = *state;
    struct vector spans;
    uint32_t tokens;

    for (size_t length = 0; length < 60; length++) {
        assert_int_equal(
            tag(fixture->network, &by_default_allocator, article, length, &spans, &tokens),
            BYLINE_OK);
        assert_sound(&spans, tokens);
        by_vector_free(&spans, &by_default_allocator);
    }
}

static void every_allocation_may_fail(void **state)
{
    struct fixture *fixture = *state;
    byline_status status = BYLINE_ERROR_MEMORY;

    for (size_t call = 1; status != BYLINE_OK; call++) {
        struct counting counting = {.fail_call = call};
        byline_allocator allocator = counting_allocator(&counting);
        struct vector spans;
        uint32_t tokens;

        assert_true(call < 1000);
        status = tag(fixture->network, &allocator, article, strlen(article), &spans, &tokens);
        assert_true(status == BYLINE_OK || status == BYLINE_ERROR_MEMORY);
        by_vector_free(&spans, &allocator);
        assert_int_equal(counting.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_of_all_sequences_is_found),
        cmocka_unit_test(senseless_scores_give_spans_within_the_sentence),
        cmocka_unit_test_setup_teardown(every_version_finds_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_texts_are_read_in_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_texts_are_tagged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_allocation_may_fail, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
