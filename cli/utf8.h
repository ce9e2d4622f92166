/* SPDX-License-Identifier: MIT */
/* utf8.h - UTF-8 one code point at a time. */
#ifndef BYLINE_CLI_UTF8_H
#define BYLINE_CLI_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

/*
 * Decodes the code point at the start of bytes and returns its length, 1 to 4; returns 0 where the
 * bytes there are not UTF-8 (RFC 3629), or there are none.
 */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *codepoint);

/* How many of the bytes, from the first, are UTF-8: all of them, or up to the first bad one. */
size_t utf8_valid(const char *bytes, size_t length);

/* Appends bytes to a buffer, with U+FFFD for each that is not UTF-8. */
void utf8_append_repaired(struct buffer *buffer, const char *bytes, size_t length);

/* How many bytes of white space (Unicode's White_Space) stand at the start of bytes. */
size_t utf8_space(const char *bytes, size_t length);

#endif
