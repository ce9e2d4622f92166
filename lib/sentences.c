/* SPDX-License-Identifier: MIT */
#include "sentences.h"

#include <string.h>

#include "lexicon/lexicon.h"

/* ---- What tokens are to a sentence ---- */

static bool is_mark(const struct tokens *tokens, uint32_t i)
{
    return by_token(tokens, i)->kind == TOKEN_MARK;
}

/* Whether a token is a mark, or a run of marks, out of the ASCII characters of `set`. */
static bool is_mark_of(const struct tokens *tokens, uint32_t i, const char *set)
{
    return is_mark(tokens, i) && strchr(set, by_token_word(tokens, i)->form[0]) != NULL;
}

static bool starts_with(const struct tokens *tokens, uint32_t i, const char *prefix)
{
    return strncmp(by_token_word(tokens, i)->form, prefix, strlen(prefix)) == 0;
}

static bool has_class(const struct tokens *tokens, uint32_t i, enum lexicon_class class)
{
    uint64_t classes = by_lexicon_word_classes(by_token_word(tokens, i)->lexicon);
    return (classes >> class & 1u) != 0;
}

static bool has_shape(const struct tokens *tokens, uint32_t i, unsigned shape)
{
    return (by_token_word(tokens, i)->shape & shape) != 0;
}

/* What stands before token i, where the end of the text counts as the end of a paragraph. */
static enum token_gap gap_before(const struct tokens *tokens, uint32_t i)
{
    return i < by_token_count(tokens) ? (enum token_gap)by_token(tokens, i)->gap : GAP_PARAGRAPH;
}

/* `.` `?` `!` `…` and runs of them. */
static bool is_terminal(const struct tokens *tokens, uint32_t i)
{
    return is_mark_of(tokens, i, ".?!") ||
           (is_mark(tokens, i) && starts_with(tokens, i, "\xE2\x80\xA6"));
}

static bool is_quote(const struct tokens *tokens, uint32_t i)
{
    return is_mark_of(tokens, i, "\"'");
}

/*
 * Whether a mark closes what was said before it. A quote that stands apart on both sides closes
 * one that is open, and closes at the end of a line.
 */
static bool is_closer(const struct tokens *tokens, uint32_t i, bool quote_open)
{
    enum token_gap after = gap_before(tokens, i + 1);
    if (gap_before(tokens, i) == GAP_NONE)
        return is_quote(tokens, i) || is_mark_of(tokens, i, ")]") ||
               (is_mark(tokens, i) && starts_with(tokens, i, "\xC2\xBB"));
    return is_quote(tokens, i) && (after >= GAP_LINE || (quote_open && after != GAP_NONE));
}

/* Whether a token can open a sentence: no lower-case letter, and no mark that only joins. */
static bool can_open(const struct tokens *tokens, uint32_t i)
{
    if (is_mark(tokens, i))
        return !is_mark_of(tokens, i, ",;:/%)]}?!.") && !is_terminal(tokens, i);
    return !has_shape(tokens, i, SHAPE_LOWER);
}

/* Opening marks read over: no sentence has more, and a text of brackets stays linear. */
#define MOST_OPENERS 4

/* The first token from i on that is not an opening mark; the count of tokens where too many are. */
static uint32_t first_word(const struct tokens *tokens, uint32_t i)
{
    uint32_t count = by_token_count(tokens);
    for (uint32_t limit = i + MOST_OPENERS; i < count && i < limit; i++) {
        if (!is_mark(tokens, i))
            return i;
    }
    return count;
}

/* ---- Full stops and their like ---- */

static bool is_capitalised(const struct tokens *tokens, uint32_t i)
{
    return i < by_token_count(tokens) && has_shape(tokens, i, SHAPE_CAPITAL);
}

/* `Mr.` and the like. Without a stop, `Attorney` is one too, but there is a `U.S. Attorney`. */
static bool is_honorific(const struct tokens *tokens, uint32_t i)
{
    if (!is_capitalised(tokens, i) || !has_shape(tokens, i, SHAPE_STOP))
        return false;
    size_t count;
    uint32_t node = by_lexicon_step(0, by_token_word(tokens, i)->lexicon);
    const struct lexicon_entry *entries = by_lexicon_entries(node, &count);
    for (size_t n = 0; n < count; n++) {
        if (entries[n].class == CLASS_RANK &&
            strstr(by_lexicon_value(&entries[n]), "honorific") != NULL)
            return true;
    }
    return false;
}

