/* SPDX-License-Identifier: MIT */
#include "money.h"

#include <string.h>
#include <utf8proc.h>

/* How probable a MONEY mention is to be right: its precision on development news. */
#define SCORE 0.9

static bool is_currency_mark(const struct tokens *tokens, uint32_t i)
{
    const char *form = by_token_word(tokens, i)->form;
    utf8proc_int32_t codepoint;
    return by_token(tokens, i)->kind == TOKEN_MARK &&
           utf8proc_iterate((const utf8proc_uint8_t *)form, -1, &codepoint) > 0 &&
           utf8proc_category(codepoint) == UTF8PROC_CATEGORY_SC;
}

/* The token after a currency's word or mark at i, or i where there is none. */
static uint32_t after_currency(const struct analysis *analysis, uint32_t i, uint32_t last)
{
    if (i >= last)
        return i;
    if (is_currency_mark(&analysis->tokens, i))
        return i + 1;
    const struct match *match = by_match_at(&analysis->matches, i, CLASS_CURRENCY);
    return match == NULL ? i : i + match->count;
}

static bool is_number(const struct tokens *tokens, uint32_t i)
{
    return by_token(tokens, i)->kind == TOKEN_NUMBER;
}

/* The token after the words that multiply a number: `million`, `5m`, `bn`. */
static uint32_t after_multiplier(const struct analysis *analysis, uint32_t i, uint32_t last)
{
    static const char *const multipliers[] = {"thousand", "lakh",    "lakhs",    "million", "crore",
                                              "crores",   "billion", "trillion", "m",       "mn",
                                              "mln",      "bn",      "b",        "tn",      "k"};
    while (i < last) {
        const char *lower = by_token_word(&analysis->tokens, i)->lower;
        bool found = false;
        for (size_t k = 0; k < sizeof multipliers / sizeof *multipliers && !found; k++)
            found = strcmp(lower, multipliers[k]) == 0;
        if (!found)
            break;
        i++;
    }
    return i;
}

/* The token after an amount of money that starts at i, or i where none does. */
static uint32_t after_money(const struct analysis *analysis, uint32_t i, uint32_t last)
{
    uint32_t number = after_currency(analysis, i, last);
    bool everyday = (by_token_word(&analysis->tokens, i)->shape & SHAPE_LOWER) != 0;
    if (number > i && !everyday) { /* `Rs 5`, but not `won 5` */
        if (number == last || !is_number(&analysis->tokens, number))
            return i;
        return after_multiplier(analysis, number + 1, last);
    }
    if (!is_number(&analysis->tokens, i))
        return i;
    uint32_t currency = after_multiplier(analysis, i + 1, last);
    uint32_t end = after_currency(analysis, currency, last);
    return end > currency ? end : i;
}

/* The dates in the text, in order, of which those before a token have been passed. */
struct dates {
    const struct mentions *mentions;
    uint32_t next, count;
};

/* Whether tokens have a part in a date: `2004` dollars are those of a year. */
static bool overlap_date(struct dates *dates, uint32_t first, uint32_t last)
{
    while (dates->next < dates->count && by_mention_at(dates->mentions, dates->next)->last <= first)
        dates->next++;
    return dates->next < dates->count && by_mention_at(dates->mentions, dates->next)->first < last;
}

byline_status by_find_money(struct analysis *analysis, struct mentions *mentions)
{
    struct dates dates = {.mentions = mentions, .count = by_mention_count(mentions)};
    for (uint32_t s = 0; s < by_sentence_count(&analysis->sentences); s++) {
        const struct sentence *sentence = by_sentence(&analysis->sentences, s);
        for (uint32_t i = sentence->first; i < sentence->last;) {
            uint32_t end = after_money(analysis, i, sentence->last);
            if (end == i || overlap_date(&dates, i, end)) {
                i++;
                continue;
            }
            struct mention mention = by_mention(BYLINE_MONEY, i, end, SCORE);
            if (!by_vector_push(&mentions->mentions, &analysis->arena.allocator, &mention))
                return BYLINE_ERROR_MEMORY;
            i = end;
        }
    }
    return BYLINE_OK;
}
