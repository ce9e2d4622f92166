/* SPDX-License-Identifier: MIT */
/* allocator.c - counts the memory that a document takes, and holds another to a limit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <byline/byline.h>

/* Memory of one thread: for several, its numbers would need a lock, or one budget each. */
struct budget {
    size_t limit; /* Bytes that may be held at a time. */
    size_t held;
    size_t peak;
};

static int fits(const struct budget *budget, size_t old_size, size_t size)
{
    return size <= old_size || size - old_size <= budget->limit - budget->held;
}

static void count(struct budget *budget, size_t old_size, size_t size)
{
    budget->held = budget->held - old_size + size;
    if (budget->held > budget->peak) {
        budget->peak = budget->held;
    }
}

static void *resize(void *context, void *block, size_t old_size, size_t size)
{
    void *resized = fits(context, old_size, size) ? realloc(block, size) : NULL;

    if (resized) {
        count(context, old_size, size);
    }
    return resized;
}

static void *allocate(void *context, size_t size)
{
    return resize(context, NULL, 0, size);
}

static void release(void *context, void *block, size_t size)
{
    count(context, size, 0);
    free(block);
}

/* Tags a text within the limit, and says how that went. */
static void tag_within(size_t limit, const byline_model *model, const char *text)
{
    struct budget budget = {.limit = limit};
    byline_allocator allocator = {allocate, resize, release, &budget};
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_document *document;
    byline_error error;

    options.allocator = &allocator;
    if (byline_tag(model, text, strlen(text), &options, &document, &error) == BYLINE_OK) {
        printf("%zu entities; peak %zu bytes, the document %zu\n",
               byline_document_entity_count(document), budget.peak, budget.held);
    } else {
        printf("%s: %s\n", byline_status_name(error.code), error.message);
    }
    byline_document_free(document);
    printf("held at the end: %zu bytes\n", budget.held);
}

int main(void)
{
    const char *text = "Prime Minister Elena Vassallo flew from Valletta to Tunis on Monday.";
    byline_model *model;
    byline_error error;

    if (byline_model_open(NULL, &model, &error) != BYLINE_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    tag_within(64 << 20, model, text);
    tag_within(64 << 10, model, text);
    byline_model_close(model);
    return 0;
}
