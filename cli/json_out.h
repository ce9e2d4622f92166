/* SPDX-License-Identifier: MIT */
/* json_out.h - a tagged document to JSON. */
#ifndef BYLINE_CLI_JSON_OUT_H
#define BYLINE_CLI_JSON_OUT_H

#include <byline/byline.h>
#include <jansson.h>

#include "buffer.h"

/* How a document is laid out. */
enum json_layout {
    JSON_LAYOUT_LINES,  /* an entity a line, a chain a line */
    JSON_LAYOUT_COMPACT /* one line in all */
};

/*
 * Appends a document and a line break to a buffer, which is `failed` when there was no memory.
 * id is a string or an integer.
 */
void json_append_document(struct buffer *buffer, const byline_document *document, json_t *id,
                          byline_offsets offsets, enum json_layout layout);

/*
 * Returns a new JSON string. What is not UTF-8, which a file name may hold, becomes U+FFFD. NULL
 * without memory.
 */
json_t *json_string_of_name(const char *name);

#endif
