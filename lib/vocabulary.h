/* SPDX-License-Identifier: MIT */
/*
 * vocabulary.h - the word types of one document.
 *
 * What depends on a token's form alone - its normal form, case, shape, place in the lexicon - is
 * worked out once for each distinct form and shared by all its tokens: news repeats itself.
 */
#ifndef BYLINE_LIB_VOCABULARY_H
#define BYLINE_LIB_VOCABULARY_H

#include "memory.h"

/* Properties of a form, as bits of word.shape. */
enum {
    SHAPE_CAPITAL = 1 << 0,    /* the first letter is upper or title case */
    SHAPE_UPPER = 1 << 1,      /* two letters or more, none of them lower case */
    SHAPE_LOWER = 1 << 2,      /* letters, none of them upper case */
    SHAPE_ALPHABETIC = 1 << 3, /* letters (and marks, apostrophes, full stops) only */
    SHAPE_DIGITS = 1 << 4,     /* digits only */
    SHAPE_HAS_DIGIT = 1 << 5,  /* a digit among others */
    SHAPE_INITIAL = 1 << 6,    /* one capital letter, or one with a full stop: `J.` */
    SHAPE_STOP = 1 << 7        /* ends in a full stop that belongs to it: `Gen.`, `U.S.` */
};

/* A word type: one distinct form. Strings are NUL-terminated, in the arena. */
struct word {
    const char *form;  /* NFC, soft hyphens and other ignorables taken out, straight quotes */
    const char *lower; /* form, lower-cased */
    uint32_t form_length, lower_length; /* bytes */
    uint32_t lexicon; /* the lexicon's id of lower, or 0 */
    uint32_t lower_word; /* the first word type with the same lower; its own index if it is that */
    uint32_t count;   /* how many tokens have this form */
    uint16_t shape;
};

struct vocabulary {
    struct vector words; /* of struct word */
    struct vector slots; /* the hash table: indices into words plus 1, or 0 */
};

/* The word type with that index. */
const struct word *by_word(const struct vocabulary *vocabulary, uint32_t index);

/*
 * Finds or adds the word type of a stretch of valid UTF-8, counts one token of it, and sets
 * *index. Returns false when there is no memory.
 */
bool by_vocabulary_add(struct vocabulary *vocabulary, const unsigned char *bytes, size_t length,
                       struct arena *arena, uint32_t *index);

void by_vocabulary_free(struct vocabulary *vocabulary, const byline_allocator *allocator);

#endif
