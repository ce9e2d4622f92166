/* SPDX-License-Identifier: MIT */
/*
 * date_patterns.h - dates, clock times and years written in figures, by regular expressions.
 *
 * The expressions are compiled once and shared by all threads; what a match scribbles on is in a
 * date_matcher, one for each call of by_find_dates().
 */
#ifndef BYLINE_LIB_DATE_PATTERNS_H
#define BYLINE_LIB_DATE_PATTERNS_H

#include "dates.h"
#include "text.h"

/* What a form in figures says; FIGURE_NONE where it does not. */
#define FIGURE_NONE (-1)

struct date_figures {
    int32_t year, month, day;
    int32_t last_year;     /* of a range of years */
    int32_t decade;        /* its first year */
    int32_t hour, minute;  /* of 24 */
    enum date_order order; /* that the figures themselves show: `24/5/2017` */
};

struct date_matcher {
    const struct date_patterns *patterns;
    const byline_allocator *allocator;
    enum date_order order; /* of figures that do not show theirs */
    void *match_data;      /* PCRE2's, made when first needed */
    bool out_of_memory;    /* a match could not be tried: the call must fail */
};

/*
 * Matches the forms at a byte of the text. Returns the byte after the match, or 0 where none
 * matches or memory ran out.
 */
uint32_t by_match_figures(struct date_matcher *matcher, const struct text *text, uint32_t start,
                          struct date_figures *figures);

/*
 * The order of day and month that a document shows in dates such as `24/5/2017`, or another where
 * it shows none, or both alike.
 */
enum date_order by_date_order(const struct analysis *analysis, struct date_matcher *matcher,
                              enum date_order otherwise);

/* Gives the match data back. */
void by_date_matcher_close(struct date_matcher *matcher);

#endif
