/* SPDX-License-Identifier: MIT */
#include "escape.h"

#include <stdbool.h>
#include <stdio.h>

#include "utf8.h"

#define REPLACEMENT_CHARACTER "\xEF\xBF\xBD"

void escape_append(struct buffer *buffer, const char *bytes, size_t length, escape_rule *rule)
{
    char scratch[ESCAPE_SIZE];
    size_t kept = 0; /* from here to `at` nothing is to be escaped */

    for (size_t at = 0; at < length;) {
        uint32_t codepoint;
        size_t size = utf8_decode(bytes + at, length - at, &codepoint);
        const char *escaped = size == 0 ? REPLACEMENT_CHARACTER : rule(codepoint, scratch);

        size = size == 0 ? 1 : size;
        if (escaped != NULL) {
            buffer_append(buffer, bytes + kept, at - kept);
            buffer_append_string(buffer, escaped);
            kept = at + size;
        }
        at += size;
    }
    buffer_append(buffer, bytes + kept, length - kept);
}

static bool is_control(uint32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0);
}

/* A control character as one can see it. */
static const char *picture_of(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint >= 0x80)
        return REPLACEMENT_CHARACTER;
    /* U+2400 to U+2421, in UTF-8 */
    snprintf(scratch, ESCAPE_SIZE, "\xE2\x90%c",
             (int)(unsigned char)(0x80 + (codepoint == 0x7F ? 0x21 : codepoint)));
    return scratch;
}

const char *escape_cell(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    switch (codepoint) {
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\\': return "\\\\";
    default: break;
    }
    if (!is_control(codepoint))
        return NULL;
    snprintf(scratch, ESCAPE_SIZE, "\\x%02X", (unsigned)codepoint);
    return scratch;
}

/* What acts in markup of either kind. */
static const char *escape_markup(uint32_t codepoint)
{
    switch (codepoint) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static const char *reference_to(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    snprintf(scratch, ESCAPE_SIZE, "&#%u;", (unsigned)codepoint);
    return scratch;
}

const char *escape_xml(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint == '\t' || codepoint == '\n')
        return NULL;
    /* A reader would take it for a line feed. */
    if (codepoint == '\r')
        return reference_to(codepoint, scratch);
    if (codepoint < 0x20 || codepoint == 0xFFFE || codepoint == 0xFFFF)
        return REPLACEMENT_CHARACTER;
    return escape_markup(codepoint);
}

const char *escape_xml_value(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint == '\t' || codepoint == '\n')
        return reference_to(codepoint, scratch);
    return escape_xml(codepoint, scratch);
}

const char *escape_html(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint == '\t' || codepoint == '\n' || codepoint == '\r')
        return NULL;
    return is_control(codepoint) ? picture_of(codepoint, scratch) : escape_markup(codepoint);
}

/* Whether a code point reorders what follows it, so that a line can be made to read otherwise. */
static bool is_bidirectional_control(uint32_t codepoint)
{
    return (codepoint >= 0x202A && codepoint <= 0x202E) ||
           (codepoint >= 0x2066 && codepoint <= 0x2069);
}

const char *escape_terminal(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    if (codepoint == '\t' || codepoint == '\n')
        return NULL;
    /* Half of a line break, nearly always. */
    if (codepoint == '\r' || is_bidirectional_control(codepoint))
        return "";
    return is_control(codepoint) ? picture_of(codepoint, scratch) : NULL;
}

const char *escape_line(uint32_t codepoint, char scratch[ESCAPE_SIZE])
{
    return codepoint == '\n' ? " " : escape_terminal(codepoint, scratch);
}
