/* SPDX-License-Identifier: MIT */
#include "date_values.h"

#include <stdlib.h>

#include "date_cycles.h"
#include "date_holidays.h"

static const struct date_place nowhere = {.unit = UNIT_NONE};

/* ---- What lies so far from another ---- */

/* Moves a day by so many units. Returns false where that leaves the calendar. */
static bool move(struct civil_date *date, enum date_unit unit, int32_t shift)
{
    static const int32_t months[UNIT_PERIOD + 1] = {
        [UNIT_MONTH] = 1, [UNIT_SEASON] = 3,   [UNIT_QUARTER] = 3,    [UNIT_HALF] = 6,
        [UNIT_YEAR] = 12, [UNIT_DECADE] = 120, [UNIT_CENTURY] = 1200,
    };
    /* 10,000 years, in months and in days */
    const int64_t most_months = 120000, most_days = 3652425;
    int64_t moved = (int64_t)shift * (months[unit] != 0 ? months[unit] : unit == UNIT_DAY ? 1 : 7);
    if (llabs(moved) > (months[unit] != 0 ? most_months : most_days))
        return false;
    if (months[unit] == 0) {
        *date = by_add_days(*date, (int32_t)moved);
    } else {
        if (date->year * 12 + date->month + moved < 13)
            return false;
        *date = by_add_months(*date, (int32_t)moved);
    }
    return by_year_exists(date->year);
}

/* `the quarter`, `the year-ago period`, `a year ago` in a report of a quarter: that quarter. */
static struct date_place resolve_period(const struct date_point *point,
                                        const struct date_context *context)
{
    bool years = point->shift_unit == UNIT_YEAR;
    int32_t quarter = context->beyond_quarter && (years || point->year != 0) ? 0 : context->quarter;
    struct date_place place = {.unit = quarter != 0 ? UNIT_QUARTER : UNIT_YEAR, .number = quarter};
    if (point->year != 0)
        place.year = point->year;
    else if (quarter != 0)
        place.year = context->quarter_year + (years ? point->shift : 0);
    else if (years && context->known)
        place.year = context->document.year + point->shift;
    else
        return nowhere;
    return place;
}

static struct date_place resolve_shift(const struct date_point *point,
                                       const struct date_context *context)
{
    bool spoken = point->anchor == ANCHOR_CONTEXT;
    bool quarter = spoken && point->unit == UNIT_QUARTER;
    if (point->unit == UNIT_PERIOD || (quarter && (context->quarter != 0 || point->year != 0)))
        return resolve_period(point, context);
    struct civil_date base = context->document;
    bool near_day = point->unit == UNIT_DAY || point->unit == UNIT_WEEK;
    if (spoken && near_day && context->day.year != 0)
        base = context->day;
    else if (spoken && point->unit == UNIT_MONTH && context->month.year != 0)
        base = context->month;
    else if (spoken && point->unit == UNIT_YEAR && context->year != 0)
        base.year = context->year;
    else if (!context->known)
        return (struct date_place){.unit = point->unit};
    /* The quarter that has results is the one before, and `last year's quarter` that of a year ago. */
    int32_t shift = point->shift;
    if (quarter)
        shift = point->shift_unit == UNIT_YEAR ? 4 * shift - 1 : -1;
    if (!move(&base, point->unit, shift))
        return nowhere;
    return by_place_around(&base, point->unit);
}

/* `the quarter ended Sept. 30`: the fiscal one that was named, or the one that most of it lies in. */
static struct date_place resolve_ended_quarter(const struct date_point *point,
                                               enum date_tense tense,
                                               const struct date_context *context)
{
    if (context->fiscal_quarter)
        return resolve_period(point, context);
    struct date_point numbered = *point;
    numbered.number = point->month == 1 ? 4 : (point->month + 1) / 3;
    return by_resolve_cycle(&numbered, tense, context);
}

/* `the weekend`: the last one, unless it is now or `will` says the next. */
static struct date_place resolve_weekend(enum date_tense tense, const struct date_context *context)
{
    if (!context->known)
        return (struct date_place){.unit = UNIT_WEEKEND};
    bool now = by_weekday(by_days_from_date(&context->document)) >= 6;
    struct civil_date date = by_add_days(context->document, now || tense == TENSE_FUTURE ? 0 : -7);
    return by_place_around(&date, UNIT_WEEKEND);
}

