/* SPDX-License-Identifier: MIT */
#include "value_counts.h"

#include <stdlib.h>
#include <string.h>

static struct value_count *find(const struct value_counts *counts, const char *value)
{
    for (size_t i = 0; i < counts->count; i++)
        if (strcmp(counts->items[i].value, value) == 0)
            return &counts->items[i];
    return NULL;
}

static void add(struct value_counts *counts, const char *value, enum split split, struct pool *pool)
{
    struct value_count *found = find(counts, value);

    if (found == NULL) {
        counts->items = pool_grow(pool, counts->items, counts->count, &counts->capacity,
                                  sizeof(*counts->items));
        found = &counts->items[counts->count++];
        *found = (struct value_count){.value = value};
    }
    found->count++;
    if (split != SPLIT_NONE)
        found->by_split[split]++;
}

static int compare(const void *left, const void *right)
{
    const struct value_count *a = left, *b = right;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->value, b->value);
}

struct value_counts value_counts_of(const struct articles *articles, const char *key,
                                    struct pool *pool)
{
    struct value_counts counts = {0};

    for (size_t i = 0; i < articles->count; i++) {
        const struct article *article = &articles->items[i];
        const char **values = annotated_values(&article->document, key, pool);

        for (; *values != NULL; values++)
            add(&counts, *values, article->split, pool);
    }
    if (counts.count > 0)
        qsort(counts.items, counts.count, sizeof(*counts.items), compare);
    return counts;
}

size_t value_count(const struct value_counts *counts, const char *value)
{
    const struct value_count *found = find(counts, value);

    return found == NULL ? 0 : found->count;
}
