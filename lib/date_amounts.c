/* SPDX-License-Identifier: MIT */
/* date_amounts.c - durations, what is reckoned by them, and sets. */
#include "date_rules.h"

static void put_duration(struct date_expression *date, const struct date_number *number,
                         const struct date_unit_word *unit)
{
    date->form = FORM_DURATION;
    date->unit = unit->unit;
    date->tenths =
        number->tenths == AMOUNT_UNKNOWN ? AMOUNT_UNKNOWN : number->tenths * unit->factor;
}

/* The second of two numbers: ` to 18`, `-5-`, ` or three`. */
static uint32_t read_second_number(const struct date_reader *reader, uint32_t at)
{
    struct date_number second;
    uint32_t next = by_accept_to(reader, at);
    if (next == 0)
        next = by_accept_role(reader, at, ROLE_BIT(ROLE_OR));
    return next != 0 ? by_read_number(reader, next, &second) : 0;
}

/* ` and a half`, ` or two` after `a year`. */
static uint32_t finish_amount(const struct date_reader *reader, uint32_t at,
                              const struct date_unit_word *unit, struct date_expression *date,
                              bool *article)
{
    struct date_number second;
    bool one = date->tenths == (int64_t)10 * unit->factor;
    uint32_t next = *article || one ? by_accept_half(reader, at) : 0;
    if (next != 0) {
        date->tenths += (int64_t)5 * unit->factor;
        *article = false;
        return next;
    }
    next = *article ? by_accept_role(reader, at, ROLE_BIT(ROLE_OR)) : 0;
    if (next == 0 || (next = by_read_number(reader, next, &second)) == 0)
        return at;
    date->tenths = AMOUNT_UNKNOWN;
    *article = false;
    return next;
}

uint32_t by_read_amount(const struct date_reader *reader, uint32_t at, struct date_expression *date,
                        bool *article)
{
    struct date_number number;
    struct date_unit_word unit;
    uint32_t next = by_read_number(reader, at, &number);
    if (next == 0)
        return 0;
    uint32_t second = number.article ? 0 : read_second_number(reader, next);
    next = by_skip_role(reader, second != 0 ? second : next, ROLE_BIT(ROLE_FILLER));
    next = by_read_unit(reader, next, &unit);
    if (next == 0 || unit.weak)
        return 0;
    /* `the 1988 period` */
    if (!unit.plural && unit.unit >= UNIT_QUARTER && unit.unit != UNIT_YEAR)
        return 0;
    /* `three quarters of the profit` */
    if (unit.unit == UNIT_QUARTER &&
        ((number.tenths > 0 && number.tenths <= 10) ||
         (number.tenths == 30 && by_accept_role(reader, next, ROLE_BIT(ROLE_OF)) != 0)))
        return 0;
    put_duration(date, &number, &unit);
    /* `one day`, too, is often said of no length of time */
    *article = number.article ||
               (number.tenths == 10 && !number.digits && unit.unit == UNIT_DAY && unit.factor == 1);
    return finish_amount(reader, next, &unit, date, article);
}

/* Beyond this no date is in the calendar. */
#define SHIFT_MAX 10000000

/* Whether `before` has something after it: what `two days before the vote` is reckoned from. */
static bool is_followed_by_noun(const struct date_reader *reader, uint32_t at)
{
    return at < reader->last && by_token(&reader->analysis->tokens, at)->kind != TOKEN_MARK;
}

/* `ago`, `earlier`, `later`, `from now` after an amount: it is a point then. */
static uint32_t read_direction(const struct date_reader *reader, uint32_t at,
                               struct date_expression *date)
{
    enum date_role role;
    uint32_t next = by_read_role(reader, at, &role);
    bool document = role == ROLE_AGO || role == ROLE_FROM_NOW;
    bool back = role == ROLE_AGO || role == ROLE_EARLIER || role == ROLE_PRIOR;
    if (!document && role != ROLE_EARLIER && role != ROLE_LATER && role != ROLE_PRIOR)
        return 0;
    if (role == ROLE_PRIOR && is_followed_by_noun(reader, next))
        return 0;
    if (date->tenths == AMOUNT_UNKNOWN || date->unit < UNIT_DAY) {
        /* `hours later` stays a length of time: from when cannot be told. */
        date->form = document ? FORM_REFERENCE : FORM_DURATION;
        date->reference = !document ? NULL : back ? "PAST_REF" : "FUTURE_REF";
        return next;
    }
    int32_t shift = (int32_t)(date->tenths / 10 < SHIFT_MAX ? date->tenths / 10 : SHIFT_MAX);
    date->form = FORM_POINT;
    date->start = by_unit_point(date->unit, document ? ANCHOR_DOCUMENT : ANCHOR_CONTEXT,
                                back ? -shift : shift);
    /* A report of a quarter compares it with the one `a year ago`. */
    if (date->unit == UNIT_YEAR && back && shift == 1)
        date->start.unit = UNIT_PERIOD;
    return next;
}

