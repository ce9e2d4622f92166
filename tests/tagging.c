/* SPDX-License-Identifier: MIT */
#include "tagging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

byline_document *tag_text(const char *text, const char *document_date)
{
    byline_model *model;
    byline_document *document;
    byline_error error;
    byline_model_options rules = BYLINE_MODEL_OPTIONS_INIT;
    byline_options options = BYLINE_OPTIONS_INIT;
    rules.rules_only = 1;
    options.types = BYLINE_TYPES_ALL;
    options.document_date = document_date;
    assert_int_equal(byline_model_open(&rules, &model, &error), BYLINE_OK);
    if (byline_tag(model, text, strlen(text), &options, &document, &error) != BYLINE_OK)
        fail_msg("%s", error.message);
    byline_model_close(model);
    return document;
}

static void append(char *buffer, size_t size, const char *text)
{
    size_t used = strlen(buffer);
    (void)snprintf(buffer + used, size - used, "%s", text);
}

void expect_entities(const char *text, byline_type type, const char *expected)
{
    byline_document *document = tag_text(text, NULL);
    char found[2000] = "";
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        if (entity->type != type)
            continue;
        if (found[0] != '\0')
            append(found, sizeof found, " | ");
        append(found, sizeof found, entity->text);
        if (entity->person != BYLINE_NONE && strchr(expected, '>') != NULL) {
            append(found, sizeof found, " > ");
            append(found, sizeof found, byline_document_entity(document, entity->person)->text);
        }
    }
    byline_document_free(document);
    if (strcmp(found, expected) != 0)
        fail_msg("in: %s\n  found %s: %s\n  expected: %s", text, byline_type_name(type), found,
                 expected);
}
