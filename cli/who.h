/* SPDX-License-Identifier: MIT */
/* who.h - the people of a document, and what is named beside them. */
#ifndef BYLINE_CLI_WHO_H
#define BYLINE_CLI_WHO_H

#include <byline/byline.h>

struct who {
    const byline_chain *chain;
    const byline_entity *place; /* the nearest to the first mention with one in its sentence, or */
    const byline_entity *date;  /* NULL; what is part of a rank does not count */
};

/*
 * Lists the people of a document in the order of their first mentions. Returns an array for free(),
 * and how long it is in *count; NULL where there is no memory.
 */
struct who *who_is_who(const byline_document *document, size_t *count);

#endif
