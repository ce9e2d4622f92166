/* SPDX-License-Identifier: MIT */
#include "json_in.h"

#include <stdio.h>

json_t *json_parse_object(const char *line, size_t length, char reason[JSON_REASON_SIZE])
{
    json_error_t error;
    json_t *object = json_loadb(line, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);

    if (object == NULL) {
        snprintf(reason, JSON_REASON_SIZE, "not JSON: byte %d: %s", error.position, error.text);
        return NULL;
    }
    if (!json_is_object(object)) {
        snprintf(reason, JSON_REASON_SIZE, "not a JSON object");
        json_decref(object);
        return NULL;
    }
    return object;
}

/* The value of a key; NULL where it is absent or null. */
static json_t *value_of(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);

    return json_is_null(value) ? NULL : value;
}

/* What is wrong with the members of a document, or NULL. */
static const char *read_members(struct json_document *document)
{
    const json_t *text = value_of(document->object, "text");
    const json_t *date = value_of(document->object, "document_date");
    const json_t *id = value_of(document->object, "id");

    if (id != NULL && !json_is_string(id) && !json_is_integer(id))
        return "\"id\" is neither a string nor an integer";
    document->id = id;
    if (text == NULL)
        return "no \"text\"";
    if (!json_is_string(text))
        return "\"text\" is not a string";
    if (date != NULL && !json_is_string(date))
        return "\"document_date\" is not a string";
    document->text = json_string_value(text);
    document->length = json_string_length(text);
    document->date = json_string_value(date);
    return NULL;
}

bool json_read_document(const char *line, size_t length, struct json_document *document,
                        char reason[JSON_REASON_SIZE])
{
    const char *wrong;

    *document = (struct json_document){.object = json_parse_object(line, length, reason)};
    if (document->object == NULL)
        return false;
    wrong = read_members(document);
    if (wrong != NULL)
        snprintf(reason, JSON_REASON_SIZE, "%s", wrong);
    return wrong == NULL;
}

size_t json_write_integer(const json_t *integer, char digits[JSON_INTEGER_SIZE])
{
    return (size_t)snprintf(digits, JSON_INTEGER_SIZE, "%" JSON_INTEGER_FORMAT,
                            json_integer_value(integer));
}
