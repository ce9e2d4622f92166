/* SPDX-License-Identifier: MIT */
/* date_years.c - years, their quarters and halves, centuries, and what is counted in them. */
#include <string.h>

#include "date_rules.h"

/* `of the year`: the year spoken of. */
static uint32_t read_the_year(const struct date_reader *reader, uint32_t at,
                              struct date_point *point)
{
    struct date_unit_word unit;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_THE));
    if (next == 0 || (next = by_read_unit(reader, next, &unit)) == 0 || unit.plural ||
        unit.unit != UNIT_YEAR || unit.factor != 1)
        return 0;
    *point = by_unit_point(UNIT_YEAR, ANCHOR_DOCUMENT, 0);
    return next;
}

/* `a year ago`, `a year earlier`. */
static uint32_t read_a_year_ago(const struct date_reader *reader, uint32_t at,
                                struct date_point *point)
{
    const uint64_t back = ROLE_BIT(ROLE_AGO) | ROLE_BIT(ROLE_EARLIER) | ROLE_BIT(ROLE_PRIOR);
    struct date_word article;
    struct date_unit_word unit;
    uint32_t next = by_read_word(reader, at, CLASS_NUMBER, &article);
    if (next == 0 || !article.article || (next = by_read_unit(reader, next, &unit)) == 0 ||
        unit.plural || unit.unit != UNIT_YEAR || unit.factor != 1)
        return 0;
    *point = by_unit_point(UNIT_YEAR, ANCHOR_CONTEXT, -1);
    return by_accept_role(reader, next, back);
}

uint32_t by_read_its_year(const struct date_reader *reader, uint32_t at, struct date_point *point)
{
    if (by_is_form(reader, at, ","))
        return by_read_year(reader, at + 1, &point->year);
    uint32_t of = by_accept_role(reader, at, ROLE_BIT(ROLE_OF));
    uint32_t start = of != 0 ? by_skip_role(reader, of, ROLE_BIT(ROLE_FISCAL)) : at;
    uint32_t next = by_read_year(reader, start, &point->year);
    if (next != 0)
        return next;
    struct date_point year;
    next = by_read_relative_unit(reader, start, &year);
    if (next == 0 && of != 0)
        next = read_the_year(reader, of, &year);
    if (next == 0 && point->unit == UNIT_QUARTER)
        next = read_a_year_ago(reader, start, &year);
    if (next == 0 || year.unit != UNIT_YEAR)
        return 0;
    point->anchor = year.anchor;
    point->shift = year.shift;
    point->shift_unit = UNIT_YEAR;
    return next;
}

uint32_t by_read_next_year(const struct date_reader *reader, uint32_t at, int32_t year)
{
    int32_t last;
    uint32_t next = by_is_form(reader, at, "/") ? at + 1 : by_accept_dash(reader, at);
    if (next == 0 || !by_touches(reader, at) || !by_touches(reader, next))
        return 0;
    next = by_read_digits(reader, next, 0, 2199, &last);
    return next != 0 && (last == year + 1 || last == (year + 1) % 100) ? next : 0;
}

/* ---- Parts of a year ---- */

/* `third` or `last`, of quarters and halves; the last is -1. */
static uint32_t read_rank(const struct date_reader *reader, uint32_t at, int32_t *number)
{
    uint32_t next = by_read_ordinal(reader, at, number);
    if (next != 0)
        return next;
    *number = -1;
    return by_accept_role(reader, at, ROLE_BIT(ROLE_LAST));
}

/* A part of a year, of which there may be several: `second quarters`. */
static uint32_t read_parts_of_year(const struct date_reader *reader, uint32_t at,
                                   struct date_point *point, bool *plural)
{
    uint32_t fiscal = by_accept_role(reader, at, ROLE_BIT(ROLE_FISCAL));
    int32_t number;
    uint32_t next = read_rank(reader, fiscal != 0 ? by_skip_dash(reader, fiscal) : at, &number);
    if (next == 0)
        return 0;
    next = by_skip_dash(reader, next);
    uint32_t half = by_accept_role(reader, next, ROLE_BIT(ROLE_HALF));
    *plural = false;
    if (half != 0 && number <= 2) {
        point->unit = UNIT_HALF;
        point->number = number < 0 ? 2 : number;
        return half;
    }
    struct date_unit_word unit;
    next = by_read_unit(reader, next, &unit);
    if (next == 0 || number < 1)
        return 0;
    *plural = unit.plural;
    if (unit.unit == UNIT_QUARTER && number <= 4) {
        point->unit = UNIT_QUARTER;
        point->number = number;
        point->fiscal = fiscal != 0;
        return next;
    }
    if (unit.unit == UNIT_YEAR && unit.factor == 100 && number <= 22) {
        point->unit = UNIT_CENTURY;
        point->year = (number - 1) * 100;
        return next;
    }
    return 0;
}

