/* SPDX-License-Identifier: MIT */
/* collection.h - annotated documents from files, found again by id. */
#ifndef BYLINE_CLI_COLLECTION_H
#define BYLINE_CLI_COLLECTION_H

#include "annotated.h"

struct collection_key {
    const char *id;
    const struct annotated_document *document;
};

/* Zero-initialise. All of it lives in the pool that it is loaded into. */
struct collection {
    struct annotated_document *documents; /* in the order of the files */
    size_t count;
    size_t capacity;
    struct collection_key *by_id; /* sorted; set by collection_index() */
};

/*
 * Adds the documents of a file - columns, where columns_named() says so, one article, where its name
 * ends in `.article`, or else JSON Lines - or of all articles in a folder and in those within, sorted
 * by path. The types of columns are mapped; their documents are FILE:1, FILE:2 and so on. A document
 * that does not say what its layers are gets the types that occur in its file. Complains, and returns
 * false, where a file is wrong.
 */
bool collection_load(struct collection *collection, const char *path, const struct type_maps *maps,
                     struct pool *pool);

/* Prepares collection_find(). Complains, and returns false, where two documents have one id. */
bool collection_index(struct collection *collection, struct pool *pool);

/* The document with that id, or NULL. */
const struct annotated_document *collection_find(const struct collection *collection,
                                                 const char *id);

#endif
