/* SPDX-License-Identifier: MIT */
/* progress.h - how far a long run is, on one line of the terminal that is written over. */
#ifndef BYLINE_CLI_PROGRESS_H
#define BYLINE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool wanted;
    bool visible;       /* the line stands on the terminal */
    double start, next; /* seconds: when the run began, and when the line is to be written next */
    size_t documents;
    uint64_t bytes;          /* of their texts */
    uint64_t from, to, size; /* positions in the files: where the run began, is, and will end */
};

/*
 * Begins to count, and to show it where standard error is a terminal and documents do not go to one.
 * size is 0 where the end is unknown.
 */
void progress_begin(struct progress *progress, bool to_screen, uint64_t size);

/* Counts a document. */
void progress_count(struct progress *progress, size_t bytes, uint64_t position);

/* Clears the line, before something else is written, or for good. */
void progress_clear(struct progress *progress);

#endif
