/* SPDX-License-Identifier: MIT */
/*
 * crf.h - a linear-chain conditional random field (Lafferty et al. 2001) over a layer's labels.
 *
 * Sums over label sequences are taken over probabilities that are scaled at each token (Rabiner
 * 1989), in double precision: the logarithm of a sum is exact to rounding, and costs no logarithm
 * for each transition. What constraints forbid has probability 0.
 */
#ifndef BYLINE_TRAIN_CRF_H
#define BYLINE_TRAIN_CRF_H

#include "labels.h"

/* Transitions in the form that sums are taken with. */
struct crf {
    uint32_t labels;
    const float *transitions;                    /* labels by labels: from, to */
    const float *starts;                         /* labels */
    double follow[LAYER_LABELS * LAYER_LABELS];  /* from, to: e to the transition, or 0 */
    double precede[LAYER_LABELS * LAYER_LABELS]; /* to, from: the same */
    double begin[LAYER_LABELS];
    double end[LAYER_LABELS]; /* 1 or 0 */
};

/* Where the gradient goes. */
struct crf_slopes {
    float *emissions;   /* as the emissions */
    float *transitions; /* labels by labels */
    float *starts;      /* labels */
};

/* A sentence: the scores of each token's labels, `down` apart from token to token. */
struct crf_sentence {
    const float *emissions;
    size_t down;
    uint32_t tokens;
};

/* What sums over a sentence are worked out in; grows to the longest. Zero-initialise. */
struct crf_space {
    double *values;
    size_t capacity; /* of values */
};

void crf_prepare(struct crf *crf, const struct layer *layer, const float *transitions,
                 const float *starts);

/*
 * The logarithm of the sum of e to the score over all label sequences, or, where `sets` is given,
 * over those whose label at each token is in that token's set. Adds `weight` times its gradient to
 * `slopes` unless that is NULL: the gradient of an emission is the label's marginal probability.
 * Returns -INFINITY, and adds nothing, when no sequence is allowed.
 */
double crf_log_sum(const struct crf *crf, const struct crf_sentence *sentence, const uint64_t *sets,
                   double weight, const struct crf_slopes *slopes, struct crf_space *space);

/* The best sequence of labels (Viterbi 1967). Returns its score. */
float crf_best(const struct crf *crf, const struct crf_sentence *sentence, uint8_t *labels,
               struct crf_space *space);

void crf_space_free(struct crf_space *space);

#endif
