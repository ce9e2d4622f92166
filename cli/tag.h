/* SPDX-License-Identifier: MIT */
/* tag.h - the program's main work: texts in, JSON out. */
#ifndef BYLINE_CLI_TAG_H
#define BYLINE_CLI_TAG_H

#include "options.h"

/*
 * Tags all files, or standard input where there is none, and prints a document for each. One that
 * fails is complained of, and the others are printed. Returns an exit_status.
 */
int tag(const struct options *options);

#endif
