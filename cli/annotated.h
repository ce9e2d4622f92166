/* SPDX-License-Identifier: MIT */
/*
 * annotated.h - a document with its annotations, whoever made them: a person, or a tagger.
 *
 * All of it lives in a pool.
 */
#ifndef BYLINE_CLI_ANNOTATED_H
#define BYLINE_CLI_ANNOTATED_H

#include <byline/byline.h>
#include <stdbool.h>

#include "columns.h"
#include "json_in.h"
#include "pool.h"
#include "type_maps.h"

#define ANNOTATED_NONE (-1) /* no such entity, no chain */

/* One entity. Offsets are in bytes of the text; strings are NULL where nothing is known. */
struct annotation {
    byline_type type;
    bool optional; /* may be found or missed without effect */
    uint64_t start, end;
    int64_t id;
    int64_t person; /* RANK: the id of the entity that holds it, or ANNOTATED_NONE */
    int64_t chain;  /* the same number for all names of one thing, or ANNOTATED_NONE */
    const char *text, *kind, *value, *country;
    const char *chain_name; /* what the corpus format calls the chain, with the `#` */
};

/* Something else that the source says of a document, such as its region. */
struct annotated_field {
    const char *key, *value;
};

struct annotated_document {
    const char *id;
    const char *text; /* NULL where only the annotations are known */
    size_t length;
    const char *date; /* YYYY-MM-DD, or NULL */
    uint32_t layers;  /* the types that are annotated throughout; 0 where the source does not say */
    bool has_chains;  /* chains of people are annotated */
    struct annotation *entities;
    size_t entity_count;
    byline_span *sentences; /* NULL where they are not known */
    size_t sentence_count;
    byline_span *tokens; /* the same */
    size_t token_count;
    struct annotated_field *fields;
    size_t field_count;
};

/* The value of a field, or NULL. */
const char *annotated_field(const struct annotated_document *document, const char *key);

/*
 * The values of a field, which `; ` separates, with NULL after the last; none where the field is
 * empty or not there.
 */
const char **annotated_values(const struct annotated_document *document, const char *key,
                              struct pool *pool);

/*
 * Reads a document in the form that the program prints, with what gold has besides: `text`,
 * `layers`, `sentences`, `optional`. On failure returns false, with the reason in `reason`.
 */
bool annotated_read_json(const char *line, size_t length, struct pool *pool,
                         struct annotated_document *document, char reason[JSON_REASON_SIZE]);

/*
 * Makes a document of one that came in columns: sentences are known, and layers are not. An entity
 * whose type is mapped to nothing is left out. Returns NULL, or the first entity whose type is none
 * of ours.
 */
const struct columns_entity *annotated_from_columns(const struct columns_document *columns,
                                                    const struct type_maps *maps, struct pool *pool,
                                                    struct annotated_document *document);

/* Copies what the library found in a text; the id, text and date are those of `of`. */
struct annotated_document annotated_from_tagged(const byline_document *tagged,
                                                const struct annotated_document *of,
                                                struct pool *pool);

#endif
