/* SPDX-License-Identifier: MIT */
/*
 * unpack.h - gzip and Zstandard, told by their first bytes, which no UTF-8 text begins with.
 *
 * Each needs its library when byline is built; where it was not there the format is known all the
 * same, and refused by name.
 */
#ifndef BYLINE_CLI_UNPACK_H
#define BYLINE_CLI_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes to read from, or to write to; what is used up is taken off the front. */
struct packed_bytes {
    const char *bytes;
    size_t length;
};
struct room {
    char *bytes;
    size_t length;
};

struct unpacker {
    const char *magic; /* the first bytes of such a file */
    size_t magic_length;
    const char *unavailable; /* why nothing can be unpacked, or NULL */
    /* Returns NULL without memory. */
    void *(*begin)(void);
    /*
     * Unpacks until `from` or `to` is used up. *whole says whether the packed bytes might end here.
     * Returns NULL, or what is wrong with them.
     */
    const char *(*step)(void *state, struct packed_bytes *from, struct room *to, bool *whole);
    void (*end)(void *state);
};

/*
 * Returns what unpacks bytes that begin so, or NULL for bytes that are not packed. *undecided says
 * that more bytes must be seen to tell.
 */
const struct unpacker *unpacker_for(const char *bytes, size_t length, bool *undecided);

#endif
