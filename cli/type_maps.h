/* SPDX-License-Identifier: MIT */
/* type_maps.h - types that annotations name otherwise, read as ours: what --map asks for. */
#ifndef BYLINE_CLI_TYPE_MAPS_H
#define BYLINE_CLI_TYPE_MAPS_H

#include <stdbool.h>

#include "pool.h"

/* Reads one type as another; what an empty `to` means is for the reader to say. */
struct type_map {
    const char *from, *to;
};

/* The last for a type counts. A copy stays as it is when more are added. */
struct type_maps {
    const struct type_map *items;
    size_t count;
};

/* What commands begin with: PER, LOC and ORG are PERSON, PLACE and ORGANISATION. */
extern const struct type_maps type_maps_default;

/* Adds `FROM=TO`. Complains, and returns false, where it is none. */
bool type_maps_add(struct type_maps *maps, const char *argument, struct pool *pool);

/* What a type is read as: itself, where no map has it. */
const char *type_maps_apply(const struct type_maps *maps, const char *type);

#endif
