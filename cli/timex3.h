/* SPDX-License-Identifier: MIT */
/*
 * timex3.h - whether the value of a date is one that TIMEX3 has (TimeML 1.2.1): docs/dates.md.
 *
 * It knows what the library's values may be, and is not the library's: one checks the other.
 */
#ifndef BYLINE_CLI_TIMEX3_H
#define BYLINE_CLI_TIMEX3_H

#include <stdbool.h>

/*
 * What is wrong with the value of a date of some kind - `date`, `time`, `duration`, `set` - or NULL
 * where nothing is. Constant phrases, such as "no such day".
 */
const char *timex3_fault(const char *value, const char *kind);

/* Whether a value is one day of the calendar, `2017-05-24`, and nothing more. */
bool timex3_is_day(const char *value);

/*
 * A day of the week, Monday first, that stands in a text as a word and is none that the value may
 * mean: its own, or, of an interval, that of either end. NULL where all agree, or nothing can be told.
 */
const char *timex3_wrong_weekday(const char *value, const char *text);

#endif
