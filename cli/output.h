/* SPDX-License-Identifier: MIT */
/*
 * output.h - where documents go: standard output, or a file that appears once it is complete.
 *
 * Every function complains itself when it fails.
 */
#ifndef BYLINE_CLI_OUTPUT_H
#define BYLINE_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

struct output {
    const char *name; /* as it is named in complaints */
    char *temporary;  /* what is written meanwhile; NULL where the target is written in place */
    int descriptor;
    bool at_once;       /* hold nothing back */
    struct buffer held; /* what is still to be written */
};

/*
 * Opens a file, or standard output where path is NULL. A regular file is written as FILE.part until
 * output_close(), and no other process writes that meanwhile; anything else (a device, a pipe, a
 * link) is written in place. With resume, what stands in FILE.part stays there, and nothing is written
 * in place; without, it goes.
 */
bool output_open(struct output *output, const char *path, bool resume);

/* Gives up what FILE.part holds past its first `length` bytes, and goes on there. */
bool output_continue(struct output *output, size_t length);

/* Writes some bytes, sooner or later. */
bool output_write(struct output *output, const char *bytes, size_t length);

/* Writes what is held back. */
bool output_flush(struct output *output);

/* What becomes of FILE.part. */
enum output_fate {
    OUTPUT_COMPLETE, /* it gets its name */
    OUTPUT_KEPT,     /* it stays, to be resumed */
    OUTPUT_REMOVED
};

/* Writes what is held back, and closes. What cannot be completed is kept. */
bool output_close(struct output *output, enum output_fate fate);

#endif
