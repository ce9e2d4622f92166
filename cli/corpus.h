/* SPDX-License-Identifier: MIT */
/* corpus.h - articles with their annotations written into them: docs/corpus-format.md. */
#ifndef BYLINE_CLI_CORPUS_H
#define BYLINE_CLI_CORPUS_H

#include "annotated.h"

/* Where an article breaks the format, and how. */
struct corpus_error {
    size_t line, column; /* from 1; columns count code points */
    char message[160];
};

/*
 * Reads an article into *document: every type is a layer, and every key of the header a field. The
 * reader is strict: what the format does not allow is an error.
 */
bool corpus_read(const char *bytes, size_t length, struct pool *pool,
                 struct annotated_document *document, struct corpus_error *error);

#endif
