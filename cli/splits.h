/* SPDX-License-Identifier: MIT */
/* splits.h - which part of a corpus an article is for, so that no main name is in two of them. */
#ifndef BYLINE_CLI_SPLITS_H
#define BYLINE_CLI_SPLITS_H

#include "articles.h"
#include "rules.h"

/* The full name of a person, of two words or more, and the article that has it. */
struct main_name {
    const char *name; /* in lower case */
    const char *text; /* as it is written there */
    size_t article;
    size_t offset; /* in the text, of where it first stands */
};

struct main_names {
    struct main_name *items; /* by name, then by article; each name once an article */
    size_t count;
};

/* The longest name of each chain of a person, but for the well-known ones that the rules list. */
struct main_names main_names_find(const struct articles *articles, const struct rules *rules,
                                  struct pool *pool);

/*
 * Gives every article a split: as many of dev and of test as is said, the rest to train. Articles that
 * share a main name stay together. Regions, beats, forms and hard cases are spread as evenly as
 * exchanges can do, and the same articles always fall the same way, whatever their order. Returns
 * false where groups of articles that must stay together do not add up to these numbers.
 */
bool splits_assign(struct articles *articles, const struct rules *rules,
                   const size_t sizes[SPLIT_COUNT], struct pool *pool);

#endif
