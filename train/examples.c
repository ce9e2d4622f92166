/* SPDX-License-Identifier: MIT */
#include "examples.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "storage.h"

/* ---- Affixes ------------------------------------------------------------- */

#define FORM_LONGEST 64 /* code points of a form that are looked at */

/* FNV-1a over code points, told apart by kind, with the bits mixed. */
static uint16_t bucket(uint32_t kind, const int32_t *codepoints, size_t count)
{
    uint32_t hash = (2166136261u ^ kind) * 16777619u;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ (uint32_t)codepoints[i]) * 16777619u;
    hash ^= hash >> 16;
    hash *= 0x85EBCA6Bu;
    hash ^= hash >> 13;
    return (uint16_t)(hash % AFFIX_BUCKETS);
}

static size_t decode(const struct word *word, int32_t codepoints[FORM_LONGEST])
{
    size_t count = 0;
    for (utf8proc_ssize_t at = 0; at < (utf8proc_ssize_t)word->length && count < FORM_LONGEST;) {
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)word->form + at,
                             (utf8proc_ssize_t)word->length - at, &codepoints[count]);
        if (size <= 0)
            break;
        at += size;
        count++;
    }
    return count;
}

static int32_t shape_of(int32_t codepoint)
{
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return 'X';
    case UTF8PROC_CATEGORY_LL: return 'x';
    case UTF8PROC_CATEGORY_ND: return 'd';
    default: return codepoint;
    }
}

/* Runs of one kind of character count as three at most. */
static size_t shorten(const int32_t *codepoints, size_t count, int32_t shape[FORM_LONGEST])
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t kind = shape_of(codepoints[i]);
        if (length < 3 || shape[length - 1] != kind || shape[length - 2] != kind ||
            shape[length - 3] != kind)
            shape[length++] = kind;
    }
    return length;
}

static void find_affixes(const struct word *word, uint16_t affixes[AFFIX_COUNT])
{
    int32_t form[FORM_LONGEST], shape[FORM_LONGEST];
    size_t count = decode(word, form);
    for (uint32_t n = 1; n <= 4; n++) {
        size_t length = n < count ? n : count;
        affixes[n - 1] = bucket(n, form, length);
        affixes[n + 3] = bucket(n + 4, form + count - length, length);
    }
    affixes[8] = bucket(9, shape, shorten(form, count, shape));
}

/* ---- Features ------------------------------------------------------------ */

/* Lists as they are put together, one after the other. */
struct list_maker {
    struct feature_lists lists;
    uint32_t list_count, count, capacity;
};

static void begin_lists(struct list_maker *maker, uint32_t lists)
{
    *maker = (struct list_maker){.capacity = 256};
    maker->lists.firsts = storage_take((size_t)lists + 1, sizeof(*maker->lists.firsts));
    maker->lists.features = storage_take(maker->capacity, sizeof(*maker->lists.features));
}

static void add_feature(struct list_maker *maker, uint32_t feature)
{
    if (maker->count == maker->capacity) {
        maker->capacity *= 2;
        maker->lists.features =
            storage_resize(maker->lists.features, maker->capacity, sizeof(*maker->lists.features));
    }
    maker->lists.features[maker->count++] = (uint16_t)feature;
}

static void end_list(struct list_maker *maker)
{
    maker->lists.firsts[++maker->list_count] = maker->count;
}

static void list_classes(struct list_maker *maker, const struct word *word)
{
    uint64_t classes = by_lexicon_word_classes(word->lexicon);
    for (uint32_t class = 0; class < CLASS_COUNT; class ++) {
        if ((classes >> class & 1u) != 0)
            add_feature(maker, FEATURE_CLASS + class);
    }
    end_list(maker);
}

/* The phrases of each class that the walk over the tokens is in. */
struct phrases {
    uint32_t first[CLASS_COUNT], last[CLASS_COUNT];
};

static enum position position_in(uint32_t token, uint32_t first, uint32_t last)
{
    if (last - first == 1)
        return POSITION_SINGLE;
    if (token == first)
        return POSITION_BEGIN;
    return token + 1 == last ? POSITION_END : POSITION_INSIDE;
}

/* Of the phrases of one class that overlap, the first counts, and of several there the longest. */
static void list_phrases(struct list_maker *maker, const struct matches *matches, uint32_t token,
                         struct phrases *phrases)
{
    size_t count;
    const struct match *match = by_matches_at(matches, token, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t class = match[i].entry->class;
        if (phrases->last[class] <= token) {
            phrases->first[class] = token;
            phrases->last[class] = token + match[i].count;
        }
    }
    for (uint32_t class = 0; class < CLASS_COUNT; class ++) {
        if (phrases->last[class] > token) {
            enum position position =
                position_in(token, phrases->first[class], phrases->last[class]);
            add_feature(maker, FEATURE_PHRASE + 4 * class + (uint32_t)position);
        }
    }
}

struct sentence_style {
    bool title, capitals;
};

