/* SPDX-License-Identifier: MIT */
/* summary.h - what a corpus holds, as a table: in all, and in each split. */
#ifndef BYLINE_CLI_SUMMARY_H
#define BYLINE_CLI_SUMMARY_H

#include <stdio.h>

#include "articles.h"

void summary_print(FILE *stream, const struct articles *articles, struct pool *pool);

#endif
