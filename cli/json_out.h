/* SPDX-License-Identifier: MIT */
/*
 * json_out.h - JSON, value by value, at the end of a buffer.
 *
 * A document is never a tree in memory: writing it takes a third of the time that building one does.
 * A buffer that finds no memory is `failed`, which its owner looks at once, when all is written.
 */
#ifndef BYLINE_CLI_JSON_OUT_H
#define BYLINE_CLI_JSON_OUT_H

#include <stdint.h>

#include "buffer.h"

/* Appends a string of UTF-8, which may hold U+0000, in quotes and escaped. */
void json_append_string(struct buffer *buffer, const char *bytes, size_t length);

void json_append_integer(struct buffer *buffer, uint64_t integer);

/* Appends a number from 0 to 1 with up to four digits that count. */
void json_append_score(struct buffer *buffer, double score);

#endif
