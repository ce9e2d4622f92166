/* SPDX-License-Identifier: MIT */
/* rank_view.h - a sentence as the tagger of ranks sees it: words, and the names that it knows. */
#ifndef BYLINE_LIB_RANK_VIEW_H
#define BYLINE_LIB_RANK_VIEW_H

#include "mentions.h"

struct rank_view {
    struct analysis *analysis;
    const struct tokens *tokens;
    const struct sentence *sentence;
    struct mentions *mentions;
    /* By token, a mention or BYLINE_NONE; ranks do not count. */
    uint32_t *starts; /* the mention that starts there */
    uint32_t *ends;   /* the mention whose last token is there */
    uint32_t *around; /* the mention that the token lies in, but not as its first */
};

/* Whether a token is in the sentence. All that follows is false, or NULL, where it is not. */
bool by_view_has(const struct rank_view *view, uint32_t token);

/* Whether a token is a word, given in lower case; or one of several. */
bool by_view_word(const struct rank_view *view, uint32_t token, const char *lower);
bool by_view_any(const struct rank_view *view, uint32_t token, const char *const *words,
                 size_t count);

bool by_view_capital(const struct rank_view *view, uint32_t token);

/* Whether a token is `'s` or an apostrophe. */
bool by_view_possessive(const struct rank_view *view, uint32_t token);

/* Whether a token is `of` or `for`, which begin a complement. */
bool by_view_preposition(const struct rank_view *view, uint32_t token);

/* Whether a rank of the lexicon begins at a token. */
bool by_view_rank_at(const struct rank_view *view, uint32_t token);

/* The mention that starts at a token, and that which ends just before it. */
const struct mention *by_view_starting(const struct rank_view *view, uint32_t token);
const struct mention *by_view_ending(const struct rank_view *view, uint32_t token);

/* The mention that is cut in two before a token. */
const struct mention *by_view_around(const struct rank_view *view, uint32_t token);

bool by_view_starts_person(const struct rank_view *view, uint32_t token);

#endif