/* `the week of March 6`, `Easter week`, `the Labor Day weekend`. */
static struct date_place resolve_week_of(const struct date_point *point, enum date_tense tense,
                                         const struct date_context *context)
{
    struct date_place day = by_resolve_day(point, tense, context);
    if (day.year == 0)
        return (struct date_place){.unit = point->unit};
    struct civil_date date = {day.year, day.month, day.day};
    /* The weekend of a Monday or a Tuesday is the one before it. */
    if (point->unit == UNIT_WEEKEND && by_weekday(by_days_from_date(&date)) <= 2)
        date = by_add_days(date, -2);
    return by_place_around(&date, point->unit);
}

/* A time of day alone is of the day last spoken of. */
static struct date_place resolve_clock(const struct date_context *context)
{
    if (!context->known)
        return nowhere;
    return by_day_place(context->day.year != 0 ? &context->day : &context->document);
}

/* `the first Friday of July`, `the 20th of next month`: the month, and then the day in it. */
static struct date_place resolve_day_of_month(const struct date_point *point, enum date_tense tense,
                                              const struct date_context *context)
{
    struct date_point month = *point;
    month.unit = UNIT_MONTH;
    month.weekday = month.number = month.day = 0;
    struct date_place place = month.month != 0 ? by_resolve_cycle(&month, tense, context)
                                               : resolve_shift(&month, context);
    if (place.year == 0)
        return nowhere;
    struct civil_date date = {place.year, place.month, point->day};
    if (point->weekday != 0)
        date = by_nth_weekday(place.year, place.month, point->weekday, point->number);
    return by_date_exists(&date) ? by_day_place(&date) : nowhere;
}

static struct date_place resolve(const struct date_point *point, enum date_tense tense,
                                 const struct date_context *context)
{
    struct date_place place = {.unit = point->unit, .year = point->year};
    bool of_month = point->unit == UNIT_DAY &&
                    (point->day != 0 ? point->shift_unit == UNIT_MONTH : point->number != 0);
    if (of_month)
        place = resolve_day_of_month(point, tense, context);
    else if ((point->unit == UNIT_WEEK || point->unit == UNIT_WEEKEND) &&
             (point->day != 0 || point->holiday != NULL))
        place = resolve_week_of(point, tense, context);
    else if (point->unit == UNIT_WEEK && point->number != 0)
        place.number = point->number;
    else if (point->holiday != NULL || point->day != 0)
        place = by_resolve_day(point, tense, context);
    else if (point->weekday != 0)
        place = by_resolve_weekday(point, tense, context);
    else if (point->unit == UNIT_QUARTER && point->number == 0 && point->month != 0)
        place = resolve_ended_quarter(point, tense, context);
    else if (point->month != 0 || point->number != 0)
        place = by_resolve_cycle(point, tense, context);
    else if (point->anchor == ANCHOR_DOCUMENT || point->anchor == ANCHOR_CONTEXT)
        place = resolve_shift(point, context);
    else if (point->unit == UNIT_WEEKEND)
        place = resolve_weekend(tense, context);
    else if (point->unit == UNIT_NONE && point->clock)
        place = resolve_clock(context);
    return place.year == 0 || by_year_exists(place.year) ? place : nowhere;
}

/* ---- The whole ---- */

/* Whether one quarter comes before another. */
static bool is_before(const struct date_place *quarter, int32_t year, int32_t number)
{
    return quarter->year < year || (quarter->year == year && quarter->number < number);
}

/*
 * Whether a quarter is the one that is reported, not one that it is compared with: the last that is
 * over, or told of as such (`reported fourth-quarter earnings`: a company's year may end early).
 */
static bool is_reported(const struct date_point *point, const struct date_place *quarter,
                        enum date_tense tense, const struct date_context *context)
{
    bool this_year = point->anchor == ANCHOR_DOCUMENT && point->shift == 0 && point->number != 0;
    if (quarter->unit != UNIT_QUARTER || point->year != 0 ||
        (point->anchor != ANCHOR_NEAREST && !this_year))
        return false;
    if (point->month != 0)
        return true;
    struct date_place now = by_place_around(&context->document, UNIT_QUARTER);
    bool ahead = is_before(&now, quarter->year, quarter->number);
    bool over = is_before(quarter, now.year, now.number) || (tense == TENSE_PAST && !ahead);
    return over && !is_before(quarter, context->quarter_year, context->quarter);
}

