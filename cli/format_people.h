/* SPDX-License-Identifier: MIT */
/* format_people.h - how `byline people` prints a document: as a table, or as JSON. */
#ifndef BYLINE_CLI_FORMAT_PEOPLE_H
#define BYLINE_CLI_FORMAT_PEOPLE_H

#include "format.h"

extern const struct formats formats_of_people;

#endif
