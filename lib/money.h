/* SPDX-License-Identifier: MIT */
/* money.h - MONEY mentions: `$5 million`, `Rs 200 crore`, `12 euros`. */
#ifndef BYLINE_LIB_MONEY_H
#define BYLINE_LIB_MONEY_H

#include "mentions.h"

/* Appends the MONEY mentions of a document. Returns BYLINE_OK or BYLINE_ERROR_MEMORY. */
byline_status by_find_money(struct analysis *analysis, struct mentions *mentions);

#endif