/* `-long` after `two-year`; 0 where an age ends in `-old`. */
static uint32_t finish_adjective(const struct date_reader *reader, uint32_t at)
{
    uint32_t dash = by_skip_dash(reader, at);
    if (by_accept_role(reader, dash, ROLE_BIT(ROLE_OLD)) != 0)
        return 0;
    uint32_t next = dash != at ? by_accept_role(reader, dash, ROLE_BIT(ROLE_LONG)) : 0;
    return next != 0 ? next : at;
}

/* `two-day`, `20-year-long`. */
static uint32_t read_adjective(const struct date_reader *reader, uint32_t at,
                               struct date_reading *reading)
{
    struct date_number number;
    struct date_unit_word unit;
    uint32_t next = by_read_number(reader, at, &number);
    uint32_t second = next == 0 ? 0 : read_second_number(reader, next);
    if (next == 0 || number.article ||
        (next = by_accept_dash(reader, second != 0 ? second : next)) == 0 ||
        (next = by_read_unit(reader, next, &unit)) == 0 || unit.unit == UNIT_QUARTER)
        return 0;
    put_duration(&reading->date, &number, &unit);
    reading->takes = TAKES_NEARLY;
    return finish_adjective(reader, next);
}

/* Whether `a week` is a length of time and not a rate, as in `$5 a week`. */
static bool stands_as_duration(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    const uint64_t before = ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_FOR) | ROLE_BIT(ROLE_OF) |
                            ROLE_BIT(ROLE_UNTIL) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_SINCE);
    const uint64_t after = ROLE_BIT(ROLE_PRIOR) | ROLE_BIT(ROLE_SINCE);
    return by_accept_role(reader, next, after) != 0 || by_follows_role(reader, at, before) ||
           by_is_form(reader, at, "another");
}

/* `a week` after `six days`: how often. */
static uint32_t read_rate(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date)
{
    struct date_word article;
    struct date_unit_word unit;
    uint32_t next = by_read_word(reader, at, CLASS_NUMBER, &article);
    if (next != at + 1 || !article.article || (next = by_read_unit(reader, next, &unit)) == 0 ||
        unit.plural || unit.unit <= date->unit)
        return 0;
    date->form = FORM_SET;
    return next;
}

/* ` and six months`, `, six months` after `two years`. */
static uint32_t read_rest(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date)
{
    struct date_number number;
    struct date_unit_word unit;
    uint32_t next = by_skip_role(reader, at, ROLE_BIT(ROLE_AND));
    if (next == at && by_is_form(reader, at, ","))
        next = at + 1;
    next = by_read_number(reader, next, &number);
    if (next == 0 || number.article || (next = by_read_unit(reader, next, &unit)) == 0 ||
        unit.unit >= date->unit || unit.factor != 1 || unit.plural != (number.tenths != 10))
        return at;
    date->rest_tenths = number.tenths;
    date->rest_unit = unit.unit;
    return next;
}

/* `aged 5 years`, `the age of 50 years`. */
static bool is_age(const struct date_reader *reader, uint32_t at)
{
    return by_follows_role(reader, at, ROLE_BIT(ROLE_NUMBERED)) ||
           (at > reader->first + 1 && by_is_form(reader, at - 1, "of") &&
            by_is_form(reader, at - 2, "age"));
}

uint32_t by_date_amount(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    bool article;
    uint32_t next = by_read_amount(reader, at, date, &article);
    if (next == 0)
        return read_adjective(reader, at, reading);
    if (is_age(reader, at))
        return 0;
    reading->takes = TAKES_NEARLY;
    reading->takes_the = true;
    uint32_t finished = finish_adjective(reader, next);
    if (finished != next) {
        /* `day-long` after `a` is read without it. */
        return article ? 0 : finished;
    }
    next = read_rest(reader, next, date);
    next = by_skip_role(reader, next, ROLE_BIT(ROLE_OR_SO));
    uint32_t after = read_direction(reader, next, date);
    if (after == 0 && !article)
        after = read_rate(reader, next, date);
    if (after != 0)
        return after;
    if (article && !stands_as_duration(reader, at, next))
        reading->needs = NEEDS_TIME_WORD;
    return next;
}

