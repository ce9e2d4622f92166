/* SPDX-License-Identifier: MIT */
/* The network's kernels: right, and the same to the bit in every version. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "small_model.h"

#define MOST_ROWS 53
#define MOST_COLUMNS ((size_t)208)
#define ROOM ((size_t)MOST_ROWS * MOST_COLUMNS * 2)

/* Numbers in, numbers out. */
struct bench {
    float in[ROOM], out[ROOM], expected[ROOM];
    uint8_t inputs[ROOM];
    int8_t weights[(size_t)MOST_COLUMNS * 2 * MOST_COLUMNS];
    float scales[MOST_COLUMNS * 2], bias[MOST_COLUMNS * 2], row_scales[MOST_ROWS];
    int32_t offsets[MOST_COLUMNS * 2];
};

static const struct {
    uint32_t rows, columns;
} sizes[] = {{1, 16}, {2, 48}, {4, 192}, {13, 128}, {48, 192}, {MOST_ROWS, MOST_COLUMNS}};
#define SIZES (sizeof sizes / sizeof sizes[0])

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct bench));
    return *state == NULL;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static struct bench *bench_of(void **state)
{
    struct bench *bench = *state;
    uint32_t seed = 7;

    draw_floats(bench->in, ROOM, 4.0f, &seed);
    draw_floats(bench->scales, MOST_COLUMNS * 2, 0.001f, &seed);
    draw_floats(bench->bias, MOST_COLUMNS * 2, 1.0f, &seed);
    draw_floats(bench->row_scales, MOST_ROWS, 0.05f, &seed);
    draw_weights(bench->weights, sizeof bench->weights, &seed);
    for (size_t i = 0; i < ROOM; i++)
        bench->inputs[i] = (uint8_t)(1 + draw(&seed) % 255);
    return bench;
}

/* The matrix of the weights, and the rows of inputs. */
static struct matrix matrix_of(struct bench *bench, uint32_t inner, uint32_t columns)
{
    sum_offsets(bench->offsets, bench->weights, inner, columns);
    return (struct matrix){inner,       columns,        bench->scales,
                           bench->bias, bench->offsets, bench->weights};
}

/* ---- The same bits ---- */

/* What a version is asked to do: from bench->in and bench->inputs to bench->out. */
typedef void task(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                  uint32_t columns);

static void normalise(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                      uint32_t columns)
{
    kernels->normalise(bench->out, bench->in, bench->scales, bench->bias, rows, columns);
}

static void convolve_five(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                          uint32_t columns)
{
    kernels->convolve(bench->out, bench->in, bench->in + 7, bench->bias, 5, rows, columns);
}

static void convolve_three(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                           uint32_t columns)
{
    kernels->convolve(bench->out, bench->in, bench->in + 7, bench->bias, 3, rows, columns);
}

static void take_tanh(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                      uint32_t columns)
{
    kernels->tanh(bench->out, (size_t)rows * columns);
}

static void take_exponential(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                             uint32_t columns)
{
    kernels->exponential(bench->out, (size_t)rows * columns);
}

static void add(const struct kernels *kernels, struct bench *bench, uint32_t rows, uint32_t columns)
{
    static const uint16_t list[] = {3, 0, 5};

    kernels->add(bench->out, bench->in + 3, (size_t)rows * columns);
    kernels->add_positive(bench->out, bench->in + 1, bench->in + 9, (size_t)rows * columns);
    kernels->add_rows(bench->out, bench->out, bench->in + 2, list, 3, columns);
}

static void quantise(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                     uint32_t columns)
{
    uint8_t *bytes = (uint8_t *)(bench->out + MOST_ROWS);

    memset(bench->in, 0, columns * sizeof(float)); /* one row of zeros */
    kernels->quantise(bytes, bench->out, bench->in, rows, columns);
}

static void multiply(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                     uint32_t columns)
{
    struct activations inputs = {bench->inputs, columns, bench->row_scales};
    struct matrix matrix = matrix_of(bench, columns, columns);

    kernels->multiply(bench->out, &inputs, &matrix, rows);
    kernels->multiply_add(bench->out, &inputs, &matrix, rows);
}

static void multiply_gate(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                          uint32_t columns)
{
    struct activations inputs = {bench->inputs, columns, bench->row_scales};
    struct matrix matrix = matrix_of(bench, columns, 2 * columns);

    kernels->multiply_gate(bench->out, &inputs, &matrix, rows);
}

/* Columns do not matter here. */
static void find_paths(const struct kernels *kernels, struct bench *bench, uint32_t rows,
                       uint32_t columns)
{
    uint32_t types = 1 + columns % MODEL_TYPES, seed = types;
    struct label_rows emissions = {bench->in, LABEL_LANES + 16, rows, types};
    struct label_table table;
    struct decoder decoder;
    float *best = bench->out, *local = best + (size_t)rows * LABEL_LANES;
    float *paths = local + (size_t)rows * LABEL_LANES;
    float *back = paths + (size_t)rows * LABEL_LANES, *factors = back + (size_t)rows * LABEL_LANES;

    draw_table(&table, types, &seed);
    by_decoder_init(&decoder, kernels, &table, types);
    kernels->best_paths(best, &emissions, &table);
    kernels->sum_paths(local, paths, factors, &emissions, &decoder.chances);
    kernels->sum_paths_back(back, local, paths, factors, &emissions, &decoder.chances);
}

