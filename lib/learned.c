/* SPDX-License-Identifier: MIT */
#include "learned.h"

#include <string.h>

#include "name_segments.h"

/* The country of a place that the lexicon has by this name, or NULL. */
static const char *listed_country(const struct analysis *analysis, uint32_t first, uint32_t last)
{
    static const enum lexicon_class classes[] = {CLASS_COUNTRY, CLASS_CAPITAL, CLASS_REGION,
                                                 CLASS_CITY};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct match *match = by_match_at(&analysis->matches, first, classes[i]);
        if (match != NULL && first + match->count == last)
            return by_lexicon_value(match->entry);
    }
    return NULL;
}

/* The country of a place, which may be named after another: `Tver Region`, `Hanoi Airport`. */
static const char *country_of(const struct analysis *analysis, uint32_t first, uint32_t last)
{
    const char *country = listed_country(analysis, first, last);
    for (uint32_t head = first + 1; country == NULL && head < last; head++) {
        const struct match *match = by_match_at(&analysis->matches, head, CLASS_PLACE_HEAD);
        if (match != NULL && head + match->count == last)
            country = listed_country(analysis, first, head);
    }
    return country;
}

static bool is_taken(const uint8_t *taken, const struct network_span *span)
{
    for (uint32_t i = span->first; i < span->last; i++) {
        if (taken[i] != 0)
            return true;
    }
    return false;
}

/*
 * The most tokens of a name; a longer span is a mistake of the network's. The stages behind compare
 * names word by word.
 */
#define LONGEST_NAME 48

static bool push_span(struct analysis *analysis, const struct network_span *span,
                      struct mentions *mentions)
{
    struct mention mention =
        by_mention((byline_type)span->type, span->first, span->last, (double)span->score);
    if (span->type == BYLINE_PLACE)
        mention.country = country_of(analysis, span->first, span->last);
    return by_vector_push(&mentions->mentions, &analysis->arena.allocator, &mention);
}

/* Marks the tokens of the dates that the rules have found. */
static uint8_t *mark_dates(struct analysis *analysis, const struct mentions *mentions)
{
    uint32_t count = by_token_count(&analysis->tokens);
    uint8_t *taken = by_arena_take(&analysis->arena, count);
    if (taken == NULL)
        return NULL;
    memset(taken, 0, count);
    for (uint32_t i = 0; i < by_mention_count(mentions); i++) {
        const struct mention *mention = by_mention_at(mentions, i);
        memset(taken + mention->first, 1, mention->last - mention->first);
    }
    return taken;
}

/* ---- What the lexicon and the script know better ---- */

/* Whether a span has a capital or a caseless letter: in a text with capitals, names have one. */
static bool has_capital(const struct analysis *analysis, const struct network_span *span)
{
    for (uint32_t i = span->first; i < span->last; i++) {
        uint16_t shape = by_token_word(&analysis->tokens, i)->shape;
        if ((shape & SHAPE_CAPITAL) != 0 ||
            (shape & (SHAPE_LOWER | SHAPE_ALPHABETIC)) == SHAPE_ALPHABETIC)
            return true;
    }
    return false;
}

/* Whether the whole text is in lower case, as some feeds and chats are. */
static bool is_lower_case(const struct analysis *analysis)
{
    for (uint32_t i = 0; i < by_token_count(&analysis->tokens); i++) {
        if ((by_token_word(&analysis->tokens, i)->shape & SHAPE_CAPITAL) != 0)
            return false;
    }
    return true;
}

static bool is_proper(const struct network_span *span)
{
    return span->type == BYLINE_PERSON || span->type == BYLINE_ORGANISATION ||
           span->type == BYLINE_PLACE;
}

/*
 * A title of the lexicon is not cut in two. Ranks side by side meet where the second title begins, or
 * are one: `… Security Sen.` `Lt. Gen.` is `… Security` `Sen. Lt. Gen.`. An empty span is left where
 * the two are one.
 */
static void mend_border(const struct analysis *analysis, struct network_span *left,
                        struct network_span *right)
{
    if (left->type != BYLINE_RANK || right->type != BYLINE_RANK || left->last != right->first)
        return;
    for (uint32_t i = left->first; i < left->last; i++) {
        const struct match *title = by_match_at(&analysis->matches, i, CLASS_RANK);
        if (title != NULL && i + title->count > right->first && i + title->count <= right->last) {
            left->last = right->first = i;
            return;
        }
    }
}

/* The word that says what a name is of: its last, or the last before `of` and the like. */
static uint32_t head_of(const struct analysis *analysis, const struct network_span *span)
{
    for (uint32_t i = span->first + 1; i < span->last; i++) {
        if (by_is_lower(&analysis->tokens, i, "of") || by_is_lower(&analysis->tokens, i, "for") ||
            by_is_lower(&analysis->tokens, i, "on"))
            return i - 1;
    }
    return span->last - 1;
}

/* Cuts a span before what was not UTF-8: no name holds it. */
static void end_at_damage(const struct analysis *analysis, struct network_span *span)
{
    for (uint32_t i = span->first; i < span->last; i++) {
        if (strcmp(by_token_word(&analysis->tokens, i)->form, "\xEF\xBF\xBD") == 0)
            span->last = i;
    }
}

/* What begins with a number and has the head of an event is one: `8th International Meeting of …`. */
static bool is_event(const struct analysis *analysis, const struct network_span *span)
{
    return span->type == BYLINE_ORGANISATION &&
           (by_token_word(&analysis->tokens, span->first)->shape & SHAPE_HAS_DIGIT) != 0 &&
           by_has_class(&analysis->tokens, head_of(analysis, span), CLASS_MISC_HEAD);
}

static bool push_spans(struct analysis *analysis, const struct vector *spans, const uint8_t *taken,
                       struct mentions *mentions)
{
    struct network_span *span = spans->items;
    bool lower_case = is_lower_case(analysis);
    for (size_t i = 0; i < spans->count; i++) {
        if (i + 1 < spans->count)
            mend_border(analysis, &span[i], &span[i + 1]);
        end_at_damage(analysis, &span[i]);
        if (span[i].first == span[i].last)
            continue;
        if (is_event(analysis, &span[i]))
            span[i].type = BYLINE_MISC;
        bool rank = span[i].type == BYLINE_RANK; /* a rank may hold other entities */
        bool left_out =
            span[i].type == BYLINE_DATE ||
            (!rank && (span[i].last - span[i].first > LONGEST_NAME || is_taken(taken, &span[i]))) ||
            (is_proper(&span[i]) && !lower_case && !has_capital(analysis, &span[i]));
        if (!left_out && !push_span(analysis, &span[i], mentions))
            return false;
    }
    return true;
}

byline_status by_find_learned(struct analysis *analysis, const struct network *network,
                              struct mentions *mentions)
{
    struct vector spans = {.item_size = sizeof(struct network_span)};
    const uint8_t *taken = mark_dates(analysis, mentions);
    byline_status status = taken == NULL
                               ? BYLINE_ERROR_MEMORY
                               : by_network_tag(network, analysis, &analysis->arena, &spans);
    if (status == BYLINE_OK && !push_spans(analysis, &spans, taken, mentions))
        status = BYLINE_ERROR_MEMORY;
    by_vector_free(&spans, &analysis->arena.allocator);
    return status;
}
