/* SPDX-License-Identifier: MIT */
/* date_counts.c - days and weeks by their place in a month or year, and the codes of quarters. */
#include <string.h>

#include "calendar.h"
#include "date_rules.h"

/* `third`, `last` before a weekday or week; the last is -1. */
static uint32_t read_place(const struct date_reader *reader, uint32_t at, int32_t *number)
{
    uint32_t next = by_read_ordinal(reader, at, number);
    if (next != 0)
        return next;
    *number = -1;
    return by_accept_role(reader, at, ROLE_BIT(ROLE_LAST));
}

/* ` of May 2019`, ` in this month`: a point of one unit. */
static uint32_t read_whole(const struct date_reader *reader, uint32_t at, enum date_unit unit,
                           struct date_point *whole)
{
    uint32_t of = by_accept_role(reader, at, ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_IN));
    uint32_t next = of != 0 ? by_read_container(reader, of, whole) : 0;
    return next != 0 && whole->unit == unit ? next : 0;
}

/* `first Friday of July`. */
static uint32_t read_nth_weekday(const struct date_reader *reader, uint32_t at, int32_t number,
                                 struct date_point *point)
{
    struct date_word day;
    struct date_point month;
    uint32_t next = by_read_word(reader, at, CLASS_WEEKDAY, &day);
    if (next == 0 || day.plural || number > 5 ||
        (next = read_whole(reader, next, UNIT_MONTH, &month)) == 0)
        return 0;
    *point = month;
    point->unit = UNIT_DAY;
    point->weekday = day.number;
    point->number = number;
    return next;
}

/* December 28 lies in the last week of every year. */
static int32_t last_week(int32_t year)
{
    const struct civil_date date = {year, 12, 28};
    int32_t week;
    by_iso_week(by_days_from_date(&date), &year, &week);
    return week;
}

/* `first week of 2019`, by ISO 8601. */
static uint32_t read_nth_week(const struct date_reader *reader, uint32_t at, int32_t number,
                              struct date_point *point)
{
    struct date_unit_word unit;
    struct date_point year;
    uint32_t next = by_read_unit(reader, at, &unit);
    if (next == 0 || unit.unit != UNIT_WEEK || unit.plural ||
        (next = read_whole(reader, next, UNIT_YEAR, &year)) == 0 || year.year == 0)
        return 0;
    if (number < 0)
        number = last_week(year.year);
    *point = (struct date_point){.unit = UNIT_WEEK, .year = year.year, .number = number};
    return next;
}

/* `20th of next month`, `15th day of this month`. */
static uint32_t read_nth_day(const struct date_reader *reader, uint32_t at, int32_t number,
                             struct date_point *point)
{
    struct date_unit_word unit;
    struct date_point month;
    uint32_t next = by_read_unit(reader, at, &unit);
    if (next == 0 || unit.unit != UNIT_DAY || unit.plural)
        next = at;
    if (number < 1 || number > 31 || (next = read_whole(reader, next, UNIT_MONTH, &month)) == 0)
        return 0;
    *point = month;
    point->unit = UNIT_DAY;
    point->day = number;
    return next;
}

/* Whether `the 27th` stands alone: not before what is counted, as in `on the 27th floor`. */
static bool is_bare_day(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    const uint64_t before =
        ROLE_BIT(ROLE_ON) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_UNTIL) | ROLE_BIT(ROLE_FOR);
    const uint64_t after = ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_ON);
    char digit = by_token_word(&reader->analysis->tokens, at)->form[0];
    if (digit < '0' || digit > '9' || !by_follows_role(reader, at, ROLE_BIT(ROLE_THE)) ||
        !by_follows_role(reader, at - 1, before))
        return false;
    return next >= reader->last || by_token(&reader->analysis->tokens, next)->kind == TOKEN_MARK ||
           by_accept_role(reader, next, after) != 0;
}

uint32_t by_date_count(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    int32_t number;
    uint32_t next = read_place(reader, at, &number);
    if (next == 0)
        return 0;
    reading->takes_the = true;
    uint32_t after = read_nth_weekday(reader, next, number, point);
    if (after == 0)
        after = read_nth_week(reader, next, number, point);
    if (after == 0)
        after = read_nth_day(reader, next, number, point);
    if (after != 0 || number < 1 || number > 31 || !is_bare_day(reader, at, next))
        return after;
    *point = (struct date_point){.unit = UNIT_DAY, .day = number};
    return next;
}

