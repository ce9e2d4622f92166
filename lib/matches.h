/* SPDX-License-Identifier: MIT */
/* matches.h - where the lexicon's phrases stand in the tokens. */
#ifndef BYLINE_LIB_MATCHES_H
#define BYLINE_LIB_MATCHES_H

#include "lexicon/lexicon.h"
#include "tokens.h"

/* A phrase of the lexicon found in the text. */
struct match {
    const struct lexicon_entry *entry;
    uint32_t first; /* its first token */
    uint32_t count; /* how many tokens, at least 1 */
};

struct matches {
    struct vector matches; /* of struct match, by first token; the longer first */
    struct vector starts;  /* of struct match_start, one for each token and one more */
};

/* What starts at a token. Most tokens start nothing of the class that is looked for. */
struct match_start {
    uint64_t classes; /* of the matches that start here, a bit each (1 << lexicon_class) */
    uint32_t first;   /* the first match at or after the token */
};

_Static_assert(CLASS_COUNT <= 64, "a bit for each class");

/* Finds every phrase at every token. Returns BYLINE_OK or BYLINE_ERROR_MEMORY. */
byline_status by_match_lexicon(const struct tokens *tokens, struct arena *arena,
                               struct matches *matches);

static inline const struct match_start *by_match_start(const struct matches *matches,
                                                       uint32_t token)
{
    return (const struct match_start *)matches->starts.items + token;
}

/* The classes of the matches that start at a token, a bit each. */
static inline uint64_t by_match_classes(const struct matches *matches, uint32_t token)
{
    return by_match_start(matches, token)->classes;
}

/* The longest match of a class that starts at a token, where one does. */
const struct match *by_match_of(const struct matches *matches, uint32_t token,
                                enum lexicon_class class);

/* The longest match of a class that starts at a token, or NULL. */
static inline const struct match *by_match_at(const struct matches *matches, uint32_t token,
                                              enum lexicon_class class)
{
    bool found = (by_match_classes(matches, token) >> class & 1) != 0;
    return found ? by_match_of(matches, token, class) : NULL;
}

/* All matches that start at a token: *count of them, the longest first. */
const struct match *by_matches_at(const struct matches *matches, uint32_t token, size_t *count);

void by_matches_free(struct matches *matches, const byline_allocator *allocator);

#endif
