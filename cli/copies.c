/* SPDX-License-Identifier: MIT */
#include "copies.h"

#include <stdlib.h>
#include <string.h>

#define SHINGLE_WORDS 8
#define SKELETON_WORDS 6 /* `PERSON was born in PLACE in DATE` is no pattern of anybody's */

/* ---- Words --------------------------------------------------------------- */

struct word {
    const char *text; /* in lower case, or the name of a type in capitals */
    size_t offset;
    bool masked;
};

struct words {
    struct word *items;
    size_t count, capacity;
};

/* A token that is no mark: it begins with a letter or digit. General punctuation is U+2000 to U+207F. */
static bool is_word(const char *bytes)
{
    unsigned char first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];

    if (first >= 0x80)
        return first != 0xE2 || (second != 0x80 && second != 0x81);
    return (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') ||
           (first >= 'A' && first <= 'Z');
}

static const char *lower(const char *bytes, size_t length, struct pool *pool)
{
    char *copy = pool_copy(pool, bytes, length);

    for (size_t i = 0; i < length; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] - 'A' + 'a');
    return copy;
}

/* The first annotation, from *next on, that a token may stand in; *next goes on with the text. */
static const struct annotation *annotation_at(const struct annotated_document *document,
                                              size_t *next, uint64_t offset)
{
    while (*next < document->entity_count && document->entities[*next].end <= offset)
        ++*next;
    return *next < document->entity_count && document->entities[*next].start <= offset
               ? &document->entities[*next]
               : NULL;
}

/* The words of a text. Entities stand in the order of their starts, the outer first. */
static struct words words_of(const struct annotated_document *document, bool masked,
                             struct pool *pool)
{
    struct words words = {0};
    const struct annotation *last = NULL;
    size_t next = 0;

    for (size_t i = 0; i < document->token_count; i++) {
        const byline_span *token = &document->tokens[i];
        const struct annotation *entity =
            masked ? annotation_at(document, &next, token->start) : NULL;
        struct word word = {.offset = (size_t)token->start, .masked = entity != NULL};

        if (entity == NULL && !is_word(document->text + token->start))
            continue;
        if (entity != NULL && entity == last)
            continue;
        last = entity;
        word.text = entity != NULL ? byline_type_name(entity->type)
                                   : lower(document->text + token->start,
                                           (size_t)(token->end - token->start), pool);
        words.items =
            pool_grow(pool, words.items, words.count, &words.capacity, sizeof(*words.items));
        words.items[words.count++] = word;
    }
    return words;
}

/* ---- Resemblance --------------------------------------------------------- */

/* A run of words, as its hash, and the article that it stands in. */
struct shingle {
    uint64_t hash;
    size_t article;
};

struct shingles {
    struct shingle *items;
    size_t count, capacity;
};

/* FNV-1a, with a zero after each word. */
static uint64_t hash_words(const struct word *words, size_t count)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < count; i++)
        for (const char *byte = words[i].text;; byte++) {
            hash = (hash ^ (unsigned char)*byte) * 1099511628211u;
            if (*byte == '\0')
                break;
        }
    return hash;
}

