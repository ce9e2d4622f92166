/* SPDX-License-Identifier: MIT */
/* vectors.h - what is known of words before training: GloVe's vectors (Pennington et al. 2014). */
#ifndef BYLINE_TRAIN_VECTORS_H
#define BYLINE_TRAIN_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VECTOR_UNKNOWN 0u

struct vectors {
    uint32_t count;     /* of rows; the first, all zeros, is that of unknown words */
    uint32_t dimension; /* numbers in a row */
    float *rows;        /* scaled to a standard deviation of 1 over all */
    const char **words;
    uint32_t *slots; /* a hash table of rows; a power of two of them */
    uint32_t slot_count;
    char *text; /* the file, which holds the words */
};

/* Reads a file of lines `word number number …`. Complains, and returns false, where it is wrong. */
bool vectors_read(struct vectors *vectors, const char *path);

/* The row of a lower-cased word: itself, or with its digits replaced by 0; or VECTOR_UNKNOWN. */
uint32_t vectors_find(const struct vectors *vectors, const char *lower, size_t length);

void vectors_free(struct vectors *vectors);

#endif
