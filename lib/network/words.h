/* SPDX-License-Identifier: MIT */
/*
 * words.h - the vectors of known words.
 *
 * Words are not kept but for 32 bits of a hash of each, which lies in the range of words that other
 * bits of it name: of unknown words, one in more than a thousand million is taken for a known one.
 */
#ifndef BYLINE_LIB_NETWORK_WORDS_H
#define BYLINE_LIB_NETWORK_WORDS_H

#include "network/model_file.h"

#define WORD_UNKNOWN UINT32_MAX

/* The same on every machine. The upper word_bits bits are the range, the lower 32 the fingerprint. */
uint64_t by_word_hash(const char *lower, size_t length);

/*
 * The number of a lower-cased word: itself, or with its digits replaced by 0; or WORD_UNKNOWN. What
 * by_words_vector() reads of it is on its way from memory then.
 */
uint32_t by_words_find(const struct model_file *file, const char *lower, size_t length);

/* Writes the word's vector as inputs of a matrix. */
void by_words_vector(const struct model_file *file, uint32_t word, uint8_t *inputs);

#endif