static void remember(struct date_context *context, const struct date_point *point,
                     enum date_tense tense, const struct date_place *place)
{
    if (place->year == 0 || point->bc)
        return;
    if (place->unit == UNIT_DAY && place->day != 0)
        context->day = (struct civil_date){place->year, place->month, place->day};
    if (place->unit == UNIT_MONTH || (place->unit == UNIT_DAY && place->day != 0))
        context->month = (struct civil_date){place->year, place->month, 1};
    if (is_reported(point, place, tense, context)) {
        context->beyond_quarter = false;
        context->quarter = place->number;
        context->quarter_year = place->year;
        context->fiscal_quarter = point->fiscal || (context->fiscal_quarter && point->number == 0);
    }
    if (place->unit == UNIT_YEAR || place->unit == UNIT_MONTH || place->unit == UNIT_DAY)
        context->year = place->year;
}

/* Where one end of a range is reckoned from the other: `Dec. 28 - Jan. 3, 2017`. */
static void order_range(const struct date_expression *date, struct date_place *start,
                        struct date_place *end)
{
    if (date->start.weekday != 0 && date->start.day == 0 && start->year != 0) {
        struct civil_date day = {start->year, start->month, start->day};
        day = by_add_days(day, (date->end.weekday - date->start.weekday + 7) % 7);
        *end = by_day_place(&day);
        return;
    }
    if (start->year == 0 || end->year == 0)
        return;
    /* The year of the one is that of the other. */
    if (date->end.year == 0)
        end->year = start->year;
    else if (date->start.year == 0)
        start->year = end->year;
    bool backwards =
        start->year == end->year &&
        (end->month < start->month || (end->month == start->month && end->day < start->day));
    if (!backwards)
        return;
    if (date->end.year != 0)
        start->year--;
    else
        end->year++;
}

static void write_point(const struct date_point *point, enum date_tense tense,
                        struct date_context *context, struct date_writer *writer)
{
    struct date_place place = resolve(point, tense, context);
    struct civil_date last, first = {place.year, place.month, place.day};
    by_write_place(writer, &place, point);
    remember(context, point, tense, &place);
    if (point->holiday != NULL && place.unit == UNIT_DAY && place.year != 0 &&
        by_holiday_last_day(point->holiday, &first, &last)) {
        place = by_day_place(&last);
        by_write_text(writer, "/");
        by_write_place(writer, &place, point);
    }
}

static void write_range(const struct date_expression *date, enum date_tense tense,
                        struct date_context *context, struct date_writer *writer)
{
    struct date_place start = resolve(&date->start, tense, context);
    struct date_place end = resolve(&date->end, tense, context);
    order_range(date, &start, &end);
    by_write_place(writer, &start, &date->start);
    by_write_text(writer, "/");
    by_write_place(writer, &end, &date->end);
    remember(context, &date->start, tense, &start);
}

/* The values of a set do not depend on the document's date. */
static void write_set(const struct date_expression *date, struct date_writer *writer)
{
    const struct date_context nothing = {.known = false};
    if (date->start.unit == UNIT_NONE && !date->start.clock) {
        by_write_duration(writer, date);
        return;
    }
    struct date_place place = resolve(&date->start, TENSE_UNKNOWN, &nothing);
    by_write_place(writer, &place, &date->start);
}

void by_date_value(const struct date_expression *date, enum date_tense tense,
                   struct date_context *context, struct date_writer *writer)
{
    *writer = (struct date_writer){.length = 0};
    if (date->reference != NULL) {
        by_write_text(writer, date->reference);
        return;
    }
    switch (date->form) {
    case FORM_POINT: write_point(&date->start, tense, context, writer); break;
    case FORM_RANGE: write_range(date, tense, context, writer); break;
    case FORM_DURATION:
        by_write_duration(writer, date);
        /* A report of nine months is no longer one of a quarter. */
        if (date->unit == UNIT_MONTH && (date->tenths == 60 || date->tenths == 90))
            context->beyond_quarter = true;
        break;
    case FORM_SET: write_set(date, writer); break;
    case FORM_REFERENCE:
    case FORM_UNKNOWN: break;
    }
}
