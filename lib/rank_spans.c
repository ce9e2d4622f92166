/* SPDX-License-Identifier: MIT */
#include "rank_spans.h"

#include "name_segments.h"
#include "names.h"
#include "rank_heads.h"

static bool is_owner(const struct mention *mention)
{
    return mention != NULL && (mention->type == BYLINE_ORGANISATION ||
                               mention->type == BYLINE_PLACE || mention->type == BYLINE_GROUP);
}

/* ---- The span: what belongs to a rank before its head ---- */

static bool is_modifier_before(const struct rank_view *view, uint32_t first, uint32_t words)
{
    if (first < view->sentence->first + words)
        return false;
    const struct match *match =
        by_match_at(&view->analysis->matches, first - words, CLASS_RANK_MODIFIER);
    return match != NULL && match->count == words && by_view_starting(view, first - words) == NULL;
}

/* `in Hanoi Prime Minister …`: the place is where, not of what. */
static bool is_where(const struct rank_view *view, const struct mention *mention)
{
    static const char *const words[] = {"in", "at", "from", "to", "near", "with"};
    return mention->type == BYLINE_PLACE && mention->first > view->sentence->first &&
           by_view_any(view, mention->first - 1, words, sizeof words / sizeof *words);
}

/* One step to the left; returns `first` where nothing more belongs to the rank. */
static uint32_t step_left(const struct rank_view *view, uint32_t first)
{
    for (uint32_t words = 3; words > 0; words--) {
        if (is_modifier_before(view, first, words))
            return first - words;
    }
    const struct mention *mention = by_view_ending(view, first);
    if (is_owner(mention) && by_token(view->tokens, first)->gap != GAP_NONE &&
        !is_where(view, mention))
        return mention->first;
    if (first > view->sentence->first && by_view_possessive(view, first - 1)) {
        mention = by_view_ending(view, first - 1);
        if (is_owner(mention))
            return mention->first;
    }
    /* `Public Works` `Minister`: common words that have a capital for the title's sake. */
    if (first > view->sentence->first && by_view_capital(view, first) && mention == NULL &&
        by_view_capital(view, first - 1) && first - 1 > view->sentence->first &&
        by_has_class(view->tokens, first - 1, CLASS_COMMON) &&
        !by_has_class(view->tokens, first - 1, CLASS_STARTER) &&
        by_rank_at(view->analysis, first - 1) == NULL)
        return first - 1;
    return first;
}

/* Most of a rank before its head, in tokens. */
#define LONGEST_BEFORE 24

uint32_t by_extend_rank_left(const struct rank_view *view, uint32_t first)
{
    uint32_t start = first;
    while (first - start < LONGEST_BEFORE) {
        uint32_t further = step_left(view, start);
        if (further == start)
            break;
        start = further;
    }
    return start;
}

/* ---- The span: what belongs to it after its head ---- */

/* Longest complement, in tokens. */
#define LONGEST_COMPLEMENT 16

static bool is_inner_word(const struct rank_view *view, uint32_t token)
{
    static const char *const words[] = {"of", "for", "the", "and", "on", "&", "-"};
    return by_view_possessive(view, token) ||
           by_view_any(view, token, words, sizeof words / sizeof *words);
}

/* A lower-case noun, as far as can be told without grammar. */
static bool is_plain_noun(const struct rank_view *view, uint32_t token)
{
    return by_view_has(view, token) && by_token(view->tokens, token)->kind == TOKEN_WORD &&
           by_has_class(view->tokens, token, CLASS_COMMON) &&
           !by_has_class(view->tokens, token, CLASS_STARTER) &&
           !by_has_class(view->tokens, token, CLASS_SAYING) && !by_view_capital(view, token);
}

/*
 * The end of a rank whose head ends at `last`: `Secretary` `of Russia's Security Council`. Names
 * and capitalised words are taken as they come; words in lower case only where the complement then
 * ends at a name or a mark, since a verb may be among them.
 */
