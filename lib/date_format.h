/* SPDX-License-Identifier: MIT */
/* date_format.h - writing TIMEX3 values (TimeML 1.2.1), which are ISO 8601 with gaps. */
#ifndef BYLINE_LIB_DATE_FORMAT_H
#define BYLINE_LIB_DATE_FORMAT_H

#include <stddef.h>

#include "date_expression.h"

/* Room for the longest value and its NUL. */
#define DATE_VALUE_SIZE 64

/* A point of the calendar as its value writes it; 0 is "not known". */
struct date_place {
    enum date_unit unit; /* UNIT_NONE for nowhere */
    int32_t year;        /* of a week its ISO year; of a decade or century its first year */
    int32_t month, day;
    int32_t number; /* of the week, season, quarter or half */
    int32_t weekday;
};

/* A value that is being written. What does not fit is left out. */
struct date_writer {
    char value[DATE_VALUE_SIZE];
    size_t length;
};

/* Writes text up to its end or to one of the marks of the lexicon's values. */
void by_write_text(struct date_writer *writer, const char *text);

/* `2017-05-24`, `XXXX-05`, `1989-Q3`, and the time of day that the point has. */
void by_write_place(struct date_writer *writer, const struct date_place *place,
                    const struct date_point *point);

/* `P3Y`, `PT2H30M`, `PXD`. */
void by_write_duration(struct date_writer *writer, const struct date_expression *date);

#endif
