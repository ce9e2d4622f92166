/* SPDX-License-Identifier: MIT */
/*
 * linear.h - the weights of a network as a model file holds them, both ways.
 *
 * A model's linear layers are of whole numbers of 8 bits. Which of the network's columns goes to
 * which place, and what a unit of an input is worth, is known here.
 */
#ifndef BYLINE_TRAIN_LINEAR_H
#define BYLINE_TRAIN_LINEAR_H

#include "network.h"
#include "network/model_file.h"

#define LINEAR_COUNT (5u + NETWORK_BLOCKS)
#define LINEAR_NO_BIAS SIZE_MAX
#define LINEAR_EMPTY SIZE_MAX /* the column of a place that has none */

struct linear {
    const struct matrix_layout *layout;
    size_t weights; /* the slice, a row for each input */
    size_t bias;    /* the slice, or LINEAR_NO_BIAS */
    size_t columns; /* of the slice */
    size_t gates;   /* the first column of those in units of GATE_UNIT; 0 for none */
    size_t (*column_at)(const struct network *network, size_t place);
    const float *units; /* what a unit of each input is worth, over and over; NULL for 1 */
    size_t unit_count;
};

/* The first two of the list, whose units are not known here. */
enum linear_index { LINEAR_WORDS, LINEAR_AFFIXES };

/* Lists the linear layers. Returns how many there are. */
size_t linear_list(const struct network *network, const struct model_layout *layout,
                   struct linear linears[LINEAR_COUNT]);

void linear_write(const struct linear *linear, const struct network *network, const float *weights,
                  unsigned char *bytes);
void linear_read(const struct linear *linear, const struct network *network, float *weights,
                 const unsigned char *bytes);

/* What is kept as it is. */
struct verbatim {
    size_t slice, offset, count;
};

#define VERBATIM_COUNT (1u + 4u * NETWORK_BLOCKS)

size_t verbatim_list(const struct network *network, const struct model_layout *layout,
                     struct verbatim verbatims[VERBATIM_COUNT]);

/* Places of a layer's label scores in the table: at the start, and of one label after another. */
float *label_start_in(struct label_table *table, uint32_t label);
float *label_follow_in(struct label_table *table, uint32_t before, uint32_t after);

#endif
