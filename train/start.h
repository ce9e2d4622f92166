/* SPDX-License-Identifier: MIT */
/* start.h - the weights of a model as those that training begins with. */
#ifndef BYLINE_TRAIN_START_H
#define BYLINE_TRAIN_START_H

#include "network.h"
#include "network/model_file.h"

/*
 * Opens the model in a file, or the one in the library where path is empty, and gives a network its
 * shape but for what word vectors and labels decide. Complains, and returns false, when that fails.
 */
bool start_open(const char *path, struct model_file *file, struct network_shape *shape);

/*
 * Puts the model's weights in the place of those that a network would begin with. Labels have their
 * scores from those of the same type, where there are any. Complains, and returns false, where the
 * model was made with other word vectors.
 */
bool start_take(const struct model_file *file, const struct network *network,
                const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                float *weights);

#endif
