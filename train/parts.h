/* SPDX-License-Identifier: MIT */
/* parts.h - long samples in parts, so that a batch is of even size. */
#ifndef BYLINE_TRAIN_PARTS_H
#define BYLINE_TRAIN_PARTS_H

#include "samples.h"

/*
 * Cuts samples into parts of at most `longest` tokens, at ends of sentences. A sentence that is
 * longer stays whole.
 */
void samples_split(struct samples *samples, size_t longest);

#endif
