/* SPDX-License-Identifier: MIT */
/* dates.h - DATE mentions: calendar dates, times, durations and sets, with TIMEX3 values. */
#ifndef BYLINE_LIB_DATES_H
#define BYLINE_LIB_DATES_H

#include "calendar.h"
#include "mentions.h"

/* The compiled patterns; immutable, shared by threads. */
struct date_patterns;

/* Compiles the patterns. Returns BYLINE_OK, BYLINE_ERROR_MEMORY or BYLINE_ERROR_INTERNAL. */
byline_status by_date_patterns_open(const byline_allocator *allocator,
                                    struct date_patterns **patterns, byline_error *error);

void by_date_patterns_close(struct date_patterns *patterns);

/*
 * Appends the DATE mentions of a document, in order and without overlaps, to mentions, with kind
 * and, where it is known, value. document_date is NULL where unknown. Strings go to the arena.
 * Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_dates(struct analysis *analysis, const struct date_patterns *patterns,
                            const struct civil_date *document_date, struct mentions *mentions);

#endif
