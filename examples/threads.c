/* SPDX-License-Identifier: MIT */
/* threads.c - counts the people of each file, with several threads that share one model. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include <byline/byline.h>

enum { THREADS = 4 };

/* What one file came to: threads write to different ones, and need no lock for it. */
struct result {
    size_t people;
    byline_error error;
};

struct work {
    const byline_model *model;
    char **files;
    struct result *results;
    size_t count;
    atomic_size_t next; /* The first file that no thread has taken. */
};

/* Returns the text of a file, for the caller to free, or NULL. */
static char *read_file(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    char *text = NULL;
    long size;

    if (!file) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        rewind(file);
        text = malloc((size_t)size + 1);
        *length = text ? fread(text, 1, (size_t)size, file) : 0;
    }
    fclose(file);
    return text;
}

static void tag_file(const byline_model *model, const char *name, struct result *result)
{
    size_t length;
    char *text = read_file(name, &length);
    byline_document *document;

    if (!text) {
        result->error.code = BYLINE_ERROR_IO;
        snprintf(result->error.message, sizeof result->error.message, "cannot be read");
        return;
    }
    if (byline_tag(model, text, length, NULL, &document, &result->error) == BYLINE_OK) {
        for (size_t i = 0; i < byline_document_chain_count(document); i++) {
            result->people += byline_document_chain(document, i)->type == BYLINE_PERSON;
        }
        byline_document_free(document);
    }
    free(text);
}

static void *tag_files(void *argument)
{
    struct work *work = argument;
    size_t i;

    while ((i = atomic_fetch_add(&work->next, 1)) < work->count) {
        tag_file(work->model, work->files[i], &work->results[i]);
    }
    return NULL;
}

/* Runs the work on as many threads as can be had, this one among them. */
static void run(struct work *work)
{
    pthread_t threads[THREADS - 1];
    size_t started = 0;

    while (started < THREADS - 1 && pthread_create(&threads[started], NULL, tag_files, work) == 0) {
        started++;
    }
    tag_files(work);
    while (started > 0) {
        pthread_join(threads[--started], NULL);
    }
}

/* Prints the results in the order of the files; returns the exit status. */
static int print_results(const struct work *work)
{
    int status = 0;

    for (size_t i = 0; i < work->count; i++) {
        const struct result *result = &work->results[i];

        if (result->error.code == BYLINE_OK) {
            printf("%2zu  %s\n", result->people, work->files[i]);
        } else {
            printf(" -  %s: %s\n", work->files[i], result->error.message);
            status = 1;
        }
    }
    return status;
}

int main(int argc, char **argv)
{
    struct work work = {.files = argv + 1, .count = argc > 1 ? (size_t)argc - 1 : 0};
    byline_model *model;
    byline_error error;
    int status;

    if (byline_model_open(NULL, &model, &error) != BYLINE_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    work.model = model;
    work.results = calloc(work.count + 1, sizeof *work.results);
    if (!work.results) {
        byline_model_close(model);
        return 1;
    }
    run(&work);
    status = print_results(&work);
    free(work.results);
    byline_model_close(model);
    return status;
}
