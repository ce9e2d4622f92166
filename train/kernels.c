/* SPDX-License-Identifier: MIT */
#include "kernels.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define KERNEL __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif

#define INLINE static inline __attribute__((always_inline))

/* ---- Matrix product ------------------------------------------------------ */

/* Eight floats; loads need no alignment. */
typedef float lane __attribute__((vector_size(32), aligned(4), may_alias));

#define TILE_ROWS 6     /* times two lanes: what sixteen registers hold, with room for operands */
#define TILE_COLUMNS 16 /* two lanes */
#define TILE_INNER 256  /* the panel of the right operand stays in the first-level cache */

/* Copies a panel of TILE_COLUMNS columns, filled up with zeros. */
INLINE void pack(float *panel, struct operand from, size_t columns, size_t inner)
{
    for (size_t k = 0; k < inner; k++) {
        const float *row = from.values + k * from.down;
        if (columns == TILE_COLUMNS && from.across == 1) {
            memcpy(panel + k * TILE_COLUMNS, row, TILE_COLUMNS * sizeof(float));
            continue;
        }
        for (size_t j = 0; j < TILE_COLUMNS; j++)
            panel[k * TILE_COLUMNS + j] = j < columns ? row[j * from.across] : 0.0f;
    }
}

/* sum += left panel, for a number of rows that is known when this is compiled. */
INLINE void tile(float *sum, size_t sum_down, struct operand left, const float *panel, size_t rows,
                 size_t columns, size_t inner)
{
    lane total[TILE_ROWS][2] = {0};
    for (size_t k = 0; k < inner; k++) {
        const lane first = *(const lane *)(panel + k * TILE_COLUMNS);
        const lane second = *(const lane *)(panel + k * TILE_COLUMNS + 8);
#pragma GCC unroll 6
        for (size_t i = 0; i < rows; i++) {
            const float factor = left.values[i * left.down + k * left.across];
            total[i][0] += factor * first;
            total[i][1] += factor * second;
        }
    }
#pragma GCC unroll 6
    for (size_t i = 0; i < rows; i++) {
        float *row = sum + i * sum_down;
        if (columns == TILE_COLUMNS) {
            *(lane *)row += total[i][0];
            *(lane *)(row + 8) += total[i][1];
        } else {
            for (size_t j = 0; j < columns; j++)
                row[j] += total[i][j / 8][j % 8];
        }
    }
}

INLINE void tiles(float *sum, size_t sum_down, struct operand left, const float *panel, size_t rows,
                  size_t columns, size_t inner)
{
    size_t row = 0;
    for (; row + TILE_ROWS <= rows; row += TILE_ROWS) {
        struct operand part = {left.values + row * left.down, left.down, left.across};
        tile(sum + row * sum_down, sum_down, part, panel, TILE_ROWS, columns, inner);
    }
    for (; row < rows; row++) {
        struct operand part = {left.values + row * left.down, left.down, left.across};
        tile(sum + row * sum_down, sum_down, part, panel, 1, columns, inner);
    }
}

INLINE size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

KERNEL void kernel_multiply(float *sum, size_t sum_down, struct operand left, struct operand right,
                            size_t rows, size_t columns, size_t inner, struct kernel_space *space)
{
    for (size_t k = 0; k < inner; k += TILE_INNER) {
        size_t depth = least(TILE_INNER, inner - k);
        struct operand part = {left.values + k * left.across, left.down, left.across};
        for (size_t j = 0; j < columns; j += TILE_COLUMNS) {
            size_t width = least(TILE_COLUMNS, columns - j);
            struct operand panel = {right.values + k * right.down + j * right.across, right.down,
                                    right.across};
            pack(space->panel, panel, width, depth);
            tiles(sum + j, sum_down, part, space->panel, rows, width, depth);
        }
    }
}

/* ---- Rows ---------------------------------------------------------------- */

void kernel_fill_rows(float *to, const float *row, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++)
        memcpy(to + i * columns, row, columns * sizeof(float));
}

KERNEL void kernel_sum_rows(float *restrict sum, const float *restrict from, size_t rows,
                            size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++)
            sum[j] += from[i * columns + j];
    }
}

KERNEL void kernel_add(float *restrict to, const float *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
}

