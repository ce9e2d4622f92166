/* SPDX-License-Identifier: MIT */
/*
 * rules.h - what the articles of a corpus are held to: its file lists.txt.
 *
 * A line is `key: value`; `#` begins a comment line. `least-words` and the like are limits; `person`
 * is a well-known one, whom articles of several splits may name; `name` is one that ends or begins as
 * no span should; any other key is one of the header's, and value one that it may have there.
 */
#ifndef BYLINE_CLI_RULES_H
#define BYLINE_CLI_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "pool.h"

#define RULES_FILE "lists.txt"

#define RULES_PERSON "person"
#define RULES_NAME "name"

enum limit {
    LIMIT_LEAST_WORDS,        /* of an article */
    LIMIT_MOST_WORDS,         /* the same */
    LIMIT_LEAST_COUNTRIES,    /* of the corpus */
    LIMIT_MOST_REGION,        /* percent of the articles that one region may have */
    LIMIT_MOST_RESEMBLANCE,   /* percent, of two articles */
    LIMIT_MOST_SKELETON_USES, /* of a sentence whose names are masked */
    LIMIT_COUNT
};

struct rule {
    const char *key, *value;
    size_t least; /* how many articles have this value at least */
};

struct rules {
    const char *path; /* NULL where there are none */
    struct rule *items;
    size_t count, capacity;
    bool has_limit[LIMIT_COUNT];
    double limits[LIMIT_COUNT];
};

/* Reads a file of rules. Complains, and returns false, where it is wrong. */
bool rules_read(struct rules *rules, const char *path, struct pool *pool);

/* Whether a value is listed for a key. */
bool rules_list(const struct rules *rules, const char *key, const char *value);

/*
 * The next key of the header that has a list, each once, or NULL after the last. Begin with *place 0.
 */
const char *rules_next_key(const struct rules *rules, size_t *place);

/* Whether a limit is set and a number is beyond it: below a least, above a most. */
bool rules_break(const struct rules *rules, enum limit limit, double number);

#endif
