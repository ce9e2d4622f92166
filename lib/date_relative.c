/* SPDX-License-Identifier: MIT */
/* date_relative.c - dates reckoned from the document's date or from what was said before. */
#include <string.h>

#include "date_rules.h"

struct date_point by_unit_point(enum date_unit unit, enum date_anchor anchor, int32_t shift)
{
    return (struct date_point){.unit = unit, .anchor = anchor, .shift = shift, .shift_unit = unit};
}

bool by_shift_unit(enum date_role role, enum date_unit unit, struct date_point *point)
{
    switch (role) {
    case ROLE_LAST: *point = by_unit_point(unit, ANCHOR_DOCUMENT, -1); return true;
    case ROLE_THIS: *point = by_unit_point(unit, ANCHOR_DOCUMENT, 0); return true;
    case ROLE_NEXT:
        /* `the next day` is told of another day than today. */
        *point = by_unit_point(unit, unit <= UNIT_DAY ? ANCHOR_CONTEXT : ANCHOR_DOCUMENT, 1);
        return true;
    case ROLE_THAT:
    case ROLE_LATEST: *point = by_unit_point(unit, ANCHOR_CONTEXT, 0); return true;
    case ROLE_AFTER: *point = by_unit_point(unit, ANCHOR_CONTEXT, 1); return true;
    case ROLE_BEFORE: *point = by_unit_point(unit, ANCHOR_CONTEXT, -1); return true;
    default: return false;
    }
}

uint32_t by_read_relative_unit(const struct date_reader *reader, uint32_t at,
                               struct date_point *point)
{
    enum date_role role;
    struct date_unit_word unit;
    uint32_t next = by_read_role(reader, by_skip_role(reader, at, ROLE_BIT(ROLE_THE)), &role);
    if (next == 0 || (next = by_read_unit(reader, next, &unit)) == 0 || unit.plural || unit.weak ||
        unit.factor != 1 || unit.unit < UNIT_DAY)
        return 0;
    return by_shift_unit(role, unit.unit, point) ? next : 0;
}

/* `'s third quarter` after `last year`. */
static uint32_t read_its_part(const struct date_reader *reader, uint32_t at,
                              struct date_point *point)
{
    if (point->unit != UNIT_YEAR || !by_is_form(reader, at, "'s"))
        return 0;
    struct date_point part = *point;
    struct date_unit_word quarter;
    uint32_t next = by_read_part_of_year(reader, at + 1, &part);
    if (next == 0) {
        next = by_read_unit(reader, at + 1, &quarter);
        if (next == 0 || quarter.plural || quarter.unit != UNIT_QUARTER)
            return 0;
        /* the quarter that is reported, a year before */
        part.unit = UNIT_QUARTER;
        part.anchor = ANCHOR_CONTEXT;
    }
    *point = part;
    return next;
}

static uint32_t read_relative_name(const struct date_reader *reader, uint32_t at,
                                   enum date_role role, struct date_expression *date)
{
    static const enum date_anchor anchors[ROLE_COUNT] = {
        [ROLE_LAST] = ANCHOR_LAST, [ROLE_BEFORE] = ANCHOR_BEFORE, [ROLE_PAST] = ANCHOR_LAST,
        [ROLE_THIS] = ANCHOR_THIS, [ROLE_NEXT] = ANCHOR_NEXT,     [ROLE_AFTER] = ANCHOR_AFTER,
    };
    struct date_word part;
    if (role != ROLE_LATEST) {
        uint32_t next = by_read_name(reader, at, date);
        if (next != 0) {
            if (date->start.year == 0)
                date->start.anchor = anchors[role];
            return next;
        }
    }
    uint32_t next = by_read_word(reader, at, CLASS_DAY_PART, &part);
    if (next == 0 || part.plural || !by_shift_unit(role, UNIT_DAY, &date->start))
        return 0;
    return by_read_day_part(reader, at, date);
}

/* The role of one or two words: `last`, `this past`, `this coming`, `that same`. */
static uint32_t read_roles(const struct date_reader *reader, uint32_t at, enum date_role *role)
{
    enum date_role second;
    uint32_t next = by_read_role(reader, at, role);
    if (*role < ROLE_THIS || *role > ROLE_LATEST)
        return 0;
    uint32_t after = by_read_role(reader, next, &second);
    bool pair = (*role == ROLE_THIS && (second == ROLE_PAST || second == ROLE_NEXT)) ||
                (*role == ROLE_THAT && second == ROLE_THAT);
    if (!pair)
        return next;
    *role = second;
    return after;
}

/* A unit after a role: one is a point, several are a duration. */
static uint32_t read_unit_after(const struct date_reader *reader, uint32_t at, enum date_role role,
                                struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_unit_word unit;
    const uint64_t between = ROLE_BIT(ROLE_FISCAL) | ROLE_BIT(ROLE_FILLER);
    uint32_t next = by_read_unit(reader, by_skip_role(reader, at, between), &unit);
    if (next == 0 || (unit.plural && (role == ROLE_AFTER || role == ROLE_THAT)))
        return 0;
    uint32_t or_so = by_skip_role(reader, next, ROLE_BIT(ROLE_OR_SO));
    if (unit.plural || role == ROLE_PAST || unit.factor != 1 || or_so != next) {
        date->form = FORM_DURATION;
        date->unit = unit.unit;
        date->tenths = unit.plural ? AMOUNT_UNKNOWN : 10 * unit.factor;
        return or_so;
    }
    if (unit.unit < UNIT_DAY || !by_shift_unit(role, unit.unit, &date->start))
        return 0;
    uint32_t after = read_its_part(reader, next, &date->start);
    if (after != 0)
        return after;
    if (unit.unit != UNIT_PERIOD)
        return next;
    /* `the same period last year` */
    date->start.shift = 0;
    after = by_read_its_year(reader, next, &date->start);
    return after != 0 ? after : role == ROLE_LATEST || unit.weak ? next : 0;
}

