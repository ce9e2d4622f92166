/* SPDX-License-Identifier: MIT */
#include "crf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "storage.h"

void crf_prepare(struct crf *crf, const struct layer *layer, const float *transitions,
                 const float *starts)
{
    uint32_t n = layer_labels(layer);
    crf->labels = n;
    crf->transitions = transitions;
    crf->starts = starts;
    for (uint32_t i = 0; i < n; i++) {
        crf->begin[i] = label_may_begin(i) ? exp((double)starts[i]) : 0.0;
        crf->end[i] = label_may_end(i) ? 1.0 : 0.0;
        for (uint32_t j = 0; j < n; j++) {
            double step = label_may_follow(i, j) ? exp((double)transitions[i * n + j]) : 0.0;
            crf->follow[i * n + j] = step;
            crf->precede[j * n + i] = step;
        }
    }
}

static void make_room(struct crf_space *space, size_t count)
{
    if (count <= space->capacity)
        return;
    free(space->values);
    space->values = storage_take(count, sizeof(*space->values));
    space->capacity = count;
}

void crf_space_free(struct crf_space *space)
{
    free(space->values);
    *space = (struct crf_space){0};
}

/* ---- Sums ---------------------------------------------------------------- */

/* The tables of one sum: a row of labels for each token. */
struct lattice {
    double *local;    /* e to the emission, less the greatest; 0 outside the token's set */
    double *forward;  /* scaled to a sum of 1 */
    double *backward; /* scaled by the same factors */
    double *scale;    /* one for each token */
};

static struct lattice lattice_in(struct crf_space *space, size_t tokens, size_t labels)
{
    make_room(space, tokens * (3 * labels + 1));
    double *values = space->values;
    return (struct lattice){values, values + tokens * labels, values + 2 * tokens * labels,
                            values + 3 * tokens * labels};
}

/* Returns the greatest emission, which the local values are relative to. */
static double fill_local(double *local, const float *emissions, uint64_t set, uint32_t labels)
{
    float greatest = -INFINITY;
    for (uint32_t j = 0; j < labels; j++) {
        if ((set >> j & 1u) != 0 && emissions[j] > greatest)
            greatest = emissions[j];
    }
    for (uint32_t j = 0; j < labels; j++)
        local[j] = (set >> j & 1u) != 0 ? exp((double)(emissions[j] - greatest)) : 0.0;
    return (double)greatest;
}

/* to[j] = the sum over i of from[i] table[i][j] */
static void step_through(double *restrict to, const double *restrict from,
                         const double *restrict table, uint32_t labels)
{
    memset(to, 0, labels * sizeof(*to));
    for (uint32_t i = 0; i < labels; i++) {
        double factor = from[i];
        if (factor == 0.0)
            continue;
        const double *row = table + (size_t)i * labels;
        for (uint32_t j = 0; j < labels; j++)
            to[j] += factor * row[j];
    }
}

/* Multiplies by `by`, then scales to a sum of 1. Returns the sum. */
static double scale_row(double *restrict row, const double *restrict by, uint32_t labels)
{
    double sum = 0.0;
    for (uint32_t j = 0; j < labels; j++) {
        row[j] *= by[j];
        sum += row[j];
    }
    if (sum > 0.0) {
        for (uint32_t j = 0; j < labels; j++)
            row[j] /= sum;
    }
    return sum;
}

/* Returns the logarithm of the sum, or -INFINITY. */
static double go_forward(const struct crf *crf, const struct crf_sentence *sentence,
                         const uint64_t *sets, struct lattice *lattice)
{
    uint32_t n = crf->labels;
    double total = 0.0;
    for (uint32_t t = 0; t < sentence->tokens; t++) {
        double *local = lattice->local + (size_t)t * n, *row = lattice->forward + (size_t)t * n;
        total += fill_local(local, sentence->emissions + t * sentence->down,
                            sets == NULL ? UINT64_MAX : sets[t], n);
        if (t == 0)
            memcpy(row, crf->begin, n * sizeof(*row));
        else
            step_through(row, row - n, crf->follow, n);
        if (t + 1 == sentence->tokens) {
            for (uint32_t j = 0; j < n; j++)
                row[j] *= crf->end[j];
        }
        lattice->scale[t] = scale_row(row, local, n);
        if (!(lattice->scale[t] > 0.0))
            return -INFINITY;
        total += log(lattice->scale[t]);
    }
    return total;
}

