/* SPDX-License-Identifier: MIT */
#include "date_words.h"

#include <string.h>

#define DIGITS "0123456789"

/* As in the values of lexicon/data/dates.txt. */
static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "",
    [ROLE_THE] = "THE",
    [ROLE_THIS] = "THIS",
    [ROLE_THAT] = "THAT",
    [ROLE_LAST] = "LAST",
    [ROLE_PAST] = "PAST",
    [ROLE_NEXT] = "NEXT",
    [ROLE_AFTER] = "AFTER",
    [ROLE_BEFORE] = "BEFORE",
    [ROLE_LATEST] = "LATEST",
    [ROLE_EVERY] = "EVERY",
    [ROLE_PART] = "PART",
    [ROLE_EARLIER] = "EARLIER",
    [ROLE_LATER] = "LATER",
    [ROLE_ABOUT] = "ABOUT",
    [ROLE_NEARLY] = "NEARLY",
    [ROLE_FISCAL] = "FISCAL",
    [ROLE_AGO] = "ago",
    [ROLE_FROM_NOW] = "from-now",
    [ROLE_PRIOR] = "prior",
    [ROLE_SINCE] = "since",
    [ROLE_FILLER] = "filler",
    [ROLE_OR_SO] = "or-so",
    [ROLE_AND_A_HALF] = "and-a-half",
    [ROLE_HALF] = "half",
    [ROLE_END] = "end",
    [ROLE_OF] = "of",
    [ROLE_ON] = "on",
    [ROLE_IN] = "in",
    [ROLE_FOR] = "for",
    [ROLE_BY] = "by",
    [ROLE_UNTIL] = "until",
    [ROLE_TO] = "to",
    [ROLE_AND] = "and",
    [ROLE_OR] = "or",
    [ROLE_OLD] = "old",
    [ROLE_LONG] = "long",
    [ROLE_KIND] = "kind",
    [ROLE_O_CLOCK] = "o'clock",
    [ROLE_WILL] = "will",
    [ROLE_HAD] = "had",
    [ROLE_DID] = "did",
    [ROLE_ENDED] = "ended",
    [ROLE_NUMBERED] = "numbered",
    [ROLE_SPORT] = "sport",
    [ROLE_BC] = "bc",
    [ROLE_AD] = "AD",
    [ROLE_STAMP] = "stamp",
};

/* Amounts above this are not told apart. */
#define AMOUNT_MAX 1000000000

static const struct match *match_at(const struct date_reader *reader, uint32_t at,
                                    enum lexicon_class class)
{
    if (at >= reader->last)
        return NULL;
    const struct match *match = by_match_at(&reader->analysis->matches, at, class);
    return match != NULL && match->first + match->count <= reader->last ? match : NULL;
}

static const struct word *word_at(const struct date_reader *reader, uint32_t at)
{
    return by_token_word(&reader->analysis->tokens, at);
}

bool by_is_form(const struct date_reader *reader, uint32_t at, const char *form)
{
    return at < reader->last && strcmp(word_at(reader, at)->form, form) == 0;
}

bool by_touches(const struct date_reader *reader, uint32_t at)
{
    return at < reader->last && by_token(&reader->analysis->tokens, at)->gap == GAP_NONE;
}

bool by_is_name_like(const struct date_reader *reader, uint32_t at)
{
    if (at <= reader->first || at >= reader->last ||
        by_token(&reader->analysis->tokens, at - 1)->kind == TOKEN_MARK)
        return false;
    uint16_t shape = word_at(reader, at)->shape;
    return (shape & SHAPE_CAPITAL) != 0 && (shape & SHAPE_UPPER) == 0;
}

bool by_is_capitalised(const struct date_reader *reader, uint32_t at)
{
    return at < reader->last && (word_at(reader, at)->shape & SHAPE_CAPITAL) != 0;
}

uint64_t by_classes_at(const struct date_reader *reader, uint32_t at)
{
    if (at >= reader->last)
        return 0;
    uint64_t classes = 0;
    size_t count;
    const struct match *matches = by_matches_at(&reader->analysis->matches, at, &count);
    for (size_t i = 0; i < count; i++)
        classes |= CLASS_BIT(matches[i].entry->class);
    return classes;
}

bool by_is_quote(const struct date_reader *reader, uint32_t at)
{
    return by_is_form(reader, at, "\"") || by_is_form(reader, at, "'") ||
           by_is_form(reader, at, "``");
}

bool by_has_digit(const struct date_reader *reader, uint32_t at)
{
    return at < reader->last && (word_at(reader, at)->shape & SHAPE_HAS_DIGIT) != 0;
}

bool by_is_money(const struct date_reader *reader, uint32_t at)
{
    if (at == reader->first)
        return false;
    /* `$`, `£`, `€` */
    const char *before = word_at(reader, at - 1)->form;
    return strcmp(before, "$") == 0 || strcmp(before, "\u00a3") == 0 ||
           strcmp(before, "\u20ac") == 0 || match_at(reader, at - 1, CLASS_CURRENCY) != NULL;
}

