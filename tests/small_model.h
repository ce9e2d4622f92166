/* SPDX-License-Identifier: MIT */
/* small_model.h - a model of a few words and channels, with weights that mean nothing, for tests. */
#ifndef BYLINE_TESTS_SMALL_MODEL_H
#define BYLINE_TESTS_SMALL_MODEL_H

#include <stdlib.h>
#include <string.h>

#include "network/decoder.h"
#include "network/features.h"
#include "network/words.h"

/* The lower-cased words that have vectors. */
static const char *const small_model_words[] = {"minister", "hanoi", "0000", "the", "said"};
#define SMALL_MODEL_WORDS (sizeof small_model_words / sizeof small_model_words[0])

/* Numbers that look random, and are the same each time. */
static inline uint32_t draw(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* In [-1, 1). */
static inline float draw_share(uint32_t *state)
{
    return (float)draw(state) * 0x1p-23f - 1.0f;
}

static inline void draw_floats(float *values, size_t count, float size, uint32_t *state)
{
    for (size_t i = 0; i < count; i++)
        values[i] = size * draw_share(state);
}

static inline void draw_weights(int8_t *weights, size_t count, uint32_t *state)
{
    for (size_t i = 0; i < count; i++)
        weights[i] = (int8_t)((int)(draw(state) % 255) - 127);
}

/* What is added to sums by the way that inputs are kept. */
static inline void sum_offsets(int32_t *offsets, const int8_t *weights, uint32_t inner,
                               uint32_t columns)
{
    for (uint32_t j = 0; j < columns; j++) {
        const int8_t *panel = weights + (size_t)(j / KERNEL_LANES) * KERNEL_LANES * inner;

        offsets[j] = 0;
        for (uint32_t k = 0; k < inner; k++)
            offsets[j] +=
                ACTIVATION_ZERO * panel[k / 4 * 4 * KERNEL_LANES + j % KERNEL_LANES * 4 + k % 4];
    }
}

static inline void draw_matrix(unsigned char *bytes, const struct matrix_layout *layout,
                               uint32_t *state)
{
    int8_t *weights = (int8_t *)(bytes + layout->weights);

    draw_floats((float *)(void *)(bytes + layout->scales), layout->columns, 0.002f, state);
    draw_floats((float *)(void *)(bytes + layout->bias), layout->columns, 0.5f, state);
    draw_weights(weights, (size_t)layout->inner * layout->columns, state);
    sum_offsets((int32_t *)(void *)(bytes + layout->offsets), weights, layout->inner,
                layout->columns);
}

static inline void draw_table(struct label_table *table, uint32_t types, uint32_t *state)
{
    for (size_t i = 0; i < FOLLOWERS; i++) {
        for (size_t j = 0; j < FOLLOWERS; j++) {
            bool from = i % LABEL_GROUP <= types && i != LABEL_GROUP;
            bool to = j % LABEL_GROUP <= types && j != LABEL_GROUP;

            table->follow[i][j] = from && to ? draw_share(state) : LABEL_FORBIDDEN;
            table->starts[j] = to ? draw_share(state) : LABEL_FORBIDDEN;
            table->starts[FOLLOWERS + j] = LABEL_FORBIDDEN;
        }
        for (size_t way = 0; way < 2; way++) {
            bool real = i % LABEL_GROUP > 0 && i % LABEL_GROUP <= types;

            table->inside[way][i] = real ? draw_share(state) : LABEL_FORBIDDEN;
        }
    }
}

static inline void add_words(unsigned char *bytes, const struct model_shape *shape,
                             const struct model_layout *layout)
{
    uint32_t *ranges = (uint32_t *)(void *)(bytes + layout->word_ranges);
    uint32_t *prints = (uint32_t *)(void *)(bytes + layout->word_prints);
    uint32_t word = 0;

    for (uint32_t range = 0; range < UINT32_C(1) << shape->word_bits; range++) {
        ranges[range] = word;
        for (size_t i = 0; i < SMALL_MODEL_WORDS; i++) {
            uint64_t hash = by_word_hash(small_model_words[i], strlen(small_model_words[i]));

            if (hash >> (64 - shape->word_bits) == range)
                prints[word++] = (uint32_t)hash;
        }
        ranges[range + 1] = word;
    }
}

/* Sets the size and the checksum in the head to what they should be. */
static inline void seal(unsigned char *bytes, size_t size)
{
    size_t first = offsetof(struct model_head, shape);
    struct model_head head;

    memcpy(&head, bytes, sizeof head);
    head.file_size = size;
    head.checksum = by_model_checksum(bytes + first, size - first);
    memcpy(bytes, &head, sizeof head);
}

/* The caller frees it. */
static inline unsigned char *small_model(size_t *size)
{
    static const char *const types[MODEL_LAYERS][MODEL_TYPES] = {
        {"PERSON", "ORGANISATION", "PLACE"}, {"RANK"}};
    struct model_head head = {.magic = MODEL_MAGIC,
                              .version = MODEL_VERSION,
                              .head_size = sizeof head,
                              .shape = {.words = SMALL_MODEL_WORDS,
                                        .word_bits = 2,
                                        .pieces = 3,
                                        .affixes = AFFIX_BUCKETS,
                                        .affix_width = 4,
                                        .features = FEATURE_COUNT,
                                        .channels = 3 * KERNEL_LANES,
                                        .blocks = 2,
                                        .width = 3,
                                        .types = {3, 1}}};
    struct model_layout layout;
    uint32_t state = 1;

    if (!by_model_lay_out(&head.shape, &layout))
        abort();
    for (size_t i = 0; i < MODEL_LAYERS; i++) {
        for (size_t j = 0; j < MODEL_TYPES && types[i][j] != NULL; j++)
            memcpy(head.types[i][j], types[i][j], strlen(types[i][j]));
    }
    unsigned char *bytes = aligned_alloc(MODEL_ALIGNMENT, layout.size);
    if (bytes == NULL)
        abort();
    memset(bytes, 0, layout.size);
    memcpy(bytes, &head, sizeof head);
    add_words(bytes, &head.shape, &layout);
    for (size_t i = layout.word_codes; i < layout.features; i++)
        bytes[i] = (unsigned char)(1 + draw(&state) % 255);
    draw_floats((float *)(void *)(bytes + layout.features),
                (size_t)FEATURE_COUNT * head.shape.channels, 0.2f, &state);
    struct matrix_layout *const matrices[] = {
        &layout.word_input,      &layout.affix_input,     &layout.memory_own, &layout.memory_mean,
        &layout.blocks[0].point, &layout.blocks[1].point, &layout.output};
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++)
        draw_matrix(bytes, matrices[i], &state);
    for (size_t i = 0; i < head.shape.blocks; i++)
        draw_floats((float *)(void *)(bytes + layout.blocks[i].gain),
                    (layout.blocks[i].point.scales - layout.blocks[i].gain) / sizeof(float), 1.0f,
                    &state);
    for (uint32_t i = 0; i < MODEL_LAYERS; i++)
        draw_table((struct label_table *)(void *)(bytes + layout.label_scores[i]),
                   head.shape.types[i], &state);
    *size = layout.size;
    seal(bytes, *size);
    return bytes;
}

#endif
