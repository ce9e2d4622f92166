/* SPDX-License-Identifier: MIT */
/*
 * decoder.h - from the labels' scores of each token to entities: a linear-chain conditional random
 * field (Lafferty et al. 2001) with labels for begin, inside, end, single (BIOES; Ratinov and Roth
 * 2009).
 */
#ifndef BYLINE_LIB_NETWORK_DECODER_H
#define BYLINE_LIB_NETWORK_DECODER_H

#include "network/kernels.h"

/* What may not follow has this score, or less. */
#define LABEL_FORBIDDEN (-1e30f)

/* What two labels' following one another is worth, as scores and as e to the scores. */
struct decoder {
    const struct kernels *kernels;
    const struct label_table *scores;
    struct label_chances chances;
    uint32_t types;
};

void by_decoder_init(struct decoder *decoder, const struct kernels *kernels,
                     const struct label_table *scores, uint32_t types);

/* Tokens [first, last) of the sentence are an entity. */
struct decoded_span {
    uint32_t first, last;
    uint32_t type;
    float score; /* its marginal probability (forward-backward) */
};

/* How many floats by_decode() works in for a sentence of that many tokens. */
size_t by_decoder_room(uint32_t tokens);

/*
 * The spans of the best sequence of labels, in order; at most one for each token. Returns how many.
 */
uint32_t by_decode(const struct decoder *decoder, const float *rows, size_t down, uint32_t tokens,
                   float *room, struct decoded_span *spans);

#endif
