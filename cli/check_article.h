/* SPDX-License-Identifier: MIT */
/* check_article.h - whether one article of a corpus is as docs/corpus-format.md has it. */
#ifndef BYLINE_CLI_CHECK_ARTICLE_H
#define BYLINE_CLI_CHECK_ARTICLE_H

#include "articles.h"
#include "findings.h"
#include "rules.h"

/* Checks the header, each annotation, and what was left without one. */
void check_article(const struct article *article, const struct rules *rules, struct pool *pool,
                   struct findings *findings);

/* The line of the file that a byte of the text is in. */
size_t article_line(const struct annotated_document *document, size_t offset);

/* How many words a text has: runs without white space. */
size_t article_words(const struct annotated_document *document);

/* Whether an annotation stands in no other. */
bool is_outermost(const struct annotated_document *document, size_t index);

#endif