KERNEL void kernel_add_scaled(float *restrict to, const float *restrict from, float factor,
                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += factor * from[i];
}

/* ---- Element by element -------------------------------------------------- */

/*
 * e to the x: 2 to the whole part of x log2(e) by way of the exponent's bits, times a polynomial of
 * degree 6 (Taylor's) for the rest; 2 units in the last place. The arithmetic has no branches.
 */
INLINE float exponential(float x)
{
    const float rounder = 12582912.0f; /* 1.5 times 2 to the 23: the sum has no fraction bits */
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    float whole = x * 1.44269504f + rounder - rounder;
    float rest = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
    float power = 1.0f / 720;
    power = power * rest + 1.0f / 120;
    power = power * rest + 1.0f / 24;
    power = power * rest + 1.0f / 6;
    power = power * rest + 0.5f;
    power = power * rest + 1.0f;
    power = power * rest + 1.0f;
    union {
        int32_t bits;
        float value;
    } scale = {.bits = ((int32_t)whole + 127) * (1 << 23)};
    return power * scale.value;
}

INLINE float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

KERNEL void kernel_tanh(float *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        values[i] = 2.0f * sigmoid(2.0f * values[i]) - 1.0f;
}

/* Mixes the bits of a counter (the finaliser of MurmurHash3). */
INLINE uint32_t mix(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x85EBCA6Bu;
    x ^= x >> 13;
    x *= 0xC2B2AE35u;
    return x ^ x >> 16;
}

KERNEL void kernel_dropout(float *values, size_t count, float rate, uint32_t seed)
{
    if (rate <= 0.0f)
        return;
    const int32_t limit = (int32_t)(rate * 8388608.0f); /* of 23 bits */
    const float kept = 1.0f / (1.0f - rate);
    for (uint32_t i = 0; i < (uint32_t)count; i++) {
        int32_t draw = (int32_t)(mix(seed + i * 0x9E3779B1u) >> 9);
        values[i] *= draw < limit ? 0.0f : kept;
    }
}

KERNEL void kernel_gate(float *restrict to, float *restrict pair, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        const float *u = pair + i * 2 * columns;
        float *v = pair + (i * 2 + 1) * columns;
        for (size_t j = 0; j < columns; j++) {
            v[j] = sigmoid(v[j]);
            to[i * columns + j] += u[j] * v[j];
        }
    }
}

KERNEL void kernel_gate_back(float *restrict pair, const float *restrict to_slope, size_t rows,
                             size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        float *restrict u = pair + i * 2 * columns;
        float *restrict v = pair + (i * 2 + 1) * columns;
        const float *slope = to_slope + i * columns;
        for (size_t j = 0; j < columns; j++) {
            float gate = v[j];
            v[j] = slope[j] * u[j] * gate * (1.0f - gate);
            u[j] = slope[j] * gate;
        }
    }
}

/* ---- Layer normalisation ------------------------------------------------- */

/* Sums are taken in eight parts, whatever the machine. */
INLINE float fold(const lane *parts)
{
    float total = 0.0f;
    for (size_t j = 0; j < 8; j++)
        total += (*parts)[j];
    return total;
}

INLINE float sum_of(const float *a, size_t count)
{
    lane parts = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        parts += *(const lane *)(a + i);
    float total = fold(&parts);
    for (; i < count; i++)
        total += a[i];
    return total;
}

INLINE float product_of(const float *a, const float *b, size_t count)
{
    lane parts = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        parts += *(const lane *)(a + i) * *(const lane *)(b + i);
    float total = fold(&parts);
    for (; i < count; i++)
        total += a[i] * b[i];
    return total;
}

KERNEL void kernel_normalise(float *restrict to, float *restrict normal, float *restrict scale,
                             const float *restrict from, const float *restrict gain,
                             const float *restrict bias, size_t rows, size_t columns)
{
    const float share = 1.0f / (float)columns;
    for (size_t i = 0; i < rows; i++) {
        const float *x = from + i * columns;
        float *z = normal + i * columns;
        float mean = sum_of(x, columns) * share;
        for (size_t j = 0; j < columns; j++)
            z[j] = x[j] - mean;
        scale[i] = 1.0f / sqrtf(product_of(z, z, columns) * share + 1e-5f);
        for (size_t j = 0; j < columns; j++) {
            z[j] *= scale[i];
            to[i * columns + j] = z[j] * gain[j] + bias[j];
        }
    }
}

