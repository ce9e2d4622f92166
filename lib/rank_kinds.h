/* SPDX-License-Identifier: MIT */
/*
 * rank_kinds.h - which kind a rank is: that of its head, and for a post that of its body.
 *
 * The lexicon knows most heads (`general`, `bishop`). A post (`president`, `director`, `head`) is of
 * a state or a bank or a club: what it is depends on the body named in the rank, or in another
 * rank of the same person.
 */
#ifndef BYLINE_LIB_RANK_KINDS_H
#define BYLINE_LIB_RANK_KINDS_H

#include "chains.h"

/*
 * Settles the kinds of all ranks by their bodies and by the other ranks of the same people: a
 * general who is also deputy minister of public security is of the police. Returns BYLINE_OK or
 * BYLINE_ERROR_MEMORY.
 */
byline_status by_settle_rank_kinds(struct analysis *analysis, struct mentions *mentions,
                                   const struct chains *chains);

#endif
