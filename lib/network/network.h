/* SPDX-License-Identifier: MIT */
/*
 * network.h - the learned tagger: from what the stages before it made of a text to entities.
 *
 *   word vector, affixes --> one linear layer, per distinct word --+
 *   lexicon, place in the sentence --> sums of embeddings ---------+--> tanh
 *   blocks: layer normalisation, depthwise convolution, gated pointwise layer, added to what came in
 *   before the middle block: the mean state of the same word all over the part, added likewise
 *   one linear layer --> scores for the labels of each layer of types --> the best sequence
 *
 * Linear layers are of whole numbers of 8 bits, with a scale for each output and, for the inputs, one
 * for each token. A text is read in parts of whole sentences, so that memory is bounded.
 */
#ifndef BYLINE_LIB_NETWORK_NETWORK_H
#define BYLINE_LIB_NETWORK_NETWORK_H

#include "mentions.h"
#include "network/kernels.h"

struct network;
struct model_file;
struct part;

/*
 * Opens the model in a file, or the one that is built into the library where path is NULL. Fails
 * with BYLINE_ERROR_IO, BYLINE_ERROR_MODEL or BYLINE_ERROR_MEMORY.
 */
byline_status by_network_open(const char *path, const byline_allocator *allocator,
                              struct network **network, byline_error *error);

/* The same for a model that is open, which the network takes, and a version of the kernels. */
byline_status by_network_make(const struct model_file *file, const struct kernels *kernels,
                              const byline_allocator *allocator, struct network **network,
                              byline_error *error);

void by_network_close(struct network *network);

/* Tokens [first, last) of the text are an entity. */
struct network_span {
    uint32_t first, last;
    uint8_t type;  /* a byline_type */
    uint8_t layer; /* spans of one layer do not overlap */
    float score;   /* its marginal probability */
};

/*
 * Appends the entities of a text, by part, layer and place, to a vector of struct network_span.
 * Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_network_tag(const struct network *network, const struct analysis *analysis,
                             struct arena *arena, struct vector *spans);

/*
 * Takes the labels' scores of a part: for each token a row of each layer, NETWORK_SCORES in all.
 * Returns false when there is no memory.
 */
#define NETWORK_SCORES 64u
typedef bool network_score_reader(void *context, const struct part *part, const float *scores);

/* by_network_tag() up to the scores. */
byline_status by_network_score(const struct network *network, const struct analysis *analysis,
                               struct arena *arena, network_score_reader *reader, void *context);

#endif
