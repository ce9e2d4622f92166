/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <string.h>

#include "error.h"

/* U+FFFD, the replacement character, in UTF-8. */
static const unsigned char replacement[3] = {0xEF, 0xBF, 0xBD};

/*
 * What may follow a lead byte: how many bytes the sequence has, and the range of its second byte
 * (Unicode 15, table 3-7, "Well-Formed UTF-8 Byte Sequences"). The narrowed ranges of the second
 * byte are what rules out overlong forms, surrogates and what lies above U+10FFFF.
 */
struct lead {
    unsigned length; /* 0: not a lead byte */
    unsigned char low, high;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0x80)
        return (struct lead){1, 0, 0};
    if (byte < 0xC2)
        return (struct lead){0, 0, 0};
    if (byte < 0xE0)
        return (struct lead){2, 0x80, 0xBF};
    if (byte == 0xE0)
        return (struct lead){3, 0xA0, 0xBF};
    if (byte == 0xED)
        return (struct lead){3, 0x80, 0x9F};
    if (byte < 0xF0)
        return (struct lead){3, 0x80, 0xBF};
    if (byte == 0xF0)
        return (struct lead){4, 0x90, 0xBF};
    if (byte < 0xF4)
        return (struct lead){4, 0x80, 0xBF};
    if (byte == 0xF4)
        return (struct lead){4, 0x80, 0x8F};
    return (struct lead){0, 0, 0};
}

/*
 * How many bytes at the start of `bytes` are one well-formed sequence; when there is none, 0, and
 * *bad is the length of the maximal ill-formed subpart: what one U+FFFD stands for.
 */
static size_t sequence(const unsigned char *bytes, size_t length, size_t *bad)
{
    struct lead lead = lead_of(bytes[0]);
    *bad = 1;
    if (lead.length <= 1)
        return lead.length;
    if (length < 2 || bytes[1] < lead.low || bytes[1] > lead.high)
        return 0;
    for (*bad = 2; *bad < lead.length; (*bad)++) {
        if (*bad == length || (bytes[*bad] & 0xC0) != 0x80)
            return 0;
    }
    return lead.length;
}

/* How many bytes from `at` on are valid; *bad is set where that is not all. */
static size_t valid_run(const unsigned char *bytes, size_t length, size_t at, size_t *bad)
{
    size_t start = at;
    while (at < length) {
        uint64_t eight;
        if (length - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        size_t step = sequence(bytes + at, length - at, bad);
        if (step == 0)
            break;
        at += step;
    }
    return at - start;
}

/* How long the text is once each ill-formed subpart is a U+FFFD, and how many shifts that makes. */
static uint64_t repaired_length(const unsigned char *source, size_t length, size_t *shifts)
{
    uint64_t repaired = 0;
    *shifts = 0;
    for (size_t at = 0; at < length;) {
        size_t bad = 0;
        size_t run = valid_run(source, length, at, &bad);
        repaired += run;
        at += run;
        if (at == length)
            break;
        repaired += sizeof replacement;
        *shifts += bad != sizeof replacement;
        at += bad;
    }
    return repaired;
}

/* Writes the repaired text, and what shifts offsets in it: each subpart that is not as long. */
static void write_repaired(const unsigned char *source, size_t length, unsigned char *bytes,
                           struct text_shift *shift)
{
    size_t written = 0;
    for (size_t at = 0; at < length;) {
        size_t bad = 0;
        size_t run = valid_run(source, length, at, &bad);
        memcpy(bytes + written, source + at, run);
        written += run;
        at += run;
        if (at == length)
            break;
        memcpy(bytes + written, replacement, sizeof replacement);
        written += sizeof replacement;
        at += bad;
        if (bad != sizeof replacement)
            *shift++ = (struct text_shift){(uint32_t)written, (int64_t)at - (int64_t)written};
    }
}

static byline_status repair(struct text *text, const unsigned char *source, size_t length,
                            struct arena *arena, byline_error *error)
{
    size_t shift_count;
    uint64_t repaired = repaired_length(source, length, &shift_count);
    if (repaired > BYLINE_MAX_LENGTH)
        return by_fail(error, BYLINE_ERROR_TOO_LARGE, 0,
                       "the text is too long once its invalid bytes are replaced");
    unsigned char *bytes = by_arena_take(arena, (size_t)repaired);
    struct text_shift *shifts = by_arena_take(arena, shift_count * sizeof *shifts);
    if (bytes == NULL || shifts == NULL)
        return by_fail_memory(error);
    write_repaired(source, length, bytes, shifts);
    *text = (struct text){bytes, (uint32_t)repaired, shifts, shift_count};
    return BYLINE_OK;
}

byline_status by_text_open(struct text *text, const char *bytes, size_t length,
                           byline_invalid invalid, struct arena *arena, byline_error *error)
{
    if (length > BYLINE_MAX_LENGTH)
        return by_fail(error, BYLINE_ERROR_TOO_LARGE, BYLINE_MAX_LENGTH,
                       "the text has %zu bytes; the most is %zu", length, BYLINE_MAX_LENGTH);

    const unsigned char *source = (const unsigned char *)bytes;
    *text = (struct text){.bytes = source, .length = (uint32_t)length};
    size_t bad = 0;
    size_t valid = valid_run(source, length, 0, &bad);
    if (valid == length)
        return BYLINE_OK;
    if (invalid != BYLINE_INVALID_REPLACE)
        return by_fail(error, BYLINE_ERROR_UTF8, valid, "invalid UTF-8 at byte %zu (0x%02X)", valid,
                       (unsigned)source[valid]);

    return repair(text, source, length, arena, error);
}

uint64_t by_text_source(const struct text *text, uint32_t offset)
{
    size_t low = 0;
    size_t high = text->shift_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->shifts[middle].at <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? offset : (uint64_t)((int64_t)offset + text->shifts[low - 1].delta);
}

uint32_t by_text_decode(const struct text *text, uint32_t at, int32_t *codepoint)
{
    const unsigned char *b = text->bytes + at;
    if (b[0] < 0x80) {
        *codepoint = b[0];
        return 1;
    }
    if (b[0] < 0xE0) {
        *codepoint = (b[0] & 0x1F) << 6 | (b[1] & 0x3F);
        return 2;
    }
    if (b[0] < 0xF0) {
        *codepoint = (b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F);
        return 3;
    }
    *codepoint = (b[0] & 0x07) << 18 | (b[1] & 0x3F) << 12 | (b[2] & 0x3F) << 6 | (b[3] & 0x3F);
    return 4;
}
