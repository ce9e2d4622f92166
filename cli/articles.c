/* SPDX-License-Identifier: MIT */
#include "articles.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "complain.h"
#include "model.h"
#include "source.h"

#define ENDING ".article"

/* ---- Paths --------------------------------------------------------------- */

char *path_join(struct pool *pool, const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = pool_take(pool, size);

    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

char *path_folder(struct pool *pool, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return pool_copy(pool, ".", 1);
    return slash == path ? pool_copy(pool, "/", 1) : pool_copy(pool, path, (size_t)(slash - path));
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* ---- Lists --------------------------------------------------------------- */

bool article_named(const char *path)
{
    size_t length = strlen(path), tail = strlen(ENDING);

    return length > tail && strcmp(path + length - tail, ENDING) == 0;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool list_folder(const char *folder, struct pool *pool, struct paths *paths);

static bool list_entry(const char *path, struct pool *pool, struct paths *paths)
{
    if (is_folder(path))
        return list_folder(path, pool, paths);
    if (!article_named(path))
        return true;
    paths->items =
        pool_grow(pool, paths->items, paths->count, &paths->capacity, sizeof(*paths->items));
    paths->items[paths->count++] = pool_copy(pool, path, strlen(path));
    return true;
}

static bool list_folder(const char *folder, struct pool *pool, struct paths *paths)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    bool right = true;

    if (directory == NULL) {
        complain(folder, 0, "%s", strerror(errno));
        return false;
    }
    /* Hidden ones are passed over, and with them `.` and `..`. */
    while (right && (entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.')
            right = list_entry(path_join(pool, folder, entry->d_name), pool, paths);
    closedir(directory);
    return right;
}

bool articles_list(const char *folder, struct pool *pool, struct paths *paths)
{
    size_t first = paths->count, length = strlen(folder);
    char *named;

    while (length > 1 && folder[length - 1] == '/')
        length--;
    named = pool_copy(pool, folder, length);
    if (!list_folder(named, pool, paths))
        return false;
    if (paths->count > first)
        qsort(paths->items + first, paths->count - first, sizeof(*paths->items), compare_paths);
    return true;
}

/* ---- Articles ------------------------------------------------------------ */

static const char *const split_names[] = {"train", "dev", "test"};

const char *split_name(enum split split)
{
    return split == SPLIT_NONE ? NULL : split_names[split];
}

static enum split split_of(const char *path, struct pool *pool)
{
    const char *folder = last_part(path_folder(pool, path));

    for (int split = 0; split < SPLIT_COUNT; split++)
        if (strcmp(folder, split_names[split]) == 0)
            return (enum split)split;
    return SPLIT_NONE;
}

static bool read_document(const char *path, struct pool *pool, struct annotated_document *document,
                          struct corpus_error *error)
{
    struct buffer file = {0};
    const char *reason = source_read(path, &file);
    bool right = false;

    if (reason == NULL) {
        right = corpus_read(file.bytes, file.length, pool, document, error);
    } else {
        *error = (struct corpus_error){0};
        snprintf(error->message, sizeof(error->message), "%s", reason);
    }
    buffer_free(&file);
    return right;
}

static bool read_article(struct articles *articles, const char *path, struct pool *pool,
                         article_failure *failed, void *context)
{
    struct article article = {.path = path, .split = split_of(path, pool)};
    const char *name = last_part(path);
    struct corpus_error error;

    if (!read_document(path, pool, &article.document, &error)) {
        if (failed != NULL)
            failed(context, path, &error);
        return false;
    }
    article.name = pool_copy(pool, name, strlen(name) - (article_named(path) ? strlen(ENDING) : 0));
    articles->items = pool_grow(pool, articles->items, articles->count, &articles->capacity,
                                sizeof(*articles->items));
    articles->items[articles->count++] = article;
    return true;
}

bool articles_read(struct articles *articles, const char *path, struct pool *pool,
                   article_failure *failed, void *context)
{
    struct paths paths = {0};
    bool right = true;

    if (!is_folder(path))
        return read_article(articles, path, pool, failed, context);
    if (!articles_list(path, pool, &paths))
        return false;
    for (size_t i = 0; i < paths.count; i++)
        right &= read_article(articles, paths.items[i], pool, failed, context);
    return right;
}

/* ---- Tokens and sentences ------------------------------------------------ */

/* Finds the tokens and sentences of an article. */
static bool divide(const byline_model *model, struct annotated_document *document,
                   struct pool *pool)
{
    byline_document *tagged;
    byline_error error;
    struct annotated_document copy;

    if (byline_tag(model, document->text, document->length, NULL, &tagged, &error) != BYLINE_OK) {
        complain(document->id, 0, "%s", error.message);
        return false;
    }
    copy = annotated_from_tagged(tagged, document, pool);
    byline_document_free(tagged);
    document->tokens = copy.tokens;
    document->token_count = copy.token_count;
    document->sentences = copy.sentences;
    document->sentence_count = copy.sentence_count;
    return true;
}

bool articles_divide(struct articles *articles, struct pool *pool)
{
    byline_model *model = model_open("rules");
    bool right = model != NULL;

    for (size_t i = 0; right && i < articles->count; i++)
        right = divide(model, &articles->items[i].document, pool);
    byline_model_close(model);
    return right;
}