/* From three words on, "most" is more than three fifths. */
static struct sentence_style style_of(const struct tokens *tokens, const struct sentence *sentence)
{
    uint32_t words = 0, capitals = 0, upper = 0;
    for (uint32_t t = sentence->first; t < sentence->last; t++) {
        uint16_t shape = by_token_word(tokens, t)->shape;
        words += (shape & (SHAPE_CAPITAL | SHAPE_LOWER)) != 0;
        capitals += (shape & SHAPE_CAPITAL) != 0;
        upper += (shape & SHAPE_UPPER) != 0;
    }
    return (struct sentence_style){words >= 3 && capitals * 5 > words * 3,
                                   words >= 3 && upper * 5 > words * 3};
}

static void list_place(struct list_maker *maker, const struct token *token, bool first,
                       struct sentence_style style)
{
    if (first)
        add_feature(maker, FEATURE_FIRST);
    if (token->gap == GAP_LINE)
        add_feature(maker, FEATURE_LINE);
    if (token->gap == GAP_PARAGRAPH)
        add_feature(maker, FEATURE_PARAGRAPH);
    if (style.title)
        add_feature(maker, FEATURE_TITLE);
    if (style.capitals)
        add_feature(maker, FEATURE_CAPITALS);
}

static void list_token_features(struct example *example, const struct analysis *analysis)
{
    struct list_maker maker;
    struct phrases phrases = {0};
    begin_lists(&maker, example->token_count);
    for (uint32_t i = 0; i < example->sentence_count; i++) {
        const struct sentence *sentence = by_sentence(&analysis->sentences, i);
        struct sentence_style style = style_of(&analysis->tokens, sentence);
        for (uint32_t t = sentence->first; t < sentence->last; t++) {
            list_phrases(&maker, &analysis->matches, t, &phrases);
            list_place(&maker, by_token(&analysis->tokens, t), t == sentence->first, style);
            end_list(&maker);
        }
    }
    example->token_features = maker.lists;
}

/* ---- Word types ---------------------------------------------------------- */

/* Numbers the word types that have tokens, and describes them. */
static void take_types(struct example *example, const struct analysis *analysis,
                       const struct vectors *vectors)
{
    const struct vocabulary *vocabulary = &analysis->tokens.vocabulary;
    uint32_t words = (uint32_t)vocabulary->words.count;
    uint32_t *numbers = storage_take(words, sizeof(*numbers)); /* from 1 */
    uint32_t *groups = storage_take(words, sizeof(*groups));   /* from 1 */
    struct list_maker maker;
    begin_lists(&maker, words);
    example->vectors = storage_take(words, sizeof(*example->vectors));
    example->groups = storage_take(words, sizeof(*example->groups));
    example->affixes = storage_take((size_t)words * AFFIX_COUNT, sizeof(*example->affixes));
    for (uint32_t t = 0; t < example->token_count; t++) {
        uint32_t index = by_token(&analysis->tokens, t)->word;
        if (numbers[index] == 0) {
            const struct word *word = by_word(vocabulary, index);
            uint32_t type = example->type_count++;
            numbers[index] = example->type_count;
            if (groups[word->folded] == 0)
                groups[word->folded] = ++example->group_count;
            example->groups[type] = groups[word->folded] - 1;
            example->vectors[type] = vectors_find(vectors, word->lower, word->lower_length);
            find_affixes(word, example->affixes + (size_t)type * AFFIX_COUNT);
            list_classes(&maker, word);
        }
        example->types[t] = numbers[index] - 1;
    }
    example->type_features = maker.lists;
    free(groups);
    free(numbers);
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

static void take_span(struct example *example, const struct analysis *analysis,
                      const struct sample_span *span, const struct layer *layer, uint8_t *labels)
{
    const struct tokens *tokens = &analysis->tokens;
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

static void take_layer(struct example *example, const struct analysis *analysis,
                       const struct sample *sample, uint32_t index, const struct layer *layer)
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
            take_span(example, analysis, &sample->spans[i], layer, labels);
    }
    free(labels);
}

static void take_sentences(struct example *example, const struct analysis *analysis)
{
    example->sentences =
        storage_take((size_t)example->sentence_count + 1, sizeof(*example->sentences));
    for (uint32_t i = 0; i < example->sentence_count; i++)
        example->sentences[i] = by_sentence(&analysis->sentences, i)->first;
    example->sentences[example->sentence_count] = example->token_count;
}

void example_make(struct example *example, const struct sample *sample,
                  const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                  enum casing casing)
{
    struct analysis analysis;
    analyse_sample(&analysis, sample, casing);
    *example = (struct example){.token_count = by_token_count(&analysis.tokens),
                                .sentence_count = by_sentence_count(&analysis.sentences),
                                .weight = sample->weight};
    memcpy(example->annotated, sample->annotated, sizeof(example->annotated));
    example->types = storage_take(example->token_count, sizeof(*example->types));
    take_sentences(example, &analysis);
    take_types(example, &analysis, vectors);
    list_token_features(example, &analysis);
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        take_layer(example, &analysis, sample, i, &layers[i]);
    analysis_free(&analysis);
}

void example_free(struct example *example)
{
    free(example->vectors);
    free(example->affixes);
    free(example->groups);
    free(example->type_features.firsts);
    free(example->type_features.features);
    free(example->types);
    free(example->token_features.firsts);
    free(example->token_features.features);
    free(example->sentences);
    for (uint32_t i = 0; i < LAYER_COUNT; i++) {
        free(example->sets[i]);
        free(example->gold[i]);
    }
    *example = (struct example){0};
}
