/* SPDX-License-Identifier: MIT */
#include "sentences.h"

#include <string.h>

#include "lexicon/lexicon.h"

/* ---- What tokens are to a sentence ---- */

static bool is_form(const struct tokens *tokens, uint32_t i, const char *form)
{
    return strcmp(by_token_word(tokens, i)->form, form) == 0;
}

static bool has_class(const struct tokens *tokens, uint32_t i, enum lexicon_class class)
{
    uint64_t classes = by_lexicon_word_classes(by_token_word(tokens, i)->lexicon);
    return (classes >> class & 1u) != 0;
}

static bool starts_with(const struct tokens *tokens, uint32_t i, const char *prefix)
{
    return strncmp(by_token_word(tokens, i)->form, prefix, strlen(prefix)) == 0;
}

/* `.` `?` `!` `…` and runs of them. */
static bool is_terminal(const struct tokens *tokens, uint32_t i)
{
    if (by_token(tokens, i)->kind != TOKEN_MARK)
        return false;
    return strchr(".?!", by_token_word(tokens, i)->form[0]) != NULL ||
           starts_with(tokens, i, "\xE2\x80\xA6");
}

static bool is_quote(const struct tokens *tokens, uint32_t i)
{
    const char *form = by_token_word(tokens, i)->form;
    return by_token(tokens, i)->kind == TOKEN_MARK && (form[0] == '"' || form[0] == '\'');
}

static bool is_closer(const struct tokens *tokens, uint32_t i)
{
    if (by_token(tokens, i)->gap != GAP_NONE || by_token(tokens, i)->kind != TOKEN_MARK)
        return false;
    return is_quote(tokens, i) || is_form(tokens, i, ")") || is_form(tokens, i, "]") ||
           is_form(tokens, i, "\xC2\xBB");
}

/* Whether a token can open a sentence: no lower-case letter, and no mark that only joins. */
static bool can_open(const struct tokens *tokens, uint32_t i)
{
    const struct word *word = by_token_word(tokens, i);
    if (by_token(tokens, i)->kind == TOKEN_MARK)
        return strchr(",;:-/%)]}?!.", word->form[0]) == NULL;
    return (word->shape & SHAPE_LOWER) == 0;
}

/* The first token from i on that is not an opening mark. */
static uint32_t first_word(const struct tokens *tokens, uint32_t i)
{
    uint32_t last = by_token_count(tokens);
    for (uint32_t steps = 0; i < last && steps < 4; i++, steps++) {
        if (by_token(tokens, i)->kind != TOKEN_MARK)
            return i;
    }
    return last;
}

/* ---- Full stops and their like ---- */

/*
 * Whether a sentence ends after an abbreviation whose own full stop must do for both. What comes
 * next tells: `the U.S. The` ends, `U.S. Army` does not.
 */
static bool abbreviation_ends(const struct tokens *tokens, uint32_t i, uint32_t next)
{
    uint32_t word = first_word(tokens, next);
    if (word == by_token_count(tokens) || !can_open(tokens, word))
        return false;
    if (has_class(tokens, i, CLASS_RANK) || has_class(tokens, i, CLASS_ABBREVIATION))
        return false;
    if ((by_token_word(tokens, i)->shape & SHAPE_INITIAL) != 0)
        return has_class(tokens, word, CLASS_STARTER) &&
               (by_token_word(tokens, word)->shape & SHAPE_INITIAL) == 0;
    return has_class(tokens, word, CLASS_STARTER);
}

/* A quoted question or exclamation may go on: `"Why?" Mr Kato asked.` */
static bool speech_goes_on(const struct tokens *tokens, uint32_t next)
{
    uint32_t last = by_token_count(tokens);
    for (uint32_t i = next; i < last && i < next + 4; i++) {
        if (by_token(tokens, i)->kind == TOKEN_MARK)
            return false;
        if (has_class(tokens, i, CLASS_SAYING))
            return true;
    }
    return false;
}

/* Closing marks read back over: no sentence has more, and a text of brackets stays linear. */
#define MOST_CLOSERS 8

/* `1.` at the start of a line numbers what follows. */
static bool is_numbering(const struct tokens *tokens, uint32_t first, uint32_t i)
{
    return i == first + 1 && is_form(tokens, i, ".") &&
           by_token(tokens, first)->kind == TOKEN_NUMBER;
}

