/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <string.h>

#include "complain.h"

static const struct format *const formats[] = {
    &format_json, &format_jsonl, &format_tsv,  &format_conll,
    &format_brat, &format_xml,   &format_text, &format_html,
};

#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

const struct format *format_default(void)
{
    return formats[0];
}

static void complain_of(const char *name)
{
    struct buffer known = {0};

    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        buffer_append_string(&known, i > 0 ? "|" : "");
        buffer_append_string(&known, formats[i]->name);
    }
    buffer_append(&known, "", 1);
    complain(NULL, 0, "--format=%s: '%s' is none of these", known.failed ? "" : known.bytes, name);
    buffer_free(&known);
}

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    complain_of(name);
    return NULL;
}