uint32_t by_read_part_of_year(const struct date_reader *reader, uint32_t at,
                              struct date_point *point)
{
    struct date_point part = *point;
    bool plural;
    uint32_t next = read_parts_of_year(reader, at, &part, &plural);
    if (next == 0 || plural)
        return 0;
    *point = part;
    return next;
}

/* `first and second quarters`, `16th to 18th centuries`. */
static uint32_t read_range_of_parts(const struct date_reader *reader, uint32_t at,
                                    struct date_expression *date)
{
    struct date_point end = {0};
    int32_t first;
    bool plural;
    uint32_t next = by_read_ordinal(reader, at, &first);
    if (next == 0)
        return 0;
    uint32_t to = by_accept_to(reader, next);
    uint32_t and = by_accept_role(reader, next, ROLE_BIT(ROLE_AND));
    if (to + and == 0 || (next = read_parts_of_year(reader, to + and, &end, &plural)) == 0 ||
        end.unit == UNIT_HALF)
        return 0;
    bool century = end.unit == UNIT_CENTURY;
    int32_t last = century ? end.year / 100 + 1 : end.number;
    /* `the first and third quarters` leave out the second. */
    if (last <= first || (and != 0 && last != first + 1))
        return 0;
    uint32_t after = by_read_its_year(reader, next, &end);
    date->start = end;
    if (century)
        date->start.year = (first - 1) * 100;
    else
        date->start.number = first;
    by_make_range(date, &end);
    return after != 0 ? after : next;
}

void by_read_its_end(const struct date_reader *reader, uint32_t at, struct date_point *point)
{
    struct date_word month;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_ENDED));
    if (next != 0 && by_read_word(reader, next, CLASS_MONTH, &month) != 0)
        point->month = month.number;
}

uint32_t by_read_container(const struct date_reader *reader, uint32_t at, struct date_point *point)
{
    static date_rule *const rules[] = {by_date_month_day, by_date_day_month, by_date_figures,
                                       by_date_ordinal,   by_date_relative,  by_date_unit,
                                       by_date_season,    by_date_year};
    if (reader->inner)
        return 0;
    struct date_reader inner = by_inner_reader(reader);
    at = by_skip_role(reader, at, ROLE_BIT(ROLE_THE));
    uint32_t longest = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct date_reading reading = {0};
        uint32_t next = rules[i](&inner, at, &reading);
        if (next > longest && reading.date.form == FORM_POINT) {
            longest = next;
            *point = reading.date.start;
        }
    }
    return longest;
}

/* `first nine months`, `first days`, and what they are of. */
static uint32_t read_first_units(const struct date_reader *reader, uint32_t at,
                                 struct date_reading *reading)
{
    struct date_unit_word unit;
    bool article;
    struct date_point whole;
    uint32_t next = by_read_amount(reader, at, &reading->date, &article);
    if (next == 0) {
        next = by_read_unit(reader, at, &unit);
        if (next == 0 || !unit.plural)
            return 0;
        reading->date.form = FORM_DURATION;
        reading->date.unit = unit.unit;
        reading->date.tenths = AMOUNT_UNKNOWN;
        reading->needs = NEEDS_ARTICLE;
    }
    uint32_t of = by_accept_role(reader, next, ROLE_BIT(ROLE_OF));
    uint32_t after = of != 0 ? by_read_container(reader, of, &whole) : 0;
    return after != 0 ? after : next;
}

