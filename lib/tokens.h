/* SPDX-License-Identifier: MIT */
/*
 * tokens.h - text to tokens.
 *
 * The conventions are the Penn Treebank's with four differences: every hyphen, dash and slash
 * between words is a token; letters glued to a number by a web page (`1Deputy`) are cut off it;
 * nothing is rewritten; URLs, e-mail addresses, @handles and #hashtags are one token.
 */
#ifndef BYLINE_LIB_TOKENS_H
#define BYLINE_LIB_TOKENS_H

#include "text.h"
#include "vocabulary.h"

enum token_kind {
    TOKEN_WORD,    /* letters, perhaps with digits: `Nam`, `Gen.`, `'s`, `n't`, `G20`, `1990s` */
    TOKEN_NUMBER,  /* digits with inner `.`, `,` or `:`: `5`, `2,000`, `14:30` */
    TOKEN_MARK,    /* punctuation or a symbol; a run of one mark, such as `...`, is one token */
    TOKEN_ADDRESS, /* a URL or an e-mail address */
    TOKEN_HANDLE   /* `@name` or `#topic` */
};

/* What stands between a token and the one before it. */
enum token_gap {
    GAP_NONE,     /* nothing: the two touch */
    GAP_SPACE,    /* space without a line break; also before the first token */
    GAP_LINE,     /* one line break */
    GAP_PARAGRAPH /* a blank line, a paragraph separator or a form feed */
};

struct token {
    uint32_t start, end; /* bytes of the text, half open */
    uint32_t word;       /* index of its word type */
    uint8_t kind;        /* a token_kind */
    uint8_t gap;         /* a token_gap */
};

struct tokens {
    struct vector tokens; /* of struct token, in order, never overlapping */
    struct vocabulary vocabulary;
};

/* Cuts a text up. Linear time. Returns BYLINE_OK or BYLINE_ERROR_MEMORY. */
byline_status by_tokenise(const struct text *text, struct arena *arena, struct tokens *tokens);

static inline uint32_t by_token_count(const struct tokens *tokens)
{
    return (uint32_t)tokens->tokens.count;
}

static inline const struct token *by_token(const struct tokens *tokens, uint32_t index)
{
    return (const struct token *)tokens->tokens.items + index;
}

/* The word type of a token. */
static inline const struct word *by_token_word(const struct tokens *tokens, uint32_t index)
{
    return by_word(&tokens->vocabulary, by_token(tokens, index)->word);
}

void by_tokens_free(struct tokens *tokens, const byline_allocator *allocator);

#endif
