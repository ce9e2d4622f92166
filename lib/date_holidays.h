/* SPDX-License-Identifier: MIT */
/* date_holidays.h - the days of holidays, by their values in lexicon/data/dates.txt. */
#ifndef BYLINE_LIB_DATE_HOLIDAYS_H
#define BYLINE_LIB_DATE_HOLIDAYS_H

#include "calendar.h"

/*
 * The holiday in a year, the `nth` from 0: those of the Islamic calendar may come round twice.
 * Returns false where it does not, or where the value does not tell.
 */
bool by_holiday_in(const char *value, int32_t year, int nth, struct civil_date *date);

/* The month and day of a holiday that has the same in each year; false for others. */
bool by_holiday_each_year(const char *value, struct civil_date *date);

/* The last day of one that takes more than a day, such as Ramadan; false for others. */
bool by_holiday_last_day(const char *value, const struct civil_date *first,
                         struct civil_date *last);

#endif
