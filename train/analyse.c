/* SPDX-License-Identifier: MIT */
#include "analyse.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "complain.h"
#include "exit_status.h"

void insist(bool done)
{
    if (done)
        return;
    complain(NULL, 0, "out of memory, or text that is not UTF-8");
    exit(EXIT_FAILED);
}

/* Characters whose other case is longer or shorter are left alone: offsets stay what they are. */
static void change_case(char *text, size_t length, enum casing casing)
{
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t codepoint;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                                 (utf8proc_ssize_t)(length - at), &codepoint);
        insist(size > 0);
        codepoint =
            casing == CASING_UPPER ? utf8proc_toupper(codepoint) : utf8proc_tolower(codepoint);
        if (utf8proc_encode_char(codepoint, bytes) == size)
            memcpy(text + at, bytes, (size_t)size);
        at += (size_t)size;
    }
}

void analyse_sample(struct analysis *analysis, const struct sample *sample, enum casing casing)
{
    *analysis = (struct analysis){.arena.allocator = by_default_allocator};
    struct arena *arena = &analysis->arena;
    const char *text = sample->text;
    if (casing != CASING_KEPT) {
        char *copy = by_arena_copy(arena, text, sample->length);
        insist(copy != NULL);
        change_case(copy, sample->length, casing);
        text = copy;
    }
    insist(by_text_open(&analysis->text, text, sample->length, BYLINE_INVALID_ERROR, arena, NULL) ==
           BYLINE_OK);
    insist(by_tokenise(&analysis->text, arena, &analysis->tokens) == BYLINE_OK);
    insist(by_split_sentences(&analysis->tokens, arena, &analysis->sentences) == BYLINE_OK);
    insist(by_match_lexicon(&analysis->tokens, arena, &analysis->matches) == BYLINE_OK);
}

void analysis_free(struct analysis *analysis)
{
    const byline_allocator *allocator = &analysis->arena.allocator;
    by_matches_free(&analysis->matches, allocator);
    by_sentences_free(&analysis->sentences, allocator);
    by_tokens_free(&analysis->tokens, allocator);
    by_arena_free(&analysis->arena);
}