/* Whether a capitalised word often opens a sentence; `A` does before a lower-case word. */
static bool is_starter(const struct tokens *tokens, uint32_t i)
{
    if (!is_capitalised(tokens, i) || !has_class(tokens, i, CLASS_STARTER))
        return false;
    return !has_shape(tokens, i, SHAPE_INITIAL) ||
           (i + 1 < by_token_count(tokens) && has_shape(tokens, i + 1, SHAPE_LOWER));
}

/*
 * Whether a sentence ends after an abbreviation whose own full stop must do for both. What comes
 * next tells: `the U.S. The` and `the U.S. Mr. Kato` end, `U.S. Army` does not.
 */
static bool abbreviation_ends(const struct tokens *tokens, uint32_t i, uint32_t next)
{
    if (has_class(tokens, i, CLASS_RANK) || has_class(tokens, i, CLASS_ABBREVIATION))
        return false;
    uint32_t word = first_word(tokens, next);
    return is_starter(tokens, word) || is_honorific(tokens, word);
}

/* Words of a speaker's name and title: `Deputy Prime Minister Kato said`. */
#define LONGEST_SPEAKER 5

/* A quoted question or exclamation may go on: `"Why?" Mr Kato asked.` */
static bool speech_goes_on(const struct tokens *tokens, uint32_t next)
{
    uint32_t count = by_token_count(tokens);
    for (uint32_t i = next; i < count && i <= next + LONGEST_SPEAKER; i++) {
        if (i > next && has_class(tokens, i, CLASS_SAYING))
            return true;
        if (!has_shape(tokens, i, SHAPE_CAPITAL))
            return false;
    }
    return false;
}

/* `1.` at the start of a line numbers what follows. */
static bool is_numbering(const struct tokens *tokens, uint32_t first, uint32_t i)
{
    return i == first + 1 && by_token(tokens, first)->kind == TOKEN_NUMBER &&
           strcmp(by_token_word(tokens, i)->form, ".") == 0;
}

/* Closing marks read back over, for the same reasons as MOST_OPENERS. */
#define MOST_CLOSERS 4

/* Whether `next`, or what it opens with a quote or bracket, can open a sentence. */
static bool opens(const struct tokens *tokens, uint32_t next, bool quote_open)
{
    if (is_closer(tokens, next, quote_open) || !can_open(tokens, next))
        return false;
    uint32_t word = first_word(tokens, next);
    return word == by_token_count(tokens) || can_open(tokens, word);
}

/* Whether the sentence that began at `first` ends before `next`, by the marks and words there. */
static bool marks_end(const struct tokens *tokens, uint32_t first, uint32_t next, bool quote_open)
{
    uint32_t i = next - 1;
    bool quoted = false;
    for (int n = 0; n < MOST_CLOSERS && i > first && is_closer(tokens, i, true); n++, i--)
        quoted = quoted || is_quote(tokens, i);
    if (!is_terminal(tokens, i))
        return has_shape(tokens, i, SHAPE_STOP) && opens(tokens, next, quote_open) &&
               abbreviation_ends(tokens, i, next);
    if (!opens(tokens, next, quote_open) || is_numbering(tokens, first, i))
        return false;
    /* Where no space was left, only a word shows that a sentence begins: `said.The`, not `BA.5`. */
    if (gap_before(tokens, next) == GAP_NONE && !is_capitalised(tokens, first_word(tokens, next)))
        return false;
    return !(quoted && !is_mark_of(tokens, i, ".") && speech_goes_on(tokens, next));
}

/* ---- Line breaks ---- */

/* Widths at which text is wrapped; longer lines are whole paragraphs, shorter ones lists. */
#define LEAST_WIDTH 40
#define MOST_WIDTH 120

/* The end in tokens of the line that starts at `first`. */
static uint32_t line_end(const struct tokens *tokens, uint32_t first)
{
    uint32_t i = first + 1;
    while (gap_before(tokens, i) < GAP_LINE)
        i++;
    return i;
}

static uint32_t line_length(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    return by_token(tokens, end - 1)->end - by_token(tokens, first)->start;
}

