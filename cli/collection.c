/* SPDX-License-Identifier: MIT */
#include "collection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "articles.h"
#include "complain.h"
#include "source.h"

static struct annotated_document *add_document(struct collection *collection, struct pool *pool)
{
    collection->documents = pool_grow(pool, collection->documents, collection->count,
                                      &collection->capacity, sizeof(*collection->documents));
    return &collection->documents[collection->count++];
}

/* Gives the documents from `first` on that lack layers the types that occur among them. */
static void complete_layers(struct collection *collection, size_t first)
{
    uint32_t types = 0;

    for (size_t i = first; i < collection->count; i++)
        for (size_t k = 0; k < collection->documents[i].entity_count; k++)
            types |= BYLINE_TYPE_BIT(collection->documents[i].entities[k].type);
    for (size_t i = first; i < collection->count; i++)
        if (collection->documents[i].layers == 0)
            collection->documents[i].layers = types;
}

static bool load_lines(struct collection *collection, const char *path, struct pool *pool)
{
    size_t first = collection->count;
    char wrong[JSON_REASON_SIZE];
    struct lines lines;
    bool right = true;
    const char *reason = lines_open(&lines, path);

    if (reason != NULL) {
        complain(path, 0, "%s", reason);
        return false;
    }
    while (right && lines_next(&lines)) {
        right = annotated_read_json(lines.bytes, lines.length, pool, add_document(collection, pool),
                                    wrong);
        if (!right)
            complain(path, lines.number, "%s", wrong);
    }
    reason = lines_close(&lines);
    if (reason != NULL)
        complain(path, 0, "%s", reason);
    complete_layers(collection, first);
    return right && reason == NULL;
}

/* The id of a document that has none: its place in the file. */
static const char *id_of_place(struct pool *pool, const char *path, size_t place)
{
    size_t size = strlen(path) + 32;
    char *id = pool_take(pool, size);

    snprintf(id, size, "%s:%zu", path, place);
    return id;
}

static bool load_columns(struct collection *collection, const char *path,
                         const struct type_maps *maps, struct pool *pool)
{
    size_t first = collection->count;
    struct columns columns = {0};

    if (!columns_read(&columns, path, pool))
        return false;
    for (size_t i = 0; i < columns.count; i++) {
        struct annotated_document *document = add_document(collection, pool);
        const struct columns_entity *unknown =
            annotated_from_columns(&columns.documents[i], maps, pool, document);

        if (unknown != NULL) {
            complain(path, unknown->line, "unknown type '%.40s': say --map=%.40s=TYPE",
                     unknown->type, unknown->type);
            return false;
        }
        document->id = id_of_place(pool, path, i + 1);
    }
    complete_layers(collection, first);
    return true;
}

static void complain_of_article(void *context, const char *path, const struct corpus_error *error)
{
    (void)context;
    complain_at(path, error->line, error->column, error->message);
}

/* Loads an article, or all in a folder. */
static bool load_articles(struct collection *collection, const char *path, struct pool *pool)
{
    struct articles articles = {0};

    if (!articles_read(&articles, path, pool, complain_of_article, NULL))
        return false;
    if (articles.count == 0) {
        complain(path, 0, "no file in it ends in .article");
        return false;
    }
    for (size_t i = 0; i < articles.count; i++)
        *add_document(collection, pool) = articles.items[i].document;
    return true;
}

bool collection_load(struct collection *collection, const char *path, const struct type_maps *maps,
                     struct pool *pool)
{
    struct stat status;

    if (article_named(path) || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)))
        return load_articles(collection, path, pool);
    if (columns_named(path))
        return load_columns(collection, path, maps, pool);
    return load_lines(collection, path, pool);
}

static int compare_ids(const void *left, const void *right)
{
    const struct collection_key *a = left, *b = right;

    return strcmp(a->id, b->id);
}

bool collection_index(struct collection *collection, struct pool *pool)
{
    struct collection_key *by_id = pool_take_array(pool, collection->count, sizeof(*by_id));

    for (size_t i = 0; i < collection->count; i++)
        by_id[i] = (struct collection_key){collection->documents[i].id, &collection->documents[i]};
    qsort(by_id, collection->count, sizeof(*by_id), compare_ids);
    for (size_t i = 1; i < collection->count; i++) {
        if (strcmp(by_id[i - 1].id, by_id[i].id) == 0) {
            complain(NULL, 0, "the id '%s' stands twice", by_id[i].id);
            return false;
        }
    }
    collection->by_id = by_id;
    return true;
}

const struct annotated_document *collection_find(const struct collection *collection,
                                                 const char *id)
{
    const struct collection_key wanted = {id, NULL};
    const struct collection_key *found =
        bsearch(&wanted, collection->by_id, collection->count, sizeof(wanted), compare_ids);

    return found == NULL ? NULL : found->document;
}
