/* SPDX-License-Identifier: MIT */
/*
 * name_parts.h - which words of a person's name are the given name, which the family's.
 *
 * The order is that of the culture that the words tell of: Vietnamese, Chinese, Korean names begin
 * with the family, Spanish ones end with two, Icelandic ones have none but the father's name.
 */
#ifndef BYLINE_LIB_NAME_PARTS_H
#define BYLINE_LIB_NAME_PARTS_H

#include "tokens.h"

enum name_part {
    NAME_GIVEN,      /* `Bui` `Van Nam`: `Van Nam` */
    NAME_PATRONYMIC, /* of the father: `bin Salman`, `Vladimirovich`, initials: `M. K.` Stalin */
    NAME_PARTICLE,   /* before the family: `van`, `de la` */
    NAME_FAMILY, /* an Arabic article belongs to it: `al-Sisi`; may be two: `García Márquez` */
    NAME_SUFFIX, /* `Jr.`, `III` */
    NAME_PART_COUNT
};

/* Tokens, half open; empty where a name has no such part. */
struct name_range {
    uint32_t first, last;
};

struct name_parts {
    struct name_range parts[NAME_PART_COUNT];
};

/* The parts of the name in tokens [first, last); none of a single word that nothing is known of. */
struct name_parts by_name_parts(const struct tokens *tokens, uint32_t first, uint32_t last);

#endif