/* `year-ago quarter`, `year-earlier`: the same a year before. */
static uint32_t read_year_ago(const struct date_reader *reader, uint32_t at,
                              struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_unit_word unit;
    date->start = by_unit_point(UNIT_PERIOD, ANCHOR_CONTEXT, -1);
    date->start.shift_unit = UNIT_YEAR;
    uint32_t next = by_read_unit(reader, at, &unit);
    if (next != 0 && !unit.plural)
        return next;
    next = by_read_part_of_year(reader, at, &date->start);
    if (next != 0)
        return next;
    reading->takes_the = false;
    return at;
}

/* `years`, or a point with `ago` or `later`. */
static uint32_t read_some(const struct date_reader *reader, uint32_t at, uint32_t next,
                          const struct date_unit_word *unit, struct date_reading *reading)
{
    static const struct date_number some = {.tenths = AMOUNT_UNKNOWN};
    int32_t year;
    /* `the years 2015 and 2016` */
    if (unit->unit == UNIT_QUARTER || unit->unit == UNIT_PERIOD ||
        by_read_year(reader, next, &year) != 0)
        return 0;
    put_duration(&reading->date, &some, unit);
    uint32_t after = read_direction(reader, next, &reading->date);
    if (after != 0)
        return after;
    /* `aged 5 years`, whose number is no amount of time; `kilowatt-hours` */
    if (at > reader->first && (by_has_digit(reader, at - 1) ||
                               (by_touches(reader, at) && by_accept_dash(reader, at - 1) != 0)))
        return 0;
    /* `peak hours`, `the early days`, `the Trump years` */
    const uint64_t kinds = ROLE_BIT(ROLE_KIND) | ROLE_BIT(ROLE_THAT) | ROLE_BIT(ROLE_PART) |
                           ROLE_BIT(ROLE_EARLIER) | ROLE_BIT(ROLE_LATER);
    if (by_follows_role(reader, at, kinds) ||
        (at > reader->first && by_is_name_like(reader, at - 1)))
        return 0;
    reading->takes_the =
        by_accept_role(reader, next, ROLE_BIT(ROLE_PRIOR) | ROLE_BIT(ROLE_SINCE)) == 0;
    return next;
}

/* What `the day` and so on are reckoned from. */
static enum date_anchor anchor_of(enum date_unit unit)
{
    switch (unit) {
    case UNIT_DAY:
    case UNIT_QUARTER: return ANCHOR_CONTEXT;
    case UNIT_WEEKEND: return ANCHOR_NEAREST;
    default: return ANCHOR_DOCUMENT;
    }
}

/* `2015-2019` after `the period`, `2021/22` after `the year`. */
static uint32_t read_which_years(const struct date_reader *reader, uint32_t at,
                                 struct date_expression *date)
{
    struct date_reading years = {0};
    uint32_t next = by_date_figures(reader, at, &years);
    if (next == 0 || years.date.form != FORM_RANGE || years.date.start.unit != UNIT_YEAR)
        return 0;
    *date = years.date;
    return next;
}

/*
 * `the corresponding period last year`, `the quarter a year ago`, `the year 2000`, `the week of
 * March 6`.
 */
static uint32_t read_which(const struct date_reader *reader, uint32_t at, enum date_unit unit,
                           struct date_expression *date)
{
    struct date_point *point = &date->start;
    uint32_t years = unit >= UNIT_YEAR ? read_which_years(reader, at, date) : 0;
    if (years != 0)
        return years;
    if (unit == UNIT_PERIOD || unit == UNIT_QUARTER) {
        point->anchor = ANCHOR_CONTEXT;
        return by_read_its_year(reader, at, point);
    }
    struct date_point whole = {.unit = unit};
    uint32_t next = 0;
    if (unit == UNIT_YEAR) {
        next = by_read_year(reader, at, &whole.year);
    } else if (unit == UNIT_WEEK) {
        uint32_t of = by_accept_role(reader, at, ROLE_BIT(ROLE_OF));
        next = of != 0 ? by_read_container(reader, of, &whole) : 0;
        if (whole.unit != UNIT_DAY)
            return 0;
        whole.unit = UNIT_WEEK;
    }
    if (next != 0)
        *point = whole;
    return next;
}

/* `the quarter ended Sept. 30`. */
static void put_ended_quarter(const struct date_reader *reader, uint32_t at,
                              struct date_point *point)
{
    struct date_point quarter = {.unit = UNIT_QUARTER};
    by_read_its_end(reader, at, &quarter);
    if (quarter.month != 0)
        *point = quarter;
}

