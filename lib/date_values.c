/* SPDX-License-Identifier: MIT */
#include "date_values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A date as its value writes it; 0 is "not known". */
struct place {
    enum date_unit unit;
    int32_t year; /* of a week its ISO year; of a decade or century its first year */
    int32_t month, day;
    int32_t number; /* of the week, season, quarter or half */
    int32_t weekday;
};

static const struct place nowhere = {.unit = UNIT_NONE};

/* ---- The calendar in units ---- */

static bool in_calendar(const struct civil_date *date)
{
    return date->year >= 1 && date->year <= 9999;
}

static struct civil_date add_days(struct civil_date date, int32_t days)
{
    return by_date_from_days(by_days_from_date(&date) + days);
}

static struct place day_place(const struct civil_date *date)
{
    struct place place = {
        .unit = UNIT_DAY, .year = date->year, .month = date->month, .day = date->day};

    return in_calendar(date) ? place : nowhere;
}

/* Spring begins in March. A winter belongs to the year that it begins in. */
static int32_t season_of(int32_t month)
{
    return month < 3 ? 4 : month / 3;
}

/* The stretch of a unit that a day lies in. */
static struct place place_around(const struct civil_date *date, enum date_unit unit)
{
    struct place place = {.unit = unit, .year = date->year};

    if (!in_calendar(date))
        return nowhere;
    switch (unit) {
    case UNIT_DAY: return day_place(date);
    case UNIT_WEEKEND:
    case UNIT_WEEK: by_iso_week(by_days_from_date(date), &place.year, &place.number); break;
    case UNIT_MONTH: place.month = date->month; break;
    case UNIT_SEASON:
        place.number = season_of(date->month);
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

/* The largest shift that is still followed: beyond it no date is in the calendar. */
enum { SHIFT_MAX = 4000000 };

/* A day moved by so many units. */
static struct civil_date move(struct civil_date date, enum date_unit unit, int32_t shift)
{
    static const int32_t months[UNIT_PERIOD + 1] = {
        [UNIT_MONTH] = 1, [UNIT_SEASON] = 3,   [UNIT_QUARTER] = 3,    [UNIT_HALF] = 6,
        [UNIT_YEAR] = 12, [UNIT_DECADE] = 120, [UNIT_CENTURY] = 1200, [UNIT_PERIOD] = 3};
    struct civil_date nowhen = {0, 1, 1};

    if (abs(shift) > SHIFT_MAX || (months[unit] != 0 && abs(shift) > 9999 * 12 / months[unit]))
        return nowhen;
    if (months[unit] != 0)
        return date.year * 12 + date.month + shift * months[unit] < 13
                   ? nowhen
                   : by_add_months(date, shift * months[unit]);
    return add_days(date, unit == UNIT_DAY ? shift : shift % 600000 * 7);
}

/* ---- Dates that come round ---- */

/* Whether the one that comes round at `when` is wanted, when today is `now`. */
static bool wanted(int32_t when, int32_t now, bool forward, bool strict)
{
    if (when == now)
        return !strict;
    return forward ? when > now : when < now;
}

/* Which way and whether today counts. */
static void direction(const struct date_point *point, enum date_tense tense, bool *forward,
                      bool *strict)
{
    *forward = point->anchor == ANCHOR_NEXT || point->anchor == ANCHOR_THIS ||
               (point->anchor == ANCHOR_NEAREST && tense == TENSE_FUTURE);
    *strict = point->anchor == ANCHOR_NEXT || point->anchor == ANCHOR_LAST;
}

/* Reads the value of a holiday (see lexicon/data/dates.txt) as a day of a year. */
static bool holiday_in(const char *value, int32_t year, struct civil_date *date)
{
    char *rest;
    long days = 0;

    if (value[0] == 'E') {
        *date = add_days(by_easter(year), (int32_t)strtol(value + 1, NULL, 10));
        return true;
    }
    if (value[0] == '\0')
        return false;
    date->year = year;
    date->month = (int32_t)strtol(value, &rest, 10);
    date->day = (int32_t)strtol(rest + 1, &rest, 10);
    if (*rest == '#') {
        *date = by_nth_weekday(year, date->month, date->day, (int32_t)strtol(rest + 1, &rest, 10));
        days = strtol(rest, NULL, 10);
    }
    *date = add_days(*date, (int32_t)days);
    return true;
}

/* The day that a month and day, or a holiday, is in a year. */
static bool day_in(const struct date_point *point, int32_t year, struct civil_date *date)
{
    if (point->holiday != NULL)
        return holiday_in(point->holiday, year, date);
    *date = (struct civil_date){year, point->month, point->day};
    /* February 29 */
    return by_date_exists(date);
}

static int32_t year_of_context(const struct date_point *point, const struct date_context *context)
{
    int32_t base = context->document.year;

    if (point->anchor == ANCHOR_CONTEXT && context->year != 0)
        base = context->year;
    return base + point->shift;
}

/* A month and day, or a holiday, without its year. */
static struct place yearly_day(const struct date_point *point, enum date_tense tense,
                               const struct date_context *context)
{
    int32_t now = by_days_from_date(&context->document), best_distance = INT32_MAX;
    struct civil_date date, best = {0};
    bool forward, strict;

    direction(point, tense, &forward, &strict);
    for (int32_t year = context->document.year - 8; year <= context->document.year + 8; year++) {
        int32_t distance;

        if (!day_in(point, year, &date))
            continue;
        distance = abs(by_days_from_date(&date) - now);
        if (point->anchor != ANCHOR_NEAREST &&
            !wanted(by_days_from_date(&date), now, forward, strict))
            continue;
        /* News speaks of the nearer one, but of the past a little farther. */
        if (point->anchor == ANCHOR_NEAREST && by_days_from_date(&date) > now && !forward)
            distance *= 2;
        if (distance < best_distance) {
            best_distance = distance;
            best = date;
        }
    }
    return best.year == 0 ? nowhere : day_place(&best);
}

static struct place resolve_day(const struct date_point *point, enum date_tense tense,
                                const struct date_context *context)
{
    struct place open = {.unit = UNIT_DAY, .month = point->month, .day = point->day};
    struct civil_date date;
    int32_t year = point->year;

    if (year == 0 && point->shift_unit == UNIT_YEAR && context->known)
        year = year_of_context(point, context);
    if (year != 0)
        return day_in(point, year, &date) ? day_place(&date) : nowhere;
    if (context->known)
        return yearly_day(point, tense, context);
    if (point->holiday == NULL)
        return open;
    if (point->holiday[0] == 'E' || strchr(point->holiday, '#') != NULL ||
        !day_in(point, 2000, &date))
        return nowhere;
    open.month = date.month;
    open.day = date.day;
    return open;
}

static struct place resolve_weekday(const struct date_point *point, enum date_tense tense,
                                    const struct date_context *context)
{
    struct place open = {.unit = UNIT_DAY, .weekday = point->weekday};
    struct civil_date date;
    int32_t ahead;
    bool forward, strict;

    if (!context->known)
        return open;
    ahead = point->weekday - by_weekday(by_days_from_date(&context->document));
    if (point->shift_unit == UNIT_WEEK) {
        date = add_days(context->document, ahead + 7 * point->shift);
        return day_place(&date);
    }
    direction(point, tense, &forward, &strict);
    if (forward)
        ahead += ahead < 0 || (ahead == 0 && strict) ? 7 : 0;
    else
        ahead -= ahead > 0 || (ahead == 0 && strict) ? 7 : 0;
    date = add_days(context->document, ahead);
    return day_place(&date);
}

/* A month, season, quarter or half without its year: which of them in the year, and of how many. */
static struct place resolve_cycle(const struct date_point *point, enum date_tense tense,
                                  const struct date_context *context)
{
    struct place place = {
        .unit = point->unit, .year = point->year, .month = point->month, .number = point->number};
    struct place now = place_around(&context->document, point->unit);
    int32_t mine = point->unit == UNIT_MONTH ? point->month : point->number;
    int32_t current = point->unit == UNIT_MONTH ? now.month : now.number;
    bool forward, strict;

    if (place.year != 0 || !context->known)
        return place;
    if (point->shift_unit == UNIT_YEAR) {
        place.year = year_of_context(point, context);
        return place;
    }
    direction(point, tense, &forward, &strict);
    place.year = now.year;
    if (point->anchor == ANCHOR_THIS)
        return place;
    /* `Third-quarter profit will be lower`: the quarter is over, its report is not. */
    if (point->unit == UNIT_QUARTER && mine < current && point->anchor == ANCHOR_NEAREST)
        return place;
    if (!wanted(mine, current, forward, strict))
        place.year += forward ? 1 : -1;
    return place;
}

/* ---- Dates that lie so far from another ---- */

/* `the quarter`, `the year-ago period`, `a year ago` in a report of a quarter: that quarter. */
static struct place resolve_period(const struct date_point *point,
                                   const struct date_context *context)
{
    struct place place = {.unit = UNIT_QUARTER, .number = context->quarter};
    int32_t years = point->shift_unit == UNIT_YEAR ? point->shift : 0;
    if (context->quarter == 0)
        place.unit = UNIT_YEAR;
    if (point->year != 0)
        place.year = point->year;
    else if (context->quarter != 0)
        place.year = context->quarter_year + years;
    else if (point->shift_unit == UNIT_YEAR && context->known)
        place.year = context->document.year + years;
    else
        return nowhere;
    return place;
}

/* The weekend that news speaks of on a day: on Friday and before the past tense, the last one. */
static struct place resolve_weekend(enum date_tense tense, const struct date_context *context)
{
    struct civil_date date = context->document;
    int32_t weekday = by_weekday(by_days_from_date(&date));
    if (tense != TENSE_FUTURE && weekday < 6)
        date = add_days(date, -7);
    return place_around(&date, UNIT_WEEKEND);
}

static struct place resolve_shift(const struct date_point *point,
                                  const struct date_context *context)
{
    struct place open = {.unit = point->unit};
    struct civil_date base = context->document;
    bool spoken = point->anchor == ANCHOR_CONTEXT;
    if (point->unit == UNIT_PERIOD)
        return resolve_period(point, context);
    if (spoken && point->unit == UNIT_QUARTER && (context->quarter != 0 || point->year != 0))
        return resolve_period(point, context);
    if (spoken && point->unit == UNIT_DAY && context->day.year != 0)
        base = context->day;
    else if (spoken && point->unit == UNIT_YEAR && context->year != 0)
        base.year = context->year;
    else if (!context->known)
        return open;
    /* The quarter that has results is the one before. */
    base = move(base, point->unit, spoken && point->unit == UNIT_QUARTER ? -1 : point->shift);
    return place_around(&base, point->unit);
}

static struct place resolve(const struct date_point *point, enum date_tense tense,
                            const struct date_context *context)
{
    struct place place = {.unit = point->unit, .year = point->year};

    if (point->holiday != NULL || point->day != 0)
        return resolve_day(point, tense, context);
    if (point->weekday != 0)
        return resolve_weekday(point, tense, context);
    if (point->month != 0 || point->number != 0)
        return resolve_cycle(point, tense, context);
    if (point->anchor == ANCHOR_DOCUMENT || point->anchor == ANCHOR_CONTEXT)
        return resolve_shift(point, context);
    if (point->unit == UNIT_WEEKEND && context->known)
        return resolve_weekend(tense, context);
    if (point->unit == UNIT_NONE && point->clock && context->known)
        return day_place(context->day.year != 0 ? &context->day : &context->document);
    return place;
}

/* ---- Writing ---- */

struct writer {
    char *value;
    size_t length;
};

static void put_bytes(struct writer *writer, const char *bytes, size_t length)
{
    if (writer->length + length >= DATE_VALUE_SIZE)
        return;
    memcpy(writer->value + writer->length, bytes, length);
    writer->length += length;
    writer->value[writer->length] = '\0';
}

static void put(struct writer *writer, const char *text)
{
    put_bytes(writer, text, strlen(text));
}

static void put_number(struct writer *writer, int32_t number, int digits)
{
    char text[16];

    (void)snprintf(text, sizeof text, "%0*d", digits, (int)number);
    put(writer, text);
}

/* A number, or as many X as it has digits. */
static void put_known(struct writer *writer, int32_t number, int digits)
{
    if (number != 0)
        put_number(writer, number, digits);
    else
        put(writer, digits == 4 ? "XXXX" : "XX");
}

static void put_date(struct writer *writer, const struct place *place)
{
    static const char *const seasons[] = {"XX", "SP", "SU", "FA", "WI"};

    if (place->unit == UNIT_DECADE) {
        put_number(writer, place->year / 10, 3);
        return;
    }
    if (place->unit == UNIT_CENTURY) {
        put_number(writer, place->year / 100, 2);
        return;
    }
    put_known(writer, place->year, 4);
    if (place->unit == UNIT_YEAR)
        return;
    put(writer, "-");
    switch (place->unit) {
    case UNIT_WEEK:
    case UNIT_WEEKEND:
        put(writer, "W");
        put_known(writer, place->number, 2);
        if (place->unit == UNIT_WEEKEND)
            put(writer, "-WE");
        break;
    case UNIT_SEASON: put(writer, seasons[place->number]); break;
    case UNIT_QUARTER:
    case UNIT_HALF:
        put(writer, place->unit == UNIT_HALF ? "H" : "Q");
        if (place->number != 0)
            put_number(writer, place->number, 1);
        else
            put(writer, "X");
        break;
    case UNIT_MONTH: put_known(writer, place->month, 2); break;
    default:
        if (place->weekday != 0) {
            put(writer, "WXX-");
            put_number(writer, place->weekday, 1);
            break;
        }
        put_known(writer, place->month, 2);
        put(writer, "-");
        put_known(writer, place->day, 2);
        break;
    }
}

static void put_clock(struct writer *writer, const struct date_point *point)
{
    put(writer, "T");
    if (point->day_part != NULL) {
        put_bytes(writer, point->day_part, 2);
        return;
    }
    put_number(writer, point->hour, 2);
    put(writer, ":");
    put_number(writer, point->minute, 2);
}

static void put_place(struct writer *writer, const struct date_point *point,
                      const struct place *place)
{
    if (place->unit != UNIT_NONE)
        put_date(writer, place);
    if (point->clock && (place->unit == UNIT_DAY || place->unit == UNIT_NONE))
        put_clock(writer, point);
}

/* `P3Y`, `PT2H30M`, `PXD`. A half is written in the unit below where that has whole ones. */
static void put_duration(struct writer *writer, int32_t tenths, enum date_unit unit)
{
    static const struct {
        const char *letter;
        int32_t half;
        const char *below;
    } units[UNIT_PERIOD + 1] = {
        [UNIT_SECOND] = {"S", 0, NULL},   [UNIT_MINUTE] = {"M", 30, "S"},
        [UNIT_HOUR] = {"H", 30, "M"},     [UNIT_DAY] = {"D", 0, NULL},
        [UNIT_WEEKEND] = {"WE", 0, NULL}, [UNIT_WEEK] = {"W", 0, NULL},
        [UNIT_MONTH] = {"M", 0, NULL},    [UNIT_QUARTER] = {"Q", 0, NULL},
        [UNIT_YEAR] = {"Y", 6, "M"},
    };

    if (units[unit].letter == NULL)
        return;
    put(writer, unit <= UNIT_HOUR ? "PT" : "P");
    if (tenths == AMOUNT_UNKNOWN) {
        put(writer, "X");
    } else if (tenths % 10 == 5 && units[unit].below != NULL) {
        if (tenths > 10) {
            put_number(writer, tenths / 10, 1);
            put(writer, units[unit].letter);
        }
        put_number(writer, units[unit].half, 1);
        put(writer, units[unit].below);
        return;
    } else {
        put_number(writer, tenths / 10, 1);
        if (tenths % 10 != 0) {
            put(writer, ".");
            put_number(writer, tenths % 10, 1);
        }
    }
    put(writer, units[unit].letter);
}

/* ---- The whole ---- */

static void remember(struct date_context *context, const struct date_point *point,
                     const struct place *place)
{
    if (place->year == 0)
        return;
    if (place->unit == UNIT_DAY && place->day != 0)
        context->day = (struct civil_date){place->year, place->month, place->day};
    /* The quarter that is reported, not one that it is compared with. */
    if (place->unit == UNIT_QUARTER && point->anchor == ANCHOR_NEAREST && point->year == 0) {
        context->quarter = place->number;
        context->quarter_year = place->year;
    }
    if (place->unit == UNIT_YEAR || place->unit == UNIT_MONTH || place->unit == UNIT_DAY)
        context->year = place->year;
}

static void put_points(struct writer *writer, const struct date_expression *date,
                       enum date_tense tense, struct date_context *context)
{
    struct place start = resolve(&date->start, tense, context), end;

    put_place(writer, &date->start, &start);
    if (date->form == FORM_RANGE && writer->length > 0) {
        end = resolve(&date->end, tense, context);
        put(writer, "/");
        put_place(writer, &date->end, &end);
    }
    remember(context, &date->start, &start);
}

/* The values of a set do not depend on the document's date. */
static void put_set(struct writer *writer, const struct date_expression *date)
{
    struct date_context nothing = {0};
    struct place place;

    if (date->start.unit == UNIT_NONE && !date->start.clock) {
        put_duration(writer, date->tenths, date->unit);
        return;
    }
    place = resolve(&date->start, TENSE_PAST, &nothing);
    if (place.unit == UNIT_NONE)
        place.unit = UNIT_DAY;
    put_place(writer, &date->start, &place);
}

size_t by_date_value(const struct date_expression *date, enum date_tense tense,
                     struct date_context *context, char value[DATE_VALUE_SIZE])
{
    struct writer writer = {.value = value};

    value[0] = '\0';
    if (date->reference != NULL) {
        put(&writer, date->reference);
        return writer.length;
    }
    switch (date->form) {
    case FORM_POINT:
    case FORM_RANGE: put_points(&writer, date, tense, context); break;
    case FORM_DURATION: put_duration(&writer, date->tenths, date->unit); break;
    case FORM_SET: put_set(&writer, date); break;
    default: break;
    }
    return writer.length;
}
