/* SPDX-License-Identifier: MIT */
/* findings.h - what is wrong with a corpus, as a compiler says it: `file:line: message`. */
#ifndef BYLINE_CLI_FINDINGS_H
#define BYLINE_CLI_FINDINGS_H

#include <stddef.h>

#include "complain.h"

/* Zero-initialise. */
struct findings {
    size_t errors, warnings;
};

/* Prints an error on standard error; without the line where it is 0. */
void findings_error(struct findings *findings, const char *path, size_t line, const char *format,
                    ...) CLI_PRINTF(4, 5);

/* Prints what may be right, and is worth a look: `file:line: warning: message`. */
void findings_warning(struct findings *findings, const char *path, size_t line, const char *format,
                      ...) CLI_PRINTF(4, 5);

#endif
