/* SPDX-License-Identifier: MIT */
/*
 * model_file.h - a network's weights as a file that is used in place.
 *
 * A head, then sections in a fixed order, each aligned to MODEL_ALIGNMENT bytes and filled up with
 * zeros. Where each begins follows from the shape in the head: the file holds no offsets that could be
 * wrong. All numbers are little-endian.
 */
#ifndef BYLINE_LIB_NETWORK_MODEL_FILE_H
#define BYLINE_LIB_NETWORK_MODEL_FILE_H

#include <stdbool.h>

#include <byline/byline.h>

#include "network/kernels.h"

#define MODEL_MAGIC "byline\x1a\n"
#define MODEL_VERSION 1u
#define MODEL_ALIGNMENT 64u
#define MODEL_LARGEST ((size_t)16 << 20)

#define MODEL_BLOCKS 12u
#define MODEL_LAYERS 2u
#define MODEL_TYPES (LABEL_GROUP - 1) /* the most types in a layer */
#define MODEL_TYPE_NAME 16u           /* bytes of a type's name, with a NUL */

/* Word vectors are cut into pieces, each of which is one of CENTROIDS (Jégou et al. 2011). */
#define PIECE_WIDTH 4u
#define CENTROIDS 256u

struct model_shape {
    uint32_t words;       /* that have vectors */
    uint32_t word_bits;   /* 2 to the power of it is the number of ranges that words lie in */
    uint32_t pieces;      /* of a word vector */
    uint32_t affixes;     /* buckets */
    uint32_t affix_width; /* numbers in the embedding of one */
    uint32_t features;    /* that may be summed */
    uint32_t channels;
    uint32_t blocks;
    uint32_t width; /* of the convolutions */
    uint32_t types[MODEL_LAYERS];
};

struct model_head {
    char magic[8];
    uint32_t version;
    uint32_t head_size;
    uint64_t file_size;
    uint64_t checksum; /* of all that follows this member */
    struct model_shape shape;
    char types[MODEL_LAYERS][MODEL_TYPES][MODEL_TYPE_NAME];
};

/* Offsets of the parts of a linear layer. */
struct matrix_layout {
    size_t scales, bias, offsets, weights;
    uint32_t inner, columns;
};

struct block_layout {
    size_t gain, bias, taps, taps_bias;
    struct matrix_layout point;
};

/* Offsets of all sections. */
struct model_layout {
    size_t word_ranges; /* uint32_t: the first word of each range, and the end */
    size_t word_prints; /* uint32_t for each word: the fingerprint */
    size_t word_codes;  /* a byte for each piece of each word */
    size_t centroids;   /* uint8_t [pieces][CENTROIDS][PIECE_WIDTH]: inputs of a matrix */
    size_t affixes;     /* uint8_t [affixes][affix_width]: the same */
    size_t features;    /* float [features][channels] */
    struct matrix_layout word_input, affix_input;
    struct matrix_layout memory_own, memory_mean;
    struct block_layout blocks[MODEL_BLOCKS];
    struct matrix_layout output;       /* to LABEL_LANES scores for each layer */
    size_t label_scores[MODEL_LAYERS]; /* struct label_table */
    size_t size;
};

/* Whether a shape is one that this version can run; if so, lays its file out. */
bool by_model_lay_out(const struct model_shape *shape, struct model_layout *layout);

uint64_t by_model_checksum(const unsigned char *bytes, size_t size);

/* A model in memory. */
struct model_file {
    const unsigned char *bytes;
    size_t size;
    void *mapping; /* NULL where the bytes belong to somebody else */
    struct model_shape shape;
    struct model_layout layout;
};

/* Maps a file and checks all of it. `path` also names it in messages. */
byline_status by_model_file_open(const char *path, struct model_file *file, byline_error *error);

/*
 * Takes a model that is in memory, aligned to MODEL_ALIGNMENT, and outlives the file. Checks what
 * could lead astray, but the checksum only where asked. `name` is for messages.
 */
byline_status by_model_file_use(const unsigned char *bytes, size_t size, const char *name,
                                bool checksum, struct model_file *file, byline_error *error);

void by_model_file_close(struct model_file *file);

/* A section. */
static inline const void *by_model_at(const struct model_file *file, size_t offset)
{
    return file->bytes + offset;
}

/* The name of a type of a layer. */
const char *by_model_type(const struct model_file *file, uint32_t layer, uint32_t type);

#endif
