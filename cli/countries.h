/* SPDX-License-Identifier: MIT */
/* countries.h - the codes of countries and territories: ISO 3166-1 alpha-2. */
#ifndef BYLINE_CLI_COUNTRIES_H
#define BYLINE_CLI_COUNTRIES_H

#include <stdbool.h>

/* Whether a code is officially assigned, or XK, which is in common use for Kosovo. */
bool country_exists(const char *code);

#endif
