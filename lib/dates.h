/* SPDX-License-Identifier: MIT */
/* dates.h - DATE mentions: calendar dates, times, durations and sets, with TIMEX3 values. */
#ifndef BYLINE_LIB_DATES_H
#define BYLINE_LIB_DATES_H

#include "calendar.h"
#include "mentions.h"

/* The order of day and month in figures, as in `3/4/2017`. */
enum date_order { ORDER_UNKNOWN, ORDER_DAY_FIRST, ORDER_MONTH_FIRST };

struct date_options {
    const struct civil_date *document_date; /* NULL where unknown */
    /* Of figures in a document that does not show its order by a day above 12. */
    enum date_order order; /* ORDER_UNKNOWN is day first, as in most of the world */
};

/* The compiled patterns; immutable, shared by threads. */
struct date_patterns;

/* Compiles the patterns. Returns BYLINE_OK, BYLINE_ERROR_MEMORY or BYLINE_ERROR_INTERNAL. */
byline_status by_date_patterns_open(const byline_allocator *allocator,
                                    struct date_patterns **patterns, byline_error *error);

void by_date_patterns_close(struct date_patterns *patterns);

/*
 * Appends the DATE mentions of a document, in order and without overlaps, to mentions, with kind
 * and, where they are known, value and written. Strings go to the arena. Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_dates(struct analysis *analysis, const struct date_patterns *patterns,
                            const struct date_options *options, struct mentions *mentions);

#endif
