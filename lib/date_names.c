/* SPDX-License-Identifier: MIT */
/* date_names.c - dates by the names of months, days of the week, seasons and holidays. */
#include <string.h>

#include "date_rules.h"

void by_make_range(struct date_expression *date, const struct date_point *end)
{
    date->form = FORM_RANGE;
    date->end = *end;
}

uint32_t by_accept_to(const struct date_reader *reader, uint32_t at)
{
    uint32_t next = by_accept_dash(reader, at);
    return next != 0 ? next : by_accept_role(reader, at, ROLE_BIT(ROLE_TO) | ROLE_BIT(ROLE_UNTIL));
}

/* ---- Months and days ---- */

/* A day of the month: `24`, `24th`, `eighth`. */
static uint32_t read_day(const struct date_reader *reader, uint32_t at, int32_t *day)
{
    uint32_t next = by_read_digits(reader, at, 1, 31, day);
    if (next != 0)
        return next;
    int32_t ordinal;
    next = by_read_ordinal(reader, at, &ordinal);
    if (next == 0 || ordinal > 31)
        return 0;
    *day = ordinal;
    return next;
}

/* `, 25 and 26` after `May 24`: days in a row. */
static uint32_t read_days_in_a_row(const struct date_reader *reader, uint32_t at, int32_t first,
                                   int32_t *last)
{
    int32_t day = first;
    while (by_is_form(reader, at, ",") && by_read_digits(reader, at + 1, day + 1, day + 1, &day))
        at += 2;
    if (by_is_form(reader, at, ","))
        at++;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_AND));
    if (next == 0 || (next = by_read_digits(reader, next, day + 1, day + 1, &day)) == 0 || day > 31)
        return 0;
    *last = day;
    return next;
}

/* The end of a range of days in one month: `-25`, ` to 5`, ` and 17`. */
static uint32_t read_last_day(const struct date_reader *reader, uint32_t at, int32_t first,
                              int32_t *last)
{
    if (by_is_form(reader, at, ","))
        return read_days_in_a_row(reader, at, first, last);
    uint32_t next = by_accept_to(reader, at);
    if (next == 0)
        next = by_accept_role(reader, at, ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_OR));
    int32_t day;
    if (next == 0 || (next = read_day(reader, next, &day)) == 0 || day <= first)
        return 0;
    *last = day;
    return next;
}

/* The year after a day or a range of days; it is that of both ends. */
static uint32_t finish_days(const struct date_reader *reader, uint32_t at, int32_t last_day,
                            struct date_expression *date)
{
    uint32_t next = by_read_its_year(reader, at, &date->start);
    if (last_day != 0) {
        struct date_point end = date->start;
        end.day = last_day;
        by_make_range(date, &end);
    }
    return next != 0 ? next : at;
}

/* `- June 3` after `May 24`, `-August` or ` to August` after `June`: what is like the start. */
static uint32_t read_last_month(const struct date_reader *reader, uint32_t at,
                                struct date_expression *date)
{
    struct date_point end = {.unit = date->start.unit};
    struct date_word month;
    /* `May 24 to June 3` are two dates. */
    uint32_t next = end.unit == UNIT_DAY ? by_accept_dash(reader, at) : by_accept_to(reader, at);
    if (next == 0 || (next = by_read_word(reader, next, CLASS_MONTH, &month)) == 0 || month.bound)
        return 0;
    end.month = month.number;
    uint32_t after = read_day(reader, next, &end.day);
    /* `from June to July 15` is no range of months. */
    if ((after != 0) != (end.unit == UNIT_DAY))
        return 0;
    if (after != 0)
        next = after;
    uint32_t year = by_read_its_year(reader, next, &end);
    date->start.year = end.year;
    date->start.anchor = end.anchor;
    date->start.shift = end.shift;
    date->start.shift_unit = end.shift_unit;
    by_make_range(date, &end);
    return year != 0 ? year : next;
}

