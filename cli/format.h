/* SPDX-License-Identifier: MIT */
/*
 * format.h - how documents are printed.
 *
 * To add a format: a file format_NAME.c with a `const struct format`, its declaration below, and a row
 * in format.c. Its functions append to a buffer and keep nothing: documents are laid out by several
 * threads at once. A buffer that finds no memory is `failed`, and the caller looks at that.
 */
#ifndef BYLINE_CLI_FORMAT_H
#define BYLINE_CLI_FORMAT_H

#include <byline/byline.h>
#include <stdbool.h>

#include "buffer.h"

/* What came of one text. */
struct answer {
    const char *id; /* UTF-8, which may hold U+0000 */
    size_t id_length;
    bool id_is_number; /* as the text's own line gave it; id holds its digits */
    const char *text;  /* as it was given: bytes that may not be UTF-8 */
    size_t length;
    byline_offsets offsets;
    bool coloured;                   /* what is printed goes to a terminal that has colours */
    const byline_document *document; /* NULL where the text failed, */
    const char *reason;              /* and this is why */
};

/* What offsets count: what --offsets says, or what the format needs. */
enum format_unit { FORMAT_UNIT_ASKED, FORMAT_UNIT_BYTE, FORMAT_UNIT_CODEPOINT };

struct format {
    const char *name; /* as --format has it */
    enum format_unit unit;
    /* What it prints is one document: there cannot be another. */
    bool is_single;
    /* Each answer, failures too, is one line: so a run that broke off can be resumed. */
    bool is_lines;
    void (*begin)(struct buffer *buffer); /* before the first document; may be NULL */
    void (*document)(struct buffer *buffer, const struct answer *answer);
    void (*failure)(struct buffer *buffer, const struct answer *answer); /* NULL: prints nothing */
    void (*end)(struct buffer *buffer); /* after the last document; may be NULL */
};

extern const struct format format_brat, format_conll, format_html, format_json, format_jsonl,
    format_text, format_tsv, format_xml;

/* The failure of a text as a line of JSON Lines. */
void format_json_failure(struct buffer *buffer, const struct answer *answer);

/* The formats of a command. The first is printed where none is asked for. */
struct formats {
    const struct format *const *items;
    size_t count;
};

/* Those of tagging. */
extern const struct formats formats_of_tagging;

/* Finds a format; complains, and returns NULL, where there is none of that name. */
const struct format *format_find(const struct formats *known, const char *name);

#endif
