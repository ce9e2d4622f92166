/* SPDX-License-Identifier: MIT */
/* The keys of a JSON object are such a set. */
#include "distinct.h"

#include <jansson.h>

static json_t *object_of(struct distinct *set)
{
    return (json_t *)set;
}

struct distinct *distinct_new(void)
{
    return (struct distinct *)json_object();
}

bool distinct_add(struct distinct *set, const char *string, struct buffer *buffer)
{
    if (json_object_get(object_of(set), string) != NULL)
        return false;
    if (json_object_set_new(object_of(set), string, json_true()) != 0)
        buffer->failed = true;
    return true;
}

void distinct_free(struct distinct *set)
{
    json_decref(object_of(set));
}
