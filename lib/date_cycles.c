/* SPDX-License-Identifier: MIT */
#include "date_cycles.h"

#include <stdlib.h>
#include <string.h>

#include "date_holidays.h"

static const struct date_place nowhere = {.unit = UNIT_NONE};

/* ---- The calendar in units ---- */

bool by_year_exists(int32_t year)
{
    return year >= 1 && year <= 9999;
}

struct civil_date by_add_days(struct civil_date date, int32_t days)
{
    return by_date_from_days(by_days_from_date(&date) + days);
}

struct date_place by_day_place(const struct civil_date *date)
{
    return (struct date_place){
        .unit = UNIT_DAY, .year = date->year, .month = date->month, .day = date->day};
}

struct date_place by_place_around(const struct civil_date *date, enum date_unit unit)
{
    struct date_place place = {.unit = unit, .year = date->year};
    switch (unit) {
    case UNIT_DAY: return by_day_place(date);
    case UNIT_WEEKEND:
    case UNIT_WEEK: by_iso_week(by_days_from_date(date), &place.year, &place.number); break;
    case UNIT_MONTH: place.month = date->month; break;
    case UNIT_SEASON:
        /* Spring begins in March. A winter belongs to the year that it begins in. */
        place.number = date->month < 3 ? 4 : date->month / 3;
        place.year -= date->month < 3;
        break;
    case UNIT_QUARTER: place.number = (date->month + 2) / 3; break;
    case UNIT_HALF: place.number = (date->month + 5) / 6; break;
    case UNIT_DECADE: place.year -= date->year % 10; break;
    case UNIT_CENTURY: place.year -= date->year % 100; break;
    default: break;
    }
    return place;
}

/* ---- Which one ---- */

/* From where to look for the one that is meant, and which way. */
struct search {
    struct civil_date from;
    bool forward, back;    /* both: the nearer one is meant */
    bool strict;           /* it is not the one that holds `from` */
    int32_t ahead, behind; /* with both: how many times as far one on that side counts */
};

static struct search search_for(const struct date_point *point, enum date_tense tense,
                                const struct date_context *context)
{
    /* News speaks of what lies near; without `will`, rather of the past. */
    static const int32_t ahead[] = {[TENSE_UNKNOWN] = 2, [TENSE_PAST] = 8, [TENSE_FUTURE] = 1};
    static const int32_t behind[] = {[TENSE_UNKNOWN] = 1, [TENSE_PAST] = 1, [TENSE_FUTURE] = 8};
    struct search search = {
        .from = context->document, .ahead = ahead[tense], .behind = behind[tense]};
    bool spoken = point->anchor == ANCHOR_BEFORE || point->anchor == ANCHOR_AFTER;
    if (spoken && context->day.year != 0)
        search.from = context->day;
    search.forward = point->anchor == ANCHOR_NEXT || point->anchor == ANCHOR_AFTER ||
                     point->anchor == ANCHOR_THIS || point->anchor == ANCHOR_NEAREST;
    search.back = point->anchor == ANCHOR_LAST || point->anchor == ANCHOR_BEFORE ||
                  point->anchor == ANCHOR_NEAREST;
    search.strict = search.forward != search.back && point->anchor != ANCHOR_THIS;
    return search;
}

/* How unlikely one is that lies so far ahead of the day to look from; INT32_MAX for impossible. */
static int32_t cost_of(const struct search *search, int32_t ahead)
{
    if (ahead == 0)
        return search->strict ? INT32_MAX : 0;
    if (ahead > 0)
        return search->forward ? ahead * search->ahead : INT32_MAX;
    return search->back ? -ahead * search->behind : INT32_MAX;
}

/* ---- Days of the year ---- */

/* The nth day that a month and day, or a holiday, is in a year; false where there is none. */
static bool day_in(const struct date_point *point, int32_t year, int nth, struct civil_date *date)
{
    if (!by_year_exists(year))
        return false;
    if (point->holiday != NULL)
        return by_holiday_in(point->holiday, year, nth, date);
    if (nth > 0)
        return false;
    *date = (struct civil_date){year, point->month, point->day};
    return by_date_exists(date);
}

/* Farthest that a February 29 can be from the next. */
enum { LEAP_GAP = 8 };

/* A month and day, or a holiday, without its year. */
static struct date_place nearest_day(const struct date_point *point, enum date_tense tense,
                                     const struct date_context *context)
{
    struct search search = search_for(point, tense, context);
    int32_t now = by_days_from_date(&search.from);
    int32_t least = INT32_MAX;
    struct date_place best = nowhere;
    for (int32_t i = -2 * LEAP_GAP; i < 2 * LEAP_GAP; i++) {
        struct civil_date date;
        /* Two to a year: Islamic holidays may fall at its beginning and its end. */
        if (!day_in(point, search.from.year + i / 2, abs(i % 2), &date))
            continue;
        int32_t cost = cost_of(&search, by_days_from_date(&date) - now);
        if (cost < least) {
            least = cost;
            best = by_day_place(&date);
        }
    }
    return best;
}

