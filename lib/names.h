/* SPDX-License-Identifier: MIT */
/* names.h - PERSON, ORGANISATION, PLACE, GROUP and MISC mentions, by lexicon, context and repetition. */
#ifndef BYLINE_LIB_NAMES_H
#define BYLINE_LIB_NAMES_H

#include "mentions.h"

/*
 * Appends the names of a document to mentions, which holds its DATE and MONEY mentions: no name
 * overlaps them. Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_names(struct analysis *analysis, struct mentions *mentions);

/* The rank of the lexicon that starts at a token and is not part of a longer name, or NULL. */
const struct match *by_rank_at(const struct analysis *analysis, uint32_t token);

#endif
