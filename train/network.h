/* SPDX-License-Identifier: MIT */
/*
 * network.h - the tagger's network, from the features of a document to the scores of its labels.
 *
 *   word vector, affixes --> one linear layer, per distinct word --+
 *   lexicon, place in the sentence --> sums of embeddings ---------+--> tanh
 *   blocks, each added to what came in: layer normalisation, depthwise convolution, gated layer
 *   before the middle block, added likewise: the mean state of the same word in all the document
 *   one linear layer --> scores for the labels of each layer of types
 *
 * All weights lie in one array, in named slices; so do gradients, and what the optimiser keeps.
 */
#ifndef BYLINE_TRAIN_NETWORK_H
#define BYLINE_TRAIN_NETWORK_H

#include "examples.h"
#include "kernels.h"
#include "random.h"

#define NETWORK_BLOCKS 12u

struct network_shape {
    uint32_t dimension;    /* of a word vector */
    uint32_t buckets;      /* of affixes */
    uint32_t bucket_width; /* numbers in an affix embedding */
    uint32_t features;     /* that may be summed */
    uint32_t channels;
    uint32_t blocks;
    uint32_t width;               /* of the convolutions */
    uint32_t labels[LAYER_COUNT]; /* 0 where a layer is not learned */
};

/* How a slice's weights begin. */
enum slice_start { START_CONSTANT, START_UNIFORM, START_NORMAL };

struct slice {
    char name[24];
    size_t offset, rows, columns;
    enum slice_start start;
    float spread; /* the constant, the bound, the standard deviation */
};

/* Offsets of the slices of a block. */
struct block {
    size_t gain, bias, taps, taps_bias, point, point_bias;
};

struct network {
    struct network_shape shape;
    size_t affixes, features, word_input, affix_input, input_bias;
    size_t memory_own, memory_mean, memory_bias;
    size_t output, output_bias;
    size_t transitions[LAYER_COUNT], starts[LAYER_COUNT];
    struct block blocks[NETWORK_BLOCKS];
    struct slice slices[16 + 6 * NETWORK_BLOCKS];
    size_t slice_count;
    size_t weight_count;
};

/* Rates of dropout (Srivastava et al. 2014): shares of what is left out at random in training. */
struct dropout {
    float state;   /* of numbers; half as much within blocks */
    float word;    /* of word vectors */
    float affix;   /* of affixes */
    float feature; /* of features */
};

/* What one pass over a document works in; grows to the largest. Zero-initialise. */
struct pass {
    float *values;
    size_t capacity;
    struct kernel_space kernel;
    const struct example *example;
    struct dropout dropout;
    uint32_t seed;
    /* Per word type. */
    float *words, *affixes, *type_states, *type_slopes, *affix_slopes;
    /* Per token. */
    float *first_states, *states, *memory_in, *memory_out, *output_in, *slopes, *inner_slopes,
        *outer_slopes;
    /* Per group. */
    float *means, *group_states, *group_slopes, *mean_slopes, *group_sizes;
    struct pass_block {
        float *normal, *scale, *mixed, *convolved, *pair;
    } blocks[NETWORK_BLOCKS];
    float *emissions; /* tokens by network_emissions(): the labels of all layers side by side */
    float *emission_slopes; /* set by the caller between the two calls; zeros after the first */
};

/* Lays out the slices. */
void network_init(struct network *network, const struct network_shape *shape);

/* Sets weights to what training begins with. */
void network_start(const struct network *network, float *weights, uint64_t seed);

/* How many scores a token has, and where those of a layer begin. */
uint32_t network_emissions(const struct network *network);
uint32_t network_layer_offset(const struct network *network, uint32_t layer);

/* Sets pass->emissions. Rates of 0 leave nothing out; otherwise the seed says what. */
void network_forward(const struct network *network, const float *weights,
                     const struct vectors *vectors, const struct example *example,
                     const struct dropout *dropout, uint32_t seed, struct pass *pass);

/* Adds to the gradient of the weights, given that of the emissions. After network_forward(). */
void network_backward(const struct network *network, const float *weights, float *gradient,
                      struct pass *pass);

void pass_free(struct pass *pass);

#endif