/* Whether a month's name is a person's: `Ms April Hope`, `Gen. June`, `April said`. */
static bool is_person(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    const uint64_t before = CLASS_BIT(CLASS_RANK);
    const uint64_t after = CLASS_BIT(CLASS_FAMILY) | CLASS_BIT(CLASS_SAYING);
    const uint64_t prepositions = ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_FOR) |
                                  ROLE_BIT(ROLE_SINCE) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_UNTIL) |
                                  ROLE_BIT(ROLE_PART) | ROLE_BIT(ROLE_LAST) | ROLE_BIT(ROLE_NEXT) |
                                  ROLE_BIT(ROLE_THIS) | ROLE_BIT(ROLE_THE);
    if (at > reader->first && by_follows_role(reader, at, prepositions))
        return false;
    if (at > reader->first && by_is_of_class(reader, at - 1, before) &&
        by_is_capitalised(reader, at - 1))
        return true;
    return by_is_of_class(reader, next, after);
}

uint32_t by_date_month_day(const struct date_reader *reader, uint32_t at,
                           struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    struct date_word month;
    uint32_t next = by_read_word(reader, at, CLASS_MONTH, &month);
    if (next == 0)
        return 0;
    point->month = month.number;
    uint32_t after = read_day(reader, next, &point->day);
    if (after != 0) {
        next = after;
        point->unit = UNIT_DAY;
        reading->takes = TAKES_ABOUT;
        if ((after = read_last_month(reader, next, &reading->date)) != 0)
            return after;
        int32_t last_day = 0;
        after = read_last_day(reader, next, point->day, &last_day);
        return finish_days(reader, after != 0 ? after : next, last_day, &reading->date);
    }
    if (is_person(reader, at, next))
        return 0;
    point->unit = UNIT_MONTH;
    if ((after = by_read_its_year(reader, next, point)) != 0 ||
        (after = read_last_month(reader, next, &reading->date)) != 0)
        return after;
    if (month.weak)
        reading->needs = NEEDS_TIME_WORD;
    return month.bound ? 0 : next;
}

/* Whether a hyphen or slash joins the parts of a date at a token. */
static bool is_joint(const struct date_reader *reader, uint32_t at)
{
    return by_touches(reader, at) && by_touches(reader, at + 1) &&
           (by_is_form(reader, at, "-") || by_is_form(reader, at, "/"));
}

uint32_t by_date_day_month(const struct date_reader *reader, uint32_t at,
                           struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    struct date_word month;
    int32_t last_day = 0;
    uint32_t next = read_day(reader, at, &point->day);
    if (next == 0 || by_is_money(reader, at))
        return 0;
    uint32_t after = read_last_day(reader, next, point->day, &last_day);
    next = by_skip_role(reader, after != 0 ? after : next, ROLE_BIT(ROLE_OF));
    bool joined = is_joint(reader, next);
    next = by_read_word(reader, next + joined, CLASS_MONTH, &month);
    if (next == 0)
        return 0;
    /* `23-Sep-2020` */
    if (joined && !is_joint(reader, next))
        return 0;
    next += joined;
    point->unit = UNIT_DAY;
    point->month = month.number;
    reading->takes = TAKES_ABOUT;
    return finish_days(reader, next, last_day, &reading->date);
}

/* ---- Weekdays ---- */

uint32_t by_read_its_date(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date)
{
    static date_rule *const rules[] = {by_date_month_day, by_date_day_month, by_date_figures};
    if (by_is_form(reader, at, ","))
        at++;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct date_reading reading = {0};
        uint32_t next = rules[i](reader, at, &reading);
        if (next != 0 && reading.date.start.unit == UNIT_DAY) {
            *date = reading.date;
            return next;
        }
    }
    return 0;
}

