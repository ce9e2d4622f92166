/* SPDX-License-Identifier: MIT */
/*
 * date_expression.h - what the words of a date say, before it is placed in time.
 *
 * The grammar (date_grammar.h) reads tokens into a date_expression and knows no document date; the
 * resolver (date_values.h) turns it into a TIMEX3 value and knows no words.
 */
#ifndef BYLINE_LIB_DATE_EXPRESSION_H
#define BYLINE_LIB_DATE_EXPRESSION_H

#include <stdbool.h>
#include <stdint.h>

/* Units of time, the finest first. */
enum date_unit {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_SEASON,
    UNIT_QUARTER,
    UNIT_HALF, /* of a year */
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_PERIOD /* one that only what was said before can tell: `the year-ago period` */
};

/* From where a point is reckoned. */
enum date_anchor {
    ANCHOR_NEAREST,  /* `Friday`, `May 24`: the one that the tense of the sentence points to */
    ANCHOR_LAST,     /* `last Friday` */
    ANCHOR_THIS,     /* `this Friday` */
    ANCHOR_NEXT,     /* `next Friday` */
    ANCHOR_BEFORE,   /* `the previous Friday`: the one before the day last spoken of */
    ANCHOR_AFTER,    /* `the following Friday` */
    ANCHOR_DOCUMENT, /* so many units from the document's date: `yesterday`, `two years ago` */
    ANCHOR_CONTEXT   /* so many units from the date last spoken of: `the next day` */
};

/* A point or stretch of the calendar, as far as the words tell; 0 is "not said". */
struct date_point {
    enum date_unit unit; /* its own length: UNIT_DAY for `May 24`, UNIT_MONTH for `May` */
    enum date_anchor anchor;
    int32_t shift; /* ANCHOR_DOCUMENT, ANCHOR_CONTEXT: so many ... */
    enum date_unit shift_unit;
    bool bc;             /* the year or century is before Christ */
    int32_t year;        /* for a decade or a century its first */
    int32_t number;      /* of the season (1 is spring), quarter or half */
    int32_t month, day;  /* a quarter's month: the one that it is said to have ended in */
    bool fiscal;         /* the quarter is one of the company's year */
    int32_t weekday;     /* 1 for Monday */
    const char *holiday; /* its value in the lexicon */
    bool clock;          /* a time of day is said: */
    int32_t hour, minute;
    const char *day_part; /* `MO` and so on; instead of the hour */
};

/* What a date_expression is. */
enum date_form {
    FORM_POINT,     /* `May 24` */
    FORM_RANGE,     /* `May 24-25`, both ends included */
    FORM_DURATION,  /* `two days` */
    FORM_SET,       /* `every two days`, `every Monday` */
    FORM_REFERENCE, /* `now`: its value stands as it is */
    FORM_UNKNOWN    /* a date whose value cannot be told: `several years ago` */
};

/* "Some" as an amount. */
#define AMOUNT_UNKNOWN (-1)

struct date_expression {
    uint32_t first, last; /* tokens, half open */
    enum date_form form;
    struct date_point start; /* of a point, a range or a set of points */
    struct date_point end;   /* of a range */
    int64_t tenths;          /* durations, sets: ten times the amount, or AMOUNT_UNKNOWN, ... */
    enum date_unit unit;     /* ... of this */
    int64_t rest_tenths;     /* the `six months` of `two years and six months` */
    enum date_unit rest_unit;
    const char *reference; /* a TIMEX3 value */
};

#endif
