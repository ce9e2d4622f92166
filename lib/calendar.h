/* SPDX-License-Identifier: MIT */
/*
 * calendar.h - the proleptic Gregorian calendar as pure functions. No clock, no locale.
 *
 * Days are counted from 1970-01-01, which is day 0. The conversions are those of Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms" (2013): exact for every year here.
 */
#ifndef BYLINE_LIB_CALENDAR_H
#define BYLINE_LIB_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A day of the calendar. */
struct civil_date {
    int32_t year;  /* 1 to 9999 */
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
};

/* Whether the year has a February 29. */
bool by_is_leap_year(int32_t year);

/* How many days a month has. */
int32_t by_days_in_month(int32_t year, int32_t month);

/* Whether a date is in the calendar, with a year from 1 to 9999. */
bool by_date_exists(const struct civil_date *date);

/* Days since 1970-01-01. */
int32_t by_days_from_date(const struct civil_date *date);

/* The date that lies so many days from 1970-01-01. */
struct civil_date by_date_from_days(int32_t days);

/* The day of the week, 1 for Monday to 7 for Sunday (ISO 8601). */
int32_t by_weekday(int32_t days);

/* The ISO 8601 week and week-numbering year of a day. */
void by_iso_week(int32_t days, int32_t *year, int32_t *week);

/* The date so many months later, or earlier; the last of its month where that is shorter. */
struct civil_date by_add_months(struct civil_date date, int32_t months);

/* The nth such weekday of a month, or, with a negative nth, the nth from its end. */
struct civil_date by_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t nth);

/* Easter Sunday of the western churches. */
struct civil_date by_easter(int32_t year);

/* Reads "YYYY-MM-DD" and nothing more. Returns false where that is not a date that exists. */
bool by_date_parse(const char *text, struct civil_date *date);

#endif