/* The year that `last year` or `that year` after a month or day is. */
static int32_t year_of(const struct date_point *point, const struct date_context *context)
{
    bool spoken = point->anchor == ANCHOR_CONTEXT && context->year != 0;
    return (spoken ? context->year : context->document.year) + point->shift;
}

/* `on the 27th`. */
static struct date_place day_of_near_month(const struct date_point *point, enum date_tense tense,
                                           const struct date_context *context)
{
    if (!context->known)
        return (struct date_place){.unit = UNIT_DAY, .day = point->day};
    struct search search = search_for(point, tense, context);
    /* `will meet on the 14th`, written on the 17th: the next month's */
    if (tense == TENSE_FUTURE)
        search.behind = 31;
    int32_t now = by_days_from_date(&search.from), least = INT32_MAX;
    struct date_place best = nowhere;
    for (int32_t months = -2; months <= 2; months++) {
        struct civil_date date = search.from;
        date.day = 1;
        if (date.year * 12 + date.month + months < 13)
            continue;
        date = by_add_months(date, months);
        date.day = point->day;
        int32_t cost =
            by_date_exists(&date) ? cost_of(&search, by_days_from_date(&date) - now) : INT32_MAX;
        if (cost < least) {
            least = cost;
            best = by_day_place(&date);
        }
    }
    return best;
}

struct date_place by_resolve_day(const struct date_point *point, enum date_tense tense,
                                 const struct date_context *context)
{
    struct civil_date date;
    int32_t year = point->year;
    if (point->month == 0 && point->holiday == NULL)
        return day_of_near_month(point, tense, context);
    if (year == 0 && point->shift_unit == UNIT_YEAR && context->known)
        year = year_of(point, context);
    if (year != 0)
        return day_in(point, year, 0, &date) ? by_day_place(&date) : nowhere;
    if (context->known)
        return nearest_day(point, tense, context);
    /* The same day each year can be told without the year. */
    if (point->holiday != NULL && !by_holiday_each_year(point->holiday, &date))
        return nowhere;
    bool holiday = point->holiday != NULL;
    return (struct date_place){.unit = UNIT_DAY,
                               .month = holiday ? date.month : point->month,
                               .day = holiday ? date.day : point->day};
}

/* ---- Weekdays ---- */

struct date_place by_resolve_weekday(const struct date_point *point, enum date_tense tense,
                                     const struct date_context *context)
{
    if (!context->known)
        return (struct date_place){.unit = UNIT_DAY, .weekday = point->weekday};
    struct search search = search_for(point, tense, context);
    int32_t ahead = point->weekday - by_weekday(by_days_from_date(&search.from));
    /* A bare `Friday` is never so far that the nearer could be told from the other. */
    bool forward = search.forward && (!search.back || tense == TENSE_FUTURE);
    /* `this Monday`, written on Tuesday of what has been */
    if (point->anchor == ANCHOR_THIS && tense == TENSE_PAST)
        forward = ahead > 0;
    if (point->shift_unit == UNIT_WEEK)
        ahead += 7 * point->shift;
    else if (ahead == 0 && search.strict)
        ahead = forward ? 7 : -7;
    else if (ahead != 0 && (ahead > 0) != forward)
        ahead += forward ? 7 : -7;
    struct civil_date date = by_add_days(search.from, ahead);
    return by_day_place(&date);
}

/* ---- Parts of the year ---- */

/* The year of a quarter that ended in a month, which need not be a calendar's quarter. */
static int32_t ended_year(const struct date_point *point, const struct date_context *context)
{
    int32_t year = context->document.year - (point->month > context->document.month);
    return year - (point->number == 4 && point->month <= 2);
}

struct date_place by_resolve_cycle(const struct date_point *point, enum date_tense tense,
                                   const struct date_context *context)
{
    static const int32_t in_a_year[UNIT_PERIOD + 1] = {
        [UNIT_MONTH] = 12, [UNIT_SEASON] = 4, [UNIT_QUARTER] = 4, [UNIT_HALF] = 2};
    struct date_place place = {
        .unit = point->unit, .year = point->year, .month = point->month, .number = point->number};
    if (place.year != 0 || !context->known)
        return place;
    if (point->shift_unit == UNIT_YEAR) {
        place.year = year_of(point, context);
        return place;
    }
    struct search search = search_for(point, tense, context);
    struct date_place now = by_place_around(&search.from, point->unit);
    if (point->unit == UNIT_QUARTER && point->month != 0) {
        place.month = 0;
        place.year = ended_year(point, context);
        return place;
    }
    bool month = point->unit == UNIT_MONTH;
    int32_t ahead = month ? point->month - now.month : point->number - now.number;
    /* `Third-quarter profit will be lower`: the quarter is over, its report is not. */
    if (point->unit == UNIT_QUARTER && tense == TENSE_FUTURE && ahead < 0)
        search.behind = 1;
    place.year = now.year;
    if (point->anchor == ANCHOR_THIS)
        return place;
    int32_t least = INT32_MAX;
    for (int32_t years = -1; years <= 1; years++) {
        int32_t cost = cost_of(&search, ahead + years * in_a_year[point->unit]);
        if (cost < least) {
            least = cost;
            place.year = now.year + years;
        }
    }
    return place;
}
