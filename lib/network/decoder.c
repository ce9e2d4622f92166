/* SPDX-License-Identifier: MIT */
#include "network/decoder.h"

#include <string.h>

/* ---- Tables -------------------------------------------------------------- */

/* Within these bounds a row of chances never comes to nothing. */
static void to_chances(const struct kernels *kernels, float *values, size_t count)
{
    float scores[LABEL_LANES];
    for (; count > 0; count -= FOLLOWERS, values += FOLLOWERS) {
        memcpy(scores, values, FOLLOWERS * sizeof(float));
        for (size_t i = 0; i < FOLLOWERS; i++) {
            values[i] = values[i] > -20.0f ? values[i] : -20.0f;
            values[i] = values[i] < 20.0f ? values[i] : 20.0f;
        }
        kernels->exponential(values, FOLLOWERS);
        for (size_t i = 0; i < FOLLOWERS; i++) {
            if (!(scores[i] > LABEL_FORBIDDEN))
                values[i] = 0.0f;
        }
    }
}

void by_decoder_init(struct decoder *decoder, const struct kernels *kernels,
                     const struct label_table *scores, uint32_t types)
{
    *decoder = (struct decoder){.kernels = kernels, .scores = scores, .types = types};
    struct label_chances *chances = &decoder->chances;
    chances->table = *scores;
    to_chances(kernels, chances->table.starts, LABEL_LANES);
    for (size_t i = 0; i < FOLLOWERS; i++)
        to_chances(kernels, chances->table.follow[i], FOLLOWERS);
    for (size_t i = 0; i < 2; i++)
        to_chances(kernels, chances->table.inside[i], FOLLOWERS);
    for (size_t i = 0; i < FOLLOWERS; i++) {
        for (size_t j = 0; j < FOLLOWERS; j++)
            chances->precede[j][i] = chances->table.follow[i][j];
    }
}

/* ---- The best sequence --------------------------------------------------- */

static uint32_t label_at(enum label_group group, uint32_t place)
{
    return (uint32_t)group * LABEL_GROUP + place;
}

/* The best of the labels after which a sentence or an entity may end. */
static uint32_t best_ended(const struct decoder *decoder, const float *scores)
{
    uint32_t best = label_at(GROUP_SINGLE, 0);
    for (uint32_t i = 1; i <= decoder->types; i++) {
        uint32_t single = label_at(GROUP_SINGLE, i), end = label_at(GROUP_END, i);
        if (scores[single] > scores[best])
            best = single;
        if (scores[end] > scores[best])
            best = end;
    }
    return best;
}

/* The label before `label` on the best path to it, given the scores of the paths to all. */
static uint32_t best_before(const struct decoder *decoder, const float *paths, uint32_t label)
{
    const struct label_table *table = decoder->scores;
    uint32_t place = label % LABEL_GROUP;
    if (label >= label_at(GROUP_END, 0)) {
        uint32_t begin = label_at(GROUP_BEGIN, place), inside = label_at(GROUP_INSIDE, place);
        uint32_t to = label - label_at(GROUP_END, 0);
        return paths[inside] + table->inside[1][to] > paths[begin] + table->inside[0][to] ? inside
                                                                                          : begin;
    }
    float scores[LABEL_LANES];
    for (uint32_t i = 0; i <= decoder->types; i++) {
        uint32_t single = label_at(GROUP_SINGLE, i), end = label_at(GROUP_END, i);
        scores[single] = paths[single] + table->follow[i][label];
        scores[end] = paths[end] + table->follow[LABEL_GROUP + i][label];
    }
    return best_ended(decoder, scores);
}

