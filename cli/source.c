/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <string.h>
#include <sys/stat.h>

#include <byline/byline.h>

#define CHUNK ((size_t)64 * 1024)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/*
 * Reads some bytes to the end of a buffer. Returns NULL, or why it failed; where the buffer is no
 * longer than before, the stream has ended.
 */
static const char *read_some(struct stream *stream, struct buffer *buffer)
{
    struct room room = {buffer_reserve(buffer, CHUNK), CHUNK};
    const char *reason;

    if (room.bytes == NULL)
        return "out of memory";
    reason = stream_read(stream, &room);
    buffer->length += CHUNK - room.length;
    return reason;
}

/* ---- A whole file -------------------------------------------------------- */

/*
 * Makes room at once for a file whose size is known, and refuses it if that is too much. A size that
 * is not known, or that changes meanwhile, does no harm.
 */
static bool reserve_for(const struct stream *stream, struct buffer *buffer)
{
    struct stat status;

    if (fstat(stream->descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        return true;
    if ((uintmax_t)status.st_size > BYLINE_MAX_LENGTH)
        return false;
    buffer_reserve(buffer, (size_t)status.st_size + CHUNK);
    return true;
}

static const char *read_all(struct stream *stream, struct buffer *buffer)
{
    static const char too_long[] = "longer than a text may be (2147483647 bytes)";

    if (!reserve_for(stream, buffer))
        return too_long;
    for (;;) {
        size_t before = buffer->length;
        const char *reason = read_some(stream, buffer);

        if (buffer->length > BYLINE_MAX_LENGTH)
            return too_long;
        if (reason != NULL || buffer->length == before)
            return reason;
    }
}

const char *source_read(const char *name, struct buffer *buffer)
{
    struct stream stream;
    const char *reason = stream_open(&stream, name);

    if (reason != NULL)
        return reason;
    reason = read_all(&stream, buffer);
    stream_close(&stream);
    return reason;
}

/* ---- Lines --------------------------------------------------------------- */

const char *lines_open(struct lines *lines, const char *name)
{
    *lines = (struct lines){0};
    return stream_open(&lines->stream, name);
}

/* Reads more, behind what is held of a line. Returns false at the end, and where it fails. */
static bool read_more(struct lines *lines)
{
    size_t before;

    if (lines->ended || lines->reason != NULL)
        return false;
    if (lines->next > 0) {
        lines->held.length -= lines->next;
        memmove(lines->held.bytes, lines->held.bytes + lines->next, lines->held.length);
        lines->next = 0;
    }
    before = lines->held.length;
    lines->reason = read_some(&lines->stream, &lines->held);
    lines->ended = lines->held.length == before;
    return !lines->ended;
}

/* Cuts the next line off what is held, and reads until it is whole. */
static bool cut_line(struct lines *lines)
{
    size_t seen = 0; /* of the line, without a break */
    const char *end = NULL;

    for (;;) {
        size_t length = lines->held.length - lines->next;

        if (length > seen)
            end = memchr(lines->held.bytes + lines->next + seen, '\n', length - seen);
        seen = length;
        if (end != NULL || !read_more(lines))
            break;
    }
    /* What a failure leaves is half a line. */
    if (end == NULL && (seen == 0 || lines->reason != NULL))
        return false;
    lines->bytes = lines->held.bytes + lines->next;
    lines->length = end != NULL ? (size_t)(end - lines->bytes) : seen;
    lines->next += lines->length + (end != NULL);
    lines->number++;
    return true;
}

static void drop_byte_order_mark(struct lines *lines)
{
    size_t length = strlen(BYTE_ORDER_MARK);

    if (lines->number != 1 || lines->length < length ||
        memcmp(lines->bytes, BYTE_ORDER_MARK, length) != 0)
        return;
    lines->length -= length;
    lines->bytes += length;
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
        if (!cut_line(lines))
            return false;
        drop_byte_order_mark(lines);
    } while (is_blank(lines));
    return true;
}

const char *lines_close(struct lines *lines)
{
    stream_close(&lines->stream);
    buffer_free(&lines->held);
    return lines->reason;
}