/* One unit without its number: `the quarter`, `the day before`. */
static uint32_t read_the_unit(const struct date_reader *reader, uint32_t at, uint32_t next,
                              const struct date_unit_word *unit, struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    date->start = by_unit_point(unit->unit, anchor_of(unit->unit), 0);
    uint32_t after = read_which(reader, next, unit->unit, date);
    if (after == 0 || unit->unit == UNIT_QUARTER)
        reading->needs = NEEDS_ARTICLE;
    if (date->form == FORM_RANGE)
        reading->takes_the = false;
    if (after != 0 || unit->unit == UNIT_PERIOD)
        return after;
    /* `the quarter-finals` */
    if (by_touches(reader, next) && by_accept_dash(reader, next) != 0)
        return 0;
    after = by_accept_role(reader, next, ROLE_BIT(ROLE_PRIOR));
    if (after != 0 && !is_followed_by_noun(reader, after)) {
        date->start = by_unit_point(unit->unit, ANCHOR_CONTEXT, -1);
        return after;
    }
    if (unit->unit == UNIT_QUARTER)
        put_ended_quarter(reader, next, &date->start);
    /* `the year ended March 31` */
    if (unit->unit == UNIT_YEAR && by_accept_role(reader, next, ROLE_BIT(ROLE_ENDED)) != 0)
        put_duration(date, &(struct date_number){.tenths = 10}, unit);
    /* `the day`, `player of the year` */
    bool of_the = by_follows_role(reader, at, ROLE_BIT(ROLE_THE)) &&
                  by_follows_role(reader, at - 1, ROLE_BIT(ROLE_OF));
    if (unit->unit == UNIT_DAY || (unit->unit == UNIT_YEAR && of_the))
        reading->needs = NEEDS_PART;
    return next;
}

/* `by year-end`: the last day of the year; `since year-end`, of the year before. */
static struct date_point year_end(bool since)
{
    return (struct date_point){.unit = UNIT_DAY,
                               .anchor = ANCHOR_DOCUMENT,
                               .shift = since ? -1 : 0,
                               .shift_unit = UNIT_YEAR,
                               .month = 12,
                               .day = 31};
}

uint32_t by_date_unit(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_unit_word unit;
    enum date_role role;
    const uint64_t between = ROLE_BIT(ROLE_FISCAL) | ROLE_BIT(ROLE_FILLER);
    uint32_t next = by_read_unit(reader, by_skip_role(reader, at, between), &unit);
    if (next == 0 || unit.weak)
        return 0;
    uint32_t dash = by_is_form(reader, next, "'s") ? next + 1 : by_skip_dash(reader, next);
    uint32_t after = by_read_role(reader, dash, &role);
    if (role == ROLE_OLD)
        return 0;
    if (role == ROLE_LONG && dash != next) {
        const struct date_number number = {.tenths = unit.plural ? AMOUNT_UNKNOWN : 10};
        put_duration(&reading->date, &number, &unit);
        return after;
    }
    reading->takes_the = true;
    if (unit.plural)
        return read_some(reader, at, next, &unit, reading);
    if (unit.unit == UNIT_YEAR && dash != next && (role == ROLE_AGO || role == ROLE_EARLIER))
        return read_year_ago(reader, after, reading);
    if (unit.unit == UNIT_YEAR && role == ROLE_END) {
        /* `year-end` is a day; `year's end`, `year end` may be December as a whole. */
        bool day = by_accept_dash(reader, next) != 0;
        bool since = by_follows_role(reader, at, ROLE_BIT(ROLE_FOR));
        reading->date.start = day ? year_end(since) : by_unit_point(UNIT_YEAR, ANCHOR_DOCUMENT, 0);
        return after;
    }
    return unit.unit >= UNIT_DAY ? read_the_unit(reader, at, next, &unit, reading) : 0;
}

uint32_t by_date_every(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_unit_word unit;
    bool article;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_EVERY));
    if (next == 0)
        return 0;
    reading->takes = TAKES_NEARLY;
    uint32_t after = by_read_name(reader, next, date);
    if (after == 0)
        after = by_read_day_part(reader, next, date);
    if (after == 0)
        after = by_read_amount(reader, next, date, &article);
    if (after == 0) {
        after = by_read_unit(reader, next, &unit);
        if (after == 0 || unit.plural || unit.weak)
            return 0;
        int64_t tenths = by_is_form(reader, next - 1, "other") ? 20 : 10;
        put_duration(date, &(struct date_number){.tenths = tenths}, &unit);
    }
    date->form = FORM_SET;
    return after;
}
