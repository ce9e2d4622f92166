/* SPDX-License-Identifier: MIT */
/* value_counts.h - how many articles have each value of a key of the header. */
#ifndef BYLINE_CLI_VALUE_COUNTS_H
#define BYLINE_CLI_VALUE_COUNTS_H

#include "articles.h"

struct value_counts {
    struct value_count {
        const char *value;
        size_t count;
        size_t by_split[SPLIT_COUNT];
    } * items; /* the most frequent first, then by value */
    size_t count, capacity;
};

struct value_counts value_counts_of(const struct articles *articles, const char *key,
                                    struct pool *pool);

/* How many articles have a value. */
size_t value_count(const struct value_counts *counts, const char *value);

#endif