/* `second day`, `fifth consecutive night`; `first week of May`, which lies in May. */
static uint32_t read_counted_unit(const struct date_reader *reader, uint32_t at,
                                  struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_unit_word unit;
    struct date_word night;
    at = by_skip_role(reader, at, ROLE_BIT(ROLE_FILLER));
    uint32_t next = by_read_unit(reader, at, &unit);
    if (next == 0) {
        next = by_read_word(reader, at, CLASS_DAY_PART, &night);
        date->form = FORM_UNKNOWN;
        date->start.clock = true;
        reading->needs = NEEDS_ARTICLE;
        return next;
    }
    if (unit.plural || unit.unit < UNIT_DAY || unit.unit == UNIT_PERIOD)
        return 0;
    uint32_t of =
        by_accept_role(reader, next, ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_OR));
    uint32_t after = of != 0 ? by_read_container(reader, of, &date->start) : 0;
    if (after != 0)
        return after;
    date->form = FORM_UNKNOWN;
    reading->needs = NEEDS_ARTICLE;
    return unit.unit == UNIT_YEAR ? 0 : next;
}

/* How far from a half, in tokens, a word of sport tells that it is one of a match. */
enum { SPORT_WINDOW = 16 };

static bool is_of_a_match(const struct date_reader *reader, uint32_t at)
{
    uint32_t first = at - reader->first > SPORT_WINDOW ? at - SPORT_WINDOW : reader->first;
    for (uint32_t i = first; i < reader->last && i < at + SPORT_WINDOW; i++) {
        if (by_accept_role(reader, i, ROLE_BIT(ROLE_SPORT)) != 0)
            return true;
    }
    return false;
}

/* The year of a part of one, its end, or what it is half of; 0 for half a match. */
static uint32_t finish_part(const struct date_reader *reader, uint32_t at, struct date_point *part)
{
    uint32_t next = by_read_its_year(reader, at, part);
    if (next != 0)
        return next;
    if (part->unit == UNIT_QUARTER)
        by_read_its_end(reader, at, part);
    if (part->unit != UNIT_HALF)
        return at;
    uint32_t of = by_accept_role(reader, at, ROLE_BIT(ROLE_OF));
    next = of != 0 ? by_read_container(reader, of, part) : 0;
    return next != 0 ? next : is_of_a_match(reader, at) ? 0 : at;
}

uint32_t by_date_ordinal(const struct date_reader *reader, uint32_t at,
                         struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_word article;
    int32_t number;
    reading->takes_the = true;
    uint32_t next = read_range_of_parts(reader, at, date);
    if (next != 0)
        return next;
    next = by_read_part_of_year(reader, at, &date->start);
    if (next != 0) {
        /* `the third quarter`, but its `third-quarter` profit */
        reading->takes_the = by_accept_dash(reader, next - 2) == 0;
        return finish_part(reader, next, &date->start);
    }
    /* `a third day` */
    uint32_t start = by_read_word(reader, at, CLASS_NUMBER, &article);
    bool counted = start == at + 1 && article.article;
    next = by_read_ordinal(reader, counted ? start : at, &number);
    if (next == 0)
        return 0;
    uint32_t after = counted ? 0 : read_first_units(reader, next, reading);
    if (after == 0)
        after = read_counted_unit(reader, next, reading);
    if (counted)
        reading->needs = NEEDS_NOTHING;
    return after;
}

/* ---- Years ---- */

/* Whether a word in lower case comes after a token: `about 1500 people`. */
static bool is_before_word(const struct date_reader *reader, uint32_t at)
{
    enum date_role role;
    return at + 1 < reader->last && by_read_role(reader, at + 1, &role) == 0 &&
           (by_token_word(&reader->analysis->tokens, at + 1)->shape & SHAPE_LOWER) != 0;
}

/* Whether a year is part of the name of a law: `Companies Act, 2019`, `Act No. 23 of 1992`. */
static bool names_law(const struct date_reader *reader, uint32_t at)
{
    const uint64_t numbered = ROLE_BIT(ROLE_NUMBERED);
    if (by_is_form(reader, at - 1, ","))
        return by_is_capitalised(reader, at - 2) && by_follows_role(reader, at - 1, numbered);
    if (!by_is_form(reader, at - 1, "of"))
        return false;
    /* `No. (10) of 2021`; `no. 132 of 2022`, which begins a sentence after the full stop */
    uint32_t number = by_is_form(reader, at - 2, ")") ? at - 3 : at - 2;
    if (number < reader->first || !by_has_digit(reader, number))
        return false;
    if (number > reader->first && by_is_form(reader, number - 1, "("))
        number--;
    return number == reader->first || by_follows_role(reader, number, numbered);
}

