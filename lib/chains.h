/* SPDX-License-Identifier: MIT */
/* chains.h - which mentions name the same person, organisation or place. */
#ifndef BYLINE_LIB_CHAINS_H
#define BYLINE_LIB_CHAINS_H

#include "mentions.h"

/* One person, organisation or place of the document. */
struct chain {
    uint8_t type;           /* a byline_type */
    uint32_t name;          /* the mention with its fullest name */
    uint32_t mention_count; /* how many mentions have this chain */
};

struct chains {
    struct vector chains; /* of struct chain, in the order of their first mentions */
};

/*
 * Gives each PERSON, ORGANISATION and PLACE mention its chain. A name joins the latest chain that
 * has the same form, or whose name holds its words in their order (`Nam` in `Bui Van Nam`); an
 * acronym joins the organisation whose capitals it spells. Mentions must be sorted. Returns
 * BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_link_chains(struct analysis *analysis, struct mentions *mentions,
                             struct chains *chains);

void by_chains_free(struct chains *chains, const byline_allocator *allocator);

#endif
