/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "source.h"

static const struct {
    const char *key;
    bool is_least; /* or else the most */
} limits[LIMIT_COUNT] = {
    [LIMIT_LEAST_WORDS] = {"least-words", true},
    [LIMIT_MOST_WORDS] = {"most-words", false},
    [LIMIT_LEAST_COUNTRIES] = {"least-countries", true},
    [LIMIT_MOST_REGION] = {"most-region-percent", false},
    [LIMIT_MOST_RESEMBLANCE] = {"most-resemblance-percent", false},
    [LIMIT_MOST_SKELETON_USES] = {"most-skeleton-uses", false},
};

/* Reads a number that is all of a string. */
static bool read_number(const char *string, double *number)
{
    char *end;

    if (*string < '0' || *string > '9')
        return false;
    *number = strtod(string, &end);
    return *end == '\0';
}

/* Cuts ` >= N` off the end of a value and returns N, or 0 where it is not there. */
static size_t cut_least(char *value)
{
    char *sign = strstr(value, " >= ");
    double least;

    if (sign == NULL || !read_number(sign + strlen(" >= "), &least))
        return 0;
    *sign = '\0';
    return (size_t)least;
}

/* Reads a line; returns false where it has another form. */
static bool read_rule(struct rules *rules, const struct lines *line, struct pool *pool)
{
    char *key = pool_copy(pool, line->bytes, line->length), *value = strstr(key, ": ");
    struct rule rule;

    if (value == NULL || value == key)
        return false;
    *value = '\0';
    value += strlen(": ");
    for (int i = 0; i < LIMIT_COUNT; i++) {
        if (strcmp(key, limits[i].key) == 0) {
            rules->has_limit[i] = true;
            return read_number(value, &rules->limits[i]);
        }
    }
    rule = (struct rule){.key = key, .value = value, .least = cut_least(value)};
    rules->items =
        pool_grow(pool, rules->items, rules->count, &rules->capacity, sizeof(*rules->items));
    rules->items[rules->count++] = rule;
    return true;
}

bool rules_read(struct rules *rules, const char *path, struct pool *pool)
{
    struct lines lines;
    bool right = true;
    const char *reason = lines_open(&lines, path);

    rules->path = path;
    if (reason != NULL) {
        complain(path, 0, "%s", reason);
        return false;
    }
    while (right && lines_next(&lines)) {
        right = lines.bytes[0] == '#' || read_rule(rules, &lines, pool);
        if (!right)
            complain(path, lines.number, "a line is 'key: value', or a limit and its number");
    }
    reason = lines_close(&lines);
    if (reason != NULL)
        complain(path, 0, "%s", reason);
    return right && reason == NULL;
}

bool rules_list(const struct rules *rules, const char *key, const char *value)
{
    for (size_t i = 0; i < rules->count; i++)
        if (strcmp(rules->items[i].key, key) == 0 && strcmp(rules->items[i].value, value) == 0)
            return true;
    return false;
}

static bool is_first_of_key(const struct rules *rules, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (strcmp(rules->items[i].key, rules->items[place].key) == 0)
            return false;
    return true;
}

const char *rules_next_key(const struct rules *rules, size_t *place)
{
    while (*place < rules->count) {
        const char *key = rules->items[(*place)++].key;

        if (strcmp(key, RULES_PERSON) != 0 && strcmp(key, RULES_NAME) != 0 &&
            is_first_of_key(rules, *place - 1))
            return key;
    }
    return NULL;
}

bool rules_break(const struct rules *rules, enum limit limit, double number)
{
    if (!rules->has_limit[limit])
        return false;
    return limits[limit].is_least ? number < rules->limits[limit] : number > rules->limits[limit];
}
