/* SPDX-License-Identifier: MIT */
#include "types.h"

#include <string.h>
#include <strings.h>

#include "complain.h"

bool type_find(const char *name, size_t length, byline_type *type)
{
    for (int candidate = 0; candidate < BYLINE_TYPE_COUNT; candidate++) {
        const char *known = byline_type_name((byline_type)candidate);

        if (strlen(known) == length && memcmp(known, name, length) == 0) {
            *type = (byline_type)candidate;
            return true;
        }
    }
    return false;
}

/* The bits that one name of a list stands for; 0 where it is unknown. */
static uint32_t bits_of(const char *name, size_t length)
{
    if (length == strlen("ALL") && strncasecmp(name, "ALL", length) == 0)
        return BYLINE_TYPES_ALL;
    for (int type = 0; type < BYLINE_TYPE_COUNT; type++) {
        const char *known = byline_type_name((byline_type)type);

        if (strlen(known) == length && strncasecmp(known, name, length) == 0)
            return BYLINE_TYPE_BIT(type);
    }
    return 0;
}

bool types_parse(const char *list, uint32_t *types)
{
    const char *name = list;

    *types = 0;
    for (;;) {
        size_t length = strcspn(name, ",");
        uint32_t bits = bits_of(name, length);

        if (bits == 0) {
            complain(NULL, 0,
                     "unknown type '%.*s' (known: PERSON RANK ORGANISATION PLACE DATE "
                     "GROUP MONEY MISC ALL)",
                     (int)(length < 80 ? length : 80), name);
            return false;
        }
        *types |= bits;
        if (name[length] == '\0')
            return true;
        name += length + 1;
    }
}