/*
 * Whether the sentence that began at `first` ends with token i, its marks and closers included,
 * when `next` follows without a blank line.
 */
static bool ends_before(const struct tokens *tokens, uint32_t first, uint32_t next)
{
    uint32_t i = next - 1;
    bool quoted = false;
    for (int closers = 0; closers < MOST_CLOSERS && i > first && is_closer(tokens, i); closers++) {
        quoted = quoted || is_quote(tokens, i);
        i--;
    }
    if (!is_terminal(tokens, i))
        return i == next - 1 && (by_token_word(tokens, i)->shape & SHAPE_STOP) != 0 &&
               abbreviation_ends(tokens, i, next);
    if (is_closer(tokens, next) || !can_open(tokens, next) || is_numbering(tokens, first, i))
        return false;
    uint32_t word = first_word(tokens, next);
    if (word < by_token_count(tokens) && !can_open(tokens, word))
        return false;
    return !(quoted && !is_form(tokens, i, ".") && speech_goes_on(tokens, next));
}

/* ---- Line breaks ---- */

/* Longest line of text that was wrapped at a width; longer lines are whole paragraphs. */
#define WRAP_WIDTH 120

/* The lines of a stretch without blank lines. */
struct block {
    uint32_t last; /* its end, in tokens */
    bool wrapped;  /* its line breaks mean no more than a space */
};

/* The end in tokens of the line that starts at `first`. */
static uint32_t line_end(const struct tokens *tokens, uint32_t first, uint32_t last)
{
    uint32_t i = first + 1;
    while (i < last && by_token(tokens, i)->gap < GAP_LINE)
        i++;
    return i;
}

static uint32_t line_length(const struct tokens *tokens, uint32_t first, uint32_t last)
{
    return by_token(tokens, last - 1)->end - by_token(tokens, first)->start;
}

/*
 * A paragraph is wrapped where hardly any line would have had room for the first word of the next.
 */
static struct block read_block(const struct tokens *tokens, uint32_t first)
{
    uint32_t count = by_token_count(tokens);
    struct block block = {.last = first + 1};
    while (block.last < count && by_token(tokens, block.last)->gap != GAP_PARAGRAPH)
        block.last++;

    uint32_t width = 0;
    for (uint32_t i = first; i < block.last;) {
        uint32_t end = line_end(tokens, i, block.last);
        uint32_t length = line_length(tokens, i, end);
        width = length > width ? length : width;
        i = end;
    }
    if (width > WRAP_WIDTH)
        return block;

    uint32_t breaks = 0;
    uint32_t full = 0;
    for (uint32_t i = first; i < block.last;) {
        uint32_t end = line_end(tokens, i, block.last);
        if (end < block.last) {
            uint32_t room = width - line_length(tokens, i, end);
            uint32_t next = by_token(tokens, end)->end - by_token(tokens, end)->start;
            breaks++;
            full += room < next + 1;
        }
        i = end;
    }
    block.wrapped = breaks >= 2 && full * 5 >= breaks * 4;
    return block;
}

/* Whether a line break before `next`, in a block that is not wrapped, ends a sentence. */
static bool line_ends(const struct tokens *tokens, uint32_t next)
{
    return can_open(tokens, next);
}

/* ---- The pass ---- */

byline_status by_split_sentences(const struct tokens *tokens, struct arena *arena,
                                 struct sentences *sentences)
{
    *sentences = (struct sentences){.sentences.item_size = sizeof(struct sentence)};
    uint32_t count = by_token_count(tokens);
    struct block block = {0};
    for (uint32_t first = 0, next = 0; first < count; next++) {
        if (next == block.last && next < count)
            block = read_block(tokens, next);
        if (next == first)
            continue;
        bool ends = next == count || by_token(tokens, next)->gap == GAP_PARAGRAPH ||
                    (by_token(tokens, next)->gap == GAP_LINE && !block.wrapped &&
                     line_ends(tokens, next)) ||
                    ends_before(tokens, first, next);
        if (!ends)
            continue;
        struct sentence sentence = {first, next};
        if (!by_vector_push(&sentences->sentences, &arena->allocator, &sentence))
            return BYLINE_ERROR_MEMORY;
        first = next;
    }
    return BYLINE_OK;
}

void by_sentences_free(struct sentences *sentences, const byline_allocator *allocator)
{
    by_vector_free(&sentences->sentences, allocator);
}
