/* SPDX-License-Identifier: MIT */
/*
 * name_segments.h - capitalised words cut into candidates for names.
 *
 * A run is an unbroken stretch of capitalised words, with what may stand inside a name (`de`,
 * `bin`, a hyphen). A run often holds several names side by side (`Security Council Nikolai
 * Patrushev`); segments are its parts. The lexicon tells some of them at once; names.c judges the
 * others by their context.
 */
#ifndef BYLINE_LIB_NAME_SEGMENTS_H
#define BYLINE_LIB_NAME_SEGMENTS_H

#include "mentions.h"

/* What a segment is, as far as its own words tell. */
enum segment_kind {
    SEGMENT_OPEN,    /* not told */
    SEGMENT_PLACE,   /* a name of the lexicon, or words with a head such as `River` */
    SEGMENT_TOWN,    /* a place of the lexicon whose name people bear too, or might: not certain */
    SEGMENT_BODY,    /* an organisation */
    SEGMENT_ACRONYM, /* capitals that the lexicon does not know */
    SEGMENT_GROUP,
    SEGMENT_MISC
};

struct segment {
    uint32_t first, last; /* tokens, half open */
    uint32_t sentence;    /* index of its sentence */
    uint8_t kind;         /* a segment_kind */
    bool listed;          /* the lexicon has the whole of it */
    bool after_rank;      /* a rank stands directly before it */
    const char *country;  /* of a place of the lexicon, or NULL */
};

/* What is known of each token before names are looked for. */
enum token_role {
    ROLE_PLAIN, /* may be part of a name */
    ROLE_TAKEN, /* inside a DATE or MONEY mention */
    ROLE_RANK   /* inside a rank of the lexicon: it borders on names, but is in none */
};

/*
 * Cuts up all sentences. roles is an array of token_role, one a token. Appends to segments (of
 * struct segment), in order. Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_cut_segments(const struct analysis *analysis, const uint8_t *roles,
                              struct vector *segments);

/* Whether the word of a token, as a phrase of its own, has a class. */
bool by_has_class(const struct tokens *tokens, uint32_t token, enum lexicon_class class);

/* Whether the lower-cased form of a token is `lower`. */
bool by_is_lower(const struct tokens *tokens, uint32_t token, const char *lower);

#endif
