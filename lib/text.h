/* SPDX-License-Identifier: MIT */
/*
 * text.h - the text that all stages read: bytes that are known to be UTF-8.
 *
 * Valid input is used as it stands, without a copy. With BYLINE_INVALID_REPLACE each maximal
 * ill-formed subpart becomes U+FFFD in a copy, and by_text_source() maps offsets in that copy
 * back to the caller's bytes.
 */
#ifndef BYLINE_LIB_TEXT_H
#define BYLINE_LIB_TEXT_H

#include "memory.h"

/* From `at` in the text on, the source lies `delta` bytes away, up to the next shift. */
struct text_shift {
    uint32_t at;
    int64_t delta; /* source offset minus text offset */
};

struct text {
    const unsigned char *bytes; /* valid UTF-8; the caller's or the arena's */
    uint32_t length;            /* bytes */
    const struct text_shift *shifts;
    size_t shift_count; /* 0 where the bytes are the caller's */
};

/*
 * Validates (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF) and repairs
 * where asked. Fails with BYLINE_ERROR_UTF8 naming the first bad byte, BYLINE_ERROR_TOO_LARGE or
 * BYLINE_ERROR_MEMORY.
 */
byline_status by_text_open(struct text *text, const char *bytes, size_t length,
                           byline_invalid invalid, struct arena *arena, byline_error *error);

/* The offset in the caller's bytes of an offset in text->bytes. */
uint64_t by_text_source(const struct text *text, uint32_t offset);

/*
 * Decodes the code point that starts at `at` (which must be the start of one, below length) and
 * returns its length in bytes.
 */
uint32_t by_text_decode(const struct text *text, uint32_t at, int32_t *codepoint);

#endif