uint32_t by_extend_rank_right(const struct rank_view *view, uint32_t last)
{
    bool body_only = by_view_word(view, last, "in") || by_view_word(view, last, "at");
    if (!body_only && !by_view_preposition(view, last))
        return last;
    uint32_t sure = last;
    uint32_t maybe = last;
    uint32_t i = last + 1;
    if (by_view_word(view, i, "the"))
        i++;
    if (body_only && (by_view_starting(view, i) == NULL ||
                      by_view_starting(view, i)->type != BYLINE_ORGANISATION))
        return last;
    while (by_view_has(view, i) && i - last < LONGEST_COMPLEMENT) {
        const struct mention *mention = by_view_starting(view, i);
        if (mention != NULL && (mention->type == BYLINE_PERSON || mention->type == BYLINE_DATE))
            break;
        if (mention != NULL) {
            i = mention->last;
            sure = maybe = i;
        } else if (by_rank_at(view->analysis, i) != NULL && by_view_capital(view, i)) {
            break;
        } else if (by_view_capital(view, i) && by_token(view->tokens, i)->kind == TOKEN_WORD) {
            sure = maybe = ++i;
        } else if (is_plain_noun(view, i)) {
            maybe = ++i;
        } else if (is_inner_word(view, i) &&
                   !(by_view_word(view, i, "and") && by_view_rank_at(view, i + 1))) {
            i++;
        } else {
            break;
        }
    }
    bool closed = !by_view_has(view, i) || by_view_starts_person(view, i) ||
                  by_token(view->tokens, i)->kind == TOKEN_MARK;
    return closed ? maybe : sure;
}

/* ---- Mending what a network found ---- */

/* `Health Agency (HA)` `director`: the body and its acronym belong to the post behind them. */
static uint32_t take_body(const struct rank_view *view, uint32_t first, uint32_t last)
{
    if (first < view->sentence->first + 4 || !by_view_word(view, first - 1, ")") ||
        !by_view_word(view, first - 3, "(") || !by_rank_head(view->analysis, first, last).post)
        return first;
    const struct mention *body = by_view_ending(view, first - 3);
    return body != NULL && body->type == BYLINE_ORGANISATION ? body->first : first;
}

/* The owner directly before a title belongs to it: `Japan's`, `the` `party's`. */
static uint32_t take_owner(const struct rank_view *view, uint32_t first)
{
    if (first < view->sentence->first + 2 || !by_view_possessive(view, first - 1))
        return first;
    const struct mention *owner = by_view_ending(view, first - 1);
    if (owner != NULL)
        return is_owner(owner) ? owner->first : first;
    return by_has_class(view->tokens, first - 2, CLASS_ORGANISATION_HEAD) ? first - 2 : first;
}

/* Whether a title is only hoped for: `justice minister` `nominee`. */
static bool is_hoped_for(const struct rank_view *view, uint32_t last)
{
    static const char *const words[] = {"nominee", "candidate", "hopeful", "contender", "aspirant"};
    return by_view_any(view, last, words, sizeof words / sizeof *words);
}

/* `pro-government` `MP`: what a hyphen ties to a word before the span is not of the title. */
static uint32_t skip_tied(const struct rank_view *view, uint32_t first, uint32_t last)
{
    static const char *const ties[] = {"pro", "anti"};
    bool tied = first >= view->sentence->first + 2 && by_view_word(view, first - 1, "-") &&
                by_view_any(view, first - 2, ties, sizeof ties / sizeof *ties);
    if (by_view_word(view, first, "-"))
        tied = true; /* `then` `-diplomatic adviser` */
    return tied && first + 1 < last ? first + 1 : first;
}

/* A new holder's title begins after `new`: `Japan's new` `prime minister`. */
static uint32_t skip_outside(const struct rank_view *view, uint32_t first, uint32_t last)
{
    uint32_t start = first;
    for (uint32_t i = first; i + 1 < last && !by_view_preposition(view, i); i++) {
        const struct match *word = by_match_at(&view->analysis->matches, i, CLASS_RANK_OUTSIDE);
        if (word != NULL && i + word->count < last && by_view_starting(view, i) == NULL)
            start = i + word->count;
    }
    return start;
}

