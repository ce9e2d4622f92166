/* SPDX-License-Identifier: MIT */
/*
 * memory.h - all of the library's memory.
 *
 * A document is built in one arena: blocks taken from the caller's allocator and given back
 * together. Arrays that grow to the size of the text are vectors, resized in place where the
 * allocator can. Nothing here aborts: a function that cannot get memory returns NULL or 0, and
 * its caller passes BYLINE_ERROR_MEMORY on.
 */
#ifndef BYLINE_LIB_MEMORY_H
#define BYLINE_LIB_MEMORY_H

#include <stdbool.h>

#include <byline/byline.h>

/* malloc(), realloc() and free() as an allocator. */
extern const byline_allocator by_default_allocator;

/* Checks that an allocator given by a caller has all its functions. NULL counts as complete. */
bool by_allocator_complete(const byline_allocator *allocator);

struct arena_block;

/* Memory that is given back all at once. Zero-initialise but for the allocator. */
struct arena {
    byline_allocator allocator;
    struct arena_block *blocks; /* the newest first */
    size_t used;                /* bytes used of the newest block's payload */
};

/* Returns size bytes aligned for any object, not cleared, or NULL. */
void *by_arena_take(struct arena *arena, size_t size);

/* Returns a NUL-terminated copy of length bytes, or NULL. */
char *by_arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Gives every block back. */
void by_arena_free(struct arena *arena);

/* A growing array of items of one size. */
struct vector {
    void *items;
    size_t count;    /* items in use */
    size_t capacity; /* items there is room for */
    size_t item_size;
};

/*
 * Makes room for `more` items past count, growing by half or to what is needed, and returns the
 * address of the first of them; count is left alone. NULL when there is no memory: the vector is
 * then as it was.
 */
void *by_vector_reserve(struct vector *vector, const byline_allocator *allocator, size_t more);

/* Appends a copy of one item. Returns false when there is no memory. */
bool by_vector_push(struct vector *vector, const byline_allocator *allocator, const void *item);

/* Gives the items back and leaves an empty vector of the same item size. */
void by_vector_free(struct vector *vector, const byline_allocator *allocator);

#endif
