/* SPDX-License-Identifier: MIT */
/* copies.h - articles that are nearly copies of one another, and sentences used again and again. */
#ifndef BYLINE_CLI_COPIES_H
#define BYLINE_CLI_COPIES_H

#include "articles.h"

/* Two articles, by their places, and how much they have in common: from 0 to 1. */
struct resemblance {
    size_t left, right;
    double share;
};

struct resemblances {
    struct resemblance *items;
    size_t count, capacity;
};

/*
 * Finds the articles that share runs of eight words. The share is their resemblance (Broder 1997): of
 * all such runs in either, those in both. Where names are masked, an annotation counts as one word,
 * its type: the same story with other names is a copy too.
 */
struct resemblances resemblances_find(const struct articles *articles, bool masked,
                                      struct pool *pool);

/* A sentence with its annotations masked, where it stands. */
struct skeleton {
    const char *words; /* `PERSON said in PLACE` */
    size_t article;
    size_t offset; /* of its first byte in the text */
};

struct skeletons {
    struct skeleton *items; /* by words, then by place */
    size_t count, capacity;
};

/* The skeletons of all sentences that have at least six words besides their annotations. */
struct skeletons skeletons_find(const struct articles *articles, struct pool *pool);

#endif
