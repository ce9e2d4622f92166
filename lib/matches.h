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
    struct vector starts; /* of uint32_t: for each token the first match at or after it; one more */
};

/* Finds every phrase at every token. Returns BYLINE_OK or BYLINE_ERROR_MEMORY. */
byline_status by_match_lexicon(const struct tokens *tokens, struct arena *arena,
                               struct matches *matches);

/* The longest match of a class that starts at a token, or NULL. */
const struct match *by_match_at(const struct matches *matches, uint32_t token,
                                enum lexicon_class class);

/* All matches that start at a token: *count of them, the longest first. */
const struct match *by_matches_at(const struct matches *matches, uint32_t token, size_t *count);

void by_matches_free(struct matches *matches, const byline_allocator *allocator);

#endif
