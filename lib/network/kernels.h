/* SPDX-License-Identifier: MIT */
/*
 * kernels.h - the arithmetic that tagging spends its time in.
 *
 * There is a version for every machine, one for AVX2 and one for AVX-512 with VNNI, chosen when a
 * network is opened. All give the same bits: sums of products are whole numbers, and floating-point
 * operations are the same in the same order, whatever the width of the registers.
 */
#ifndef BYLINE_LIB_NETWORK_KERNELS_H
#define BYLINE_LIB_NETWORK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* Rows of states are whole numbers of these. */
#define KERNEL_LANES 16u

/*
 * A linear layer of whole numbers. Weights lie in panels of 16 columns; a panel holds, for each four
 * inputs, four weights of each column.
 */
struct matrix {
    uint32_t inner;         /* inputs, a multiple of 4 */
    uint32_t columns;       /* outputs, a multiple of 16 */
    const float *scales;    /* what a unit of a column's weights is worth */
    const float *bias;      /* one for each column */
    const int32_t *offsets; /* ACTIVATION_ZERO times the sum of a column's weights */
    const int8_t *weights;
};

/* Inputs of a matrix are whole numbers from -127 to 127, kept as bytes with this added. */
#define ACTIVATION_ZERO 128

/* A gate is the logistic function: 1 / (1 + 2 to the x times GATE_UNIT). */
#define GATE_UNIT (-1.4426950408889634f) /* -log2(e) */

/* Rows of inputs for a matrix, and what a unit of each row is worth. */
struct activations {
    const uint8_t *bytes;
    size_t down; /* bytes from row to row */
    const float *scales;
};

/*
 * A row of the labels' scores of one layer: four groups of eight labels by their position in an
 * entity. Place 0 of the first group is "outside", of the others nothing; place 1 + t is type t.
 */
#define LABEL_GROUP 8u
#define LABEL_LANES 32u
enum label_group { GROUP_SINGLE, GROUP_BEGIN, GROUP_END, GROUP_INSIDE };

/*
 * What label may come after what, and how likely: FOLLOWERS numbers (groups single and begin) for
 * each of the labels of the groups single and end, and, for the groups begin and inside, the ways
 * to end and inside of the same type.
 */
#define FOLLOWERS 16u
struct label_table {
    float starts[LABEL_LANES];
    float follow[FOLLOWERS][FOLLOWERS];
    float inside[2][FOLLOWERS];
};

/* The same as e to the scores, and what a label may come after by the label that follows. */
struct label_chances {
    struct label_table table;
    float precede[FOLLOWERS][FOLLOWERS];
};

/* Scores of a sentence: a row of LABEL_LANES for each token, `down` apart. */
struct label_rows {
    const float *rows;
    size_t down;
    uint32_t tokens;
    uint32_t types; /* that have labels */
};

struct kernels {
    const char *name;
    /* A row of bytes for each row of numbers, each row scaled to its greatest. */
    void (*quantise)(uint8_t *to, float *scales, const float *from, size_t rows, size_t columns);
    /* to = inputs times weights plus bias */
    void (*multiply)(float *to, const struct activations *inputs, const struct matrix *matrix,
                     size_t rows);
    /* to += inputs times weights plus bias */
    void (*multiply_add)(float *to, const struct activations *inputs, const struct matrix *matrix,
                         size_t rows);
    /*
     * to += u / (1 + 2 to the v), where the product's columns are 16 of u, 16 of v, 16 of u, and so
     * on: the gated linear unit (Dauphin et al. 2017), with v in units of GATE_UNIT.
     */
    void (*multiply_gate)(float *to, const struct activations *inputs, const struct matrix *matrix,
                          size_t rows);
    /* Layer normalisation (Ba et al. 2016) of each row. */
    void (*normalise)(float *to, const float *from, const float *gain, const float *bias,
                      size_t rows, size_t columns);
    /* Each column on its own: to[t] = bias + the sum over k of taps[k] from[t + k]. */
    void (*convolve)(float *to, const float *from, const float *taps, const float *bias,
                     size_t width, size_t rows, size_t columns);
    void (*tanh)(float *values, size_t count);
    /* e to the x, for x from -80 to 80 */
    void (*exponential)(float *values, size_t count);
    void (*add)(float *to, const float *from, size_t count);
    /* to = from and the sum of those rows of a table; `to` may be `from` */
    void (*add_rows)(float *to, const float *from, const float *table, const uint16_t *rows,
                     size_t count, size_t columns);
    /* to += what is positive of a + b */
    void (*add_positive)(float *to, const float *a, const float *b, size_t count);
    /* Scores of the best sequences up to each token and label (Viterbi 1967). */
    void (*best_paths)(float *paths, const struct label_rows *emissions,
                       const struct label_table *scores);
    /*
     * e to the emissions, less their greatest; and the probabilities of labels given what has been
     * read, with the factor that scales each row to a sum of 1 (Rabiner 1989).
     */
    void (*sum_paths)(float *local, float *paths, float *factors,
                      const struct label_rows *emissions, const struct label_chances *chances);
    /*
     * The same from the end, given what the other way found: times the paths, a row is how likely
     * each label is given all of the sentence.
     */
    void (*sum_paths_back)(float *back, const float *local, const float *paths,
                           const float *factors, const struct label_rows *emissions,
                           const struct label_chances *chances);
};

/* Versions in order of preference. NULL where the machine cannot run it, or there is none. */
enum kernel_version { KERNELS_AVX512, KERNELS_AVX2, KERNELS_GENERIC, KERNEL_VERSIONS };
const struct kernels *by_kernels_version(enum kernel_version version);

/* The best that the machine can run. */
const struct kernels *by_kernels_best(void);

extern const struct kernels by_kernels_generic;
#if defined(__x86_64__)
extern const struct kernels by_kernels_avx2;
extern const struct kernels by_kernels_avx512;
#endif

#endif
