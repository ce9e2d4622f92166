/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <string.h>

#include "complain.h"

static const struct format *const formats[] = {
    &format_json, &format_jsonl, &format_tsv,  &format_conll,
    &format_brat, &format_xml,   &format_text, &format_html,
};

const struct formats formats_of_tagging = {formats, sizeof(formats) / sizeof(formats[0])};

static void complain_of(const struct formats *known_formats, const char *name)
{
    struct buffer known = {0};

    for (size_t i = 0; i < known_formats->count; i++) {
        buffer_append_string(&known, i > 0 ? "|" : "");
        buffer_append_string(&known, known_formats->items[i]->name);
    }
    buffer_append(&known, "", 1);
    complain(NULL, 0, "--format=%s: '%s' is none of these", known.failed ? "" : known.bytes, name);
    buffer_free(&known);
}

const struct format *format_find(const struct formats *known, const char *name)
{
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->items[i]->name, name) == 0)
            return known->items[i];
    complain_of(known, name);
    return NULL;
}
