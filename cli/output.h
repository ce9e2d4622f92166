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

struct output {
    const char *name; /* as it is named in complaints */
    char *temporary;  /* what is written meanwhile; NULL where the target is written in place */
    int descriptor;
};

/*
 * Opens a file, or standard output where path is NULL. A regular file is written under another name
 * in its folder until output_close(); anything else (a device, a pipe, a link) in place.
 */
bool output_open(struct output *output, const char *path);

/* Writes all of the bytes, at once. */
bool output_write(struct output *output, const char *bytes, size_t length);

/* Closes; keep says whether the file gets its name or is removed. */
bool output_close(struct output *output, bool keep);

#endif
