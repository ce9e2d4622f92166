/* SPDX-License-Identifier: MIT */
/* check_corpus.h - whether articles are sound together. */
#ifndef BYLINE_CLI_CHECK_CORPUS_H
#define BYLINE_CLI_CHECK_CORPUS_H

#include "articles.h"
#include "findings.h"
#include "rules.h"

/*
 * Checks what holds for any articles: that no id stands twice, that none is nearly a copy of another,
 * that no sentence is a pattern, that no main name is in two splits.
 */
void check_together(const struct articles *articles, const struct rules *rules, struct pool *pool,
                    struct findings *findings);

/* Checks what a whole corpus is to have: how many countries, regions, hard cases. */
void check_balance(const struct articles *articles, const struct rules *rules, struct pool *pool,
                   struct findings *findings);

#endif