/* Where a rank that has named its body ends before a bare place: `ambassador of X` `in Baghdad`. */
static uint32_t cut_place(const struct rank_view *view, uint32_t first, uint32_t last)
{
    const struct mention *place = by_view_ending(view, last);
    if (place == NULL || place->type != BYLINE_PLACE || place->first <= first + 1 ||
        !by_view_word(view, place->first - 1, "in") ||
        by_view_ending(view, place->first - 1) == NULL)
        return last;
    return place->first - 1;
}

/* The first `of` or `for` in a span, or its end. */
static uint32_t complement_of(const struct rank_view *view, uint32_t first, uint32_t last)
{
    while (first < last && !by_view_preposition(view, first))
        first++;
    return first;
}

/* Whether a title of the lexicon ends just where a span does. */
static bool ends_in_title(const struct rank_view *view, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        const struct match *title = by_rank_at(view->analysis, i);
        if (title != NULL && i + title->count == last)
            return true;
    }
    return false;
}

/* Whether a span is a title with a head of its own: `member of the council`. */
static bool is_title(const struct rank_view *view, uint32_t first, uint32_t last)
{
    return first < last && ends_in_title(view, first, complement_of(view, first, last));
}

/* Whether `and` parts two titles: `Deputy Prime Minister` `and` `head of the party`. */
static bool parts_titles(const struct rank_view *view, uint32_t first, uint32_t at, uint32_t last)
{
    if (!by_view_word(view, at, "and") || !is_title(view, first, at) ||
        !is_title(view, at + 1, last))
        return false;
    /* `Manager and Rector of the College` share what follows. */
    return complement_of(view, first, at) < at || complement_of(view, at + 1, last) == last;
}

/* Whether `for` leads to another's title: `spokesman` `for` `President` X. */
static bool leads_to_another(const struct rank_view *view, uint32_t first, uint32_t at,
                             uint32_t last)
{
    return (by_view_word(view, at, "for") || by_view_word(view, at, "to")) &&
           by_view_starts_person(view, last) && by_rank_head(view->analysis, first, at).post &&
           ends_in_title(view, first, at) && ends_in_title(view, at + 1, last);
}

/* Whether an honorific that is not of the title begins at a token: `president of X` `Mr.` */
static bool begins_honorific(const struct rank_view *view, uint32_t first, uint32_t at,
                             uint32_t last)
{
    const struct match *title = by_match_at(&view->analysis->matches, at, CLASS_RANK);
    return title != NULL && at + title->count == last && by_view_starts_person(view, last) &&
           (by_token_word(view->tokens, at)->shape & SHAPE_STOP) != 0 &&
           is_title(view, first, at) && !ends_in_title(view, first, last - 1);
}

/* The most tokens of a title; a longer span is a mistake of the network's, and left as it is. */
#define LONGEST_TITLE 48

static void push_mended(struct mended_ranks *mended, uint32_t first, uint32_t last, bool other)
{
    if (first < last && mended->count < MOST_MENDED)
        mended->ranks[mended->count++] = (struct mended_rank){first, last, other};
}

/* Cuts a span where a second title begins. */
static void cut_titles(const struct rank_view *view, uint32_t first, uint32_t last,
                       struct mended_ranks *mended)
{
    for (uint32_t i = first + 1; i + 1 <= last; i++) {
        if (parts_titles(view, first, i, last)) {
            push_mended(mended, first, i, false);
            first = i + 1;
        } else if (leads_to_another(view, first, i, last)) {
            push_mended(mended, first, i, true);
            first = by_view_word(view, i + 1, "the") ? i + 2 : i + 1;
        } else if (begins_honorific(view, first, i, last)) {
            push_mended(mended, first, i, false);
            first = i;
        }
    }
    push_mended(mended, first, last, false);
}

void by_mend_rank(const struct rank_view *view, uint32_t first, uint32_t last,
                  struct mended_ranks *mended)
{
    mended->count = 0;
    if (is_hoped_for(view, last))
        return;
    if (last - first > LONGEST_TITLE) {
        push_mended(mended, first, last, false);
        return;
    }
    uint32_t start = skip_outside(view, skip_tied(view, first, last), last);
    cut_titles(view, start, cut_place(view, start, last), mended);
    if (start == first && mended->count > 0) {
        struct mended_rank *rank = &mended->ranks[0];
        rank->first = take_owner(view, take_body(view, rank->first, rank->last));
    }
}
