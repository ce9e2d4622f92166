/* SPDX-License-Identifier: MIT */
/* checkpoint.h - the state of a training run, in memory and in a file. */
#ifndef BYLINE_TRAIN_CHECKPOINT_H
#define BYLINE_TRAIN_CHECKPOINT_H

#include "network.h"

struct checkpoint {
    struct layer layers[LAYER_COUNT];
    struct network_shape shape;
    uint64_t step;
    uint32_t epoch; /* epochs done */
    uint32_t best_epoch;
    double best_score;
    /* Arrays of the network's weights. */
    float *weights;
    float *mean, *square; /* AdamW's moments */
    float *average;       /* the exponential average of the weights, which tags best */
    float *best;          /* that average after the best epoch */
};

/* Takes memory for the arrays, zeroed. */
void checkpoint_take(struct checkpoint *checkpoint, size_t weight_count);

/*
 * Writes a file in the machine's own byte order, such that there is always a whole one. Complains,
 * and returns false, when that fails.
 */
bool checkpoint_write(const struct checkpoint *checkpoint, const char *path);

/* Reads one. Complains, and returns false, when that fails. */
bool checkpoint_read(struct checkpoint *checkpoint, const char *path);

void checkpoint_free(struct checkpoint *checkpoint);

#endif
