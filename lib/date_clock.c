/* SPDX-License-Identifier: MIT */
/* date_clock.c - dates and times in figures, and times of day in words. */
#include <string.h>

#include "date_patterns.h"
#include "date_rules.h"

/* ---- Parts of the day ---- */

bool by_clock_value(const char *value, struct date_point *point)
{
    if (value[0] < '0' || value[0] > '9')
        return false;
    point->clock = true;
    point->hour = (value[0] - '0') * 10 + (value[1] - '0');
    point->minute = (value[3] - '0') * 10 + (value[4] - '0');
    return true;
}

uint32_t by_read_day_part(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date)
{
    struct date_word part;
    uint32_t next = by_read_word(reader, at, CLASS_DAY_PART, &part);
    if (next == 0)
        return 0;
    if (!by_clock_value(part.value, &date->start)) {
        date->start.clock = true;
        date->start.day_part = part.value;
    }
    if (part.plural)
        date->form = FORM_SET;
    return next;
}

/* ---- What follows a clock time ---- */

static void put_time_of(struct date_point *day, const struct date_point *time)
{
    day->clock = true;
    day->hour = time->hour;
    day->minute = time->minute;
    day->day_part = time->day_part;
}

uint32_t by_read_its_day(const struct date_reader *reader, uint32_t at, struct date_point *point)
{
    static date_rule *const rules[] = {by_date_weekday, by_date_month_day, by_date_day_month,
                                       by_date_deictic, by_date_relative};
    if (reader->inner)
        return 0;
    struct date_reader inner = by_inner_reader(reader);
    if (by_is_form(reader, at, ","))
        at++;
    at = by_skip_role(reader, at, ROLE_BIT(ROLE_ON));
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct date_reading reading = {0};
        struct date_point *day = &reading.date.start;
        uint32_t next = rules[i](&inner, at, &reading);
        if (next != 0 && reading.date.form == FORM_POINT && day->unit == UNIT_DAY && !day->clock) {
            put_time_of(day, point);
            *point = *day;
            return next;
        }
    }
    return 0;
}

/* `in the evening` after an hour, which tells the half of the day. */
static uint32_t read_half_of_day(const struct date_reader *reader, uint32_t at,
                                 struct date_point *point)
{
    struct date_word part;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_IN));
    if (next == 0 || (next = by_accept_role(reader, next, ROLE_BIT(ROLE_THE))) == 0 ||
        (next = by_read_word(reader, next, CLASS_DAY_PART, &part)) == 0 || part.plural)
        return 0;
    if (strcmp(part.value, "MO") != 0 && point->hour < 12)
        point->hour += 12;
    return next;
}

/* `GMT`, `GMT+7`, `Vietnam time`. */
static uint32_t read_zone(const struct date_reader *reader, uint32_t at)
{
    const uint64_t places = CLASS_BIT(CLASS_COUNTRY) | CLASS_BIT(CLASS_CITY) |
                            CLASS_BIT(CLASS_CAPITAL) | CLASS_BIT(CLASS_DEMONYM);
    struct date_word zone;
    uint32_t next = by_read_word(reader, at, CLASS_ZONE, &zone);
    if (next != 0) {
        bool offset = by_touches(reader, next) && by_touches(reader, next + 1) &&
                      (by_is_form(reader, next, "+") || by_is_form(reader, next, "-")) &&
                      by_has_digit(reader, next + 1);
        return offset ? next + 2 : next;
    }
    return by_is_of_class(reader, at, places) && by_is_form(reader, at + 1, "time") ? at + 2 : 0;
}

/* A zone, a part of the day, a day. */
static uint32_t finish_clock(const struct date_reader *reader, uint32_t at,
                             struct date_point *point)
{
    uint32_t next = read_zone(reader, at);
    if (next == 0)
        next = read_half_of_day(reader, at, point);
    if (next != 0)
        at = next;
    next = by_read_its_day(reader, at, point);
    return next != 0 ? next : at;
}

/* ---- Figures ---- */

/* The position after the token that ends at a byte, or 0 where none ends there. */
static uint32_t token_ending(const struct date_reader *reader, uint32_t at, uint32_t end)
{
    const struct tokens *tokens = &reader->analysis->tokens;
    while (at < reader->last && by_token(tokens, at)->end < end)
        at++;
    return at < reader->last && by_token(tokens, at)->end == end ? at + 1 : 0;
}

/*
 * Whether a form in figures can start at a token: digits, or an apostrophe that touches them, and
 * then a mark or letter of one of the forms.
 */
static bool may_be_figures(const struct date_reader *reader, uint32_t at)
{
    if (at >= reader->last)
        return false;
    const struct word *word = by_token_word(&reader->analysis->tokens, at);
    bool digit = word->form[0] >= '0' && word->form[0] <= '9';
    if (!digit && word->form[0] != '\'')
        return false;
    if (digit && (word->shape & SHAPE_DIGITS) == 0)
        return true;
    if (at + 1 >= reader->last)
        return false;
    char next = by_token_word(&reader->analysis->tokens, at + 1)->lower[0];
    if (!digit)
        return next >= '0' && next <= '9';
    return by_touches(reader, at + 1) || strchr("aphgu", next) != NULL ||
           by_accept_dash(reader, at + 1) != 0;
}

