/* SPDX-License-Identifier: MIT */
/*
 * storage.h - memory that is given back with free().
 *
 * Where there is none left the program says so and ends: half a training run is of no use.
 */
#ifndef BYLINE_TRAIN_STORAGE_H
#define BYLINE_TRAIN_STORAGE_H

#include <stddef.h>

/* Returns a zeroed array. */
void *storage_take(size_t count, size_t item_size);

/* Returns the array with another count of items, moved if need be. */
void *storage_resize(void *array, size_t count, size_t item_size);

#endif
