/* SPDX-License-Identifier: MIT */
/*
 * date_cycles.h - what comes round each week or year, such as `Friday`, `May 24` and `the third
 * quarter`: which one is meant.
 */
#ifndef BYLINE_LIB_DATE_CYCLES_H
#define BYLINE_LIB_DATE_CYCLES_H

#include "date_context.h"
#include "date_format.h"

/* Whether a year is one of the calendar's, 1 to 9999. */
bool by_year_exists(int32_t year);

struct civil_date by_add_days(struct civil_date date, int32_t days);

struct date_place by_day_place(const struct civil_date *date);

/* The stretch of a unit that a day lies in. */
struct date_place by_place_around(const struct civil_date *date, enum date_unit unit);

/* A day of the year, by its number or as a holiday; nowhere (UNIT_NONE) if that year has none. */
struct date_place by_resolve_day(const struct date_point *point, enum date_tense tense,
                                 const struct date_context *context);

struct date_place by_resolve_weekday(const struct date_point *point, enum date_tense tense,
                                     const struct date_context *context);

/* A month, season, quarter or half without its year. */
struct date_place by_resolve_cycle(const struct date_point *point, enum date_tense tense,
                                   const struct date_context *context);

#endif
