/* SPDX-License-Identifier: MIT */
#include "network/features.h"

#include <string.h>
#include <utf8proc.h>

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
    for (uint32_t at = 0; at < word->length && count < FORM_LONGEST; count++) {
        if ((unsigned char)word->form[at] < 0x80) {
            codepoints[count] = (unsigned char)word->form[at++];
            continue;
        }
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)word->form + at,
                             (utf8proc_ssize_t)(word->length - at), &codepoints[count]);
        if (size <= 0)
            break;
        at += (uint32_t)size;
    }
    return count;
}

static int32_t shape_of(int32_t codepoint)
{
    if (codepoint < 0x80) {
        if (codepoint >= 'A' && codepoint <= 'Z')
            return 'X';
        if (codepoint >= 'a' && codepoint <= 'z')
            return 'x';
        return codepoint >= '0' && codepoint <= '9' ? 'd' : codepoint;
    }
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

/* ---- Lists --------------------------------------------------------------- */

/* The most features in a list: a phrase of each class, and five places. */
#define LIST_LONGEST (CLASS_COUNT + 5)

static void begin_lists(struct feature_lists *lists)
{
    lists->count = 0;
    lists->firsts[0] = 0;
    lists->features.count = 0;
}

/* Room for one more list, which end_list() ends; NULL when there is no memory. */
static uint16_t *begin_list(struct feature_lists *lists, const byline_allocator *allocator)
{
    return by_vector_reserve(&lists->features, allocator, LIST_LONGEST);
}

static void end_list(struct feature_lists *lists, const uint16_t *end)
{
    lists->features.count = (size_t)(end - (const uint16_t *)lists->features.items);
    lists->firsts[++lists->count] = (uint32_t)lists->features.count;
}

/* The number of the lowest bit of a set that is not empty. */
static uint32_t lowest_bit(uint64_t set)
{
    return (uint32_t)__builtin_ctzll(set);
}

static uint16_t *list_classes(uint16_t *list, const struct word *word)
{
    uint64_t classes = by_lexicon_word_classes(word->lexicon);
    for (; classes != 0; classes &= classes - 1)
        *list++ = (uint16_t)(FEATURE_CLASS + lowest_bit(classes));
    return list;
}

/* The phrases of each class that the walk over the tokens is in; a bit for each class with one. */
struct phrases {
    uint64_t open;
    uint32_t first[CLASS_COUNT], last[CLASS_COUNT];
};

static enum phrase_position position_in(uint32_t token, uint32_t first, uint32_t last)
{
    if (last - first == 1)
        return PHRASE_SINGLE;
    if (token == first)
        return PHRASE_BEGIN;
    return token + 1 == last ? PHRASE_END : PHRASE_INSIDE;
}

/* Of phrases of one class that overlap, the first counts; of those that begin together, the longest. */
static void open_phrases(const struct matches *matches, uint32_t token, struct phrases *phrases)
{
    size_t count;
    const struct match *match = by_matches_at(matches, token, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t class = match[i].entry->class;
        if ((phrases->open >> class & 1u) == 0) {
            phrases->open |= UINT64_C(1) << class;
            phrases->first[class] = token;
            phrases->last[class] = token + match[i].count;
        }
    }
}

static uint16_t *list_phrases(uint16_t *list, uint32_t token, struct phrases *phrases)
{
    for (uint64_t open = phrases->open; open != 0; open &= open - 1) {
        uint32_t class = lowest_bit(open), last = phrases->last[class];
        *list++ = (uint16_t)(FEATURE_PHRASE + PHRASE_POSITIONS * class +
                             (uint32_t)position_in(token, phrases->first[class], last));
        if (last == token + 1)
            phrases->open &= ~(UINT64_C(1) << class);
    }
    return list;
}

struct sentence_style {
    bool title, capitals;
};

/* From three words on, "most" is more than three fifths. */
static struct sentence_style style_of(const struct tokens *tokens, struct sentence sentence)
{
    uint32_t words = 0, capitals = 0, upper = 0;
    for (uint32_t t = sentence.first; t < sentence.last; t++) {
        uint16_t shape = by_token_word(tokens, t)->shape;
        words += (shape & (SHAPE_CAPITAL | SHAPE_LOWER)) != 0;
        capitals += (shape & SHAPE_CAPITAL) != 0;
        upper += (shape & SHAPE_UPPER) != 0;
    }
    return (struct sentence_style){words >= 3 && capitals * 5 > words * 3,
                                   words >= 3 && upper * 5 > words * 3};
}

static uint16_t *list_place(uint16_t *list, const struct token *token, bool first,
                            struct sentence_style style)
{
    if (first)
        *list++ = FEATURE_FIRST;
    if (token->gap == GAP_LINE)
        *list++ = FEATURE_LINE;
    if (token->gap == GAP_PARAGRAPH)
        *list++ = FEATURE_PARAGRAPH;
    if (style.title)
        *list++ = FEATURE_TITLE;
    if (style.capitals)
        *list++ = FEATURE_CAPITALS;
    return list;
}

static bool list_tokens(struct features *features, const struct analysis *analysis,
                        const byline_allocator *allocator)
{
    const struct part *part = &features->part;
    struct feature_lists *lists = &features->token_lists;
    struct phrases phrases = {0};
    begin_lists(lists);
    uint32_t token = part->first;
    for (uint32_t i = part->sentence; token < part->last; i++) {
        struct sentence sentence = by_part_sentence(analysis, part, i);
        struct sentence_style style = style_of(&analysis->tokens, sentence);
        for (; token < sentence.last; token++) {
            uint16_t *list = begin_list(lists, allocator);
            if (list == NULL)
                return false;
            open_phrases(&analysis->matches, token, &phrases);
            list = list_phrases(list, token, &phrases);
            list = list_place(list, by_token(&analysis->tokens, token), token == sentence.first,
                              style);
            end_list(lists, list);
        }
    }
    return true;
}

/* ---- Word types ---------------------------------------------------------- */

static bool add_type(struct features *features, const struct vocabulary *vocabulary, uint32_t index,
                     const byline_allocator *allocator)
{
    const struct word *word = by_word(vocabulary, index);
    uint32_t type = features->type_count++;
    uint32_t *group = &features->seen_groups[word->folded];
    uint16_t *list = begin_list(&features->type_lists, allocator);
    if (list == NULL)
        return false;
    if (*group <= features->groups_before)
        *group = features->groups_before + ++features->group_count;
    features->seen_types[index] = features->types_before + features->type_count;
    features->words[type] = index;
    features->groups[type] = *group - features->groups_before - 1;
    find_affixes(word, features->affixes + (size_t)type * AFFIX_COUNT);
    end_list(&features->type_lists, list_classes(list, word));
    return true;
}

/* Numbers the word types of the part's tokens. */
static bool find_types(struct features *features, const struct analysis *analysis,
                       const byline_allocator *allocator)
{
    const struct part *part = &features->part;
    begin_lists(&features->type_lists);
    for (uint32_t t = part->first; t < part->last; t++) {
        uint32_t index = by_token(&analysis->tokens, t)->word;
        if (features->seen_types[index] <= features->types_before &&
            !add_type(features, &analysis->tokens.vocabulary, index, allocator))
            return false;
        features->types[t - part->first] = features->seen_types[index] - features->types_before - 1;
    }
    return true;
}

/* ---- Parts --------------------------------------------------------------- */

bool by_part_next(const struct analysis *analysis, uint32_t most, struct part *part)
{
    uint32_t sentences = by_sentence_count(&analysis->sentences), sentence = part->sentence;
    part->first = part->last;
    while (sentence < sentences && by_sentence(&analysis->sentences, sentence)->last <= part->first)
        sentence++;
    part->sentence = sentence;
    for (; sentence < sentences; sentence++) {
        uint32_t last = by_sentence(&analysis->sentences, sentence)->last;
        if (last - part->first > most)
            break;
        part->last = last;
    }
    if (sentence < sentences && part->last == part->first)
        part->last = part->first + most;
    return part->last > part->first;
}

struct sentence by_part_sentence(const struct analysis *analysis, const struct part *part,
                                 uint32_t sentence)
{
    struct sentence whole = {part->last, part->last};
    if (sentence < by_sentence_count(&analysis->sentences))
        whole = *by_sentence(&analysis->sentences, sentence);
    uint32_t first = whole.first > part->first ? whole.first : part->first;
    uint32_t last = whole.last < part->last ? whole.last : part->last;
    return (struct sentence){first < last ? first : last, last};
}

static uint32_t *take_numbers(struct arena *arena, size_t count)
{
    return by_arena_take(arena, count * sizeof(uint32_t));
}

bool by_features_begin(struct features *features, const struct analysis *analysis, uint32_t most,
                       struct arena *arena)
{
    *features = (struct features){
        .type_lists.features.item_size = sizeof(uint16_t),
        .token_lists.features.item_size = sizeof(uint16_t),
    };
    size_t words = analysis->tokens.vocabulary.words.count, room = (size_t)most + 1;
    uint32_t **const arrays[] = {&features->words, &features->groups, &features->types,
                                 &features->type_lists.firsts, &features->token_lists.firsts};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        *arrays[i] = take_numbers(arena, room);
        if (*arrays[i] == NULL)
            return false;
    }
    features->affixes = by_arena_take(arena, room * AFFIX_COUNT * sizeof(uint16_t));
    features->seen_types = take_numbers(arena, words);
    features->seen_groups = take_numbers(arena, words);
    if (features->affixes == NULL || features->seen_types == NULL || features->seen_groups == NULL)
        return false;
    memset(features->seen_types, 0, words * sizeof(uint32_t));
    memset(features->seen_groups, 0, words * sizeof(uint32_t));
    return true;
}

bool by_features_find(struct features *features, const struct analysis *analysis,
                      const struct part *part, const byline_allocator *allocator)
{
    features->part = *part;
    features->types_before += features->type_count;
    features->groups_before += features->group_count;
    features->type_count = 0;
    features->group_count = 0;
    return find_types(features, analysis, allocator) && list_tokens(features, analysis, allocator);
}

void by_features_free(struct features *features, const byline_allocator *allocator)
{
    by_vector_free(&features->type_lists.features, allocator);
    by_vector_free(&features->token_lists.features, allocator);
}
