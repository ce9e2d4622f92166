/* SPDX-License-Identifier: MIT */
/* Which values of dates are good, and what is said of those that are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "timex3.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void good_values(void **state)
{
    static const struct {
        const char *kind, *value;
    } good[] = {
        {"date", "2017-05-24"},
        {"date", "2016-02-29"},
        {"date", "XXXX-02-29"},
        {"date", "XXXX-XX-31"},
        {"date", "2017-05"},
        {"date", "2017"},
        {"date", "201"},
        {"date", "20"},
        {"date", "BC0300"},
        {"date", "2017-W21"},
        {"date", "2020-W53"},
        {"date", "2017-W21-WE"},
        {"date", "XXXX-WXX-5"},
        {"date", "2017-Q3"},
        {"date", "XXXX-H1"},
        {"date", "2017-SP"},
        {"date", "PRESENT_REF"},
        {"date", "FUTURE_REF"},
        {"date", "2017-05-24/2017-05-25"},
        {"date", "XXXX-12-31/XXXX-01-02"},
        {"date", "2017-11/2018"},
        {"time", "2017-05-24T14:30"},
        {"time", "2017-05-24T23:59:59"},
        {"time", "2017-05-24T24:00"},
        {"time", "2017-05-24TMI"},
        {"time", "XXXX-WXX-2TNI"},
        {"time", "T14:30"},
        {"time", "T22:00/T02:00"},
        {"time", "TXX:30"},
        {"duration", "P3D"},
        {"duration", "PXY"},
        {"duration", "P.5Y"},
        {"duration", "P2.5M"},
        {"duration", "P1Y6M"},
        {"duration", "P2DE"},
        {"duration", "P1WE"},
        {"duration", "PT90M"},
        {"duration", "PT2H30M"},
        {"duration", "P1DT12H"},
        {"duration", "P2Y/P10Y"},
        {"set", "P1W"},
        {"set", "XXXX-WXX-1T09:00"},
        {"set", "XXXX-06"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        if (timex3_fault(good[i].value, good[i].kind) != NULL)
            fail_msg("%s: %s", good[i].value, timex3_fault(good[i].value, good[i].kind));
}

static void bad_values(void **state)
{
    static const struct {
        const char *kind, *value, *fault;
    } bad[] = {
        {"date", "", "not a value"},
        {"date", "2", "not a value"},
        {"date", "20170", "not a value"},
        {"date", "2017-5-24", "not a value"},
        {"date", "2017-05-24x", "not a value"},
        {"date", "2017-05-", "not a value"},
        {"date", "2017-05-24T", "not a value"},
        {"date", "PRESENT", "not a value"},
        {"date", "2017/", "two sorts"},
        {"date", "2017/2018/2019", "not a value"},
        {"date", "BC1", "not a value"},
        {"date", "0000", "no such year"},
        {"date", "2017-02-29", "no such day"},
        {"date", "2017-04-31", "no such day"},
        {"date", "2017-04-00", "no such day"},
        {"date", "2017-13", "no such month"},
        {"date", "2017-00-10", "no such month"},
        {"date", "2017-W53", "no such week"},
        {"date", "2017-W00", "no such week"},
        {"date", "XXXX-WXX-8", "no such day of the week"},
        {"date", "2017-Q5", "no such part"},
        {"date", "2017-H3", "no such part"},
        {"date", "2017-05-25/2017-05-24", "ends before it begins"},
        {"date", "2017/P1D", "two sorts"},
        {"time", "T25:00", "no such hour"},
        {"time", "T24:01", "no such hour"},
        {"time", "T14:60", "no such minute"},
        {"time", "T9:30", "not a value"},
        {"time", "2017-05-24TXY", "not a value"},
        {"duration", "P", "not a value"},
        {"duration", "P3", "not a value"},
        {"duration", "PT", "not a value"},
        {"duration", "P1D1Y", "not a value"},
        {"duration", "P3H", "not a value"},
        {"date", "P3D", "not a value of that kind"},
        {"date", "T14:30", "not a value of that kind"},
        {"time", "2017-05-24", "not a value of that kind"},
        {"duration", "2017", "not a value of that kind"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *fault = timex3_fault(bad[i].value, bad[i].kind);

        if (fault == NULL || strstr(fault, bad[i].fault) == NULL)
            fail_msg("%s: %s", bad[i].value, fault == NULL ? "no fault" : fault);
    }
}

static void days(void **state)
{
    (void)state;
    assert_true(timex3_is_day("2016-02-29"));
    assert_false(timex3_is_day("2017-02-29"));
    assert_false(timex3_is_day("2017-02"));
    assert_false(timex3_is_day("2017-02-01TNI"));
    assert_false(timex3_is_day("XXXX-02-01"));
}

static void days_of_the_week(void **state)
{
    (void)state;
    assert_null(timex3_wrong_weekday("2017-05-24", "Wednesday, May 24"));
    assert_null(timex3_wrong_weekday("2017-05-24TNI", "Wed. night"));
    assert_null(timex3_wrong_weekday("XXXX-WXX-1", "every Monday"));
    assert_null(timex3_wrong_weekday("2024-02-29", "THURSDAY"));
    assert_null(timex3_wrong_weekday("2017-05-24/2017-05-26", "Wednesday to Friday"));
    /* What is no name of a day, and values that are none. */
    assert_null(timex3_wrong_weekday("2017-05-24", "sunny May 24, Saturn, Mo"));
    assert_null(timex3_wrong_weekday("2017-W21", "the Monday week"));
    assert_null(timex3_wrong_weekday("P3D", "from Monday"));

    assert_string_equal(timex3_wrong_weekday("2017-05-24", "Tuesday, May 24"), "Tuesday");
    assert_string_equal(timex3_wrong_weekday("2017-05-24T09:00", "9 a.m. Tues"), "Tuesday");
    assert_string_equal(timex3_wrong_weekday("XXXX-WXX-1", "Sundays"), "Sunday");
    assert_string_equal(timex3_wrong_weekday("2017-05-24/2017-05-26", "Wednesday to Sunday"),
                        "Sunday");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values),
        cmocka_unit_test(bad_values),
        cmocka_unit_test(days),
        cmocka_unit_test(days_of_the_week),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