static int32_t leading_number(const char *value)
{
    int32_t number = 0;
    for (; *value >= '0' && *value <= '9'; value++)
        number = number * 10 + (*value - '0');
    return number;
}

uint32_t by_read_word(const struct date_reader *reader, uint32_t at, enum lexicon_class class,
                      struct date_word *word)
{
    const struct match *match = match_at(reader, at, class);
    if (match == NULL)
        return 0;
    const char *value = by_lexicon_value(match->entry);
    *word = (struct date_word){
        .value = value,
        .number = leading_number(value),
        .weak = strchr(value, '?') != NULL,
        .bound = strchr(value, '!') != NULL,
        .plural = strchr(value, '*') != NULL,
        .article = strchr(value, '&') != NULL,
    };
    return at + match->count;
}

/* ---- Roles ---- */

uint32_t by_read_role(const struct date_reader *reader, uint32_t at, enum date_role *role)
{
    *role = ROLE_NONE;
    const struct match *match = match_at(reader, at, CLASS_DATE_MODIFIER);
    if (match == NULL)
        return 0;
    const char *value = by_lexicon_value(match->entry);
    /* Those in capitals come first. */
    bool begins = value[0] >= 'A' && value[0] <= 'Z';
    for (int i = begins ? ROLE_NONE + 1 : ROLE_AGO; i < ROLE_COUNT; i++) {
        if (value[0] == role_names[i][0] && strcmp(value, role_names[i]) == 0) {
            *role = (enum date_role)i;
            return at + match->count;
        }
    }
    return 0;
}

uint32_t by_accept_role(const struct date_reader *reader, uint32_t at, uint64_t roles)
{
    enum date_role role;
    uint32_t next = by_read_role(reader, at, &role);
    return next != 0 && (ROLE_BIT(role) & roles) != 0 ? next : 0;
}

uint32_t by_skip_role(const struct date_reader *reader, uint32_t at, uint64_t roles)
{
    uint32_t next = by_accept_role(reader, at, roles);
    return next != 0 ? next : at;
}

bool by_follows_role(const struct date_reader *reader, uint32_t at, uint64_t roles)
{
    return at > reader->first && by_accept_role(reader, at - 1, roles) == at;
}

/* ---- Numbers ---- */

/* Reads digits with groups of three after commas and perhaps a decimal, as tenths. */
static bool parse_tenths(const char *form, int64_t *tenths)
{
    if (*form < '0' || *form > '9')
        return false;
    int64_t whole = 0;
    for (; (*form >= '0' && *form <= '9') || *form == ','; form++) {
        if (*form != ',' && whole < AMOUNT_MAX)
            whole = whole * 10 + (*form - '0');
    }
    *tenths = (whole < AMOUNT_MAX ? whole : AMOUNT_MAX) * 10;
    if (*form == '.') {
        *tenths += form[1] >= '0' && form[1] <= '9' ? form[1] - '0' : 0;
        form += 1 + strspn(form + 1, DIGITS);
    }
    return *form == '\0';
}

/* The factor of `hundred` or `dozen`, or 0. */
static int32_t factor_of(const struct date_word *word)
{
    return word->value[0] == 'x' ? leading_number(word->value + 1) : 0;
}

/* The most factors after a number: `hundred thousand million`. */
enum { FACTORS_MAX = 3 };

/* `hundred`, `million` after a number. */
static uint32_t read_factors(const struct date_reader *reader, uint32_t at, int64_t *whole)
{
    for (int i = 0; i < FACTORS_MAX; i++) {
        struct date_word word;
        uint32_t next = by_read_word(reader, at, CLASS_NUMBER, &word);
        if (next == 0 || factor_of(&word) == 0)
            break;
        *whole *= factor_of(&word);
        if (*whole > AMOUNT_MAX)
            *whole = AMOUNT_MAX;
        at = next;
    }
    return at;
}

static uint32_t read_number_digits(const struct date_reader *reader, uint32_t at,
                                   struct date_number *number)
{
    int64_t tenths;
    if (at >= reader->last || !parse_tenths(word_at(reader, at)->form, &tenths))
        return 0;
    *number = (struct date_number){.tenths = tenths, .digits = true};
    /* `5 1/2`, which the tokeniser cuts at the slash */
    if (by_is_form(reader, at + 1, "1") && by_is_form(reader, at + 2, "/") &&
        by_is_form(reader, at + 3, "2")) {
        number->tenths += 5;
        return at + 4;
    }
    int64_t whole = tenths / 10;
    uint32_t next = read_factors(reader, at + 1, &whole);
    if (next != at + 1)
        number->tenths = whole * 10;
    return next;
}

/* `five` after `twenty`, with or without the hyphen. */
static uint32_t read_ones(const struct date_reader *reader, uint32_t at, int64_t *whole)
{
    uint32_t start = by_skip_dash(reader, at);
    struct date_word word;
    uint32_t next = by_read_word(reader, start, CLASS_NUMBER, &word);
    if (next == 0 || next != start + 1 || word.number < 1 || word.number > 9 || word.article)
        return at;
    *whole += word.number;
    return next;
}

