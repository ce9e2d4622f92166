/* SPDX-License-Identifier: MIT */
/* replace.h - files that are there whole or not at all. */
#ifndef BYLINE_TRAIN_REPLACE_H
#define BYLINE_TRAIN_REPLACE_H

#include <stdbool.h>
#include <stdio.h>

/* Writes what a file is to hold. Returns false when it cannot, with errno set. */
typedef bool file_writer(FILE *file, const void *context);

/*
 * Writes a file beside `path` and, when it is whole and on the disk, gives it that name. Complains,
 * and returns false, when that fails: then whatever was at the path is still there, and no other.
 */
bool file_replace(const char *path, file_writer *write, const void *context);

#endif
