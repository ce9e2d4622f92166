/* SPDX-License-Identifier: MIT */
/* minimal.c - prints the entities of a sentence with their types. */
#include <stdio.h>
#include <string.h>

#include <byline/byline.h>

int main(void)
{
    const char *text =
        "Vietnam's Deputy Defence Minister Sen. Lt. Gen. Hoang Duc Long met Gen. Sar Vichet "
        "in Phnom Penh on March 12.";
    byline_model *model;
    byline_document *document = NULL;
    byline_error error;

    if (byline_model_open(NULL, &model, &error) != BYLINE_OK ||
        byline_tag(model, text, strlen(text), NULL, &document, &error) != BYLINE_OK) {
        fprintf(stderr, "%s\n", error.message);
        byline_model_close(model);
        return 1;
    }
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        printf("%-12s %s\n", byline_type_name(entity->type), entity->text);
    }
    byline_document_free(document);
    byline_model_close(model);
    return 0;
}
