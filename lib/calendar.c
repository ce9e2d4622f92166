/* SPDX-License-Identifier: MIT */
#include "calendar.h"

enum {
    DAYS_IN_ERA = 146097,  /* 400 years: the calendar repeats itself */
    DAYS_TO_EPOCH = 719468 /* from 0000-03-01 to 1970-01-01 */
};

bool by_is_leap_year(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t by_days_in_month(int32_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && by_is_leap_year(year));
}

bool by_date_exists(const struct civil_date *date)
{
    return date->year >= 1 && date->year <= 9999 && date->month >= 1 && date->month <= 12 &&
           date->day >= 1 && date->day <= by_days_in_month(date->year, date->month);
}

/*
 * Both conversions count years from March, so that the leap day is the last of its year and the
 * lengths of the months before it follow one line, (153 * month + 2) / 5.
 */
int32_t by_days_from_date(const struct civil_date *date)
{
    int32_t year = date->month <= 2 ? date->year - 1 : date->year;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t month_from_march = (date->month + 9) % 12;
    int32_t day_of_year = (153 * month_from_march + 2) / 5 + date->day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_IN_ERA + day_of_era - DAYS_TO_EPOCH;
}

struct civil_date by_date_from_days(int32_t days)
{
    int32_t shifted = days + DAYS_TO_EPOCH;
    int32_t era = (shifted >= 0 ? shifted : shifted - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int32_t day_of_era = shifted - era * DAYS_IN_ERA;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;
    struct civil_date date;

    date.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    date.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    date.year = year_of_era + era * 400 + (date.month <= 2);
    return date;
}

int32_t by_weekday(int32_t days)
{
    /* 1970-01-01 was a Thursday. */
    int32_t from_monday = (days + 3) % 7;

    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

void by_iso_week(int32_t days, int32_t *year, int32_t *week)
{
    /* A week belongs to the year that its Thursday is in. */
    int32_t thursday = days - by_weekday(days) + 4;
    struct civil_date new_year = {by_date_from_days(thursday).year, 1, 1};

    *year = new_year.year;
    *week = (thursday - by_days_from_date(&new_year)) / 7 + 1;
}

struct civil_date by_add_months(struct civil_date date, int32_t months)
{
    int32_t count = date.year * 12 + date.month - 1 + months;
    int32_t longest;

    date.year = count / 12;
    date.month = count % 12 + 1;
    longest = by_days_in_month(date.year, date.month);
    if (date.day > longest)
        date.day = longest;
    return date;
}

struct civil_date by_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t nth)
{
    struct civil_date date = {year, month, 1};
    int32_t first_weekday;

    if (nth < 0) {
        date.day = by_days_in_month(year, month);
        date.day -= (by_weekday(by_days_from_date(&date)) - weekday + 7) % 7 + 7 * (-nth - 1);
        return date;
    }
    first_weekday = by_weekday(by_days_from_date(&date));
    date.day += (weekday - first_weekday + 7) % 7 + 7 * (nth - 1);
    return date;
}

struct civil_date by_easter(int32_t year)
{
    /* The anonymous algorithm in "Nature", 20 April 1876; names as in Meeus, "Astronomical
     * Algorithms" (1991), chapter 8. */
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t d = b / 4, e = b % 4;
    int32_t f = (b + 8) / 25, g = (b - f + 1) / 3;
    int32_t h = (19 * a + b - d - g + 15) % 30;
    int32_t i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    struct civil_date date = {year, n / 31, n % 31 + 1};

    return date;
}

/* Reads exactly `count` ASCII digits. */
static bool read_digits(const char *text, int count, int32_t *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool by_date_parse(const char *text, struct civil_date *date)
{
    return read_digits(text, 4, &date->year) && text[4] == '-' &&
           read_digits(text + 5, 2, &date->month) && text[7] == '-' &&
           read_digits(text + 8, 2, &date->day) && text[10] == '\0' && by_date_exists(date);
}
