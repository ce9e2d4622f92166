/* SPDX-License-Identifier: MIT */
#include "storage.h"

#include <stdint.h>
#include <stdlib.h>

#include "complain.h"
#include "exit_status.h"

static void *known(void *array)
{
    if (array != NULL)
        return array;
    complain(NULL, 0, "out of memory");
    exit(EXIT_FAILED);
}

void *storage_take(size_t count, size_t item_size)
{
    return known(calloc(count + (count == 0), item_size));
}

void *storage_resize(void *array, size_t count, size_t item_size)
{
    if (count > SIZE_MAX / item_size)
        return known(NULL);
    return known(realloc(array, count * item_size + (count == 0)));
}
