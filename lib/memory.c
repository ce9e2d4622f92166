/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void *default_allocate(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void *default_resize(void *context, void *block, size_t old_size, size_t size)
{
    (void)context;
    (void)old_size;
    return realloc(block, size);
}

static void default_release(void *context, void *block, size_t size)
{
    (void)context;
    (void)size;
    free(block);
}

const byline_allocator by_default_allocator = {default_allocate, default_resize, default_release,
                                               NULL};

bool by_allocator_complete(const byline_allocator *allocator)
{
    return allocator == NULL ||
           (allocator->allocate != NULL && allocator->resize != NULL && allocator->release != NULL);
}

/* ---- Arena ---- */

/* Blocks double from the first size to the last: small documents stay small. */
#define FIRST_BLOCK ((size_t)8 << 10)
#define LAST_BLOCK ((size_t)1 << 20)

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes of payload */
    alignas(max_align_t) unsigned char payload[];
};

static size_t aligned(size_t size)
{
    return (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

static bool add_block(struct arena *arena, size_t needed)
{
    size_t size = arena->blocks == NULL ? FIRST_BLOCK : arena->blocks->size * 2;
    if (size > LAST_BLOCK)
        size = LAST_BLOCK;
    if (size < needed)
        size = needed;
    struct arena_block *block = arena->allocator.allocate(
        arena->allocator.context, offsetof(struct arena_block, payload) + size);
    if (block == NULL)
        return false;
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
    return true;
}

void *by_arena_take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        return NULL;
    size = aligned(size == 0 ? 1 : size);
    if (arena->blocks == NULL || arena->blocks->size - arena->used < size) {
        if (!add_block(arena, size))
            return NULL;
    }
    void *taken = arena->blocks->payload + arena->used;
    arena->used += size;
    return taken;
}

char *by_arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = by_arena_take(arena, length + 1);
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void by_arena_free(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *next = block->next;
        arena->allocator.release(arena->allocator.context, block,
                                 offsetof(struct arena_block, payload) + block->size);
        block = next;
    }
    arena->blocks = NULL;
    arena->used = 0;
}

/* ---- Vector ---- */

static bool grow(struct vector *vector, const byline_allocator *allocator, size_t needed)
{
    size_t capacity = vector->capacity + vector->capacity / 2;
    if (capacity < 16)
        capacity = 16;
    if (capacity < needed)
        capacity = needed;
    if (capacity > SIZE_MAX / vector->item_size)
        return false;
    size_t size = capacity * vector->item_size;
    void *items = vector->items == NULL
                      ? allocator->allocate(allocator->context, size)
                      : allocator->resize(allocator->context, vector->items,
                                          vector->capacity * vector->item_size, size);
    if (items == NULL)
        return false;
    vector->items = items;
    vector->capacity = capacity;
    return true;
}

void *by_vector_reserve(struct vector *vector, const byline_allocator *allocator, size_t more)
{
    if (more > SIZE_MAX - vector->count)
        return NULL;
    if (vector->capacity - vector->count < more || vector->items == NULL) {
        if (!grow(vector, allocator, vector->count + more))
            return NULL;
    }
    return (unsigned char *)vector->items + vector->count * vector->item_size;
}

bool by_vector_push(struct vector *vector, const byline_allocator *allocator, const void *item)
{
    void *place = by_vector_reserve(vector, allocator, 1);
    if (place == NULL)
        return false;
    memcpy(place, item, vector->item_size);
    vector->count++;
    return true;
}

void by_vector_free(struct vector *vector, const byline_allocator *allocator)
{
    if (vector->items != NULL)
        allocator->release(allocator->context, vector->items, vector->capacity * vector->item_size);
    vector->items = NULL;
    vector->count = 0;
    vector->capacity = 0;
}
