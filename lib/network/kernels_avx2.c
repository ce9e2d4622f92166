/* SPDX-License-Identifier: MIT */
/* kernels_avx2.c - kernels for x86-64 processors with AVX2. */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "network/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

#define KERNELS by_kernels_avx2
#define KERNELS_NAME "AVX2"
#define LANES 8u
#define TILE_ROWS 2u

typedef float lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t whole __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint8_t bytes __attribute__((vector_size(8)));

static inline lanes greater(lanes a, lanes b)
{
    return (lanes)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline lanes lesser(lanes a, lanes b)
{
    return (lanes)_mm256_min_ps((__m256)a, (__m256)b);
}

typedef float four __attribute__((vector_size(16)));

static inline four add_to_four(const lanes *parts)
{
    __m256 eight = (__m256)(parts[0] + parts[1]);
    return (four)_mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
}

static inline four greatest_four(const lanes *parts)
{
    __m256 eight = (__m256)greater(parts[0], parts[1]);
    return (four)_mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
}

static inline lanes twice(const float *eight, size_t place)
{
    (void)place;
    return *(const lanes *)eight;
}

static inline bytes narrow(whole bits)
{
    const __m256i lowest =
        _mm256_setr_epi8(0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 4, 8, 12,
                         -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    __m256i halves = _mm256_shuffle_epi8((__m256i)bits, lowest);
    __m128i eight =
        _mm_unpacklo_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
    bytes narrowed;
    _mm_storel_epi64((__m128i *)&narrowed, eight);
    return narrowed;
}

static inline lanes as_floats(whole numbers)
{
    return __builtin_convertvector(numbers, lanes);
}

/*
 * vpmaddubsw takes an unsigned and a signed factor: the size of the input, and the weight with the
 * input's sign. Both are at most 127, so that two products fit into 16 bits.
 */
static inline __m256i multiply_four(__m256i sum, __m256i input, __m256i size, const int8_t *weights)
{
    __m256i weight = _mm256_sign_epi8(_mm256_loadu_si256((const __m256i *)weights), input);
    __m256i pairs = _mm256_maddubs_epi16(size, weight);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

static inline __m256i spread(const uint8_t *inputs)
{
    int32_t value;
    memcpy(&value, inputs, sizeof value);
    return _mm256_xor_si256(_mm256_set1_epi32(value), _mm256_set1_epi8(-ACTIVATION_ZERO));
}

static inline __attribute__((always_inline)) void tile_of(int32_t (*sums)[2 * KERNEL_LANES],
                                                          const uint8_t *left, size_t down,
                                                          const int8_t *first, const int8_t *second,
                                                          size_t inner, size_t rows)
{
    __m256i sum[TILE_ROWS][4] = {{_mm256_setzero_si256()}};
    for (size_t k = 0; k < inner; k += 4) {
        const int8_t *const weights[2] = {first + k * KERNEL_LANES, second + k * KERNEL_LANES};
        for (size_t i = 0; i < rows; i++) {
            __m256i input = spread(left + i * down + k), size = _mm256_abs_epi8(input);
#pragma GCC unroll 4
            for (size_t j = 0; j < 4; j++)
                sum[i][j] = multiply_four(sum[i][j], input, size, weights[j / 2] + j % 2 * 32);
        }
    }
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < 4; j++)
            _mm256_storeu_si256((__m256i *)(sums[i] + 8 * j), sum[i][j]);
    }
}

/* Where there is one panel only, it is taken twice. */
static void tile(int32_t (*sums)[2 * KERNEL_LANES], const uint8_t *left, size_t down,
                 const struct matrix *matrix, size_t column, size_t panels, size_t rows)
{
    size_t inner = matrix->inner;
    const int8_t *first = matrix->weights + column * inner;
    const int8_t *second = first + (panels - 1) * KERNEL_LANES * inner;
    if (rows == TILE_ROWS)
        tile_of(sums, left, down, first, second, inner, TILE_ROWS);
    else
        tile_of(sums, left, down, first, second, inner, 1);
}

#include "network/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
