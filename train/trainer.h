/* SPDX-License-Identifier: MIT */
/* trainer.h - training: epochs, batches, threads, and when to stop. */
#ifndef BYLINE_TRAIN_TRAINER_H
#define BYLINE_TRAIN_TRAINER_H

#include "checkpoint.h"
#include "scores.h"

#define TRAINER_THREADS 64u

struct trainer_options {
    struct dropout dropout;
    float rate;          /* the learning rate: it rises over the first steps, then falls to 0 */
    float weight_decay;  /* of AdamW */
    float longest_slope; /* the gradient is cut down to this length */
    float average_keep;  /* of the exponential average */
    float upper, lower;  /* shares of the samples that are read in capitals, in lower case */
    uint32_t epochs;
    uint32_t patience; /* epochs without a better score after which to stop; 0 for no end */
    uint32_t batch;    /* samples */
    uint32_t threads;
    uint64_t seed;
    const char *path; /* of the checkpoint, written after each epoch; NULL for none */
};

/* Samples to measure on. */
struct measure {
    const char *name;
    struct samples samples;
    bool decides; /* which epoch is the best */
};

/*
 * Trains from the checkpoint on, and prints progress on standard error and scores on standard
 * output. Returns false when the checkpoint cannot be written.
 */
bool trainer_run(struct checkpoint *checkpoint, const struct network *network,
                 const struct vectors *vectors, const struct samples *samples,
                 const struct measure *measures, size_t measure_count,
                 const struct trainer_options *options);

/* Tags samples with given weights. */
struct scores trainer_measure(const struct network *network, const float *weights,
                              const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                              const struct samples *samples, uint32_t threads);

#endif
