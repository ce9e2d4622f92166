/* SPDX-License-Identifier: MIT */
#include "date_format.h"

#include <stdio.h>
#include <string.h>

void by_write_text(struct date_writer *writer, const char *text)
{
    size_t length = strcspn(text, "?*");
    if (writer->length + length >= DATE_VALUE_SIZE)
        return;
    memcpy(writer->value + writer->length, text, length);
    writer->length += length;
    writer->value[writer->length] = '\0';
}

/* With zeros up to so many digits. */
static void write_number(struct date_writer *writer, int64_t number, int digits)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%0*lld", digits, (long long)number);
    by_write_text(writer, text);
}

/* A number, or X for each of its digits. */
static void write_known(struct date_writer *writer, int32_t number, int digits)
{
    if (number != 0)
        write_number(writer, number, digits);
    else
        by_write_text(writer, &"XXXX"[4 - digits]);
}

/* ---- Points ---- */

static void write_week(struct date_writer *writer, const struct date_place *place)
{
    by_write_text(writer, "W");
    write_known(writer, place->number, 2);
    if (place->unit == UNIT_WEEKEND)
        by_write_text(writer, "-WE");
}

static void write_day(struct date_writer *writer, const struct date_place *place)
{
    if (place->weekday != 0) {
        by_write_text(writer, "WXX-");
        write_number(writer, place->weekday, 1);
        return;
    }
    write_known(writer, place->month, 2);
    by_write_text(writer, "-");
    write_known(writer, place->day, 2);
}

static void write_within_year(struct date_writer *writer, const struct date_place *place)
{
    static const char *const seasons[] = {"XX", "SP", "SU", "FA", "WI"};
    by_write_text(writer, "-");
    switch (place->unit) {
    case UNIT_WEEK:
    case UNIT_WEEKEND: write_week(writer, place); break;
    case UNIT_MONTH: write_known(writer, place->month, 2); break;
    case UNIT_SEASON: by_write_text(writer, seasons[place->number]); break;
    case UNIT_QUARTER:
    case UNIT_HALF:
        by_write_text(writer, place->unit == UNIT_HALF ? "H" : "Q");
        write_known(writer, place->number, 1);
        break;
    default: write_day(writer, place); break;
    }
}

static void write_clock(struct date_writer *writer, const struct date_point *point)
{
    by_write_text(writer, "T");
    if (point->day_part != NULL) {
        by_write_text(writer, point->day_part);
        return;
    }
    write_number(writer, point->hour, 2);
    by_write_text(writer, ":");
    write_number(writer, point->minute, 2);
}

void by_write_place(struct date_writer *writer, const struct date_place *place,
                    const struct date_point *point)
{
    if (point->bc)
        by_write_text(writer, "BC");
    switch (place->unit) {
    case UNIT_NONE: break;
    case UNIT_CENTURY: write_number(writer, place->year / 100, 2); break;
    case UNIT_DECADE: write_number(writer, place->year / 10, 3); break;
    case UNIT_YEAR: write_known(writer, place->year, 4); break;
    default:
        write_known(writer, place->year, 4);
        write_within_year(writer, place);
        break;
    }
    if (point->clock && (place->unit == UNIT_DAY || place->unit == UNIT_NONE))
        write_clock(writer, point);
}

/* ---- Durations ---- */

/* How a duration writes a unit, and half of one in whole units below. */
struct duration_unit {
    const char *letter, *half;
};

static const struct duration_unit duration_units[UNIT_PERIOD + 1] = {
    [UNIT_SECOND] = {"S", NULL}, [UNIT_MINUTE] = {"M", "30S"},  [UNIT_HOUR] = {"H", "30M"},
    [UNIT_DAY] = {"D", NULL},    [UNIT_WEEKEND] = {"WE", NULL}, [UNIT_WEEK] = {"W", NULL},
    [UNIT_MONTH] = {"M", NULL},  [UNIT_QUARTER] = {"Q", NULL},  [UNIT_YEAR] = {"Y", "6M"},
};

static void write_amount(struct date_writer *writer, int64_t tenths, enum date_unit unit)
{
    const struct duration_unit *written = &duration_units[unit];
    bool half = tenths % 10 == 5 && written->half != NULL;
    if (tenths == AMOUNT_UNKNOWN) {
        by_write_text(writer, "X");
        by_write_text(writer, written->letter);
        return;
    }
    if (!half || tenths > 10)
        write_number(writer, tenths / 10, 1);
    if (!half && tenths % 10 != 0) {
        by_write_text(writer, ".");
        write_number(writer, tenths % 10, 1);
    }
    if (!half || tenths > 10)
        by_write_text(writer, written->letter);
    if (half)
        by_write_text(writer, written->half);
}

void by_write_duration(struct date_writer *writer, const struct date_expression *date)
{
    if (duration_units[date->unit].letter == NULL)
        return;
    by_write_text(writer, date->unit <= UNIT_HOUR ? "PT" : "P");
    write_amount(writer, date->tenths, date->unit);
    if (date->rest_unit == UNIT_NONE)
        return;
    if (date->unit > UNIT_HOUR && date->rest_unit <= UNIT_HOUR)
        by_write_text(writer, "T");
    write_amount(writer, date->rest_tenths, date->rest_unit);
}
