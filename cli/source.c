/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <byline/byline.h>

#define CHUNK ((size_t)64 * 1024)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static FILE *open_file(const char *name)
{
    return strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
}

static void close_file(FILE *file)
{
    if (file != stdin)
        fclose(file);
}

/*
 * Makes room at once for a file whose size is known, and refuses it if that is too much. A size that
 * is not known, or that changes meanwhile, does no harm.
 */
static bool reserve_for(FILE *file, struct buffer *buffer)
{
    struct stat status;

    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        return true;
    if ((uintmax_t)status.st_size > BYLINE_MAX_LENGTH)
        return false;
    buffer_reserve(buffer, (size_t)status.st_size + CHUNK);
    return true;
}

static const char *read_all(FILE *file, struct buffer *buffer)
{
    static const char too_long[] = "longer than a text may be (2147483647 bytes)";

    if (!reserve_for(file, buffer))
        return too_long;
    for (;;) {
        char *room = buffer_reserve(buffer, CHUNK);
        size_t count;

        if (room == NULL)
            return "out of memory";
        errno = 0;
        count = fread(room, 1, CHUNK, file);
        buffer->length += count;
        if (buffer->length > BYLINE_MAX_LENGTH)
            return too_long;
        if (ferror(file))
            return strerror(errno);
        if (count < CHUNK)
            return NULL;
    }
}

const char *source_read(const char *name, struct buffer *buffer)
{
    FILE *file = open_file(name);
    const char *reason;

    if (file == NULL)
        return strerror(errno);
    reason = read_all(file, buffer);
    close_file(file);
    return reason;
}

const char *lines_open(struct lines *lines, const char *name)
{
    *lines = (struct lines){.file = open_file(name)};
    return lines->file == NULL ? strerror(errno) : NULL;
}

static void drop_byte_order_mark(struct lines *lines)
{
    size_t length = strlen(BYTE_ORDER_MARK);

    if (lines->number != 1 || lines->length < length ||
        memcmp(lines->bytes, BYTE_ORDER_MARK, length) != 0)
        return;
    lines->length -= length;
    memmove(lines->bytes, lines->bytes + length, lines->length);
}

static bool is_blank(const struct lines *lines)
{
    for (size_t i = 0; i < lines->length; i++)
        if (strchr(" \t\r", lines->bytes[i]) == NULL || lines->bytes[i] == '\0')
            return false;
    return true;
}

bool lines_next(struct lines *lines)
{
    do {
        ssize_t length = getline(&lines->bytes, &lines->capacity, lines->file);

        if (length < 0) {
            /* Without memory getline() stops too, and the stream shows no error. */
            if (!feof(lines->file))
                lines->reason = strerror(errno);
            return false;
        }
        lines->number++;
        lines->length = (size_t)length;
        if (lines->length > 0 && lines->bytes[lines->length - 1] == '\n')
            lines->length--;
        drop_byte_order_mark(lines);
    } while (is_blank(lines));
    return true;
}

const char *lines_close(struct lines *lines)
{
    close_file(lines->file);
    free(lines->bytes);
    return lines->reason;
}
