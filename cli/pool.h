/* SPDX-License-Identifier: MIT */
/*
 * pool.h - memory that is taken piece by piece and given back all at once.
 *
 * Where there is none left the program says so and ends with status 1: a score or a measurement has
 * no use for half of its data. Tagging does not use this: there one document may fail alone.
 */
#ifndef BYLINE_CLI_POOL_H
#define BYLINE_CLI_POOL_H

#include <stddef.h>

struct pool_piece;

/* Zero-initialise. */
struct pool {
    struct pool_piece *newest;
};

/* Returns size bytes, zeroed, aligned for any object. */
void *pool_take(struct pool *pool, size_t size);

/* Returns a zeroed array. */
void *pool_take_array(struct pool *pool, size_t count, size_t item_size);

/* Returns a copy of length bytes, with a NUL after them. */
char *pool_copy(struct pool *pool, const char *bytes, size_t length);

/*
 * Makes room for one more item in an array of count items: returns the array, moved if need be, with
 * *capacity brought up to date. Begin with NULL and a capacity of 0.
 */
void *pool_grow(struct pool *pool, void *array, size_t count, size_t *capacity, size_t item_size);

/* Gives back everything. */
void pool_free(struct pool *pool);

#endif
