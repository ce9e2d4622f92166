/* SPDX-License-Identifier: MIT */
/* The conditional random field against sums over all label sequences, one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crf.h"
#include "random.h"

#define TOKENS 5u
#define LABELS 9u /* of two types */
#define DOWN 12u  /* scores of other layers stand between */

struct chain {
    struct crf crf;
    struct crf_space space;
    float transitions[LABELS * LABELS], starts[LABELS], emissions[TOKENS * DOWN];
    uint64_t sets[TOKENS];
};

static const struct layer layer = {.type_count = 2};

static void fill(float *values, size_t count, float spread, struct random *random)
{
    for (size_t i = 0; i < count; i++)
        values[i] = spread * random_normal(random);
}

/* Sets that allow the sequence O B E O O, and more at some tokens. */
static void fill_sets(struct chain *chain, struct random *random)
{
    const uint8_t labels[TOKENS] = {LABEL_OUTSIDE, label_of(1, POSITION_BEGIN),
                                    label_of(1, POSITION_END), LABEL_OUTSIDE, LABEL_OUTSIDE};

    for (size_t t = 0; t < TOKENS; t++)
        chain->sets[t] = UINT64_C(1) << labels[t] |
                         (random_next(random) & random_next(random) >> 1 & label_set_all(&layer));
}

static struct crf_sentence sentence_of(const struct chain *chain)
{
    return (struct crf_sentence){chain->emissions, DOWN, TOKENS};
}

static void draw(struct chain *chain, uint64_t seed, float spread)
{
    struct random random = {seed};

    *chain = (struct chain){.space = {0}};
    fill(chain->transitions, (size_t)LABELS * LABELS, 1.0f, &random);
    fill(chain->starts, LABELS, 1.0f, &random);
    fill(chain->emissions, (size_t)TOKENS * DOWN, spread, &random);
    fill_sets(chain, &random);
    crf_prepare(&chain->crf, &layer, chain->transitions, chain->starts);
}

/* The score of a sequence, or -INFINITY where it is not allowed. */
static double score_of(const struct chain *chain, const uint8_t *labels, const uint64_t *sets)
{
    double score = (double)chain->starts[labels[0]];

    if (!label_may_begin(labels[0]) || !label_may_end(labels[TOKENS - 1]))
        return -INFINITY;
    for (size_t t = 0; t < TOKENS; t++) {
        if (sets != NULL && (sets[t] >> labels[t] & 1u) == 0)
            return -INFINITY;
        score += (double)chain->emissions[t * DOWN + labels[t]];
        if (t == 0)
            continue;
        if (!label_may_follow(labels[t - 1], labels[t]))
            return -INFINITY;
        score += (double)chain->transitions[labels[t - 1] * LABELS + labels[t]];
    }
    return score;
}

/* Returns the logarithm of the sum over all sequences, and finds the best. */
static double go_through_all(const struct chain *chain, const uint64_t *sets, uint8_t *best,
                             double *best_score)
{
    uint8_t labels[TOKENS] = {0};
    double sum = 0.0, greatest = -INFINITY;

    for (int round = 0; round < 2; round++) {
        size_t t = 0;

        while (t < TOKENS) {
            double score = score_of(chain, labels, sets);

            if (round == 0 && score > greatest) {
                greatest = score;
                memcpy(best, labels, sizeof(labels));
            } else if (round == 1) {
                sum += exp(score - greatest);
            }
            for (t = 0; t < TOKENS && ++labels[t] == LABELS; t++)
                labels[t] = 0;
        }
    }
    *best_score = greatest;
    return greatest + log(sum);
}

static void sums_are_those_over_all_sequences(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct chain chain;
        uint8_t best[TOKENS], found[TOKENS];
        double best_score;

        draw(&chain, seed, 2.0f);
        struct crf_sentence sentence = sentence_of(&chain);
        double partly = go_through_all(&chain, chain.sets, best, &best_score);
        double all = go_through_all(&chain, NULL, best, &best_score);
        assert_float_equal(crf_log_sum(&chain.crf, &sentence, NULL, 1.0, NULL, &chain.space), all,
                           1e-5);
        assert_float_equal(crf_log_sum(&chain.crf, &sentence, chain.sets, 1.0, NULL, &chain.space),
                           partly, 1e-5);
        assert_float_equal(crf_best(&chain.crf, &sentence, found, &chain.space), best_score, 1e-4);
        assert_memory_equal(found, best, sizeof(best));
        crf_space_free(&chain.space);
    }
}

/* The loss, and its gradient where asked for. */
static double loss_of(struct chain *chain, const struct crf_slopes *slopes)
{
    struct crf_sentence sentence = sentence_of(chain);

    crf_prepare(&chain->crf, &layer, chain->transitions, chain->starts);
    return crf_log_sum(&chain->crf, &sentence, NULL, 1.0, slopes, &chain->space) -
           crf_log_sum(&chain->crf, &sentence, chain->sets, -1.0, slopes, &chain->space);
}

static void assert_slopes(struct chain *chain, float *values, const float *slopes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const float step = 1.0f / 256;
        float value = values[i];

        values[i] = value + step;
        double above = loss_of(chain, NULL);
        values[i] = value - step;
        double below = loss_of(chain, NULL);
        values[i] = value;
        assert_true(fabs((double)slopes[i] - (above - below) / (2.0 * (double)step)) < 1e-4);
    }
}

static void gradients_are_what_differences_say(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct chain chain;
        float emissions[TOKENS * DOWN] = {0}, transitions[LABELS * LABELS] = {0};
        float starts[LABELS] = {0};
        const struct crf_slopes slopes = {emissions, transitions, starts};

        draw(&chain, seed, 2.0f);
        (void)loss_of(&chain, &slopes);
        assert_slopes(&chain, chain.emissions, emissions, (size_t)TOKENS * DOWN);
        assert_slopes(&chain, chain.transitions, transitions, (size_t)LABELS * LABELS);
        assert_slopes(&chain, chain.starts, starts, LABELS);
        crf_space_free(&chain.space);
    }
}

static void great_scores_do_no_harm(void **state)
{
    struct chain chain;
    uint8_t best[TOKENS];
    double best_score;

    (void)state;
    draw(&chain, 7, 300.0f);
    struct crf_sentence sentence = sentence_of(&chain);
    double all = go_through_all(&chain, NULL, best, &best_score);
    assert_float_equal(crf_log_sum(&chain.crf, &sentence, NULL, 1.0, NULL, &chain.space), all,
                       1e-3);
    crf_space_free(&chain.space);
}

static void no_sequence_is_no_gradient(void **state)
{
    struct chain chain;
    float emissions[TOKENS * DOWN] = {0}, transitions[LABELS * LABELS] = {0};
    float starts[LABELS] = {0};
    const struct crf_slopes slopes = {emissions, transitions, starts};

    (void)state;
    draw(&chain, 1, 1.0f);
    struct crf_sentence sentence = sentence_of(&chain);
    chain.sets[2] = UINT64_C(1) << label_of(0, POSITION_INSIDE);
    chain.sets[3] = UINT64_C(1) << LABEL_OUTSIDE;
    assert_true(crf_log_sum(&chain.crf, &sentence, chain.sets, 1.0, &slopes, &chain.space) <
                -1e300);
    for (size_t i = 0; i < (size_t)TOKENS * DOWN; i++)
        assert_true(emissions[i] == 0.0f);
    crf_space_free(&chain.space);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_over_all_sequences),
        cmocka_unit_test(gradients_are_what_differences_say),
        cmocka_unit_test(great_scores_do_no_harm),
        cmocka_unit_test(no_sequence_is_no_gradient),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
