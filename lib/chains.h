/* SPDX-License-Identifier: MIT */
/* chains.h - which mentions name the same person, organisation or place. */
#ifndef BYLINE_LIB_CHAINS_H
#define BYLINE_LIB_CHAINS_H

#include "mentions.h"
#include "name_parts.h"

/* One person, organisation or place of the document. */
struct chain {
    uint8_t type;            /* a byline_type */
    uint8_t gender;          /* a PERSON's, as titles tell: an enum gender */
    uint32_t name;           /* the mention with its fullest name */
    uint32_t mention_count;  /* how many mentions have this chain */
    struct name_parts parts; /* of a PERSON's name */
};

struct chains {
    struct vector chains; /* of struct chain, in the order of their first mentions */
};

/*
 * Gives each PERSON, ORGANISATION and PLACE mention its chain. A name joins the chain that has the
 * same form, or whose name holds its words in their order (`Nam` in `Bui Van Nam`); where several
 * do, the one that was last called by that word alone, then the one whose family name it is. A
 * short form joins the name that it abbreviates. Honorifics (`Mrs`), suffixes (`Jr.`) and
 * initials keep people of one name apart. Mentions must be sorted, and ranks attached. Returns
 * BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_link_chains(struct analysis *analysis, struct mentions *mentions,
                             struct chains *chains);

void by_chains_free(struct chains *chains, const byline_allocator *allocator);

#endif
