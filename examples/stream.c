/* SPDX-License-Identifier: MIT */
/*
 * stream.c - reads JSON Lines of any length from standard input, and prints each person of each line with
 * their ranks. Memory holds one line at a time, and what was found in it.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>

#include <byline/byline.h>
#include <jansson.h>

/* Prints a line for each person: the document's id, the name, the ranks. */
static void print_people(const char *id, const byline_document *document)
{
    for (size_t i = 0; i < byline_document_chain_count(document); i++) {
        const byline_chain *chain = byline_document_chain(document, i);

        if (chain->type != BYLINE_PERSON) {
            continue;
        }
        printf("%s\t%s", id, chain->name);
        for (size_t j = 0; j < chain->rank_count; j++) {
            printf("%s%s", j ? "; " : "\t",
                   byline_document_entity(document, chain->ranks[j])->text);
        }
        printf("\n");
    }
}

/* Tags one line. Returns 0 where that failed, and says why. */
static int tag_line(const byline_model *model, const char *line, size_t length, size_t number)
{
    json_error_t wrong;
    json_t *json = json_loadb(line, length, JSON_ALLOW_NUL, &wrong);
    const json_t *text = json_object_get(json, "text");
    const char *id = json_string_value(json_object_get(json, "id"));
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_document *document = NULL;
    byline_error error;

    options.document_date = json_string_value(json_object_get(json, "document_date"));
    if (!json_is_string(text)) {
        fprintf(stderr, "line %zu: %s\n", number, json ? "no text" : wrong.text);
    } else if (byline_tag(model, json_string_value(text), json_string_length(text), &options,
                          &document, &error) != BYLINE_OK) {
        fprintf(stderr, "line %zu: %s\n", number, error.message);
    } else {
        print_people(id ? id : "-", document);
    }
    int tagged = document != NULL;
    byline_document_free(document);
    json_decref(json);
    return tagged;
}

int main(void)
{
    byline_model *model;
    byline_error error;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    int status = 0;

    if (byline_model_open(NULL, &model, &error) != BYLINE_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    for (size_t number = 1; (length = getline(&line, &room, stdin)) >= 0; number++) {
        if (!tag_line(model, line, (size_t)length, number)) {
            status = 1;
        }
    }
    if (ferror(stdin) || fflush(stdout) != 0) {
        perror("stream");
        status = 1;
    }
    free(line);
    byline_model_close(model);
    return status;
}
