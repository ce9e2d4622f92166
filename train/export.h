/* SPDX-License-Identifier: MIT */
/* export.h - from a checkpoint to the model file that the library reads. */
#ifndef BYLINE_TRAIN_EXPORT_H
#define BYLINE_TRAIN_EXPORT_H

#include "checkpoint.h"

/*
 * Whether a model file can hold a network like a checkpoint's, and the vectors. Complains, and says
 * what is in the way, where it cannot: before a run, rather than after it.
 */
bool export_is_possible(const struct checkpoint *checkpoint, const struct vectors *vectors);

/*
 * Writes the best weights of a checkpoint in whole numbers of 8 bits, and the vectors of all words,
 * quantised too. The same input gives the same file, which is there whole or not at all. Complains,
 * and returns false, where it cannot be written.
 */
bool export_model(const struct checkpoint *checkpoint, const struct vectors *vectors,
                  const char *path);

#endif