/* ---- Codes ---- */

/* The number in a code of two characters, such as `Q3` or `3Q`; 0 for others. */
static int32_t number_in_code(const char *form, char letter, int32_t most)
{
    if (strlen(form) != 2 || (form[0] != letter && form[1] != letter))
        return 0;
    int32_t number = (form[0] == letter ? form[1] : form[0]) - '0';
    return number >= 1 && number <= most ? number : 0;
}

/* `Q3`, `3Q`, `H1`. */
static uint32_t read_code(const struct date_reader *reader, uint32_t at, struct date_point *point)
{
    if (at >= reader->last)
        return 0;
    const char *form = by_token_word(&reader->analysis->tokens, at)->form;
    point->unit = UNIT_QUARTER;
    point->number = number_in_code(form, 'Q', 4);
    if (point->number == 0) {
        point->unit = UNIT_HALF;
        point->number = number_in_code(form, 'H', 2);
    }
    return point->number != 0 ? at + 1 : 0;
}

/* `FY09`, `FY2009`. */
static uint32_t read_fiscal_code(const struct date_reader *reader, uint32_t at, int32_t *year)
{
    const char *form = by_token_word(&reader->analysis->tokens, at)->form;
    if (strncmp(form, "FY", 2) != 0)
        return 0;
    size_t digits = strspn(form + 2, "0123456789");
    if ((digits != 2 && digits != 4) || form[2 + digits] != '\0')
        return 0;
    int32_t number = 0;
    for (const char *digit = form + 2; *digit != '\0'; digit++)
        number = number * 10 + (*digit - '0');
    *year = digits == 4 ? number : number + (number < 50 ? 2000 : 1900);
    return at + 1;
}

/* `-18` after `FY2017`. */
static uint32_t read_last_year(const struct date_reader *reader, uint32_t at,
                               struct date_expression *date)
{
    struct date_point end = date->start;
    end.year++;
    uint32_t next = by_read_next_year(reader, at, date->start.year);
    if (next != 0)
        by_make_range(date, &end);
    return next;
}

uint32_t by_date_code(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    uint32_t next = read_fiscal_code(reader, at, &point->year);
    if (next != 0) {
        point->unit = UNIT_YEAR;
        uint32_t last = read_last_year(reader, next, &reading->date);
        return last != 0 ? last : next;
    }
    /* `2016 Q3`, `2016-Q3` */
    next = by_read_year(reader, at, &point->year);
    if (next != 0)
        return read_code(reader, by_skip_dash(reader, next), point);
    next = read_code(reader, at, point);
    if (next == 0)
        return 0;
    uint32_t after = by_read_its_year(reader, next, point);
    if (after == 0)
        after = read_fiscal_code(reader, next < reader->last ? next : at, &point->year);
    /* A bare `H1` may be a heading, `Q3:` the third question, and `Q3` a car. */
    if (after == 0 && (point->unit == UNIT_HALF || by_is_form(reader, next, ":")))
        return 0;
    bool named = at > reader->first && by_is_capitalised(reader, at - 1);
    reading->needs = after != 0 || !named ? NEEDS_NOTHING : NEEDS_TIME_WORD;
    return after != 0 ? after : next;
}

/* ---- Eras ---- */

uint32_t by_date_era(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    const uint64_t eras = ROLE_BIT(ROLE_BC) | ROLE_BIT(ROLE_AD);
    struct date_point *point = &reading->date.start;
    point->unit = UNIT_YEAR;
    reading->takes = TAKES_ABOUT;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_AD));
    if (next != 0)
        return by_read_digits(reader, next, 1, 2199, &point->year);
    next = by_read_digits(reader, at, 1, 9999, &point->year);
    if (next == 0) {
        next = by_read_part_of_year(reader, at, point);
        reading->takes_the = true;
        if (next != 0 && point->unit != UNIT_CENTURY)
            return 0;
    }
    uint32_t after = next != 0 ? by_accept_role(reader, next, eras) : 0;
    if (after != 0)
        point->bc = by_accept_role(reader, next, ROLE_BIT(ROLE_BC)) != 0;
    return after;
}
