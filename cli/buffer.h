/* SPDX-License-Identifier: MIT */
/*
 * buffer.h - bytes that grow at their end: a text that is read, a document that is written.
 *
 * Zero-initialise. When there is no memory `failed` is set and stays so, and what is appended from
 * then on is dropped: a writer checks once, when it is done.
 */
#ifndef BYLINE_CLI_BUFFER_H
#define BYLINE_CLI_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed;
};

/* Makes room for `more` bytes after the last and returns where they go, or NULL. */
char *buffer_reserve(struct buffer *buffer, size_t more);

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);

void buffer_append_string(struct buffer *buffer, const char *string);

/* Empties a buffer and forgets that it failed; the memory is kept for what comes next. */
void buffer_clear(struct buffer *buffer);

void buffer_free(struct buffer *buffer);

#endif
