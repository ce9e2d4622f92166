/* SPDX-License-Identifier: MIT */
/* report.h - an evaluation as a table. */
#ifndef BYLINE_CLI_REPORT_H
#define BYLINE_CLI_REPORT_H

#include <stdio.h>

#include "evaluate.h"

/*
 * Prints a row for each type that occurs, one for all, one for each group, and one for each other
 * figure that the gold allows; then the first `mistakes` mistakes.
 */
void report(FILE *stream, const struct evaluation *evaluation, size_t mistakes);

#endif
