/* SPDX-License-Identifier: MIT */
/*
 * date_words.h - the typed words that dates are made of, read off the tokens.
 *
 * Each reader looks at one token and gives the position after what it read, or 0 where that does
 * not stand there. What the words mean is told in lexicon/data/dates.txt.
 */
#ifndef BYLINE_LIB_DATE_WORDS_H
#define BYLINE_LIB_DATE_WORDS_H

#include "date_expression.h"
#include "mentions.h"

struct date_matcher;

/* What a date may be read from: the tokens of one sentence. */
struct date_reader {
    const struct analysis *analysis;
    struct date_matcher *matcher; /* of forms in figures */
    uint32_t first, last;
    bool inner; /* a date within a date is read, which holds no third */
};

/* The same sentence, for a date within the one that is read. */
static inline struct date_reader by_inner_reader(const struct date_reader *reader)
{
    struct date_reader inner = *reader;
    inner.inner = true;
    return inner;
}

/* What a word of the class date-modifier does. */
enum date_role {
    ROLE_NONE,
    /* Those that may begin a date */
    ROLE_THE,
    ROLE_THIS,
    ROLE_THAT, /* the one spoken of: `that day`, `the same year` */
    ROLE_LAST,
    ROLE_PAST, /* the stretch up to now: `the past year` */
    ROLE_NEXT,
    ROLE_AFTER,  /* the one after that spoken of: `the following day` */
    ROLE_BEFORE, /* the one before it: `the previous year` */
    ROLE_LATEST, /* the last reported: `the latest quarter` */
    ROLE_EVERY,
    ROLE_PART,    /* a part of what follows: `early`, `mid`, `the end of` */
    ROLE_EARLIER, /* the same, and also after an amount: `a year earlier` */
    ROLE_LATER,
    ROLE_ABOUT,  /* before an amount, a clock time or a year */
    ROLE_NEARLY, /* before an amount only: `more than` */
    ROLE_FISCAL,
    ROLE_AD, /* before a year, or after it */
    /* Those that may not */
    ROLE_AGO,
    ROLE_FROM_NOW,
    ROLE_PRIOR,  /* `before` */
    ROLE_SINCE,  /* `after` */
    ROLE_FILLER, /* between an amount and its unit: `two more years`, `the full year` */
    ROLE_OR_SO,
    ROLE_AND_A_HALF,
    ROLE_HALF,
    ROLE_END, /* `year-end` */
    ROLE_OF,
    ROLE_ON,
    ROLE_IN,
    ROLE_FOR, /* the other prepositions of time: a bare `May` or `a week` after one is meant */
    ROLE_BY,
    ROLE_UNTIL, /* the same, and between the ends of a range */
    ROLE_TO,    /* between the ends of a range */
    ROLE_AND,
    ROLE_OR,
    ROLE_OLD, /* after an age */
    ROLE_LONG,
    ROLE_KIND, /* of days that are no length of time: `peak hours` */
    ROLE_O_CLOCK,
    ROLE_WILL, /* the clause looks forward */
    ROLE_HAD,
    ROLE_DID,      /* it looks back */
    ROLE_ENDED,    /* after a year that need not be a calendar year */
    ROLE_NUMBERED, /* before a number that is no year: `flight 2015` */
    ROLE_SPORT,    /* near a half that is no half of a year */
    ROLE_BC,       /* after a year */
    ROLE_STAMP,    /* before the date of an article: `Updated:` */
    ROLE_COUNT
};

/* A set of roles, a bit each. */
#define ROLE_BIT(role) (UINT64_C(1) << (role))

/* Whether a date may begin with the role. */
static inline bool by_role_begins(enum date_role role)
{
    return role > ROLE_NONE && role < ROLE_AGO;
}

/* A word of a class whose values are as in `5?`. */
struct date_word {
    const char *value;
    int32_t number; /* that the value begins with, or 0 */
    bool weak;      /* `?`: alone it is a date after a word of time only */
    bool bound;     /* `!`: alone it is no date */
    bool plural;    /* `*` */
    bool article;   /* `&`: `a` as a number */
};

/* `two`, `25`, `twenty-five`, `a few`, `2.5`, `nine and a half`. */
struct date_number {
    int64_t tenths; /* or AMOUNT_UNKNOWN */
    bool digits;    /* written in digits */
    bool article;   /* `a` or `an` and nothing more */
};

/* `years`, `fortnight`. */
struct date_unit_word {
    enum date_unit unit;
    int32_t factor;
    bool weak, plural;
};

uint32_t by_read_word(const struct date_reader *reader, uint32_t at, enum lexicon_class class,
                      struct date_word *word);

/* The longest word of the class date-modifier. *role is ROLE_NONE where none stands there. */
uint32_t by_read_role(const struct date_reader *reader, uint32_t at, enum date_role *role);

/* by_read_role() for one of a set of roles. */
uint32_t by_accept_role(const struct date_reader *reader, uint32_t at, uint64_t roles);

/* The same, but gives `at` where none of them stands there. */
uint32_t by_skip_role(const struct date_reader *reader, uint32_t at, uint64_t roles);

/* Whether one of the roles stands just before a token. */
bool by_follows_role(const struct date_reader *reader, uint32_t at, uint64_t roles);

uint32_t by_read_number(const struct date_reader *reader, uint32_t at, struct date_number *number);

/* `and a half` after a number or a unit. */
uint32_t by_accept_half(const struct date_reader *reader, uint32_t at);

/* A whole number in digits between the bounds. */
uint32_t by_read_digits(const struct date_reader *reader, uint32_t at, int32_t least, int32_t most,
                        int32_t *number);

/* `third`, `3rd`. */
uint32_t by_read_ordinal(const struct date_reader *reader, uint32_t at, int32_t *number);

/* `1997`, `nineteen ninety-seven`. */
uint32_t by_read_year(const struct date_reader *reader, uint32_t at, int32_t *year);

uint32_t by_read_unit(const struct date_reader *reader, uint32_t at, struct date_unit_word *unit);

/* A hyphen or dash. */
uint32_t by_accept_dash(const struct date_reader *reader, uint32_t at);
uint32_t by_skip_dash(const struct date_reader *reader, uint32_t at);

/* Whether a token is that and nothing more. */
bool by_is_form(const struct date_reader *reader, uint32_t at, const char *form);

/* Whether a token has a capital where a sentence does not begin: it is likely part of a name. */
bool by_is_name_like(const struct date_reader *reader, uint32_t at);

/* Whether a token begins with a capital letter. */
bool by_is_capitalised(const struct date_reader *reader, uint32_t at);

/* A set of classes of the lexicon, a bit each. */
#define CLASS_BIT(class) (UINT64_C(1) << (class))

/* The classes of the words that start at a token. */
uint64_t by_classes_at(const struct date_reader *reader, uint32_t at);

/* Whether a word of one of the classes starts at a token. */
static inline bool by_is_of_class(const struct date_reader *reader, uint32_t at, uint64_t classes)
{
    return (by_classes_at(reader, at) & classes) != 0;
}

/* Whether a token is a quotation mark. */
bool by_is_quote(const struct date_reader *reader, uint32_t at);

/* Whether a token has a digit. */
bool by_has_digit(const struct date_reader *reader, uint32_t at);

/* Whether a number is an amount of money: `$12 December 27`. */
bool by_is_money(const struct date_reader *reader, uint32_t at);

/* Whether nothing stands between the token and the one before it. */
bool by_touches(const struct date_reader *reader, uint32_t at);

#endif
