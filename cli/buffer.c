/* SPDX-License-Identifier: MIT */
#include "buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SMALLEST 4096

char *buffer_reserve(struct buffer *buffer, size_t more)
{
    size_t needed, capacity;
    char *bytes;

    if (buffer->failed || more > SIZE_MAX / 2 - buffer->length) {
        buffer->failed = true;
        return NULL;
    }
    needed = buffer->length + more;
    if (needed <= buffer->capacity && buffer->bytes != NULL)
        return buffer->bytes + buffer->length;

    capacity = buffer->capacity + buffer->capacity / 2;
    if (capacity < SMALLEST)
        capacity = SMALLEST;
    if (capacity < needed)
        capacity = needed;
    bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL) {
        buffer->failed = true;
        return NULL;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return bytes + buffer->length;
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    char *room = buffer_reserve(buffer, length);

    if (room == NULL || length == 0)
        return;
    memcpy(room, bytes, length);
    buffer->length += length;
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
    buffer_append(buffer, string, strlen(string));
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}
