/* SPDX-License-Identifier: MIT */
#include "utf8.h"

#include <stdbool.h>

#define REPLACEMENT_CHARACTER "\xEF\xBF\xBD"

size_t utf8_decode(const char *bytes, size_t length, uint32_t *codepoint)
{
    /* The least code point that needs a form of so many bytes: anything below is overlong. */
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *at = (const unsigned char *)bytes;
    size_t size;
    uint32_t value;

    if (length == 0)
        return 0;
    if (at[0] < 0x80) {
        *codepoint = at[0];
        return 1;
    }
    if (at[0] < 0xC0 || at[0] > 0xF4)
        return 0;
    size = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (length < size)
        return 0;
    value = at[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *codepoint = value;
    return size;
}

size_t utf8_valid(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length) {
        uint32_t codepoint;
        size_t size = utf8_decode(bytes + at, length - at, &codepoint);

        if (size == 0)
            break;
        at += size;
    }
    return at;
}

void utf8_append_repaired(struct buffer *buffer, const char *bytes, size_t length)
{
    size_t valid = utf8_valid(bytes, length);

    while (valid < length) {
        buffer_append(buffer, bytes, valid);
        buffer_append_string(buffer, REPLACEMENT_CHARACTER);
        bytes += valid + 1;
        length -= valid + 1;
        valid = utf8_valid(bytes, length);
    }
    buffer_append(buffer, bytes, length);
}

static bool is_space(uint32_t codepoint)
{
    return (codepoint >= 0x09 && codepoint <= 0x0D) || codepoint == 0x20 || codepoint == 0x85 ||
           codepoint == 0xA0 || codepoint == 0x1680 ||
           (codepoint >= 0x2000 && codepoint <= 0x200A) || codepoint == 0x2028 ||
           codepoint == 0x2029 || codepoint == 0x202F || codepoint == 0x205F || codepoint == 0x3000;
}

size_t utf8_space(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length) {
        uint32_t codepoint;
        size_t size = utf8_decode(bytes + at, length - at, &codepoint);

        if (size == 0 || !is_space(codepoint))
            break;
        at += size;
    }
    return at;
}
