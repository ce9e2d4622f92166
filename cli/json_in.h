/* SPDX-License-Identifier: MIT */
/* json_in.h - a line of JSON Lines to a text to tag. */
#ifndef BYLINE_CLI_JSON_IN_H
#define BYLINE_CLI_JSON_IN_H

#include <jansson.h>
#include <stdbool.h>

#define JSON_REASON_SIZE 256

/* A document as its line gives it; the strings belong to the object. */
struct json_document {
    json_t *object;   /* give it back with json_decref(), which takes NULL too */
    const json_t *id; /* a string or an integer, borrowed from object; NULL where there is none */
    const char *text;
    size_t length;    /* of text, which may hold U+0000 */
    const char *date; /* NULL where there is none */
};

/*
 * Parses a line as one JSON object. Returns a new reference; on failure NULL, and the reason in
 * `reason`.
 */
json_t *json_parse_object(const char *line, size_t length, char reason[JSON_REASON_SIZE]);

/*
 * Reads the object `{"text": …, "id": …, "document_date": …}`, of which the last two may be absent
 * or null; other keys are passed over. On failure returns false, with the reason in `reason`; where
 * there is an object all the same, its id may help to say which it is.
 */
bool json_read_document(const char *line, size_t length, struct json_document *document,
                        char reason[JSON_REASON_SIZE]);

/* Room for an integer and a NUL. */
#define JSON_INTEGER_SIZE 32

/* Writes an integer, and returns how long it is. */
size_t json_write_integer(const json_t *integer, char digits[JSON_INTEGER_SIZE]);

#endif
