/* SPDX-License-Identifier: MIT */
/* inputs.h - which files are read: those that were named, and those in the folders that were named. */
#ifndef BYLINE_CLI_INPUTS_H
#define BYLINE_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pool.h"

/* What a file holds. */
enum input_form {
    INPUT_BY_NAME, /* JSON Lines where its name ends in .jsonl, before any .gz or .zst; else a text */
    INPUT_TEXT,
    INPUT_LINES
};

/* Zero-initialise, but for the output. */
struct inputs {
    const char *output; /* a file that is not read, though its folder is; may be NULL */
    struct pool pool;   /* what holds the names */
    char **names;
    size_t count, capacity;
};

/* Whether a file is JSON Lines. */
bool input_is_lines(const char *name, enum input_form form);

/*
 * Adds a file, or those files in a folder, and in the folders within, whose names end in .txt or
 * .jsonl, as the form has it, or in one of these and .gz or .zst: sorted by bytes. Hidden ones are
 * passed over, as are links to folders. Complains, and returns false, where a folder cannot be read
 * or holds none.
 */
bool inputs_add(struct inputs *inputs, const char *name, enum input_form form);

/*
 * Adds the files and folders that a file names, each ended by a line break, or by NUL where there is
 * any; `-` is standard input. Complains, and returns false, where one of them cannot be read.
 */
bool inputs_add_from(struct inputs *inputs, const char *list, enum input_form form);

/* The bytes of a file as it lies on the disk. Returns false where that is not known beforehand. */
bool input_size(const char *name, uint64_t *size);

/* The bytes of all files together; 0 where one of them is not known. */
uint64_t inputs_size(const struct inputs *inputs);

void inputs_free(struct inputs *inputs);

#endif
