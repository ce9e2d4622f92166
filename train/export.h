/* SPDX-License-Identifier: MIT */
/* export.h - from a checkpoint to the model file that the library reads. */
#ifndef BYLINE_TRAIN_EXPORT_H
#define BYLINE_TRAIN_EXPORT_H

#include "checkpoint.h"

/*
 * Writes the best weights of a checkpoint in whole numbers of 8 bits, and the vectors of all words,
 * quantised too. The same input gives the same file. Complains, and returns false, where something
 * cannot be written.
 */
bool export_model(const struct checkpoint *checkpoint, const struct vectors *vectors,
                  const char *path);

#endif
