/* SPDX-License-Identifier: MIT */
/* sentences.h - tokens to sentences. */
#ifndef BYLINE_LIB_SENTENCES_H
#define BYLINE_LIB_SENTENCES_H

#include "tokens.h"

/* The tokens [first, last) of one sentence. */
struct sentence {
    uint32_t first, last;
};

struct sentences {
    struct vector sentences; /* of struct sentence; together they cover all tokens */
};

/*
 * Finds sentence boundaries: at full stops, question and exclamation marks, with the closing
 * quotes and brackets after them, unless an abbreviation or a lower-case word says otherwise; at
 * blank lines; and at line breaks, unless the paragraph is wrapped at a width. Linear time.
 * Returns BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_split_sentences(const struct tokens *tokens, struct arena *arena,
                                 struct sentences *sentences);

static inline uint32_t by_sentence_count(const struct sentences *sentences)
{
    return (uint32_t)sentences->sentences.count;
}

static inline const struct sentence *by_sentence(const struct sentences *sentences, uint32_t index)
{
    return (const struct sentence *)sentences->sentences.items + index;
}

void by_sentences_free(struct sentences *sentences, const byline_allocator *allocator);

#endif
