/* SPDX-License-Identifier: MIT */
/* tagging.h - asks what byline finds in a text, for tests. */
#ifndef BYLINE_TESTS_TAGGING_H
#define BYLINE_TESTS_TAGGING_H

#include <byline/byline.h>

/*
 * Tags a NUL-terminated text with all types by rules alone, so that no test depends on what a network
 * has learned; fails the test where that fails.
 */
byline_document *tag_text(const char *text, const char *document_date);

/*
 * Fails the test unless the entities of one type are just these, in order: "A | B", or "" for
 * none. After a RANK its link may stand: "president > Paul Biya".
 */
void expect_entities(const char *text, byline_type type, const char *expected);

#endif
