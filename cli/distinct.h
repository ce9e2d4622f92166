/* SPDX-License-Identifier: MIT */
/* distinct.h - a set of strings, which stays fast however many they are. */
#ifndef BYLINE_CLI_DISTINCT_H
#define BYLINE_CLI_DISTINCT_H

#include <stdbool.h>

#include "buffer.h"

struct distinct;

/* NULL without memory. */
struct distinct *distinct_new(void);

/* Adds a string of UTF-8, and returns whether it is new. Without memory the buffer is `failed`. */
bool distinct_add(struct distinct *set, const char *string, struct buffer *buffer);

void distinct_free(struct distinct *set);

#endif
