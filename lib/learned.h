/* SPDX-License-Identifier: MIT */
/* learned.h - the network's entities as mentions. */
#ifndef BYLINE_LIB_LEARNED_H
#define BYLINE_LIB_LEARNED_H

#include "mentions.h"
#include "network/network.h"

/*
 * Appends what the network finds to mentions, which holds the DATE mentions of the rules: its names,
 * sums of money and ranks (not attached yet), each with its probability. Its own dates, and what
 * overlaps a date of the rules, are left out, so that dates are the same with and without it.
 * Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_learned(struct analysis *analysis, const struct network *network,
                              struct mentions *mentions);

#endif
