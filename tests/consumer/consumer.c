/* SPDX-License-Identifier: MIT */
/* consumer.c - a C program outside the tree that uses the installed library. */
#include <stdio.h>
#include <string.h>

#include <byline/byline.h>

int main(void)
{
    const char *text = "President Vladimir Putin met Mr Tanaka in Moscow on May 24.";
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_model *model;
    byline_document *document;

    options.document_date = "2017-05-25";
    if (byline_model_open(NULL, &model, NULL) != BYLINE_OK)
        return 1;
    if (byline_tag(model, text, strlen(text), &options, &document, NULL) != BYLINE_OK)
        return 1;
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        printf("%s %s\n", byline_type_name(entity->type), entity->text);
    }
    byline_document_free(document);
    byline_model_close(model);
    return 0;
}
