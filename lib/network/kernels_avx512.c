/* SPDX-License-Identifier: MIT */
/* kernels_avx512.c - kernels for x86-64 processors with AVX-512 and its VNNI. */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "network/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#endif

#define KERNELS by_kernels_avx512
#define KERNELS_NAME "AVX-512"
#define LANES 16u
#define TILE_ROWS 12u

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t whole __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint8_t bytes __attribute__((vector_size(16)));

static inline lanes greater(lanes a, lanes b)
{
    return (lanes)_mm512_max_ps((__m512)a, (__m512)b);
}

static inline lanes lesser(lanes a, lanes b)
{
    return (lanes)_mm512_min_ps((__m512)a, (__m512)b);
}

typedef float four __attribute__((vector_size(16)));

static inline four add_to_four(const lanes *parts)
{
    __m512 sixteen = (__m512)parts[0];
    __m256 eight =
        _mm256_add_ps(_mm512_castps512_ps256(sixteen), _mm512_extractf32x8_ps(sixteen, 1));
    return (four)_mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
}

static inline four greatest_four(const lanes *parts)
{
    __m512 sixteen = (__m512)parts[0];
    __m256 eight =
        _mm256_max_ps(_mm512_castps512_ps256(sixteen), _mm512_extractf32x8_ps(sixteen, 1));
    return (four)_mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
}

static inline lanes twice(const float *eight, size_t place)
{
    (void)place;
    return (lanes)_mm512_broadcast_f32x8(_mm256_loadu_ps(eight));
}

static inline bytes narrow(whole bits)
{
    return (bytes)_mm512_cvtepi32_epi8((__m512i)bits);
}

static inline lanes as_floats(whole numbers)
{
    return (lanes)_mm512_cvtepi32_ps((__m512i)numbers);
}

static inline __m512i spread(const uint8_t *inputs)
{
    int32_t value;
    memcpy(&value, inputs, sizeof value);
    return _mm512_set1_epi32(value);
}

/* Two panels of weights, and what is to be taken off the sums of their columns. */
struct panels {
    const int8_t *weights[2];
    const int32_t *offsets[2];
    size_t inner;
};

/*
 * vpdpbusd takes the input as it is kept, with ACTIVATION_ZERO added; what that adds to the sums is
 * taken off at the start.
 */
static inline __attribute__((always_inline)) void tile_of(int32_t (*sums)[2 * KERNEL_LANES],
                                                          const uint8_t *left, size_t down,
                                                          const struct panels *panels, size_t rows)
{
    __m512i sum[TILE_ROWS][2];
    const __m512i zero = _mm512_setzero_si512();
    const __m512i first = _mm512_sub_epi32(zero, _mm512_loadu_si512(panels->offsets[0]));
    const __m512i second = _mm512_sub_epi32(zero, _mm512_loadu_si512(panels->offsets[1]));
#pragma GCC unroll 12
    for (size_t i = 0; i < rows; i++) {
        sum[i][0] = first;
        sum[i][1] = second;
    }
    for (size_t k = 0; k < panels->inner; k += 4) {
        __m512i a = _mm512_loadu_si512(panels->weights[0] + k * KERNEL_LANES);
        __m512i b = _mm512_loadu_si512(panels->weights[1] + k * KERNEL_LANES);
#pragma GCC unroll 12
        for (size_t i = 0; i < rows; i++) {
            __m512i input = spread(left + i * down + k);
            sum[i][0] = _mm512_dpbusd_epi32(sum[i][0], input, a);
            sum[i][1] = _mm512_dpbusd_epi32(sum[i][1], input, b);
        }
    }
#pragma GCC unroll 12
    for (size_t i = 0; i < rows; i++) {
        _mm512_storeu_si512(sums[i], sum[i][0]);
        _mm512_storeu_si512(sums[i] + KERNEL_LANES, sum[i][1]);
    }
}

/* Where there is one panel only, it is taken twice. */
static void tile(int32_t (*sums)[2 * KERNEL_LANES], const uint8_t *left, size_t down,
                 const struct matrix *matrix, size_t column, size_t count, size_t rows)
{
    size_t other = column + (count - 1) * KERNEL_LANES, i = 0;
    const struct panels panels = {
        .weights = {matrix->weights + column * matrix->inner,
                    matrix->weights + other * matrix->inner},
        .offsets = {matrix->offsets + column, matrix->offsets + other},
        .inner = matrix->inner,
    };
    if (rows == TILE_ROWS) {
        tile_of(sums, left, down, &panels, TILE_ROWS);
        return;
    }
    for (; i + 4 <= rows; i += 4)
        tile_of(sums + i, left + i * down, down, &panels, 4);
    for (; i < rows; i++)
        tile_of(sums + i, left + i * down, down, &panels, 1);
}

#include "network/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