/* `Sunday` or ` on Sunday` after `next week`. */
static uint32_t read_day_of_week(const struct date_reader *reader, uint32_t at,
                                 struct date_expression *date)
{
    struct date_word day;
    if (date->form != FORM_POINT || date->start.unit != UNIT_WEEK)
        return 0;
    uint32_t next =
        by_read_word(reader, by_skip_role(reader, at, ROLE_BIT(ROLE_ON)), CLASS_WEEKDAY, &day);
    if (next == 0 || day.plural || day.bound)
        return 0;
    date->start.unit = UNIT_DAY;
    date->start.weekday = day.number;
    return next;
}

uint32_t by_date_relative(const struct date_reader *reader, uint32_t at,
                          struct date_reading *reading)
{
    enum date_role role;
    uint32_t next = read_roles(reader, at, &role);
    if (next == 0)
        return 0;
    reading->takes_the = true;
    bool the = by_follows_role(reader, at, ROLE_BIT(ROLE_THE));
    /* `supposed to last 18 months`, `following Friday's vote` */
    if (role == ROLE_AFTER)
        reading->needs = NEEDS_ARTICLE;
    if (role != ROLE_THAT && role != ROLE_AFTER && (the || role != ROLE_LAST)) {
        struct date_expression amount = {0};
        bool article;
        uint32_t after = by_read_amount(reader, next, &amount, &article);
        if (after != 0 && !article) {
            reading->date = amount;
            return by_skip_role(reader, after, ROLE_BIT(ROLE_OR_SO));
        }
    }
    uint32_t after = read_relative_name(reader, next, role, &reading->date);
    if (after != 0)
        return after;
    if (role != ROLE_THAT &&
        (after = by_read_part_of_year(reader, next, &reading->date.start)) != 0)
        return after;
    after = read_unit_after(reader, next, role, reading);
    uint32_t day = after != 0 ? read_day_of_week(reader, after, &reading->date) : 0;
    return day != 0 ? day : after;
}

/* The unit and the number of `-1D`. */
static struct date_point deictic_point(const char *value)
{
    int32_t shift = value[1] - '0';
    return by_unit_point(UNIT_DAY, ANCHOR_DOCUMENT, value[0] == '-' ? -shift : shift);
}

/* Whether a word is said of nothing that comes after it, unlike in `future elections`. */
static bool stands_alone(const struct date_reader *reader, uint32_t next)
{
    enum date_role role;
    if (next >= reader->last || by_token(&reader->analysis->tokens, next)->kind == TOKEN_MARK)
        return true;
    return by_read_role(reader, next, &role) != 0 && role != ROLE_THE && role != ROLE_OF;
}

/* `at the moment`, `for the present`, but not `the moment the bomb went off`. */
static bool stands_as_now(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    if (by_follows_role(reader, at, ROLE_BIT(ROLE_THE)))
        at--;
    return at > reader->first && stands_alone(reader, next) &&
           (by_is_form(reader, at - 1, "at") || by_is_form(reader, at - 1, "for"));
}

/* `in the past`, `for the near future`, `in future`, but not `the future of Europe`. */
static bool stands_as_time(const struct date_reader *reader, uint32_t at, uint32_t next)
{
    const uint64_t before = ROLE_BIT(ROLE_IN) | (next > at + 1 ? ROLE_BIT(ROLE_FOR) : 0);
    if (!by_follows_role(reader, at, ROLE_BIT(ROLE_THE)))
        return by_follows_role(reader, at, before) && stands_alone(reader, next);
    return by_follows_role(reader, at - 1, before) &&
           by_accept_role(reader, next, ROLE_BIT(ROLE_OF)) == 0;
}

uint32_t by_date_deictic(const struct date_reader *reader, uint32_t at,
                         struct date_reading *reading)
{
    struct date_expression *date = &reading->date;
    struct date_word word;
    uint32_t next = by_read_word(reader, at, CLASS_DEICTIC, &word);
    /* `Peace Now`, `the now-defunct` */
    if (next == 0 || by_is_name_like(reader, at) ||
        (by_accept_dash(reader, next) != 0 && by_touches(reader, next)))
        return 0;
    /* `the nineties` */
    if (word.number != 0) {
        date->start = (struct date_point){.unit = UNIT_DECADE, .year = word.number * 10};
        reading->takes_the = true;
        reading->needs = NEEDS_ARTICLE;
        return next;
    }
    if (word.value[0] != '+' && word.value[0] != '-') {
        bool duration = word.value[0] == 'P' && word.value[1] >= '0' && word.value[1] <= '9';
        date->form = duration ? FORM_DURATION : FORM_REFERENCE;
        date->reference = word.value;
        reading->takes_the = word.weak;
        bool now = strncmp(word.value, "PRESENT", strlen("PRESENT")) == 0;
        bool stands = now ? stands_as_now(reader, at, next) : stands_as_time(reader, at, next);
        return word.weak && !stands ? 0 : next;
    }
    date->start = deictic_point(word.value);
    /* `the day before yesterday` */
    reading->takes_the = next > at + 2;
    const char *part = strchr(word.value, ' ');
    uint32_t after = 0;
    if (part == NULL) {
        after = by_read_day_part(reader, next, date);
    } else {
        date->start.clock = true;
        date->start.day_part = part + 1;
        /* `overnight Friday` */
        if (!by_is_form(reader, next, ",") && !by_is_form(reader, next, "on"))
            after = by_read_its_day(reader, next, &date->start);
    }
    return after != 0 ? after : next;
}
