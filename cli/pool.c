/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "exit_status.h"

struct pool_piece {
    struct pool_piece *older;
    max_align_t payload[];
};

_Noreturn static void end_without_memory(void)
{
    complain(NULL, 0, "out of memory");
    exit(EXIT_FAILED);
}

void *pool_take(struct pool *pool, size_t size)
{
    struct pool_piece *piece = NULL;

    if (size <= SIZE_MAX - sizeof(*piece))
        piece = calloc(1, sizeof(*piece) + size);
    if (piece == NULL)
        end_without_memory();
    piece->older = pool->newest;
    pool->newest = piece;
    return piece->payload;
}

void *pool_take_array(struct pool *pool, size_t count, size_t item_size)
{
    if (item_size > 0 && count > SIZE_MAX / item_size)
        end_without_memory();
    return pool_take(pool, count * item_size);
}

char *pool_copy(struct pool *pool, const char *bytes, size_t length)
{
    char *copy = pool_take(pool, length + 1);

    memcpy(copy, bytes, length);
    return copy;
}

void *pool_grow(struct pool *pool, void *array, size_t count, size_t *capacity, size_t item_size)
{
    void *larger;

    if (count < *capacity)
        return array;
    *capacity = *capacity == 0 ? 16 : *capacity * 2;
    larger = pool_take_array(pool, *capacity, item_size);
    if (count > 0)
        memcpy(larger, array, count * item_size);
    return larger;
}

void pool_free(struct pool *pool)
{
    while (pool->newest != NULL) {
        struct pool_piece *older = pool->newest->older;

        free(pool->newest);
        pool->newest = older;
    }
}
