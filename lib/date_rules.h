/* SPDX-License-Identifier: MIT */
/*
 * date_rules.h - the rules of the grammar of dates, for date_grammar.c to choose from.
 *
 * A rule reads one kind of date that starts at a token, without the words before it that the
 * grammar takes care of (`about`, `the`, `early`), and gives the position after it, or 0.
 */
#ifndef BYLINE_LIB_DATE_RULES_H
#define BYLINE_LIB_DATE_RULES_H

#include "date_words.h"

/* Which amounts before it belong to a reading. */
enum date_takes { TAKES_NO_AMOUNT, TAKES_ABOUT, TAKES_NEARLY /* and `about` */ };

/* What must stand before a reading for it to be a date. */
enum date_needs {
    NEEDS_NOTHING,
    NEEDS_TIME_WORD, /* `in`, `the`, `early`: `May` */
    NEEDS_ARTICLE,   /* `the`, `early`: `quarter` */
    NEEDS_PART       /* `the end of`: `day` */
};

/* What one rule read. */
struct date_reading {
    struct date_expression date;
    bool takes_the; /* `the` before it is part of it */
    enum date_takes takes;
    enum date_needs needs;
};

typedef uint32_t date_rule(const struct date_reader *reader, uint32_t at,
                           struct date_reading *reading);

/* date_names.c: names of months, days, seasons and holidays */
date_rule by_date_month_day; /* MONTH, MONTH day, MONTH day-day, with or without a year */
date_rule by_date_day_month; /* day MONTH, day-day MONTH, with or without a year */
date_rule by_date_weekday;   /* WEEKDAY alone, or before a date, a part of the day, a week */
date_rule by_date_season;
date_rule by_date_holiday;

/* date_years.c: years and their parts */
date_rule by_date_year;    /* `2004`, `the 1988 third quarter`, `fiscal 2004` */
date_rule by_date_ordinal; /* `third quarter`, `first half of 2019`, `20th century`, `first week` */

/* date_counts.c: places in a month or year */
date_rule by_date_count; /* `first Friday of July`, `20th of next month`, `on the 27th` */
date_rule by_date_code;  /* `Q3 2016`, `FY09` */
date_rule by_date_era;   /* `300 B.C.`, `A.D. 79`, `5th century BC` */

/* date_relative.c: what is reckoned from the document's date or from what was said */
date_rule by_date_relative; /* `last` and its like before a unit, an amount or a name */
date_rule by_date_deictic;  /* `yesterday`, `now` */

/* date_amounts.c: durations and sets */
date_rule by_date_amount; /* number unit; with `ago` or `later` a point */
date_rule by_date_unit;   /* `years`, `year-end`, `the quarter`, `year-ago period` */
date_rule by_date_every;

/* date_clock.c: forms in figures, and times of day */
date_rule by_date_figures; /* `2017-05-24`, `24/5/2017`, `1990s`, `2009-10`, `9.30 a.m.` */
date_rule by_date_clock;   /* `noon`, `5 o'clock`, `8 in the evening`, `the morning of May 24` */

/* ---- Pieces that rules share ---- */

/* A unit that lies `shift` of its kind from the anchor. */
struct date_point by_unit_point(enum date_unit unit, enum date_anchor anchor, int32_t shift);

/* How `last`, `this` and so on move a unit. Returns false for roles that do not. */
bool by_shift_unit(enum date_role role, enum date_unit unit, struct date_point *point);

/* `last year`, `the same week`: one role and one unit. */
uint32_t by_read_relative_unit(const struct date_reader *reader, uint32_t at,
                               struct date_point *point);

/*
 * The year after a month, a quarter and so on: `2017`, `, 2017`, `of 2017`, `last year`,
 * `of the year`. Fills the year or the anchor of the point.
 */
uint32_t by_read_its_year(const struct date_reader *reader, uint32_t at, struct date_point *point);

/* `-18`, `-2018` or `/18` after 2017: the year after it. */
uint32_t by_read_next_year(const struct date_reader *reader, uint32_t at, int32_t year);

/* `third quarter`, `fiscal first half`, `20th-century`. */
uint32_t by_read_part_of_year(const struct date_reader *reader, uint32_t at,
                              struct date_point *point);

/* The month in ` ended Sept. 30` after a quarter; what comes after it is not part of the date. */
void by_read_its_end(const struct date_reader *reader, uint32_t at, struct date_point *point);

/* A point after `of`, such as the month in `the first week of May`. */
uint32_t by_read_container(const struct date_reader *reader, uint32_t at, struct date_point *point);

/* A weekday, month, season or holiday by its name alone. */
uint32_t by_read_name(const struct date_reader *reader, uint32_t at, struct date_expression *date);

/* `, May 24` or ` 24/5/2017` after a weekday. */
uint32_t by_read_its_date(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date);

/* `morning` after a day. */
uint32_t by_read_day_part(const struct date_reader *reader, uint32_t at,
                          struct date_expression *date);

/* A clock time in the lexicon, `12:00`. Returns false for other values. */
bool by_clock_value(const char *value, struct date_point *point);

/* A day after a time of day: `Tuesday`, `, Nov. 6`, `on July 5`. Keeps the time. */
uint32_t by_read_its_day(const struct date_reader *reader, uint32_t at, struct date_point *point);

/* An amount of units: `nine months`, `12 to 18 months`. *article is whether it is `a month`. */
uint32_t by_read_amount(const struct date_reader *reader, uint32_t at, struct date_expression *date,
                        bool *article);

/* Makes a range of a point and its end. */
void by_make_range(struct date_expression *date, const struct date_point *end);

/* `-` or `to`. */
uint32_t by_accept_to(const struct date_reader *reader, uint32_t at);

#endif
