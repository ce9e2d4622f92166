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

/* Copies the text with U+FFFD in place of what is ill-formed, and notes each change of length. */
static byline_status repair(struct text *text, const unsigned char *source, size_t length,
                            struct arena *arena, struct vector *shifts, byline_error *error)
{
    const byline_allocator *allocator = &arena->allocator;
    struct vector copy = {.item_size = 1};
    size_t at = 0;
    while (at < length) {
        size_t bad = 0;
        size_t run = valid_run(source, length, at, &bad);
        size_t marks = at + run < length ? sizeof replacement : 0;
        unsigned char *place = by_vector_reserve(&copy, allocator, run + marks);
        if (place == NULL)
            goto no_memory;
        memcpy(place, source + at, run);
        memcpy(place + run, replacement, marks);
        copy.count += run + marks;
        at += run;
        if (marks == 0)
            break;
        at += bad;
        if (copy.count > BYLINE_MAX_LENGTH) {
            by_vector_free(&copy, allocator);
            return by_fail(error, BYLINE_ERROR_TOO_LARGE, at,
                           "the text is too long once its invalid bytes are replaced");
        }
        struct text_shift shift = {(uint32_t)copy.count, (int64_t)at - (int64_t)copy.count};
        if (!by_vector_push(shifts, allocator, &shift))
            goto no_memory;
    }
    unsigned char *bytes = by_arena_take(arena, copy.count);
    if (bytes == NULL)
        goto no_memory;
    memcpy(bytes, copy.items, copy.count);
    text->bytes = bytes;
    text->length = (uint32_t)copy.count;
    by_vector_free(&copy, allocator);
    return BYLINE_OK;

no_memory:
    by_vector_free(&copy, allocator);
    return by_fail_memory(error);
}

static byline_status keep_shifts(struct text *text, const struct vector *shifts,
                                 struct arena *arena, byline_error *error)
{
    struct text_shift *kept = by_arena_take(arena, shifts->count * sizeof *kept);
    if (kept == NULL)
        return by_fail_memory(error);
    memcpy(kept, shifts->items, shifts->count * sizeof *kept);
    text->shifts = kept;
    text->shift_count = shifts->count;
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

    struct vector shifts = {.item_size = sizeof(struct text_shift)};
    byline_status status = repair(text, source, length, arena, &shifts, error);
    if (status == BYLINE_OK)
        status = keep_shifts(text, &shifts, arena, error);
    by_vector_free(&shifts, &arena->allocator);
    return status;
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
