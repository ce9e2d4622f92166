/* SPDX-License-Identifier: MIT */
#include "network/words.h"

#include <string.h>

/* Longer words with digits are not looked up a second time. */
#define LONGEST_NUMBER 64

uint64_t by_word_hash(const char *lower, size_t length)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = length * odd;
    while (length > 0) {
        uint64_t part = 0;
        size_t step = length < sizeof part ? length : sizeof part;
        for (size_t i = 0; i < step; i++)
            part |= (uint64_t)(unsigned char)lower[i] << 8 * i;
        hash = (hash ^ part) * odd;
        hash ^= hash >> 32;
        lower += step;
        length -= step;
    }
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

static const uint8_t *codes_of(const struct model_file *file, uint32_t word)
{
    const uint8_t *codes = by_model_at(file, file->layout.word_codes);
    return codes + (size_t)word * file->shape.pieces;
}

static uint32_t find(const struct model_file *file, const char *lower, size_t length)
{
    const uint32_t *ranges = by_model_at(file, file->layout.word_ranges);
    const uint32_t *prints = by_model_at(file, file->layout.word_prints);
    uint64_t hash = by_word_hash(lower, length);
    uint32_t range = (uint32_t)(hash >> (64 - file->shape.word_bits));
    for (uint32_t word = ranges[range]; word < ranges[range + 1]; word++) {
        if (prints[word] == (uint32_t)hash) {
            __builtin_prefetch(codes_of(file, word));
            return word;
        }
    }
    return WORD_UNKNOWN;
}

uint32_t by_words_find(const struct model_file *file, const char *lower, size_t length)
{
    char zeros[LONGEST_NUMBER];
    uint32_t word = find(file, lower, length);
    if (word != WORD_UNKNOWN || length > sizeof zeros)
        return word;
    bool digits = false;
    for (size_t i = 0; i < length; i++) {
        bool digit = lower[i] >= '0' && lower[i] <= '9';
        zeros[i] = digit ? '0' : lower[i];
        digits = digits || digit;
    }
    return digits ? find(file, zeros, length) : WORD_UNKNOWN;
}

void by_words_vector(const struct model_file *file, uint32_t word, uint8_t *inputs)
{
    uint32_t pieces = file->shape.pieces;
    if (word == WORD_UNKNOWN) {
        memset(inputs, ACTIVATION_ZERO, (size_t)pieces * PIECE_WIDTH);
        return;
    }
    const uint8_t *codes = codes_of(file, word);
    const uint8_t *centroids = by_model_at(file, file->layout.centroids);
    for (uint32_t i = 0; i < pieces; i++) {
        memcpy(inputs + (size_t)i * PIECE_WIDTH,
               centroids + ((size_t)i * CENTROIDS + codes[i]) * PIECE_WIDTH, PIECE_WIDTH);
    }
}
