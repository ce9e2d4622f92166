/* SPDX-License-Identifier: MIT */
/* articles.h - the .article files of a corpus, and the part of it that each belongs to. */
#ifndef BYLINE_CLI_ARTICLES_H
#define BYLINE_CLI_ARTICLES_H

#include "annotated.h"
#include "corpus.h"

/* The parts that a corpus is split into: the folders that its articles lie in. */
enum split { SPLIT_TRAIN, SPLIT_DEV, SPLIT_TEST, SPLIT_NONE };

#define SPLIT_COUNT 3 /* without SPLIT_NONE */

/* Zero-initialise. */
struct paths {
    char **items;
    size_t count, capacity;
};

struct article {
    const char *path;
    const char *name; /* of the file, without its ending */
    enum split split;
    struct annotated_document document;
};

/* Zero-initialise. */
struct articles {
    struct article *items;
    size_t count, capacity;
};

/* Where an article could not be read; without a line where the file could not. */
typedef void article_failure(void *context, const char *path, const struct corpus_error *error);

/* Whether a file's name ends in `.article`. */
bool article_named(const char *path);

/*
 * Adds the articles in a folder, and in the folders within, sorted by path. Complains, and returns
 * false, where a folder cannot be read.
 */
bool articles_list(const char *folder, struct pool *pool, struct paths *paths);

/* The name of a split's folder; NULL for SPLIT_NONE. */
const char *split_name(enum split split);

/* FOLDER/NAME. */
char *path_join(struct pool *pool, const char *folder, const char *name);

/* The folder that a path lies in: `.` where it says none. */
char *path_folder(struct pool *pool, const char *path);

/*
 * Reads an article, or all in a folder. Each that cannot be read is told to `failed`, which may be
 * NULL, and left out. Returns false where one was, or where the folder cannot be read, which it
 * complains of.
 */
bool articles_read(struct articles *articles, const char *path, struct pool *pool,
                   article_failure *failed, void *context);

/* Gives each article the tokens and sentences that the library finds. Complains where it fails. */
bool articles_divide(struct articles *articles, struct pool *pool);

#endif
