/* SPDX-License-Identifier: MIT */
/* error.h - filling the caller's byline_error. */
#ifndef BYLINE_LIB_ERROR_H
#define BYLINE_LIB_ERROR_H

#include <byline/byline.h>

#if defined(__GNUC__)
#define BY_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define BY_PRINTF(text, first)
#endif

/* Fills *error when it is not NULL, and returns code. format is printf's. */
byline_status by_fail(byline_error *error, byline_status code, uint64_t position,
                      const char *format, ...) BY_PRINTF(4, 5);

/* by_fail() for memory that could not be had. */
byline_status by_fail_memory(byline_error *error);

/* Sets *error, when it is not NULL, to success, and returns BYLINE_OK. */
byline_status by_succeed(byline_error *error);

#endif