static int compare_shingles(const void *left, const void *right)
{
    const struct shingle *a = left, *b = right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

/* Sorts shingles and drops those that stand twice in one article. */
static void make_set(struct shingles *shingles)
{
    size_t count = 0;

    if (shingles->count == 0)
        return;
    qsort(shingles->items, shingles->count, sizeof(*shingles->items), compare_shingles);
    for (size_t i = 0; i < shingles->count; i++)
        if (i == 0 || compare_shingles(&shingles->items[count - 1], &shingles->items[i]) != 0)
            shingles->items[count++] = shingles->items[i];
    shingles->count = count;
}

static void add_shingles(struct shingles *shingles, size_t article, const struct words *words,
                         struct pool *pool)
{
    for (size_t i = 0; i + SHINGLE_WORDS <= words->count; i++) {
        shingles->items = pool_grow(pool, shingles->items, shingles->count, &shingles->capacity,
                                    sizeof(*shingles->items));
        shingles->items[shingles->count++] =
            (struct shingle){hash_words(words->items + i, SHINGLE_WORDS), article};
    }
}

static int compare_pairs(const void *left, const void *right)
{
    const struct resemblance *a = left, *b = right;

    if (a->left != b->left)
        return a->left < b->left ? -1 : 1;
    return (a->right > b->right) - (a->right < b->right);
}

/* Adds a pair for each shingle that two articles share. */
static void add_pairs(struct resemblances *pairs, const struct shingles *shingles,
                      struct pool *pool)
{
    for (size_t i = 0; i < shingles->count; i++) {
        for (size_t k = i + 1;
             k < shingles->count && shingles->items[k].hash == shingles->items[i].hash; k++) {
            pairs->items = pool_grow(pool, pairs->items, pairs->count, &pairs->capacity,
                                     sizeof(*pairs->items));
            pairs->items[pairs->count++] = (struct resemblance){
                .left = shingles->items[i].article, .right = shingles->items[k].article};
        }
    }
    if (pairs->count > 0)
        qsort(pairs->items, pairs->count, sizeof(*pairs->items), compare_pairs);
}

/* Makes one of the pairs that are alike; how many they were is what the two share. */
static void join_pairs(struct resemblances *pairs, const size_t *sizes)
{
    size_t count = 0;

    for (size_t i = 0, shared; i < pairs->count; i += shared) {
        struct resemblance pair = pairs->items[i];

        for (shared = 1;
             i + shared < pairs->count && compare_pairs(&pairs->items[i + shared], &pair) == 0;)
            shared++;
        pair.share = (double)shared / (double)(sizes[pair.left] + sizes[pair.right] - shared);
        pairs->items[count++] = pair;
    }
    pairs->count = count;
}

struct resemblances resemblances_find(const struct articles *articles, bool masked,
                                      struct pool *pool)
{
    struct resemblances pairs = {0};
    struct shingles shingles = {0};
    size_t *sizes = pool_take_array(pool, articles->count, sizeof(*sizes));

    for (size_t i = 0; i < articles->count; i++) {
        struct words words = words_of(&articles->items[i].document, masked, pool);

        add_shingles(&shingles, i, &words, pool);
    }
    make_set(&shingles);
    for (size_t i = 0; i < shingles.count; i++)
        sizes[shingles.items[i].article]++;
    add_pairs(&pairs, &shingles, pool);
    join_pairs(&pairs, sizes);
    return pairs;
}

/* ---- Skeletons ----------------------------------------------------------- */

static const char *join_words(const struct word *words, size_t count, struct pool *pool)
{
    size_t size = 1;
    char *joined, *end;

    for (size_t i = 0; i < count; i++)
        size += strlen(words[i].text) + 1;
    joined = end = pool_take(pool, size);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i].text);

        if (i > 0)
            *end++ = ' ';
        memcpy(end, words[i].text, length);
        end += length;
    }
    return joined;
}

static void add_skeleton(struct skeletons *skeletons, size_t article, const struct word *words,
                         size_t count, struct pool *pool)
{
    size_t plain = 0;

    for (size_t i = 0; i < count; i++)
        plain += !words[i].masked;
    if (plain < SKELETON_WORDS)
        return;
    skeletons->items = pool_grow(pool, skeletons->items, skeletons->count, &skeletons->capacity,
                                 sizeof(*skeletons->items));
    skeletons->items[skeletons->count++] =
        (struct skeleton){join_words(words, count, pool), article, words[0].offset};
}

static void add_sentences(struct skeletons *skeletons, const struct articles *articles,
                          size_t article, struct pool *pool)
{
    const struct annotated_document *document = &articles->items[article].document;
    struct words words = words_of(document, true, pool);
    size_t first = 0;

    for (size_t i = 0; i < document->sentence_count; i++) {
        size_t next = first;

        while (next < words.count && words.items[next].offset < document->sentences[i].end)
            next++;
        add_skeleton(skeletons, article, words.items + first, next - first, pool);
        first = next;
    }
}

static int compare_skeletons(const void *left, const void *right)
{
    const struct skeleton *a = left, *b = right;
    int order = strcmp(a->words, b->words);

    if (order == 0)
        order = (a->article > b->article) - (a->article < b->article);
    if (order == 0)
        order = (a->offset > b->offset) - (a->offset < b->offset);
    return order;
}

struct skeletons skeletons_find(const struct articles *articles, struct pool *pool)
{
    struct skeletons skeletons = {0};

    for (size_t i = 0; i < articles->count; i++)
        add_sentences(&skeletons, articles, i, pool);
    if (skeletons.count > 0)
        qsort(skeletons.items, skeletons.count, sizeof(*skeletons.items), compare_skeletons);
    return skeletons;
}