static uint32_t read_number_words(const struct date_reader *reader, uint32_t at,
                                  struct date_number *number)
{
    struct date_word word;
    uint32_t next = by_read_word(reader, at, CLASS_NUMBER, &word);
    if (next == 0)
        return 0;
    *number = (struct date_number){.tenths = AMOUNT_UNKNOWN};
    if (word.value[0] == 'X')
        return next;
    if (strcmp(word.value, "1/2") == 0) {
        number->tenths = 5;
        return next;
    }
    int64_t whole = factor_of(&word) != 0 ? factor_of(&word) : word.number;
    if (whole >= 20 && whole <= 90)
        next = read_ones(reader, next, &whole);
    uint32_t after = read_factors(reader, next, &whole);
    number->article = word.article && after == next;
    number->tenths = whole * 10;
    return after;
}

uint32_t by_accept_half(const struct date_reader *reader, uint32_t at)
{
    return by_accept_role(reader, by_skip_dash(reader, at), ROLE_BIT(ROLE_AND_A_HALF));
}

uint32_t by_read_number(const struct date_reader *reader, uint32_t at, struct date_number *number)
{
    uint32_t next = read_number_digits(reader, at, number);
    if (next == 0)
        next = read_number_words(reader, at, number);
    if (next == 0 || number->tenths == AMOUNT_UNKNOWN || number->article)
        return next;
    uint32_t half = by_accept_half(reader, next);
    if (half == 0)
        return next;
    number->tenths += 5;
    return half;
}

uint32_t by_read_digits(const struct date_reader *reader, uint32_t at, int32_t least, int32_t most,
                        int32_t *number)
{
    if (at >= reader->last)
        return 0;
    const char *form = word_at(reader, at)->form;
    size_t digits = strspn(form, DIGITS);
    if (digits == 0 || digits > 4 || form[digits] != '\0')
        return 0;
    int32_t read = leading_number(form);
    if (read < least || read > most)
        return 0;
    *number = read;
    return at + 1;
}

uint32_t by_read_ordinal(const struct date_reader *reader, uint32_t at, int32_t *number)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th"};
    struct date_word word;
    uint32_t next = by_read_word(reader, at, CLASS_ORDINAL, &word);
    if (next != 0) {
        *number = word.number;
        return next;
    }
    if (at >= reader->last)
        return 0;
    const char *lower = word_at(reader, at)->lower;
    size_t digits = strspn(lower, DIGITS);
    if (digits == 0 || digits > 2)
        return 0;
    *number = leading_number(lower);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (strcmp(lower + digits, suffixes[i]) == 0)
            return at + 1;
    }
    return 0;
}

uint32_t by_read_year(const struct date_reader *reader, uint32_t at, int32_t *year)
{
    uint32_t next = by_read_digits(reader, at, 1000, 2199, year);
    if (next != 0)
        return next;
    struct date_number century;
    struct date_number rest;
    next = read_number_words(reader, at, &century);
    if (next == 0 || century.tenths < 170 || century.tenths > 20000)
        return 0;
    if (century.tenths == 20000) {
        *year = 2000;
        return next;
    }
    uint32_t after = read_number_words(reader, next, &rest);
    if (after == 0 || century.tenths > 200 || rest.tenths < 100 || rest.tenths > 990)
        return 0;
    *year = (int32_t)(century.tenths * 10 + rest.tenths / 10);
    return after;
}

uint32_t by_read_unit(const struct date_reader *reader, uint32_t at, struct date_unit_word *unit)
{
    static const char letters[] = "SNHDKWMQYP";
    static const enum date_unit units[] = {UNIT_SECOND,  UNIT_MINUTE, UNIT_HOUR,  UNIT_DAY,
                                           UNIT_WEEKEND, UNIT_WEEK,   UNIT_MONTH, UNIT_QUARTER,
                                           UNIT_YEAR,    UNIT_PERIOD};
    struct date_word word;
    uint32_t next = by_read_word(reader, at, CLASS_UNIT, &word);
    const char *letter = next == 0 ? NULL : strpbrk(word.value, letters);
    /* `60 Minutes` is a programme. */
    if (letter == NULL || by_is_name_like(reader, at))
        return 0;
    *unit = (struct date_unit_word){
        .unit = units[strchr(letters, *letter) - letters],
        .factor = word.number != 0 ? word.number : 1,
        .weak = word.weak,
        .plural = word.plural,
    };
    return next;
}

/* ---- Dashes ---- */

uint32_t by_accept_dash(const struct date_reader *reader, uint32_t at)
{
    static const char *const dashes[] = {"-", "\u2013", "\u2014", "--"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (by_is_form(reader, at, dashes[i]))
            return at + 1;
    }
    return 0;
}

uint32_t by_skip_dash(const struct date_reader *reader, uint32_t at)
{
    uint32_t next = by_accept_dash(reader, at);
    return next != 0 ? next : at;
}