static uint32_t read_figures(const struct date_reader *reader, uint32_t at,
                             struct date_figures *figures)
{
    if (!may_be_figures(reader, at))
        return 0;
    uint32_t start = by_token(&reader->analysis->tokens, at)->start;
    uint32_t end = by_match_figures(reader->matcher, &reader->analysis->text, start, figures);
    return end != 0 ? token_ending(reader, at, end) : 0;
}

static void put_clock(struct date_point *point, const struct date_figures *figures)
{
    point->clock = true;
    point->hour = figures->hour;
    point->minute = figures->minute;
}

/* The end of a range of clock times: ` to 4 p.m.`. */
static uint32_t read_last_clock(const struct date_reader *reader, uint32_t at,
                                struct date_expression *date)
{
    struct date_figures figures;
    uint32_t next = by_accept_to(reader, at);
    if (next == 0 || (next = read_figures(reader, next, &figures)) == 0 ||
        figures.hour == FIGURE_NONE || figures.day != FIGURE_NONE)
        return 0;
    by_make_range(date, &date->start);
    put_clock(&date->end, &figures);
    return next;
}

static uint32_t finish_time(const struct date_reader *reader, uint32_t at,
                            struct date_reading *reading)
{
    reading->takes = TAKES_ABOUT;
    uint32_t next = read_zone(reader, at);
    next = read_last_clock(reader, next != 0 ? next : at, &reading->date);
    if (next == 0)
        return finish_clock(reader, at, &reading->date.start);
    uint32_t after = read_zone(reader, next);
    next = after != 0 ? after : next;
    /* The day after it is that of both. */
    struct date_point end = reading->date.end;
    after = by_read_its_day(reader, next, &reading->date.start);
    if (after == 0)
        return next;
    reading->date.end = reading->date.start;
    put_time_of(&reading->date.end, &end);
    return after;
}

/* `2009-10`, with `financial year` after it. */
static uint32_t finish_years(const struct date_reader *reader, uint32_t at,
                             const struct date_figures *figures, struct date_reading *reading)
{
    struct date_unit_word unit;
    struct date_point end = {.unit = UNIT_YEAR, .year = figures->last_year};
    reading->date.start = (struct date_point){.unit = UNIT_YEAR, .year = figures->year};
    by_make_range(&reading->date, &end);
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_FISCAL));
    if (next == 0 || (next = by_read_unit(reader, next, &unit)) == 0 || unit.plural)
        return at;
    reading->takes_the = true;
    return next;
}

uint32_t by_date_figures(const struct date_reader *reader, uint32_t at,
                         struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    struct date_figures figures;
    uint32_t next = read_figures(reader, at, &figures);
    if (next == 0)
        return 0;
    if (figures.decade != FIGURE_NONE) {
        /* `the 80s`, but no `80s` alone */
        if (by_token_word(&reader->analysis->tokens, at)->length == strlen("80s"))
            reading->needs = NEEDS_ARTICLE;
        *point = (struct date_point){.unit = UNIT_DECADE, .year = figures.decade};
        reading->takes_the = true;
        return next;
    }
    if (figures.last_year != FIGURE_NONE)
        return finish_years(reader, next, &figures, reading);
    if (figures.hour != FIGURE_NONE)
        put_clock(point, &figures);
    if (figures.day == FIGURE_NONE)
        return finish_time(reader, next, reading);
    point->unit = UNIT_DAY;
    point->year = figures.year;
    point->month = figures.month;
    point->day = figures.day;
    return next;
}

/* ---- Words ---- */

/* `morning` and the like, alone or with its day: `the evening of May 24`, `afternoon yesterday`. */
static uint32_t finish_day_part(const struct date_reader *reader, uint32_t at, uint32_t next,
                                struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    uint32_t of = by_accept_role(reader, next, ROLE_BIT(ROLE_OF));
    uint32_t after = by_read_its_day(reader, of != 0 ? of : next, point);
    reading->takes_the = true;
    if (after != 0)
        return after;
    /* `in the morning` */
    if (strcmp(point->day_part, "NI") == 0 || !by_follows_role(reader, at, ROLE_BIT(ROLE_THE)) ||
        !by_follows_role(reader, at - 1, ROLE_BIT(ROLE_IN)))
        reading->needs = NEEDS_PART;
    return next;
}

uint32_t by_date_clock(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    struct date_word part;
    uint32_t next = by_read_word(reader, at, CLASS_DAY_PART, &part);
    reading->takes = TAKES_ABOUT;
    if (next != 0 && by_clock_value(part.value, point))
        return finish_clock(reader, next, point);
    if (next != 0) {
        point->clock = true;
        point->day_part = part.value;
        return part.plural ? 0 : finish_day_part(reader, at, next, reading);
    }
    struct date_number hour;
    next = by_read_number(reader, at, &hour);
    if (next == 0 || hour.article || hour.tenths < 10 || hour.tenths > 120)
        return 0;
    point->clock = true;
    point->hour = (int32_t)(hour.tenths / 10);
    uint32_t after = by_accept_role(reader, next, ROLE_BIT(ROLE_O_CLOCK));
    if (after != 0)
        return finish_clock(reader, after, point);
    after = read_half_of_day(reader, next, point);
    return after;
}
