/* SPDX-License-Identifier: MIT */
/* The calendar against facts that can be looked up, and against a naive count of days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int32_t days(int32_t year, int32_t month, int32_t day)
{
    struct civil_date date = {year, month, day};

    return by_days_from_date(&date);
}

static void assert_date(struct civil_date date, int32_t year, int32_t month, int32_t day)
{
    assert_int_equal(date.year, year);
    assert_int_equal(date.month, month);
    assert_int_equal(date.day, day);
}

static void leap_years(void **state)
{
    (void)state;
    assert_true(by_is_leap_year(2024));
    assert_true(by_is_leap_year(2000));
    assert_true(by_is_leap_year(1600));
    assert_false(by_is_leap_year(2023));
    assert_false(by_is_leap_year(1900));
    assert_false(by_is_leap_year(2100));
    assert_int_equal(by_days_in_month(2024, 2), 29);
    assert_int_equal(by_days_in_month(1900, 2), 28);
    assert_int_equal(by_days_in_month(2023, 4), 30);
    assert_int_equal(by_days_in_month(2023, 12), 31);
}

static void days_that_exist(void **state)
{
    static const struct {
        struct civil_date date;
        bool exists;
    } cases[] = {
        {{2017, 5, 24}, true},  {{2024, 2, 29}, true},  {{1, 1, 1}, true},
        {{2023, 2, 29}, false}, {{9999, 12, 31}, true}, {{10000, 1, 1}, false},
        {{0, 12, 31}, false},   {{2017, 13, 1}, false}, {{2017, 0, 1}, false},
        {{2017, 4, 31}, false}, {{2017, 4, 0}, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(by_date_exists(&cases[i].date), cases[i].exists);
}

static void known_day_numbers(void **state)
{
    (void)state;
    assert_int_equal(days(1970, 1, 1), 0);
    assert_int_equal(days(1969, 12, 31), -1);
    assert_int_equal(days(2000, 3, 1), 11017);
    assert_int_equal(days(2038, 1, 19), 24855); /* where 32-bit seconds end */
    assert_int_equal(days(1, 1, 1), -719162);
    assert_int_equal(days(9999, 12, 31), 2932896);
}

/* Every day of 400 years, which is one whole turn of the calendar, each way. */
static void every_day_of_400_years(void **state)
{
    struct civil_date date = {1801, 1, 1};
    int32_t number = days(1801, 1, 1);
    int32_t weekday = 4; /* a Thursday */

    (void)state;
    while (date.year < 2201) {
        struct civil_date back = by_date_from_days(number);

        assert_int_equal(by_days_from_date(&date), number);
        assert_date(back, date.year, date.month, date.day);
        assert_int_equal(by_weekday(number), weekday);

        number++;
        weekday = weekday % 7 + 1;
        if (++date.day > by_days_in_month(date.year, date.month)) {
            date.day = 1;
            if (++date.month > 12) {
                date.month = 1;
                date.year++;
            }
        }
    }
    assert_int_equal(number - days(1801, 1, 1), 146097);
}

static void weekdays_of_history(void **state)
{
    (void)state;
    assert_int_equal(by_weekday(days(1582, 10, 15)), 5); /* the first Gregorian day */
    assert_int_equal(by_weekday(days(1945, 5, 8)), 2);
    assert_int_equal(by_weekday(days(1969, 7, 20)), 7);
    assert_int_equal(by_weekday(days(2000, 1, 1)), 6);
    assert_int_equal(by_weekday(days(2017, 5, 24)), 3);
}

static void weeks_at_year_ends(void **state)
{
    static const struct {
        struct civil_date date;
        int32_t year, week;
    } cases[] = {
        {{2005, 1, 1}, 2004, 53},   {{2005, 1, 3}, 2005, 1},   {{2005, 12, 31}, 2005, 52},
        {{2006, 1, 1}, 2005, 52},   {{2007, 1, 1}, 2007, 1},   {{2007, 12, 31}, 2008, 1},
        {{2008, 12, 28}, 2008, 52}, {{2008, 12, 29}, 2009, 1}, {{2009, 12, 31}, 2009, 53},
        {{2010, 1, 3}, 2009, 53},   {{2010, 1, 4}, 2010, 1},   {{2020, 12, 31}, 2020, 53},
        {{2017, 5, 24}, 2017, 21},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t year, week;

        by_iso_week(by_days_from_date(&cases[i].date), &year, &week);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(week, cases[i].week);
    }
}

static void months_are_added(void **state)
{
    (void)state;
    assert_date(by_add_months((struct civil_date){2017, 5, 25}, -5), 2016, 12, 25);
    assert_date(by_add_months((struct civil_date){2017, 5, 25}, 8), 2018, 1, 25);
    assert_date(by_add_months((struct civil_date){2017, 3, 31}, -1), 2017, 2, 28);
    assert_date(by_add_months((struct civil_date){2016, 2, 29}, 12), 2017, 2, 28);
    assert_date(by_add_months((struct civil_date){2017, 1, 15}, 0), 2017, 1, 15);
}

static void weekdays_of_a_month(void **state)
{
    (void)state;
    assert_date(by_nth_weekday(1999, 11, 4, 4), 1999, 11, 25); /* Thanksgiving */
    assert_date(by_nth_weekday(2015, 9, 1, 1), 2015, 9, 7);    /* Labor Day */
    assert_date(by_nth_weekday(2017, 5, 1, 1), 2017, 5, 1);    /* a month that begins with it */
    assert_date(by_nth_weekday(2017, 5, 1, -1), 2017, 5, 29);  /* Memorial Day */
    assert_date(by_nth_weekday(2021, 5, 1, -1), 2021, 5, 31);
    assert_date(by_nth_weekday(2021, 5, 1, -2), 2021, 5, 24);
}

static void easter_sundays(void **state)
{
    (void)state;
    assert_date(by_easter(1818), 1818, 3, 22); /* the earliest there is */
    assert_date(by_easter(1943), 1943, 4, 25); /* the latest there is */
    assert_date(by_easter(1961), 1961, 4, 2);
    assert_date(by_easter(2000), 2000, 4, 23);
    assert_date(by_easter(2017), 2017, 4, 16);
    assert_date(by_easter(2024), 2024, 3, 31);
    for (int32_t year = 1583; year <= 4099; year++) {
        struct civil_date date = by_easter(year);

        assert_int_equal(by_weekday(by_days_from_date(&date)), 7);
    }
}

static void dates_are_read(void **state)
{
    static const char *const wrong[] = {
        "",           "2017",        "2017-05",    "2017-5-24", "2017-05-24 ", "2017-05-24T10:00",
        "2017-02-29", "2017-13-01",  "0000-01-01", "17-05-24",  "+017-05-24",  "2017/05/24",
        "2017-05-2a", " 2017-05-24", "20170524",
    };
    struct civil_date date;

    (void)state;
    assert_true(by_date_parse("2017-05-24", &date));
    assert_date(date, 2017, 5, 24);
    assert_true(by_date_parse("0001-01-01", &date));
    assert_true(by_date_parse("9999-12-31", &date));
    assert_true(by_date_parse("2016-02-29", &date));
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(by_date_parse(wrong[i], &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leap_years),          cmocka_unit_test(days_that_exist),
        cmocka_unit_test(known_day_numbers),   cmocka_unit_test(every_day_of_400_years),
        cmocka_unit_test(weekdays_of_history), cmocka_unit_test(weeks_at_year_ends),
        cmocka_unit_test(months_are_added),    cmocka_unit_test(weekdays_of_a_month),
        cmocka_unit_test(easter_sundays),      cmocka_unit_test(dates_are_read),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
