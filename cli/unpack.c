/* SPDX-License-Identifier: MIT */
#include "unpack.h"

#include <stdlib.h>
#include <string.h>

#define GZIP_MAGIC "\x1F\x8B"
#define ZSTD_MAGIC "\x28\xB5\x2F\xFD"

/* ---- gzip (RFC 1952) ----------------------------------------------------- */

#ifdef BYLINE_HAVE_ZLIB
#include <limits.h>
#include <zlib.h>

#define GZIP_ONLY (16 + MAX_WBITS) /* for inflateInit2() */

static void *gzip_begin(void)
{
    z_stream *stream = calloc(1, sizeof(*stream));

    if (stream != NULL && inflateInit2(stream, GZIP_ONLY) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static uInt at_most(size_t length)
{
    return length < UINT_MAX ? (uInt)length : UINT_MAX;
}

static const char *gzip_step(void *state, struct packed_bytes *from, struct room *to, bool *whole)
{
    z_stream *stream = state;
    int result;

    /* A file may hold several members, one after the other. */
    if (*whole && inflateReset(stream) != Z_OK)
        return "damaged gzip data";
    stream->next_in = (z_const Bytef *)from->bytes;
    stream->avail_in = at_most(from->length);
    stream->next_out = (Bytef *)to->bytes;
    stream->avail_out = at_most(to->length);
    result = inflate(stream, Z_NO_FLUSH);
    from->length -= (size_t)((const char *)stream->next_in - from->bytes);
    from->bytes = (const char *)stream->next_in;
    to->length -= (size_t)((char *)stream->next_out - to->bytes);
    to->bytes = (char *)stream->next_out;
    *whole = result == Z_STREAM_END;
    if (result == Z_MEM_ERROR)
        return "out of memory";
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR ? NULL
                                                                             : "damaged gzip data";
}

static void gzip_end(void *state)
{
    inflateEnd(state);
    free(state);
}

static const struct unpacker gzip = {
    .magic = GZIP_MAGIC,
    .magic_length = sizeof(GZIP_MAGIC) - 1,
    .begin = gzip_begin,
    .step = gzip_step,
    .end = gzip_end,
};
#else
static const struct unpacker gzip = {
    .magic = GZIP_MAGIC,
    .magic_length = sizeof(GZIP_MAGIC) - 1,
    .unavailable = "packed by gzip, and this byline was built without zlib: use gzip -dc",
};
#endif

/* ---- Zstandard (RFC 8878) ------------------------------------------------ */

#ifdef BYLINE_HAVE_ZSTD
#include <zstd.h>

static void *zstd_begin(void)
{
    return ZSTD_createDStream();
}

static const char *zstd_step(void *state, struct packed_bytes *from, struct room *to, bool *whole)
{
    ZSTD_inBuffer in = {from->bytes, from->length, 0};
    ZSTD_outBuffer out = {to->bytes, to->length, 0};
    size_t result = ZSTD_decompressStream(state, &out, &in);

    from->bytes += in.pos;
    from->length -= in.pos;
    to->bytes += out.pos;
    to->length -= out.pos;
    *whole = result == 0;
    return ZSTD_isError(result) ? "damaged Zstandard data" : NULL;
}

static void zstd_end(void *state)
{
    ZSTD_freeDStream(state);
}

static const struct unpacker zstd = {
    .magic = ZSTD_MAGIC,
    .magic_length = sizeof(ZSTD_MAGIC) - 1,
    .begin = zstd_begin,
    .step = zstd_step,
    .end = zstd_end,
};
#else
static const struct unpacker zstd = {
    .magic = ZSTD_MAGIC,
    .magic_length = sizeof(ZSTD_MAGIC) - 1,
    .unavailable = "packed by zstd, and this byline was built without libzstd: use zstd -dc",
};
#endif

/* ---- Which it is --------------------------------------------------------- */

const struct unpacker *unpacker_for(const char *bytes, size_t length, bool *undecided)
{
    static const struct unpacker *const unpackers[] = {&gzip, &zstd};

    *undecided = false;
    for (size_t i = 0; i < sizeof(unpackers) / sizeof(unpackers[0]); i++) {
        size_t magic_length = unpackers[i]->magic_length;

        if (length >= magic_length && memcmp(bytes, unpackers[i]->magic, magic_length) == 0)
            return unpackers[i];
        if (length < magic_length && memcmp(bytes, unpackers[i]->magic, length) == 0)
            *undecided = true;
    }
    return NULL;
}