/* Follows the best path back from its end. Spans come out in reverse. */
static uint32_t trace(const struct decoder *decoder, const float *paths, uint32_t tokens,
                      struct decoded_span *spans)
{
    uint32_t count = 0, last = tokens;
    uint32_t label = best_ended(decoder, paths + (size_t)(tokens - 1) * LABEL_LANES);
    for (uint32_t t = tokens; t-- > 0;) {
        uint32_t group = label / LABEL_GROUP, place = label % LABEL_GROUP;
        if (group == GROUP_SINGLE || group == GROUP_END)
            last = t + 1;
        /* A sentence's first token ends the walk even where the scores make no sense. */
        if (place > 0 && (group == GROUP_SINGLE || group == GROUP_BEGIN || t == 0))
            spans[count++] = (struct decoded_span){.first = t, .last = last, .type = place - 1};
        if (t > 0)
            label = best_before(decoder, paths + (size_t)(t - 1) * LABEL_LANES, label);
    }
    return count;
}

static void reverse(struct decoded_span *spans, uint32_t count)
{
    for (uint32_t i = 0; i + i + 1 < count; i++) {
        struct decoded_span span = spans[i];
        spans[i] = spans[count - 1 - i];
        spans[count - 1 - i] = span;
    }
}

/* ---- Marginal probabilities ---------------------------------------------- */

/* What sums over all sequences give for each token. */
struct lattice {
    float *local, *forward, *backward; /* rows of LABEL_LANES */
    float *factors;                    /* one for each token */
};

static const float *row_of(const float *rows, uint32_t token)
{
    return rows + (size_t)token * LABEL_LANES;
}

static float probability(const struct decoder *decoder, const struct lattice *lattice,
                         const struct decoded_span *span)
{
    const struct label_table *table = &decoder->chances.table;
    uint32_t place = span->type + 1, last = span->last - 1;
    if (last == span->first) {
        uint32_t single = label_at(GROUP_SINGLE, place);
        return row_of(lattice->forward, last)[single] * row_of(lattice->backward, last)[single];
    }
    uint32_t end = label_at(GROUP_END, place), inside = label_at(GROUP_INSIDE, place);
    float share = row_of(lattice->forward, span->first)[label_at(GROUP_BEGIN, place)];
    for (uint32_t t = span->first + 1; t <= last; t++) {
        uint32_t label = t == last ? end : inside;
        const float *ways = table->inside[t > span->first + 1];
        share *= ways[label - label_at(GROUP_END, 0)] * row_of(lattice->local, t)[label] *
                 lattice->factors[t];
    }
    return share * row_of(lattice->backward, last)[end];
}

static void score_spans(const struct decoder *decoder, const struct label_rows *emissions,
                        float *room, struct decoded_span *spans, uint32_t count)
{
    size_t rows = (size_t)emissions->tokens * LABEL_LANES;
    struct lattice lattice;
    lattice.local = room;
    lattice.forward = lattice.local + rows;
    lattice.backward = lattice.forward + rows;
    lattice.factors = lattice.backward + rows;
    decoder->kernels->sum_paths(lattice.local, lattice.forward, lattice.factors, emissions,
                                &decoder->chances);
    decoder->kernels->sum_paths_back(lattice.backward, lattice.local, lattice.forward,
                                     lattice.factors, emissions, &decoder->chances);
    for (uint32_t i = 0; i < count; i++) {
        float share = probability(decoder, &lattice, &spans[i]);
        spans[i].score = share < 1.0f ? share : 1.0f;
    }
}

size_t by_decoder_room(uint32_t tokens)
{
    return (size_t)tokens * (3 * LABEL_LANES + 1);
}

uint32_t by_decode(const struct decoder *decoder, const float *rows, size_t down, uint32_t tokens,
                   float *room, struct decoded_span *spans)
{
    struct label_rows emissions = {rows, down, tokens, decoder->types};
    if (tokens == 0)
        return 0;
    decoder->kernels->best_paths(room, &emissions, decoder->scores);
    uint32_t count = trace(decoder, room, tokens, spans);
    reverse(spans, count);
    if (count > 0)
        score_spans(decoder, &emissions, room, spans, count);
    return count;
}
