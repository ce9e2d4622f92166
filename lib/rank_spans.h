/* SPDX-License-Identifier: MIT */
/* rank_spans.h - where a rank begins and ends. */
#ifndef BYLINE_LIB_RANK_SPANS_H
#define BYLINE_LIB_RANK_SPANS_H

#include "rank_view.h"

/* The first token of the rank whose head begins at `first`: `Russian` `President`. */
uint32_t by_extend_rank_left(const struct rank_view *view, uint32_t first);

/* The end of the rank whose head ends at `last`: `Secretary` `of Russia's Security Council`. */
uint32_t by_extend_rank_right(const struct rank_view *view, uint32_t last);

/* The most ranks that one span is cut into. */
#define MOST_MENDED 4

struct mended_rank {
    uint32_t first, last; /* tokens, half open */
    bool other;           /* not held by the person behind it: `spokesman` for President X */
};

struct mended_ranks {
    struct mended_rank ranks[MOST_MENDED];
    uint32_t count;
};

/*
 * Mends a span that a network found: two titles are cut apart, what is not of the title (`new`, a
 * bare place) is cut off, its owner is added. What is only hoped for (`nominee`) is none.
 */
void by_mend_rank(const struct rank_view *view, uint32_t first, uint32_t last,
                  struct mended_ranks *mended);

#endif
