/* SPDX-License-Identifier: MIT */
#include "examples.h"

#include <stdlib.h>
#include <string.h>

#include "storage.h"

/* Finds the features of the whole text as one part, and the words' vectors. */
static void find_features(struct example *example, const struct vectors *vectors)
{
    const struct analysis *analysis = &example->analysis;
    struct features *features = &example->features;
    struct part part = {0};
    insist(by_features_begin(features, analysis, example->token_count, &example->analysis.arena));
    (void)by_part_next(analysis, example->token_count, &part);
    insist(by_features_find(features, analysis, &part, &analysis->arena.allocator));
    example->vectors = storage_take(features->type_count, sizeof(*example->vectors));
    for (uint32_t type = 0; type < features->type_count; type++) {
        const struct word *word = by_word(&analysis->tokens.vocabulary, features->words[type]);
        example->vectors[type] = vectors_find(vectors, word->lower, word->lower_length);
    }
}

/* ---- Annotation ---------------------------------------------------------- */

/* The first token that ends after a byte. */
static uint32_t token_after(const struct tokens *tokens, uint32_t byte)
{
    uint32_t low = 0, high = by_token_count(tokens);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (by_token(tokens, middle)->end > byte)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool in_one_sentence(const struct example *example, uint32_t first, uint32_t last)
{
    for (uint32_t i = 1; i < example->sentence_count; i++) {
        if (example->sentences[i] > first)
            return last <= example->sentences[i];
    }
    return true;
}

/* Whether all of the tokens are still outside. */
static bool is_free(const uint8_t *labels, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t < last; t++) {
        if (labels[t] != LABEL_OUTSIDE)
            return false;
    }
    return true;
}

static void take_span(struct example *example, const struct sample_span *span,
                      const struct layer *layer, uint8_t *labels)
{
    const struct tokens *tokens = &example->analysis.tokens;
    uint32_t first = token_after(tokens, span->start), last = token_after(tokens, span->end - 1);
    uint64_t *sets = example->sets[span->layer];
    last += last < example->token_count && by_token(tokens, last)->start < span->end;
    if (last <= first) {
        if (span->type != TYPE_NONE)
            example->lost[span->layer][span->type]++;
        return;
    }
    bool whole = by_token(tokens, first)->start == span->start &&
                 by_token(tokens, last - 1)->end == span->end;
    bool usable = span->type != TYPE_NONE && in_one_sentence(example, first, last) &&
                  is_free(labels, first, last);
    struct label_span found = {first, last, span->type};
    if (usable && whole)
        example->gold[span->layer][example->gold_count[span->layer]++] = found;
    else if (span->type != TYPE_NONE)
        example->lost[span->layer][span->type]++;
    if (usable)
        labels_from_spans(&found, 1, labels);
    for (uint32_t t = first; t < last; t++)
        sets[t] = usable ? UINT64_C(1) << labels[t] : label_set_all(layer);
}

static void take_layer(struct example *example, const struct sample *sample, uint32_t index,
                       const struct layer *layer)
{
    uint32_t tokens = example->token_count;
    uint64_t outside = label_set_outside(layer, sample->annotated[index]);
    if (sample->annotated[index] == 0)
        return;
    uint8_t *labels = storage_take(tokens, sizeof(*labels));
    example->sets[index] = storage_take(tokens, sizeof(*example->sets[index]));
    example->gold[index] = storage_take(sample->span_count, sizeof(*example->gold[index]));
    for (uint32_t t = 0; t < tokens; t++)
        example->sets[index][t] = outside;
    for (size_t i = 0; i < sample->span_count; i++) {
        if (sample->spans[i].layer == index)
            take_span(example, &sample->spans[i], layer, labels);
    }
    free(labels);
}

static void take_sentences(struct example *example)
{
    const struct sentences *sentences = &example->analysis.sentences;
    example->sentence_count = by_sentence_count(sentences);
    example->sentences =
        storage_take((size_t)example->sentence_count + 1, sizeof(*example->sentences));
    for (uint32_t i = 0; i < example->sentence_count; i++)
        example->sentences[i] = by_sentence(sentences, i)->first;
    example->sentences[example->sentence_count] = example->token_count;
}

void example_make(struct example *example, const struct sample *sample,
                  const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                  enum casing casing)
{
    *example = (struct example){.weight = sample->weight};
    memcpy(example->annotated, sample->annotated, sizeof(example->annotated));
    analyse_sample(&example->analysis, sample, casing);
    example->token_count = by_token_count(&example->analysis.tokens);
    if (example->token_count > 0)
        find_features(example, vectors);
    take_sentences(example);
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        take_layer(example, sample, i, &layers[i]);
}

void example_free(struct example *example)
{
    by_features_free(&example->features, &example->analysis.arena.allocator);
    analysis_free(&example->analysis);
    free(example->vectors);
    free(example->sentences);
    for (uint32_t i = 0; i < LAYER_COUNT; i++) {
        free(example->sets[i]);
        free(example->gold[i]);
    }
    *example = (struct example){0};
}
