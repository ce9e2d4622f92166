/* SPDX-License-Identifier: MIT */
/* ranks.h - RANK mentions, each attached to the person who holds it. */
#ifndef BYLINE_LIB_RANKS_H
#define BYLINE_LIB_RANKS_H

#include "mentions.h"

/*
 * Finds the ranks of a document among its names, which mentions must hold, sorted; sorts them again.
 * A rank stands before a name, alone or with others (`Deputy Minister of Public Security Sen. Lt.
 * Gen. Bui Van Nam`), in apposition after it, or is said of it with `is`, `was`, `as`; one that is
 * attached to no name is left out. Where a network has `learned` what ranks are, mentions holds
 * them, and they are only given their kinds and people. Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_ranks(struct analysis *analysis, bool learned, struct mentions *mentions);

#endif
