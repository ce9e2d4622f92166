/* SPDX-License-Identifier: MIT */
/* mentions.h - what the taggers find and the linkers join: spans of tokens with a type. */
#ifndef BYLINE_LIB_MENTIONS_H
#define BYLINE_LIB_MENTIONS_H

#include "matches.h"
#include "sentences.h"

struct mention {
    uint32_t first, last; /* tokens, half open */
    uint8_t type;         /* a byline_type */
    double score;
    const char *kind;    /* static or in the arena, or NULL, as in byline_entity */
    const char *value;   /* the same */
    const char *written; /* a DATE's value by its own words alone, where it differs; or NULL */
    const char *country; /* the same */
    uint32_t person;     /* index of the PERSON mention that a RANK belongs to, or BYLINE_NONE */
    uint32_t chain;      /* index of its chain, or BYLINE_NONE */
};

struct mentions {
    struct vector mentions; /* of struct mention */
};

/* Everything that the stages up to the taggers made of one text. */
struct analysis {
    struct arena arena; /* strings and what is as short-lived as the call */
    struct text text;
    struct tokens tokens;
    struct sentences sentences;
    struct matches matches;
};

/* A mention of tokens [first, last), with nothing else known. */
struct mention by_mention(byline_type type, uint32_t first, uint32_t last, double score);

static inline uint32_t by_mention_count(const struct mentions *mentions)
{
    return (uint32_t)mentions->mentions.count;
}

static inline struct mention *by_mention_at(const struct mentions *mentions, uint32_t index)
{
    return (struct mention *)mentions->mentions.items + index;
}

/*
 * Puts mentions in the order of their first token, the longer first. Links between mentions are
 * indices, so this comes before any are made. Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_mentions_sort(struct mentions *mentions, const byline_allocator *allocator);

void by_mentions_free(struct mentions *mentions, const byline_allocator *allocator);

#endif
