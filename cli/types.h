/* SPDX-License-Identifier: MIT */
/* types.h - types of entity by name. */
#ifndef BYLINE_CLI_TYPES_H
#define BYLINE_CLI_TYPES_H

#include <stdbool.h>

#include <byline/byline.h>

/* Finds the type whose name is exactly the first `length` bytes of name. */
bool type_find(const char *name, size_t length, byline_type *type);

/*
 * Reads a list such as `person,PLACE` or `all`, in any letter case, as BYLINE_TYPE_BIT()s.
 * Complains, and returns false, where a name is unknown.
 */
bool types_parse(const char *list, uint32_t *types);

#endif
