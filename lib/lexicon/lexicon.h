/* SPDX-License-Identifier: MIT */
/*
 * lexicon.h - what the library knows of words and phrases before it reads a text.
 *
 * The files in data/ are compiled at build time (compile.c) into constant tables: a hash table of
 * lower-cased words and a trie of phrases over word ids. Nothing is built or read at run time, and
 * all processes share the pages. data/README.md describes the files.
 */
#ifndef BYLINE_LIB_LEXICON_H
#define BYLINE_LIB_LEXICON_H

#include <stddef.h>
#include <stdint.h>

/* The classes of entries: the section names of the data files, by_lexicon_class_names. */
enum lexicon_class {
    /* Tokens and sentences */
    CLASS_ABBREVIATION,        /* with its full stop, followed by a name or number: `No.` */
    CLASS_ABBREVIATION_ENDING, /* with its full stop, may end a sentence: `Inc.`, `p.m.` */
    CLASS_COMMON,              /* a common English word, in lower case */
    CLASS_STARTER,             /* a function word that often opens a sentence: `the`, `but` */
    CLASS_SAYING,              /* a verb of saying: `said` */
    /* Places; the value is a country code */
    CLASS_COUNTRY,
    CLASS_CAPITAL,
    CLASS_CITY,
    CLASS_REGION,
    CLASS_AREA,        /* more than a country, no value: `Asia-Pacific`, `Red Sea` */
    CLASS_PLACE_HEAD,  /* ends the name of a place: `River`, `Province`, `Airport` */
    CLASS_PLACE_START, /* begins one: `Mount`, `Lake`, `Gulf of` */
    /* Groups; the value is a country code or none */
    CLASS_DEMONYM,
    CLASS_GROUP,
    /* Organisations; the value is the kind of the posts in them, where the name tells */
    CLASS_ORGANISATION,        /* a whole name: `United Nations`, `NATO` */
    CLASS_ORGANISATION_HEAD,   /* ends one, or begins one before `of`: `Ministry`, `Council` */
    CLASS_ORGANISATION_SUFFIX, /* a company's: `Inc.`, `Ltd`, `GmbH` */
    /* People; the value is a culture that tells the order of the parts of a name, or none */
    CLASS_GIVEN,
    CLASS_FAMILY,
    CLASS_PARTICLE, /* inside a name: `de`, `van`, `bin` */
    CLASS_SUFFIX,   /* after a name: `Jr.`, `III` */
    /* Ranks; the value is the kind, after `post` where the body decides, and `female` or `male` */
    CLASS_RANK,
    CLASS_RANK_MODIFIER, /* part of the rank before its head: `deputy`, `police` */
    CLASS_RANK_OUTSIDE,  /* before a rank, not part of it: `former`, `late` */
    /* Events, laws, works */
    CLASS_MISC,      /* a whole name: `World Cup` */
    CLASS_MISC_HEAD, /* ends one: `Games`, `Treaty` */
    /* Dates; values are described in data/dates.txt */
    CLASS_MONTH,
    CLASS_WEEKDAY,
    CLASS_SEASON,
    CLASS_HOLIDAY,
    CLASS_DAY_PART,
    CLASS_UNIT,
    CLASS_NUMBER,
    CLASS_ORDINAL,
    CLASS_DEICTIC,       /* resolves by itself: `yesterday`, `now` */
    CLASS_DATE_MODIFIER, /* `early`, `about`, `last`, `next` */
    CLASS_ZONE,          /* a time zone: `GMT`, `local time` */
    /* Money */
    CLASS_CURRENCY, /* `dollars`, `Rs`, `US$` */
    CLASS_COUNT
};

/*
 * One meaning of a phrase. Bit i of `capital` says that word i of the phrase must begin with a
 * capital in the text, bit i of `upper` that it must be in capitals; other words match in any case.
 */
struct lexicon_entry {
    uint8_t class;    /* a lexicon_class */
    uint8_t words;    /* of the phrase, 1 to LEXICON_LONGEST */
    uint16_t value;   /* offset of a NUL-terminated string in the values; 0 is "" */
    uint16_t capital; /* bits */
    uint16_t upper;   /* bits */
};

/* The most words in a phrase. */
#define LEXICON_LONGEST 16

/* The id of a lower-cased word, from 1, or 0 when no phrase holds it. */
uint32_t by_lexicon_word(const char *lower, size_t length);

/*
 * The classes of the word as a phrase of its own, a bit each (1 << lexicon_class), whatever its
 * case; 0 for word 0.
 */
uint64_t by_lexicon_word_classes(uint32_t word);

/*
 * The node of the phrase trie that `word` leads to from `node`; 0 is the root as an argument and
 * "none" as a result.
 */
uint32_t by_lexicon_step(uint32_t node, uint32_t word);

/* The meanings of the phrase that ends at a node: *count entries, which may be 0. */
const struct lexicon_entry *by_lexicon_entries(uint32_t node, size_t *count);

/* The meaning that a word has in a class as a phrase of its own, whatever its case, or NULL. */
const struct lexicon_entry *by_lexicon_word_entry(uint32_t word, enum lexicon_class class);

/* The string of an entry's value, "" where it has none. */
const char *by_lexicon_value(const struct lexicon_entry *entry);

#endif