/* ` the 21st` after a weekday. */
static uint32_t read_its_day(const struct date_reader *reader, uint32_t at,
                             struct date_point *point)
{
    int32_t day;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_THE));
    if (next == 0 || !by_has_digit(reader, next) ||
        (next = by_read_ordinal(reader, next, &day)) == 0 || day < 1 || day > 31)
        return 0;
    *point = (struct date_point){.unit = UNIT_DAY, .day = day};
    return next;
}

/* `last week` or `of last week` after a weekday. */
static uint32_t read_its_week(const struct date_reader *reader, uint32_t at,
                              struct date_point *point)
{
    struct date_point week;
    uint32_t next =
        by_read_relative_unit(reader, by_skip_role(reader, at, ROLE_BIT(ROLE_OF)), &week);
    if (next == 0 || week.unit != UNIT_WEEK)
        return 0;
    point->anchor = week.anchor;
    point->shift = week.shift;
    point->shift_unit = UNIT_WEEK;
    return next;
}

/* `-Friday`, ` to Friday` after `Monday`. */
static uint32_t read_last_weekday(const struct date_reader *reader, uint32_t at,
                                  struct date_expression *date)
{
    struct date_point end = date->start;
    struct date_word day;
    uint32_t next = by_accept_to(reader, at);
    if (next == 0 || (next = by_read_word(reader, next, CLASS_WEEKDAY, &day)) == 0 || day.plural)
        return 0;
    /* `from Monday to Tuesday night`, `from Monday to Tuesday, May 5` */
    struct date_expression last = {0};
    if (by_read_day_part(reader, next, &last) != 0 || by_read_its_date(reader, next, &last) != 0)
        return 0;
    end.weekday = day.number;
    by_make_range(date, &end);
    return next;
}

/* Whether a word ends a title: it is capitalised in titles alone, and no noun follows it. */
static bool ends_title(const struct date_reader *reader, uint32_t at)
{
    enum date_role role;
    const uint64_t names = CLASS_BIT(CLASS_ORGANISATION) | CLASS_BIT(CLASS_COUNTRY) |
                           CLASS_BIT(CLASS_ORGANISATION_HEAD) | CLASS_BIT(CLASS_RANK) |
                           CLASS_BIT(CLASS_PLACE_HEAD) | CLASS_BIT(CLASS_MISC) |
                           CLASS_BIT(CLASS_MISC_HEAD) | CLASS_BIT(CLASS_CITY) |
                           CLASS_BIT(CLASS_GROUP) | CLASS_BIT(CLASS_DEMONYM) |
                           CLASS_BIT(CLASS_HOLIDAY) | CLASS_BIT(CLASS_FAMILY);
    bool last = at + 1 >= reader->last || by_read_role(reader, at + 1, &role) != 0 ||
                by_token(&reader->analysis->tokens, at + 1)->kind == TOKEN_MARK;
    return last && by_is_of_class(reader, at, CLASS_BIT(CLASS_COMMON)) &&
           !by_is_of_class(reader, at, names);
}

/* Whether a weekday is part of a name: `the Sunday Times`, `"Friday's Child"`. */
static bool is_in_title(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    if (by_follows_role(reader, at, ROLE_BIT(ROLE_THE)))
        return by_is_name_like(reader, next);
    if (!by_is_form(reader, next, "'s") || !by_is_name_like(reader, next + 1))
        return false;
    /* `"Friday's Child"`, `Friday's Child by Auden`, but `Friday's Papal address` */
    bool quoted = at > reader->first && by_touches(reader, at) && by_is_quote(reader, at - 1);
    return quoted || ends_title(reader, next + 1);
}

