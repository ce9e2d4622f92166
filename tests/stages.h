/* SPDX-License-Identifier: MIT */
/* stages.h - runs the stages up to the lexicon's matches, for tests, and fails their memory. */
#ifndef BYLINE_TESTS_STAGES_H
#define BYLINE_TESTS_STAGES_H

#include <stdlib.h>
#include <string.h>

#include "mentions.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Counts what is allocated, checks the sizes that come back, and fails one allocation if told. */
struct counting {
    size_t live;      /* bytes */
    size_t calls;     /* allocations and resizes */
    size_t fail_call; /* the one that fails, from 1; 0 for none */
};

static inline bool counting_fails(struct counting *counting)
{
    return ++counting->calls == counting->fail_call;
}

static inline void *counting_allocate(void *context, size_t size)
{
    struct counting *counting = context;

    if (size == 0)
        abort();
    if (counting_fails(counting))
        return NULL;
    counting->live += size;
    return malloc(size);
}

static inline void *counting_resize(void *context, void *block, size_t old_size, size_t size)
{
    struct counting *counting = context;

    if (block == NULL || size == 0)
        abort();
    if (counting_fails(counting))
        return NULL;
    counting->live += size - old_size;
    return realloc(block, size);
}

static inline void counting_release(void *context, void *block, size_t size)
{
    struct counting *counting = context;

    if (block == NULL)
        abort();
    counting->live -= size;
    free(block);
}

static inline byline_allocator counting_allocator(struct counting *counting)
{
    return (byline_allocator){counting_allocate, counting_resize, counting_release, counting};
}

/* Runs all stages, the caller's allocator in place. stages_close() follows whatever is returned. */
static inline byline_status stages_run(struct analysis *stages, const char *text, size_t length)
{
    byline_status status =
        by_text_open(&stages->text, text, length, BYLINE_INVALID_REPLACE, &stages->arena, NULL);
    if (status == BYLINE_OK)
        status = by_tokenise(&stages->text, &stages->arena, &stages->tokens);
    if (status == BYLINE_OK)
        status = by_split_sentences(&stages->tokens, &stages->arena, &stages->sentences);
    if (status == BYLINE_OK)
        status = by_match_lexicon(&stages->tokens, &stages->arena, &stages->matches);
    return status;
}

static inline void stages_close(struct analysis *stages)
{
    const byline_allocator *allocator = &stages->arena.allocator;

    by_matches_free(&stages->matches, allocator);
    by_sentences_free(&stages->sentences, allocator);
    by_tokens_free(&stages->tokens, allocator);
    by_arena_free(&stages->arena);
}

/* Runs all stages on a text with memory to spare. */
static inline void stages_open(struct analysis *stages, const char *text, size_t length)
{
    *stages = (struct analysis){.arena.allocator = by_default_allocator};
    if (stages_run(stages, text, length) != BYLINE_OK)
        abort();
}

/* The bytes of tokens [first, last). */
static inline size_t stages_span(const struct analysis *stages, uint32_t first, uint32_t last,
                                 const char **start)
{
    const struct token *begin = by_token(&stages->tokens, first);

    *start = (const char *)stages->text.bytes + begin->start;
    return by_token(&stages->tokens, last - 1)->end - begin->start;
}

#endif
