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
    SHAPE_HAS_DIGIT = 1 << 5,  /* at least one digit */
    SHAPE_INITIAL = 1 << 6,    /* one capital letter, or one with a full stop: `J.` */
    SHAPE_STOP = 1 << 7        /* letters, then a full stop that belongs to them: `Gen.`, `U.S.` */
};

/*
 * A word type: one distinct form. The lower-cased form of each is a word type too, perhaps with no
 * token of its own. Strings are NUL-terminated, in the arena.
 */
struct word {
    const char *form;  /* NFC, soft hyphens and other ignorables taken out, straight quotes */
    const char *lower; /* form, lower-cased */
    uint32_t length;   /* bytes of form */
    uint32_t lower_length;
    uint32_t folded;   /* the word type of lower; its own index where form is lower-cased */
    uint32_t lexicon;  /* the lexicon's id of lower, or 0 */
    uint32_t count;    /* tokens with this form */
    uint32_t any_case; /* tokens with this lower, in any case; kept on the folded type alone */
    uint16_t shape;    /* SHAPE_ bits */
};

struct vocabulary {
    struct vector words; /* of struct word */
    struct vector slots; /* the hash table, of struct vocabulary_slot; a power of two */
    uint64_t seed;
};

/* Zero-initialises a vocabulary. */
void by_vocabulary_init(struct vocabulary *vocabulary);

/* The word type with that index. */
static inline const struct word *by_word(const struct vocabulary *vocabulary, uint32_t index)
{
    return (const struct word *)vocabulary->words.items + index;
}

/*
 * Finds or adds the word type of a stretch of valid UTF-8, counts one token of it, and sets
 * *index. Returns false when there is no memory.
 */
bool by_vocabulary_add(struct vocabulary *vocabulary, const unsigned char *bytes, size_t length,
                       struct arena *arena, uint32_t *index);

void by_vocabulary_free(struct vocabulary *vocabulary, const byline_allocator *allocator);

#endif
