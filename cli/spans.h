/* SPDX-License-Identifier: MIT */
/* spans.h - a text with its entities marked in it. */
#ifndef BYLINE_CLI_SPANS_H
#define BYLINE_CLI_SPANS_H

#include "escape.h"
#include "format.h"

/* How the text is written, and what stands around an entity. */
struct span_style {
    escape_rule *escape;
    void (*open)(struct buffer *buffer, const void *context, const byline_entity *entity);
    /* outer is the RANK that holds the entity, or NULL. */
    void (*close)(struct buffer *buffer, const void *context, const byline_entity *entity,
                  const byline_entity *outer);
};

/*
 * Appends the text of an answer whose offsets are in bytes. Entities in a RANK stand within it. A
 * byte-order mark at the start is left out.
 */
void spans_append(struct buffer *buffer, const struct answer *answer,
                  const struct span_style *style, const void *context);

#endif