/* Whether a number is one of things: `flight 2015`, `more than 1990 soldiers`, `555 2010`. */
static bool counts_something(const struct date_reader *reader, uint32_t at, int32_t year)
{
    if (at == reader->first)
        return false;
    if (at - reader->first > 1 && names_law(reader, at))
        return true;
    /* `4 per cent over 2022`, `better than 2021`, but `over 2022 people`, `more than 2021` */
    if (by_is_form(reader, at - 1, "over") || by_is_form(reader, at - 1, "than"))
        return year % 100 == 0 || is_before_word(reader, at) ||
               (at > reader->first + 1 &&
                by_accept_role(reader, at - 2, ROLE_BIT(ROLE_NEARLY)) == at);
    return by_follows_role(reader, at, ROLE_BIT(ROLE_NUMBERED) | ROLE_BIT(ROLE_NEARLY)) ||
           by_is_form(reader, at - 1, "least") ||
           by_token(&reader->analysis->tokens, at - 1)->kind == TOKEN_NUMBER;
}

/* Whether a number of four digits is a year by what stands around it. */
static bool stands_as_year(const struct date_reader *reader, uint32_t at, int32_t year)
{
    const uint64_t prepositions = ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_FOR) |
                                  ROLE_BIT(ROLE_UNTIL) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_TO) |
                                  ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_SINCE) | ROLE_BIT(ROLE_PRIOR);
    bool recent = year >= 1900;
    /* `until at least 2030` */
    if (by_is_form(reader, at - 1, "least") && by_is_form(reader, at - 2, "at") &&
        by_follows_role(reader, at - 2, ROLE_BIT(ROLE_UNTIL)))
        return true;
    if (counts_something(reader, at, year))
        return false;
    if (by_follows_role(reader, at, prepositions))
        return true;
    if (by_follows_role(reader, at, ROLE_BIT(ROLE_ABOUT)))
        return recent || !is_before_word(reader, at);
    if (at == reader->first)
        return recent;
    const struct word *before = by_token_word(&reader->analysis->tokens, at - 1);
    if (by_touches(reader, at)) {
        /* `post-2020`, `$2000`, but `(2004` and `mid-2004` */
        bool part = by_accept_dash(reader, at - 1) != 0 &&
                    by_follows_role(reader, at - 1, ROLE_BIT(ROLE_PART));
        return part || strchr("(\"", before->form[0]) != NULL;
    }
    /* `Windows 2000`: a name */
    return recent && !by_is_name_like(reader, at - 1);
}

/* `fiscal 2004`, `fiscal year 2004`, `fiscal year 2004-05`. */
static uint32_t read_fiscal_year(const struct date_reader *reader, uint32_t at,
                                 struct date_reading *reading)
{
    struct date_unit_word unit;
    uint32_t next = by_accept_role(reader, at, ROLE_BIT(ROLE_FISCAL));
    if (next == 0)
        return 0;
    uint32_t after = by_read_unit(reader, next, &unit);
    if (after != 0 && unit.unit == UNIT_YEAR && !unit.plural)
        next = after;
    after = by_date_figures(reader, next, reading);
    if (after != 0 && reading->date.start.unit == UNIT_YEAR)
        return after;
    reading->date.start.unit = UNIT_YEAR;
    return by_read_year(reader, next, &reading->date.start.year);
}

uint32_t by_date_year(const struct date_reader *reader, uint32_t at, struct date_reading *reading)
{
    struct date_point *point = &reading->date.start;
    struct date_unit_word unit;
    struct date_word month;
    uint32_t next = by_read_year(reader, at, &point->year);
    if (next == 0)
        return read_fiscal_year(reader, at, reading);
    uint32_t after = by_read_part_of_year(reader, next, point);
    if (after != 0 && point->unit != UNIT_CENTURY) {
        reading->takes_the = true;
        return after;
    }
    after = by_read_word(reader, next, CLASS_MONTH, &month);
    if (after != 0 && !month.weak && !month.bound) {
        /* `2016 November` */
        point->unit = UNIT_MONTH;
        point->month = month.number;
        return after;
    }
    after = by_read_unit(reader, next, &unit);
    if (after != 0 && !unit.plural && (unit.unit == UNIT_PERIOD || unit.unit == UNIT_QUARTER)) {
        int32_t year = point->year;
        *point = by_unit_point(unit.unit, ANCHOR_CONTEXT, 0);
        point->year = year;
        reading->takes_the = true;
        return after;
    }
    point->unit = UNIT_YEAR;
    reading->takes = TAKES_ABOUT;
    return stands_as_year(reader, at, point->year) ? next : 0;
}
