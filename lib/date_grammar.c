/* SPDX-License-Identifier: MIT */
/*
 * date_grammar.c - puts the rules of date_rules.h together.
 *
 *     date   = { about | the | part } core
 *     core   = the longest of what the rules read
 *
 * `about` stays where the core takes an amount; `the` stays where it takes an article, and is left
 * to the noun elsewhere (`the 2004 election`); a part (`early`, `the end of`) stays always.
 */
#include "date_grammar.h"

#include "date_rules.h"

/* The most words before the core: `at least the end of the early 1990s`. */
enum { PREFIX_MAX = 4 };

/* What stands before the core. */
struct prefix {
    uint32_t core;  /* the first token after it */
    bool the_first; /* it is `the` and begins with it */
    bool the, about, nearly, part;
};

/* ---- With what a date begins: most tokens are passed over by it, and most rules ---- */

enum {
    MONTH = 1u << 0,
    WEEKDAY = 1u << 1,
    SEASON = 1u << 2,
    HOLIDAY = 1u << 3,
    DAY_PART = 1u << 4,
    UNIT = 1u << 5,
    NUMBER = 1u << 6,
    ORDINAL = 1u << 7,
    DEICTIC = 1u << 8,
    MODIFIER = 1u << 9,
    FIGURE = 1u << 10 /* a digit, or an apostrophe, which may stand before one */
};

/* What a token is of the above. */
static unsigned beginnings_at(const struct date_reader *reader, uint32_t at)
{
    const unsigned words = FIGURE - 1;
    if (at >= reader->last)
        return 0;
    const struct word *word = by_token_word(&reader->analysis->tokens, at);
    bool figure = (word->shape & SHAPE_HAS_DIGIT) != 0 || word->form[0] == '\'';
    return ((unsigned)(by_classes_at(reader, at) >> CLASS_MONTH) & words) | (figure ? FIGURE : 0u);
}

/* Whether a date may begin at a token that is so. */
static bool may_begin(const struct date_reader *reader, uint32_t at, unsigned beginnings)
{
    enum date_role role;
    if (beginnings != MODIFIER)
        return beginnings != 0;
    (void)by_read_role(reader, at, &role);
    return by_role_begins(role);
}

/* Whether what follows a number in words has no part in a date: `a man`. */
static bool counts_no_time(const struct date_reader *reader, uint32_t at)
{
    return beginnings_at(reader, at + 1) == 0 && by_accept_dash(reader, at + 1) == 0;
}

/* The longest core that starts at a token. */
static uint32_t read_core(const struct date_reader *reader, uint32_t at, struct date_reading *best)
{
    static const struct {
        date_rule *read;
        unsigned begins;
    } rules[] = {
        {by_date_figures, FIGURE},
        {by_date_month_day, MONTH},
        {by_date_day_month, FIGURE | ORDINAL},
        {by_date_weekday, WEEKDAY},
        {by_date_season, SEASON},
        {by_date_holiday, HOLIDAY},
        {by_date_deictic, DEICTIC},
        {by_date_relative, MODIFIER},
        {by_date_count, FIGURE | ORDINAL | MODIFIER},
        {by_date_ordinal, FIGURE | ORDINAL | NUMBER | MODIFIER},
        {by_date_amount, FIGURE | NUMBER},
        {by_date_unit, UNIT | MODIFIER},
        {by_date_every, MODIFIER},
        {by_date_clock, FIGURE | NUMBER | DAY_PART},
        {by_date_year, FIGURE | NUMBER | MODIFIER},
        {by_date_code, FIGURE},
        {by_date_era, FIGURE | ORDINAL | MODIFIER},
    };
    unsigned beginnings = beginnings_at(reader, at);
    if (beginnings == 0 || (beginnings == NUMBER && counts_no_time(reader, at)))
        return 0;
    uint32_t longest = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if ((rules[i].begins & beginnings) == 0)
            continue;
        struct date_reading reading = {0};
        uint32_t next = rules[i].read(reader, at, &reading);
        if (next > longest) {
            longest = next;
            *best = reading;
        }
    }
    return longest;
}

static void read_prefix(const struct date_reader *reader, uint32_t at, struct prefix *prefix)
{
    *prefix = (struct prefix){.core = at};
    for (int i = 0; i < PREFIX_MAX; i++) {
        enum date_role role;
        uint32_t next = by_read_role(reader, prefix->core, &role);
        switch (role) {
        case ROLE_ABOUT: prefix->about = true; break;
        case ROLE_NEARLY: prefix->nearly = true; break;
        case ROLE_THE:
            prefix->the = true;
            prefix->the_first = prefix->core == at;
            break;
        case ROLE_PART:
        case ROLE_EARLIER:
        case ROLE_LATER:
            prefix->part = true;
            next = by_skip_role(reader, by_skip_dash(reader, next),
                                ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_ON));
            break;
        default: return;
        }
        prefix->core = next;
    }
}

/* Whether a word stands before a token after which even `May` is a date. */
static bool follows_time_word(const struct date_reader *reader, uint32_t at)
{
    const uint64_t prepositions = ROLE_BIT(ROLE_IN) | ROLE_BIT(ROLE_ON) | ROLE_BIT(ROLE_OF) |
                                  ROLE_BIT(ROLE_FOR) | ROLE_BIT(ROLE_UNTIL) | ROLE_BIT(ROLE_BY) |
                                  ROLE_BIT(ROLE_SINCE);
    struct date_word month;
    if (by_follows_role(reader, at, prepositions))
        return true;
    /* `April and May` */
    return by_follows_role(reader, at, ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_TO)) &&
           at - 1 > reader->first && by_read_word(reader, at - 2, CLASS_MONTH, &month) == at - 1;
}

static bool needs_met(const struct date_reader *reader, const struct prefix *prefix,
                      const struct date_reading *reading)
{
    switch (reading->needs) {
    case NEEDS_NOTHING: return true;
    case NEEDS_PART: return prefix->part;
    case NEEDS_ARTICLE: return prefix->the || prefix->part;
    case NEEDS_TIME_WORD:
        return prefix->the || prefix->part || prefix->about || prefix->nearly ||
               follows_time_word(reader, prefix->core);
    }
    return false;
}

/* Whether the words before the core can be said of it. */
static bool prefix_fits(const struct prefix *prefix, const struct date_reading *reading)
{
    if (prefix->about && reading->takes == TAKES_NO_AMOUNT)
        return false;
    /* `over several years` is no amount */
    if (prefix->nearly &&
        (reading->takes != TAKES_NEARLY || reading->date.tenths == AMOUNT_UNKNOWN))
        return false;
    return !prefix->part || reading->date.form == FORM_POINT || reading->date.form == FORM_RANGE;
}

uint32_t by_read_date(const struct date_reader *reader, uint32_t at,
                      struct date_expression *expression)
{
    struct prefix prefix;
    struct date_reading reading = {0};
    if (!may_begin(reader, at, beginnings_at(reader, at)))
        return 0;
    read_prefix(reader, at, &prefix);
    uint32_t next = read_core(reader, prefix.core, &reading);
    if (next == 0 || !needs_met(reader, &prefix, &reading) || !prefix_fits(&prefix, &reading))
        return 0;
    bool drop_the = prefix.the_first && !reading.takes_the;
    *expression = reading.date;
    expression->first = drop_the ? at + 1 : at;
    expression->last = next;
    return next;
}