uint32_t by_date_weekday(const struct date_reader *reader, uint32_t at,
                         struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_word day;
    uint32_t next = by_read_word(reader, at, CLASS_WEEKDAY, &day);
    if (next == 0)
        return 0;
    date->start.unit = UNIT_DAY;
    date->start.weekday = day.number;
    if (day.plural)
        date->form = FORM_SET;
    uint32_t after = by_read_day_part(reader, next, date);
    if (after != 0 && date->form == FORM_POINT) {
        /* `Monday night, May 4` */
        uint32_t its_date = by_read_its_day(reader, after, &date->start);
        return its_date != 0 ? its_date : after;
    }
    if (after != 0 || day.plural)
        return after != 0 ? after : next;
    if (is_in_title(reader, at, next))
        return 0;
    if ((after = by_read_its_date(reader, next, date)) != 0 ||
        (after = read_its_day(reader, next, &date->start)) != 0 ||
        (after = read_its_week(reader, next, &date->start)) != 0 ||
        (after = read_last_weekday(reader, next, date)) != 0)
        return after;
    return day.bound ? 0 : next;
}

/* ---- Seasons and holidays ---- */

static void put_season(const char *value, struct date_point *point)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    point->unit = UNIT_SEASON;
    for (int32_t i = 0; i < 4; i++) {
        if (strncmp(value, seasons[i], 2) == 0)
            point->number = i + 1;
    }
}

uint32_t by_date_season(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_word season;
    uint32_t next = by_read_word(reader, at, CLASS_SEASON, &season);
    if (next == 0)
        return 0;
    put_season(season.value, &reading->date.start);
    reading->takes_the = true;
    uint32_t after = by_read_its_year(reader, next, &reading->date.start);
    if (after != 0) {
        /* A winter has two years, and its value the first: `the winter of 1998-1999`. */
        uint32_t last = by_read_next_year(reader, after, reading->date.start.year);
        return last != 0 ? last : after;
    }
    /* `the Winter Games` */
    if (by_is_name_like(reader, at) && by_is_name_like(reader, next))
        return 0;
    /* `the fall of Berlin`, but `in the fall` */
    if (season.weak && by_accept_role(reader, next, ROLE_BIT(ROLE_OF)) != 0)
        return 0;
    reading->needs = season.weak ? NEEDS_ARTICLE : NEEDS_TIME_WORD;
    return next;
}

uint32_t by_date_holiday(const struct date_reader *reader, uint32_t at,
                         struct date_reading *reading)
{
    struct date_word holiday;
    uint32_t next = by_read_word(reader, at, CLASS_HOLIDAY, &holiday);
    if (next == 0)
        return 0;
    struct date_point *point = &reading->date.start;
    point->unit = UNIT_DAY;
    point->holiday = holiday.value;
    struct date_unit_word unit;
    uint32_t after = by_read_unit(reader, next, &unit);
    if (after != 0 && !unit.plural && (unit.unit == UNIT_WEEK || unit.unit == UNIT_WEEKEND)) {
        /* `the Labor Day weekend` */
        point->unit = unit.unit;
        reading->takes_the = true;
        next = after;
    }
    after = by_read_its_year(reader, next, point);
    return after != 0 ? after : next;
}

uint32_t by_read_name(const struct date_reader *reader, uint32_t at, struct date_expression *date)
{
    struct date_point *point = &date->start;
    struct date_word word;
    uint32_t next = by_read_word(reader, at, CLASS_WEEKDAY, &word);
    if (next != 0 && !word.bound) {
        point->unit = UNIT_DAY;
        point->weekday = word.number;
        uint32_t after = by_read_its_date(reader, next, date);
        if (after == 0)
            after = by_read_day_part(reader, next, date);
        return after != 0 ? after : next;
    }
    struct date_reading month = {0};
    next = by_date_month_day(reader, at, &month);
    if (next != 0) {
        *date = month.date;
        return next;
    }
    next = by_read_word(reader, at, CLASS_SEASON, &word);
    if (next != 0) {
        put_season(word.value, point);
        return next;
    }
    next = by_read_word(reader, at, CLASS_HOLIDAY, &word);
    if (next != 0) {
        point->unit = UNIT_DAY;
        point->holiday = word.value;
    }
    return next;
}
