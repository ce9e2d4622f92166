/* SPDX-License-Identifier: MIT */
/*
 * source.h - input, of any size: a file or standard input, as a whole or line by line.
 *
 * A function that can fail returns NULL when it did not, and otherwise the reason: a phrase that is
 * good until the next call.
 */
#ifndef BYLINE_CLI_SOURCE_H
#define BYLINE_CLI_SOURCE_H

#include "buffer.h"
#include "stream.h"

/* Appends all of a file to a buffer; `-` is standard input. Refuses more than BYLINE_MAX_LENGTH. */
const char *source_read(const char *name, struct buffer *buffer);

/* The lines of a file. */
struct lines {
    struct stream stream;
    struct buffer held; /* what was read and not passed on starts at `next` */
    size_t next;
    bool ended;
    const char *bytes; /* the line read last, without its line break; good until the next */
    size_t length;
    size_t number;      /* of that line, from 1 */
    const char *reason; /* why reading stopped short of the end, or NULL */
};

/* Opens a file; `-` is standard input. Where it fails there is nothing to close. */
const char *lines_open(struct lines *lines, const char *name);

/*
 * Reads the next line that holds anything but white space; a byte-order mark before the first is
 * dropped. Returns false at the end, and where reading fails.
 */
bool lines_next(struct lines *lines);

/* Closes what was opened, and returns lines->reason. */
const char *lines_close(struct lines *lines);

#endif
