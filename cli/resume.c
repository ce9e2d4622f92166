/* SPDX-License-Identifier: MIT */
#include "resume.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json_in.h"

#define CHUNK ((size_t)64 * 1024)
#define ERROR_START "{\"error\":"

/* Counts the whole lines at the start of what was read, and leaves the rest. */
static void take_lines(struct remains *remains, struct buffer *read)
{
    const char *line = read->bytes, *last = NULL, *past = read->bytes + read->length, *end;

    while ((end = memchr(line, '\n', (size_t)(past - line))) != NULL) {
        size_t length = (size_t)(end + 1 - line);

        remains->answers++;
        remains->length += length;
        if (length > strlen(ERROR_START) && memcmp(line, ERROR_START, strlen(ERROR_START)) == 0)
            remains->failures++;
        last = line;
        line = end + 1;
    }
    if (last == NULL)
        return;
    buffer_clear(&remains->last);
    buffer_append(&remains->last, last, (size_t)(line - last));
    read->length = (size_t)(past - line);
    memmove(read->bytes, line, read->length);
}

static const char *read_on(struct remains *remains, int descriptor, struct buffer *read_so_far)
{
    for (;;) {
        char *room = buffer_reserve(read_so_far, CHUNK);
        ssize_t count;

        if (room == NULL || remains->last.failed)
            return "out of memory";
        count = read(descriptor, room, CHUNK);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return strerror(errno);
        if (count == 0)
            return NULL;
        read_so_far->length += (size_t)count;
        take_lines(remains, read_so_far);
    }
}

const char *remains_read(struct remains *remains, int descriptor)
{
    struct buffer read_so_far = {0};
    const char *reason = read_on(remains, descriptor, &read_so_far);

    buffer_free(&read_so_far);
    return reason;
}

static bool is_id(const json_t *id, const struct job *job)
{
    char digits[JSON_INTEGER_SIZE];
    const char *bytes = json_string_value(id);
    size_t length = json_string_length(id);

    if (json_is_integer(id) != job->id_is_number)
        return false;
    if (job->id_is_number) {
        length = json_write_integer(id, digits);
        bytes = digits;
    }
    return bytes != NULL && length == job->id.length &&
           (length == 0 || memcmp(bytes, job->id.bytes, length) == 0);
}

bool remains_end_with(const struct remains *remains, const struct job *job)
{
    char reason[JSON_REASON_SIZE];
    json_t *answer = json_parse_object(remains->last.bytes, remains->last.length, reason);
    bool matches = answer != NULL && is_id(json_object_get(answer, "id"), job);

    json_decref(answer);
    return matches;
}

void remains_free(struct remains *remains)
{
    buffer_free(&remains->last);
}
