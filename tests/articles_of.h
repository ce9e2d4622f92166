/* SPDX-License-Identifier: MIT */
/* articles_of.h - articles that a test writes down, in the order that it writes them. */
#ifndef BYLINE_TESTS_ARTICLES_OF_H
#define BYLINE_TESTS_ARTICLES_OF_H

#include <string.h>

#include "articles.h"

/* Adds an article, `id: x` and what else its file would hold, with its tokens and sentences. */
static inline void add_article(struct articles *articles, const char *bytes, struct pool *pool)
{
    struct article article = {.path = bytes, .split = SPLIT_NONE};
    struct corpus_error error;

    if (!corpus_read(bytes, strlen(bytes), pool, &article.document, &error))
        fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    article.name = article.document.id;
    articles->items = pool_grow(pool, articles->items, articles->count, &articles->capacity,
                                sizeof(*articles->items));
    articles->items[articles->count++] = article;
}

#endif
