/* SPDX-License-Identifier: MIT */
#include "rank_view.h"

#include "name_segments.h"
#include "names.h"

bool by_view_has(const struct rank_view *view, uint32_t token)
{
    return token >= view->sentence->first && token < view->sentence->last;
}

bool by_view_word(const struct rank_view *view, uint32_t token, const char *lower)
{
    return by_view_has(view, token) && by_is_lower(view->tokens, token, lower);
}

bool by_view_any(const struct rank_view *view, uint32_t token, const char *const *words,
                 size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (by_view_word(view, token, words[i]))
            return true;
    }
    return false;
}

bool by_view_capital(const struct rank_view *view, uint32_t token)
{
    return by_view_has(view, token) &&
           (by_token_word(view->tokens, token)->shape & SHAPE_CAPITAL) != 0;
}

bool by_view_possessive(const struct rank_view *view, uint32_t token)
{
    return by_view_word(view, token, "'s") || by_view_word(view, token, "'");
}

/* The mention that starts at a token, or NULL. */
const struct mention *by_view_starting(const struct rank_view *view, uint32_t token)
{
    if (!by_view_has(view, token) || view->starts[token] == BYLINE_NONE)
        return NULL;
    return by_mention_at(view->mentions, view->starts[token]);
}

/* The mention that ends just before a token, or NULL. */
const struct mention *by_view_ending(const struct rank_view *view, uint32_t token)
{
    if (token <= view->sentence->first || view->ends[token - 1] == BYLINE_NONE)
        return NULL;
    return by_mention_at(view->mentions, view->ends[token - 1]);
}

const struct mention *by_view_around(const struct rank_view *view, uint32_t token)
{
    if (!by_view_has(view, token) || view->around[token] == BYLINE_NONE)
        return NULL;
    return by_mention_at(view->mentions, view->around[token]);
}

bool by_view_starts_person(const struct rank_view *view, uint32_t token)
{
    const struct mention *mention = by_view_starting(view, token);
    return mention != NULL && mention->type == BYLINE_PERSON;
}

bool by_view_preposition(const struct rank_view *view, uint32_t token)
{
    static const char *const words[] = {"of", "for"};
    return by_view_any(view, token, words, sizeof words / sizeof *words);
}

/* Whether another rank begins at a token: `secretary of the party` `and` `head of the board`. */
bool by_view_rank_at(const struct rank_view *view, uint32_t token)
{
    return by_view_has(view, token) && by_rank_at(view->analysis, token) != NULL;
}
