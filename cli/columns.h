/* SPDX-License-Identifier: MIT */
/*
 * columns.h - text that comes in tokens, as the CoNLL tasks have it: a token a line, first its form,
 * last its tag, a blank line between sentences, and a line `-DOCSTART-` before each document.
 *
 * A tag is `O`, or one of `B I E S`, a hyphen and a type. IOB1, BIO and BIOES (Ratinov and Roth 2009)
 * are read by one rule: I and E go on with the entity of the token before where that is in one of the
 * same type, which neither E nor S has ended; every other tag but O begins an entity.
 */
#ifndef BYLINE_CLI_COLUMNS_H
#define BYLINE_CLI_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "pool.h"

/*
 * A document is at most so many sentences long, and then another begins: files that do not say where
 * documents begin would be one otherwise, of sentences that have nothing to do with each other.
 */
#define COLUMNS_SENTENCES 100

/* Offsets are in bytes of the document's text. */
struct columns_token {
    uint32_t start, end;
    bool begins_sentence;
};

struct columns_entity {
    uint32_t start, end;
    const char *type; /* as the file names it */
    size_t line;      /* of its first token */
};

struct columns_document {
    const char *text; /* the forms: spaces between them, line breaks between sentences */
    uint32_t length;
    struct columns_token *tokens; /* at least one */
    size_t token_count;
    struct columns_entity *entities;
    size_t entity_count;
};

/* Zero-initialise. */
struct columns {
    struct columns_document *documents;
    size_t count;
    size_t capacity;
};

/* Whether a file's name says that it holds columns: whether it ends in .bio, .conll or .iob. */
bool columns_named(const char *path);

/*
 * Adds the documents of a file; `-` is standard input. Complains, and returns false, where it cannot
 * be read or a line is neither blank nor a token with its tag.
 */
bool columns_read(struct columns *columns, const char *path, struct pool *pool);

#endif
