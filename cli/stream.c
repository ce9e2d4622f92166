/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"

#define RAW_SIZE ((size_t)64 * 1024)

/* Reads more raw bytes behind the rest. */
static const char *read_raw(struct stream *stream)
{
    ssize_t count;

    if (stream->rest.length > 0)
        memmove(stream->raw, stream->rest.bytes, stream->rest.length);
    stream->rest.bytes = stream->raw;
    do
        count = read(stream->descriptor, stream->raw + stream->rest.length,
                     RAW_SIZE - stream->rest.length);
    while (count < 0 && errno == EINTR && !interrupted());
    if (count < 0)
        return strerror(errno);
    stream->ended = count == 0;
    stream->rest.length += (size_t)count;
    stream->position += (uint64_t)count;
    return NULL;
}

/* Reads as much as tells whether the file is packed. */
static const char *begin(struct stream *stream)
{
    bool undecided = true;

    while (undecided && !stream->ended) {
        const char *reason = read_raw(stream);

        if (reason != NULL)
            return reason;
        stream->unpacker = unpacker_for(stream->raw, stream->rest.length, &undecided);
    }
    if (stream->unpacker == NULL)
        return NULL;
    if (stream->unpacker->unavailable != NULL)
        return stream->unpacker->unavailable;
    stream->state = stream->unpacker->begin();
    return stream->state == NULL ? "out of memory" : NULL;
}

const char *stream_open(struct stream *stream, const char *name)
{
    *stream = (struct stream){.descriptor = STDIN_FILENO};
    if (strcmp(name, "-") != 0)
        stream->descriptor = open(name, O_RDONLY | O_CLOEXEC);
    if (stream->descriptor < 0)
        return strerror(errno);
    stream->raw = malloc(RAW_SIZE);
    if (stream->raw != NULL)
        return NULL;
    stream_close(stream);
    return "out of memory";
}

static const char *read_plain(struct stream *stream, struct room *room)
{
    const char *reason = NULL;
    size_t count;

    if (stream->rest.length == 0 && !stream->ended)
        reason = read_raw(stream);
    count = stream->rest.length < room->length ? stream->rest.length : room->length;
    memcpy(room->bytes, stream->rest.bytes, count);
    room->bytes += count;
    room->length -= count;
    stream->rest.bytes += count;
    stream->rest.length -= count;
    return reason;
}

/* Unpacks some of the rest. */
static const char *unpack(struct stream *stream, struct room *room)
{
    const char *reason = stream->unpacker->step(stream->state, &stream->rest, room, &stream->whole);

    stream->more = room->length == 0 && !stream->whole;
    return reason;
}

static const char *read_packed(struct stream *stream, struct room *room)
{
    const char *reason = NULL;
    size_t size = room->length;

    while (reason == NULL && room->length == size) {
        if (stream->rest.length > 0 || stream->more)
            reason = unpack(stream, room);
        else if (!stream->ended)
            reason = read_raw(stream);
        else if (stream->whole)
            break;
        else
            reason = "the packed data is cut short";
    }
    return reason;
}

const char *stream_read(struct stream *stream, struct room *room)
{
    const char *reason = NULL;

    if (stream->position == 0 && !stream->ended)
        reason = begin(stream);
    if (reason != NULL)
        return reason;
    return stream->unpacker == NULL ? read_plain(stream, room) : read_packed(stream, room);
}

void stream_close(struct stream *stream)
{
    if (stream->state != NULL)
        stream->unpacker->end(stream->state);
    if (stream->descriptor != STDIN_FILENO)
        close(stream->descriptor);
    free(stream->raw);
}
