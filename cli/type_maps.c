/* SPDX-License-Identifier: MIT */
#include "type_maps.h"

#include <string.h>

#include "complain.h"

static const struct type_map default_items[] = {
    {"PER", "PERSON"},
    {"LOC", "PLACE"},
    {"ORG", "ORGANISATION"},
};

const struct type_maps type_maps_default = {default_items,
                                            sizeof(default_items) / sizeof(default_items[0])};

bool type_maps_add(struct type_maps *maps, const char *argument, struct pool *pool)
{
    const char *equals = strchr(argument, '=');
    struct type_map *items;

    if (equals == NULL || equals == argument) {
        complain(NULL, 0, "--map=FROM=TO: '%s' is not FROM=TO", argument);
        return false;
    }
    items = pool_take_array(pool, maps->count + 1, sizeof(*items));
    if (maps->count > 0)
        memcpy(items, maps->items, maps->count * sizeof(*items));
    items[maps->count] =
        (struct type_map){pool_copy(pool, argument, (size_t)(equals - argument)), equals + 1};
    *maps = (struct type_maps){items, maps->count + 1};
    return true;
}

const char *type_maps_apply(const struct type_maps *maps, const char *type)
{
    for (size_t i = maps->count; i-- > 0;)
        if (strcmp(maps->items[i].from, type) == 0)
            return maps->items[i].to;
    return type;
}
