/* SPDX-License-Identifier: MIT */
#include "json_out.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define NUMBER_SIZE 32

static bool needs_escape(char character)
{
    return (unsigned char)character < 0x20 || character == '"' || character == '\\';
}

static void append_escape(struct buffer *buffer, char character)
{
    static const char short_names[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    const char *found = character == '\0' ? NULL : short_names;
    char escape[8];

    while (found != NULL && *found != character)
        found = found[2] == '\0' ? NULL : found + 2;
    if (found != NULL)
        snprintf(escape, sizeof(escape), "\\%c", found[1]);
    else
        snprintf(escape, sizeof(escape), "\\u%04X", (unsigned)(unsigned char)character);
    buffer_append_string(buffer, escape);
}

void json_append_string(struct buffer *buffer, const char *bytes, size_t length)
{
    size_t start = 0;

    buffer_append(buffer, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        if (!needs_escape(bytes[i]))
            continue;
        buffer_append(buffer, bytes + start, i - start);
        append_escape(buffer, bytes[i]);
        start = i + 1;
    }
    buffer_append(buffer, bytes + start, length - start);
    buffer_append(buffer, "\"", 1);
}

void json_append_integer(struct buffer *buffer, uint64_t integer)
{
    char digits[NUMBER_SIZE];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + integer % 10);
        integer /= 10;
    } while (integer > 0);
    buffer_append(buffer, digits + at, sizeof(digits) - at);
}

void json_append_score(struct buffer *buffer, double score)
{
    char number[NUMBER_SIZE];

    snprintf(number, sizeof(number), "%.4g", score);
    buffer_append_string(buffer, number);
    /* So that readers who tell the two apart take it for no integer. */
    if (strpbrk(number, ".e") == NULL)
        buffer_append_string(buffer, ".0");
}