static void every_version_gives_the_same_bits(void **state)
{
    static task *const tasks[] = {normalise,        convolve_five, convolve_three, take_tanh,
                                  take_exponential, add,           quantise,       multiply,
                                  multiply_gate,    find_paths};

    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        for (size_t j = 0; j < SIZES; j++) {
            for (unsigned version = KERNEL_VERSIONS; version-- > 0;) {
                const struct kernels *kernels = by_kernels_version((enum kernel_version)version);
                struct bench *bench = bench_of(state);

                if (kernels == NULL)
                    continue;
                memcpy(bench->out, bench->in, sizeof bench->out);
                tasks[i](kernels, bench, sizes[j].rows, sizes[j].columns);
                if (version == KERNELS_GENERIC)
                    memcpy(bench->expected, bench->out, sizeof bench->out);
                assert_memory_equal(bench->expected, bench->out, sizeof bench->out);
            }
        }
    }
}

/* ---- The right numbers ---- */

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g", value, expected);
}

static void products_are_exact(void **state)
{
    const struct kernels *kernels = by_kernels_best();
    struct bench *bench = bench_of(state);
    const uint32_t inner = 192, columns = 48, rows = 13;
    struct activations inputs = {bench->inputs, inner, bench->row_scales};
    struct matrix matrix = matrix_of(bench, inner, columns);

    /* The greatest sums that can be. */
    memset(bench->inputs, 255, inner);
    memset(bench->inputs + inner, 1, inner);
    memset(bench->weights, 127, (size_t)16 * inner);
    sum_offsets(bench->offsets, bench->weights, inner, columns);
    kernels->multiply(bench->out, &inputs, &matrix, rows);
    for (uint32_t i = 0; i < rows; i++) {
        for (uint32_t j = 0; j < columns; j++) {
            int32_t sum = 0;

            for (uint32_t k = 0; k < inner; k++)
                sum += (bench->inputs[i * inner + k] - ACTIVATION_ZERO) *
                       bench->weights[j / 16 * 16 * inner + k / 4 * 64 + j % 16 * 4 + k % 4];
            float product = (float)sum * bench->scales[j];
            product *= bench->row_scales[i];
            assert_true(bench->out[i * columns + j] == product + bench->bias[j]);
        }
    }
}

static void inputs_are_rounded_to_the_nearest(void **state)
{
    const struct kernels *kernels = by_kernels_best();
    struct bench *bench = bench_of(state);
    float scale;

    draw_floats(bench->in, 48, 3.0f, &(uint32_t){11});
    kernels->quantise(bench->inputs, &scale, bench->in, 1, 48);
    for (size_t i = 0; i < 48; i++)
        assert_near((double)scale * (bench->inputs[i] - ACTIVATION_ZERO), (double)bench->in[i],
                    0.5001 * (double)scale);
    memset(bench->in, 0, 48 * sizeof(float));
    kernels->quantise(bench->inputs, &scale, bench->in, 1, 48);
    assert_true(scale == 0.0f);
    assert_int_equal(bench->inputs[47], ACTIVATION_ZERO);
}

static void functions_are_close_to_those_of_the_library(void **state)
{
    const struct kernels *kernels = by_kernels_best();
    float values[2][16];

    (void)state;
    for (int i = -100; i < 100; i++) {
        for (int j = 0; j < 16; j++)
            values[0][j] = values[1][j] = 0.7f * (float)i + 0.05f * (float)j;
        kernels->tanh(values[0], 16);
        for (int j = 0; j < 16; j++)
            assert_near((double)values[0][j], tanh((double)values[1][j]), 1e-4);
        memcpy(values[0], values[1], sizeof values[0]);
        kernels->exponential(values[0], 16);
        for (int j = 0; j < 16; j++)
            assert_near((double)values[0][j] / exp((double)values[1][j]), 1.0, 2e-4);
    }
}

static void rows_are_normalised(void **state)
{
    const struct kernels *kernels = by_kernels_best();
    struct bench *bench = bench_of(state);
    const size_t last = (size_t)4 * 192;
    double sum = 0.0, squares = 0.0;

    for (size_t i = 0; i < 192; i++) {
        bench->scales[i] = 1.0f;
        bench->bias[i] = 0.0f;
    }
    kernels->normalise(bench->out, bench->in, bench->scales, bench->bias, 5, 192);
    for (size_t i = 0; i < 192; i++) {
        double value = (double)(bench->out + last)[i];

        sum += value;
        squares += value * value;
    }
    assert_near(sum, 0.0, 1e-3);
    assert_near(squares / 192.0, 1.0, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_version_gives_the_same_bits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(products_are_exact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inputs_are_rounded_to_the_nearest, set_up, tear_down),
        cmocka_unit_test(functions_are_close_to_those_of_the_library),
        cmocka_unit_test_setup_teardown(rows_are_normalised, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