static void go_backward(const struct crf *crf, uint32_t tokens, struct lattice *lattice)
{
    uint32_t n = crf->labels;
    double ahead[LAYER_LABELS];
    double *last = lattice->backward + (size_t)(tokens - 1) * n;
    for (uint32_t j = 0; j < n; j++)
        last[j] = 1.0;
    for (uint32_t t = tokens - 1; t > 0; t--) {
        const double *local = lattice->local + (size_t)t * n;
        const double *next = lattice->backward + (size_t)t * n;
        for (uint32_t j = 0; j < n; j++)
            ahead[j] =
                local[j] * next[j] * (t + 1 == tokens ? crf->end[j] : 1.0) / lattice->scale[t];
        step_through(lattice->backward + (size_t)(t - 1) * n, ahead, crf->precede, n);
        /* Kept for the expected transitions. */
        memcpy(lattice->local + (size_t)t * n, ahead, n * sizeof(*ahead));
    }
}

/* After go_backward(), which leaves what follows a transition in `local`. */
static void add_expected(const struct crf *crf, const struct crf_sentence *sentence, double weight,
                         const struct lattice *lattice, const struct crf_slopes *slopes)
{
    uint32_t n = crf->labels;
    double pairs[LAYER_LABELS * LAYER_LABELS];
    memset(pairs, 0, (size_t)n * n * sizeof(*pairs));
    for (uint32_t t = 0; t < sentence->tokens; t++) {
        const double *forward = lattice->forward + (size_t)t * n;
        const double *backward = lattice->backward + (size_t)t * n;
        float *emissions = slopes->emissions + t * sentence->down;
        for (uint32_t j = 0; j < n; j++)
            emissions[j] += (float)(weight * forward[j] * backward[j]);
        if (t == 0)
            continue;
        const double *before = forward - n, *ahead = lattice->local + (size_t)t * n;
        for (uint32_t i = 0; i < n; i++) {
            double factor = before[i];
            if (factor == 0.0)
                continue;
            double *row = pairs + (size_t)i * n;
            for (uint32_t j = 0; j < n; j++)
                row[j] += factor * ahead[j];
        }
    }
    for (size_t i = 0; i < (size_t)n * n; i++)
        slopes->transitions[i] += (float)(weight * pairs[i] * crf->follow[i]);
    for (uint32_t j = 0; j < n; j++)
        slopes->starts[j] += (float)(weight * lattice->forward[j] * lattice->backward[j]);
}

double crf_log_sum(const struct crf *crf, const struct crf_sentence *sentence, const uint64_t *sets,
                   double weight, const struct crf_slopes *slopes, struct crf_space *space)
{
    struct lattice lattice = lattice_in(space, sentence->tokens, crf->labels);
    double total = go_forward(crf, sentence, sets, &lattice);
    if (slopes == NULL || total == -INFINITY)
        return total;
    go_backward(crf, sentence->tokens, &lattice);
    add_expected(crf, sentence, weight, &lattice, slopes);
    return total;
}

/* ---- The best sequence --------------------------------------------------- */

/* The best label before `label`, given the scores of all. */
static uint32_t best_before(const struct crf *crf, const float *scores, uint32_t label)
{
    uint32_t best = UINT32_MAX;
    float best_score = -INFINITY;
    for (uint32_t i = 0; i < crf->labels; i++) {
        float score = scores[i] + crf->transitions[i * crf->labels + label];
        if (label_may_follow(i, label) && score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

float crf_best(const struct crf *crf, const struct crf_sentence *sentence, uint8_t *labels,
               struct crf_space *space)
{
    uint32_t n = crf->labels;
    float scores[LAYER_LABELS] = {0}, next[LAYER_LABELS];
    make_room(space, (size_t)sentence->tokens * n / sizeof(double) + 1);
    uint8_t *before = (uint8_t *)space->values;
    for (uint32_t j = 0; j < n; j++)
        scores[j] = label_may_begin(j) ? sentence->emissions[j] + crf->starts[j] : -INFINITY;
    for (uint32_t t = 1; t < sentence->tokens; t++) {
        const float *emissions = sentence->emissions + t * sentence->down;
        for (uint32_t j = 0; j < n; j++) {
            uint32_t i = best_before(crf, scores, j);
            before[(size_t)t * n + j] = (uint8_t)i;
            next[j] = i == UINT32_MAX ? -INFINITY
                                      : scores[i] + crf->transitions[i * n + j] + emissions[j];
        }
        memcpy(scores, next, n * sizeof(*scores));
    }
    uint32_t best = LABEL_OUTSIDE;
    for (uint32_t j = 1; j < n; j++) {
        if (label_may_end(j) && scores[j] > scores[best])
            best = j;
    }
    float score = scores[best];
    for (uint32_t t = sentence->tokens; t-- > 0;) {
        labels[t] = (uint8_t)best;
        if (t > 0)
            best = before[(size_t)t * n + best];
    }
    return score;
}
