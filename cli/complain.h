/* SPDX-License-Identifier: MIT */
/* complain.h - what goes wrong, one line each on standard error. */
#ifndef BYLINE_CLI_COMPLAIN_H
#define BYLINE_CLI_COMPLAIN_H

#include <stddef.h>

#if defined(__GNUC__)
#define CLI_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define CLI_PRINTF(string, first)
#endif

/*
 * Prints `byline: FILE:LINE: MESSAGE`. Without the line where it is 0, without either where file is
 * NULL. Control characters, which a file may bring along, are printed as `?`.
 */
void complain(const char *file, size_t line, const char *format, ...) CLI_PRINTF(3, 4);

/* Prints `byline: FILE:LINE:COLUMN: MESSAGE`. */
void complain_at(const char *file, size_t line, size_t column, const char *message);

/* Prints a text with its control characters as `?`, and nothing after it. */
void complain_plainly(const char *text);

#endif
