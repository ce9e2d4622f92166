/* SPDX-License-Identifier: MIT */
/*
 * kernels.h - the arithmetic that training spends its time in.
 *
 * Written so that the compiler vectorises it; on x86-64 each function is compiled twice, and the
 * better one for the processor is chosen when the program starts. Sums are always taken in the same
 * order, so that a run can be repeated to the bit on the same machine.
 */
#ifndef BYLINE_TRAIN_KERNELS_H
#define BYLINE_TRAIN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* A matrix that is only read: element (row, column) is at values[row * down + column * across]. */
struct operand {
    const float *values;
    size_t down, across;
};

/* A matrix of rows that follow one another, and its transpose. */
static inline struct operand by_rows(const float *values, size_t columns)
{
    return (struct operand){values, columns, 1};
}

static inline struct operand transposed(const float *values, size_t columns)
{
    return (struct operand){values, 1, columns};
}

/* What kernel_multiply() needs for its own use. */
struct kernel_space {
    float panel[256 * 16];
};

/*
 * sum += left right, where sum is rows by columns, its rows sum_down apart, and left has `inner`
 * columns.
 */
void kernel_multiply(float *sum, size_t sum_down, struct operand left, struct operand right,
                     size_t rows, size_t columns, size_t inner, struct kernel_space *space);

/* Sets every row to the same values. */
void kernel_fill_rows(float *to, const float *row, size_t rows, size_t columns);

/* sum += each row. */
void kernel_sum_rows(float *sum, const float *from, size_t rows, size_t columns);

/* to += from */
void kernel_add(float *to, const float *from, size_t count);

/* to += factor from */
void kernel_add_scaled(float *to, const float *from, float factor, size_t count);

void kernel_tanh(float *values, size_t count);

/*
 * Sets values to 0 with probability `rate`, and scales up the others to keep the mean. Which ones
 * depends on the seed alone: the same call on the gradient gives its own gradient.
 */
void kernel_dropout(float *values, size_t count, float rate, uint32_t seed);

/* Layer normalisation (Ba et al. 2016) of rows. `normal` and `scale` are kept for the gradient. */
void kernel_normalise(float *to, float *normal, float *scale, const float *from, const float *gain,
                      const float *bias, size_t rows, size_t columns);

/* Adds to the gradients of from, gain and bias, and uses up that of to. */
void kernel_normalise_back(float *from_slope, float *gain_slope, float *bias_slope, float *to_slope,
                           const float *normal, const float *scale, const float *gain, size_t rows,
                           size_t columns);

/* Each channel on its own: to[t] = bias + the sum over k of taps[k] from[t + k - width / 2]. */
void kernel_convolve(float *to, const float *from, const float *taps, const float *bias,
                     size_t width, size_t rows, size_t columns);

/* Sets the gradient of from, and adds to those of taps and bias. */
void kernel_convolve_back(float *from_slope, float *taps_slope, float *bias_slope,
                          const float *to_slope, const float *from, const float *taps, size_t width,
                          size_t rows, size_t columns);

/*
 * to += u sigmoid(v) (Dauphin et al. 2017), where a row of `pair` is u and then v. Leaves
 * sigmoid(v) in the place of v.
 */
void kernel_gate(float *to, float *pair, size_t rows, size_t columns);

/* Replaces u and sigmoid(v) by their gradients. */
void kernel_gate_back(float *pair, const float *to_slope, size_t rows, size_t columns);

/* What a step of AdamW (Loshchilov and Hutter 2019) does to a range of parameters. */
struct adam_step {
    float rate;           /* the learning rate, corrected for the bias of both moments */
    float epsilon;        /* the same */
    float decay;          /* what the weights shrink by */
    float gradient_scale; /* for clipping */
    float mean_keep;      /* beta 1 */
    float square_keep;    /* beta 2 */
    float average_keep;   /* of the exponential average of the weights */
};

void kernel_adam(float *weights, float *mean, float *square, float *average, const float *gradient,
                 const struct adam_step *step, size_t count);

/* The sum of squares. */
double kernel_square_sum(const float *values, size_t count);

#endif