/* NOLINTNEXTLINE(readability-function-size): arrays in and out, and slopes of each, make nine. */
KERNEL void kernel_normalise_back(float *restrict from_slope, float *restrict gain_slope,
                                  float *restrict bias_slope, float *restrict to_slope,
                                  const float *restrict normal, const float *restrict scale,
                                  const float *restrict gain, size_t rows, size_t columns)
{
    const float share = 1.0f / (float)columns;
    for (size_t i = 0; i < rows; i++) {
        float *slope = to_slope + i * columns;
        const float *z = normal + i * columns;
        for (size_t j = 0; j < columns; j++) {
            gain_slope[j] += slope[j] * z[j];
            bias_slope[j] += slope[j];
            slope[j] *= gain[j];
        }
        float mean = sum_of(slope, columns) * share;
        float along = product_of(slope, z, columns) * share;
        for (size_t j = 0; j < columns; j++)
            from_slope[i * columns + j] += scale[i] * (slope[j] - mean - z[j] * along);
    }
}

/* ---- Depthwise convolution ----------------------------------------------- */

/* The range of taps that lie inside a sequence of `rows` when the middle one is at `row`. */
struct tap_range {
    size_t first, last;
};

INLINE struct tap_range taps_inside(size_t row, size_t rows, size_t width)
{
    size_t half = width / 2;
    return (struct tap_range){row < half ? half - row : 0, least(width, rows - row + half)};
}

KERNEL void kernel_convolve(float *restrict to, const float *restrict from,
                            const float *restrict taps, const float *restrict bias, size_t width,
                            size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        struct tap_range range = taps_inside(i, rows, width);
        float *out = to + i * columns;
        memcpy(out, bias, columns * sizeof(float));
        for (size_t k = range.first; k < range.last; k++) {
            const float *in = from + (i + k - width / 2) * columns;
            const float *tap = taps + k * columns;
            for (size_t j = 0; j < columns; j++)
                out[j] += tap[j] * in[j];
        }
    }
}

/* NOLINTNEXTLINE(readability-function-size): arrays in and out, and slopes of each, make nine. */
KERNEL void kernel_convolve_back(float *restrict from_slope, float *restrict taps_slope,
                                 float *restrict bias_slope, const float *restrict to_slope,
                                 const float *restrict from, const float *restrict taps,
                                 size_t width, size_t rows, size_t columns)
{
    memset(from_slope, 0, rows * columns * sizeof(float));
    for (size_t i = 0; i < rows; i++) {
        struct tap_range range = taps_inside(i, rows, width);
        const float *slope = to_slope + i * columns;
        for (size_t j = 0; j < columns; j++)
            bias_slope[j] += slope[j];
        for (size_t k = range.first; k < range.last; k++) {
            size_t at = (i + k - width / 2) * columns;
            const float *in = from + at;
            float *in_slope = from_slope + at;
            const float *tap = taps + k * columns;
            float *tap_slope = taps_slope + k * columns;
            for (size_t j = 0; j < columns; j++) {
                in_slope[j] += tap[j] * slope[j];
                tap_slope[j] += in[j] * slope[j];
            }
        }
    }
}

/* ---- Optimisation -------------------------------------------------------- */

KERNEL void kernel_adam(float *restrict weights, float *restrict mean, float *restrict square,
                        float *restrict average, const float *restrict gradient,
                        const struct adam_step *step, size_t count)
{
    const struct adam_step s = *step;
    for (size_t i = 0; i < count; i++) {
        float slope = gradient[i] * s.gradient_scale;
        mean[i] = s.mean_keep * mean[i] + (1.0f - s.mean_keep) * slope;
        square[i] = s.square_keep * square[i] + (1.0f - s.square_keep) * slope * slope;
        weights[i] -= s.decay * weights[i] + s.rate * mean[i] / (sqrtf(square[i]) + s.epsilon);
        average[i] = s.average_keep * average[i] + (1.0f - s.average_keep) * weights[i];
    }
}

double kernel_square_sum(const float *values, size_t count)
{
    double total = 0.0;
    for (size_t i = 0; i < count; i++)
        total += (double)values[i] * (double)values[i];
    return total;
}
