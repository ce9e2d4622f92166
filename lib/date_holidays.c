/* SPDX-License-Identifier: MIT */
#include "date_holidays.h"

#include <stdlib.h>
#include <string.h>

static struct civil_date add_days(const struct civil_date *date, int32_t days)
{
    return by_date_from_days(by_days_from_date(date) + days);
}

/*
 * In a table a day stands in the year after the one before it, unless it is so much later that a
 * year of the Islamic calendar, eleven days shorter than ours, has ended twice in one.
 */
static bool is_same_year(int32_t earlier, int32_t later)
{
    const int32_t half_a_year = 600; /* as MMDD */
    return later - earlier > half_a_year;
}

/* The nth day of a year in a table, `@1990 0127 0215 ...`. */
static bool day_in_table(const char *table, int32_t year, int nth, struct civil_date *date)
{
    char *rest;
    int32_t at = (int32_t)strtol(table + 1, &rest, 10) - 1;
    int32_t previous = 0;
    int found = 0;
    while (*rest == ' ' && at <= year) {
        int32_t day = (int32_t)strtol(rest, &rest, 10);
        at += previous == 0 || !is_same_year(previous, day);
        previous = day;
        if (at == year && found++ == nth) {
            *date = (struct civil_date){year, day / 100, day % 100};
            return true;
        }
    }
    return false;
}

bool by_holiday_in(const char *value, int32_t year, int nth, struct civil_date *date)
{
    if (value[0] == '@')
        return day_in_table(value, year, nth, date);
    if (value[0] == '\0' || nth > 0)
        return false;
    if (value[0] == 'E') {
        struct civil_date easter = by_easter(year);
        *date = add_days(&easter, (int32_t)strtol(value + 1, NULL, 10));
        return true;
    }
    char *rest;
    date->year = year;
    date->month = (int32_t)strtol(value, &rest, 10);
    date->day = (int32_t)strtol(rest + 1, &rest, 10);
    if (*rest == '#')
        *date = by_nth_weekday(year, date->month, date->day, (int32_t)strtol(rest + 1, &rest, 10));
    *date = add_days(date, (int32_t)strtol(rest, NULL, 10));
    return true;
}

bool by_holiday_each_year(const char *value, struct civil_date *date)
{
    const int32_t any_leap_year = 2000;
    return strpbrk(value, "E#@") == NULL && by_holiday_in(value, any_leap_year, 0, date);
}

bool by_holiday_last_day(const char *value, const struct civil_date *first, struct civil_date *last)
{
    const char *after = strchr(value, '/');
    struct civil_date next;
    if (after == NULL)
        return false;
    for (int i = 0; i < 4; i++) {
        if (day_in_table(after + 1, first->year + i / 2, i % 2, &next) &&
            by_days_from_date(&next) > by_days_from_date(first)) {
            *last = add_days(&next, -1);
            return true;
        }
    }
    return false;
}
