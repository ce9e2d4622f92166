/* SPDX-License-Identifier: MIT */
/* rank_heads.h - what the lexicon knows of the head of a rank. */
#ifndef BYLINE_LIB_RANK_HEADS_H
#define BYLINE_LIB_RANK_HEADS_H

#include "mentions.h"

/* As far as titles tell. */
enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE };

/* The title that carries the kind of a rank. */
struct rank_head {
    uint32_t first, last; /* tokens, half open; empty where the lexicon has none */
    const char *kind;     /* static; that of a bare post is the usual one */
    bool post;            /* the body decides: `president` */
};

/* The head of the rank [first, last): the last title of the lexicon before its complement. */
struct rank_head by_rank_head(const struct analysis *analysis, uint32_t first, uint32_t last);

/* What the head of the rank [first, last) tells of its holder: `Mrs`, `chairwoman`, `King`. */
enum gender by_rank_gender(const struct tokens *tokens, uint32_t first, uint32_t last);

/* Whether a token may begin the complement of a rank: `of`, `at`. */
bool by_begins_complement(const struct analysis *analysis, uint32_t token);

#endif