/* Whether a line of a paragraph wrapped at a width had no room for the token after it. */
static bool is_full(const struct tokens *tokens, uint32_t first, uint32_t end, uint32_t width)
{
    uint32_t next = by_token(tokens, end)->end - by_token(tokens, end)->start;
    return line_length(tokens, first, end) + 1 + next > width;
}

/* The longest line of the paragraph that starts at `first`, and the paragraph's end in tokens. */
static uint32_t longest_line(const struct tokens *tokens, uint32_t first, uint32_t *last)
{
    uint32_t longest = 0;
    uint32_t end = first;
    do {
        uint32_t line = end;
        end = line_end(tokens, line);
        uint32_t length = line_length(tokens, line, end);
        longest = length > longest ? length : longest;
    } while (gap_before(tokens, end) != GAP_PARAGRAPH);
    *last = end;
    return longest;
}

/*
 * The width at which the paragraph of tokens from `first` on is wrapped, or 0 where its line
 * breaks mean what they say. It is wrapped where hardly any line had room for the first word of
 * the next, and where sentences run on over lines, as they do not in a list. Sets *last to the
 * paragraph's end.
 */
static uint32_t wrap_width(const struct tokens *tokens, uint32_t first, uint32_t *last)
{
    uint32_t width = longest_line(tokens, first, last);
    if (width < LEAST_WIDTH || width > MOST_WIDTH)
        return 0;
    uint32_t breaks = 0;
    uint32_t full = 0;
    uint32_t running_on = 0;
    for (uint32_t line = first;; breaks++) {
        uint32_t end = line_end(tokens, line);
        if (end == *last)
            break;
        full += is_full(tokens, line, end, width);
        running_on += has_shape(tokens, end, SHAPE_LOWER);
        line = end;
    }
    return breaks >= 2 && full * 5 >= breaks * 4 && running_on * 4 >= breaks ? width : 0;
}

/* ---- The pass ---- */

struct splitter {
    const struct tokens *tokens;
    uint32_t first;     /* where the sentence began */
    uint32_t line;      /* where the line began */
    uint32_t paragraph; /* where the paragraph ends */
    uint32_t width;     /* at which it is wrapped, or 0 */
    bool quote_open;    /* whether a double quotation mark waits for its fellow */
};

/* Whether a line break before `next` ends a sentence. */
static bool line_break_ends(const struct splitter *splitter, uint32_t next)
{
    const struct tokens *tokens = splitter->tokens;
    if (!can_open(tokens, next) || is_closer(tokens, next, splitter->quote_open))
        return false;
    return splitter->width == 0 || !is_full(tokens, splitter->line, next, splitter->width);
}

/* Whether the sentence ends before token `next`, which is not its first. */
static bool ends_before(const struct splitter *splitter, uint32_t next)
{
    enum token_gap gap = gap_before(splitter->tokens, next);
    return gap == GAP_PARAGRAPH || (gap == GAP_LINE && line_break_ends(splitter, next)) ||
           marks_end(splitter->tokens, splitter->first, next, splitter->quote_open);
}

/* Notes what token i begins and opens. */
static void pass(struct splitter *splitter, uint32_t i)
{
    const struct tokens *tokens = splitter->tokens;
    if (i == splitter->paragraph) {
        splitter->width = wrap_width(tokens, i, &splitter->paragraph);
        splitter->quote_open = false;
    }
    if (gap_before(tokens, i) >= GAP_LINE)
        splitter->line = i;
    if (is_mark_of(tokens, i, "\""))
        splitter->quote_open = !splitter->quote_open;
}

byline_status by_split_sentences(const struct tokens *tokens, struct arena *arena,
                                 struct sentences *sentences)
{
    *sentences = (struct sentences){.sentences.item_size = sizeof(struct sentence)};
    struct splitter splitter = {.tokens = tokens};
    uint32_t count = by_token_count(tokens);
    for (uint32_t i = 0; i < count; i++) {
        pass(&splitter, i);
        if (!ends_before(&splitter, i + 1))
            continue;
        struct sentence sentence = {splitter.first, i + 1};
        if (!by_vector_push(&sentences->sentences, &arena->allocator, &sentence))
            return BYLINE_ERROR_MEMORY;
        splitter.first = i + 1;
    }
    return BYLINE_OK;
}

void by_sentences_free(struct sentences *sentences, const byline_allocator *allocator)
{
    by_vector_free(&sentences->sentences, allocator);
}
