/* SPDX-License-Identifier: MIT */
/* model.h - what byline_model holds, for the pipeline. */
#ifndef BYLINE_LIB_MODEL_H
#define BYLINE_LIB_MODEL_H

#include "dates.h"
#include "network/network.h"

/* The allocator that the model was opened with. */
const byline_allocator *by_model_allocator(const byline_model *model);

/* The compiled patterns of dates. */
const struct date_patterns *by_model_date_patterns(const byline_model *model);

/* The network that tags names and ranks; NULL where rules do. */
const struct network *by_model_network(const byline_model *model);

#endif
