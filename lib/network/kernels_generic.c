/* SPDX-License-Identifier: MIT */
/* kernels_generic.c - kernels for any machine. */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "network/kernels.h"

#define KERNELS by_kernels_generic
#define KERNELS_NAME "generic"
#define LANES 4u
#define TILE_ROWS 4u

typedef float lanes __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t whole __attribute__((vector_size(16), aligned(4), may_alias));
typedef uint8_t bytes __attribute__((vector_size(4)));

static inline lanes choose(whole first, lanes a, lanes b)
{
    return (lanes)((first & (whole)a) | (~first & (whole)b));
}

static inline lanes greater(lanes a, lanes b)
{
    return choose((whole)(a > b), a, b);
}

static inline lanes lesser(lanes a, lanes b)
{
    return choose((whole)(a < b), a, b);
}

typedef lanes four;

static inline four add_to_four(const lanes *parts)
{
    return (parts[0] + parts[2]) + (parts[1] + parts[3]);
}

static inline four greatest_four(const lanes *parts)
{
    return greater(greater(parts[0], parts[2]), greater(parts[1], parts[3]));
}

static inline lanes twice(const float *eight, size_t place)
{
    return *(const lanes *)(eight + place % 8);
}

static inline bytes narrow(whole bits)
{
    return __builtin_convertvector(bits, bytes);
}

static inline lanes as_floats(whole numbers)
{
    return __builtin_convertvector(numbers, lanes);
}

typedef int16_t shorts __attribute__((vector_size(16), aligned(1), may_alias));

/*
 * The products of four inputs and the weights of four columns, added up by column. Bytes are the
 * halves of 16-bit numbers (of little-endian machines, as models are), and so on upwards: two
 * products of at most 127 by 127 fit into 16 bits.
 */
static inline whole multiply_four(const int8_t *weights, shorts even, shorts odd)
{
    shorts packed = *(const shorts *)weights;
    whole pairs = (whole)(((packed << 8) >> 8) * even + (packed >> 8) * odd);
    return ((pairs << 16) >> 16) + (pairs >> 16);
}

static inline int16_t input(uint8_t kept)
{
    return (int16_t)(kept - ACTIVATION_ZERO);
}

/* One row and one panel. */
static void sum_panel(int32_t *sums, const uint8_t *row, const int8_t *panel, size_t inner)
{
    whole sum[4] = {0};
    for (size_t k = 0; k < inner; k += 4, panel += sizeof(shorts) * 4) {
        const int16_t a = input(row[k]), b = input(row[k + 1]), c = input(row[k + 2]),
                      d = input(row[k + 3]);
        const shorts even = {a, c, a, c, a, c, a, c}, odd = {b, d, b, d, b, d, b, d};
        for (size_t j = 0; j < 4; j++)
            sum[j] += multiply_four(panel + 16 * j, even, odd);
    }
    memcpy(sums, sum, sizeof sum);
}

static void tile(int32_t (*sums)[2 * KERNEL_LANES], const uint8_t *left, size_t down,
                 const struct matrix *matrix, size_t column, size_t panels, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t p = 0; p < panels; p++)
            sum_panel(sums[i] + p * KERNEL_LANES, left + i * down,
                      matrix->weights + (column + p * KERNEL_LANES) * matrix->inner, matrix->inner);
    }
}

#include "network/kernels_body.h"
