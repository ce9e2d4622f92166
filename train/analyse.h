/* SPDX-License-Identifier: MIT */
/* analyse.h - a sample through the library's stages, up to the taggers. */
#ifndef BYLINE_TRAIN_ANALYSE_H
#define BYLINE_TRAIN_ANALYSE_H

#include "mentions.h"
#include "samples.h"

/* How a text is written: as it is, or all in one case. */
enum casing { CASING_KEPT, CASING_UPPER, CASING_LOWER };

/* Offsets are those of the sample whatever the casing. */
void analyse_sample(struct analysis *analysis, const struct sample *sample, enum casing casing);

void analysis_free(struct analysis *analysis);

/* Complains and ends the program where a stage has failed: there is no memory, or no UTF-8. */
void insist(bool done);

#endif
