/* SPDX-License-Identifier: MIT */
/*
 * stream.h - the bytes of a file or of standard input, unpacked where they are packed.
 *
 * A function that can fail returns NULL when it did not, and otherwise the reason: a phrase that is
 * good until the next call.
 */
#ifndef BYLINE_CLI_STREAM_H
#define BYLINE_CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unpack.h"

struct stream {
    int descriptor;
    uint64_t position; /* how many bytes of the file itself were read */
    char *raw;         /* those of them that were not passed on yet start at `rest` */
    struct packed_bytes rest;
    bool ended;
    const struct unpacker *unpacker; /* NULL where nothing is packed */
    void *state;                     /* of the unpacker */
    bool whole;                      /* the packed bytes may end here */
    bool more;                       /* the unpacker may hold more than it gave */
};

/* Opens a file; `-` is standard input. Where it fails there is nothing to close. */
const char *stream_open(struct stream *stream, const char *name);

/* Reads as much as there is room for, as soon as there is any; nothing at the end. */
const char *stream_read(struct stream *stream, struct room *room);

void stream_close(struct stream *stream);

#endif
