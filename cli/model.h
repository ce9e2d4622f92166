/* SPDX-License-Identifier: MIT */
/* model.h - the model that --model names. */
#ifndef BYLINE_CLI_MODEL_H
#define BYLINE_CLI_MODEL_H

#include <byline/byline.h>

/*
 * Opens a model: a file, or where name is NULL the one that is built in, or where it is "rules" the
 * rules alone (a file of that name is `./rules`). Complains, and returns NULL, where it cannot.
 */
byline_model *model_open(const char *name);

#endif
