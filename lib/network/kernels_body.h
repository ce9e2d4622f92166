/* SPDX-License-Identifier: MIT */
/*
 * kernels_body.h - all kernels but the products of whole numbers, as each version compiles them.
 *
 * The file that includes this has defined:
 *   KERNELS             the name of its struct kernels
 *   KERNELS_NAME        a string for people
 *   LANES               how many floats a register holds: 4, 8 or 16
 *   greater(), lesser() of two registers, lane by lane: a op b ? a : b
 *   twice()             eight floats from memory, then the same again, or the part at a place of that
 *   add_to_four(), greatest_four()  of sixteen numbers, by halves
 *   narrow(), as_floats()  whole numbers to bytes, their lowest; to floats
 *   tile()              the product of TILE_ROWS rows or fewer and two panels, as below
 */

#define INLINE static inline __attribute__((always_inline))

/* Registers in sixteen lanes. */
#define PARTS (KERNEL_LANES / LANES)

INLINE lanes load(const float *from)
{
    return *(const lanes *)from;
}

INLINE void store(float *to, lanes value)
{
    *(lanes *)to = value;
}

INLINE lanes all(float value)
{
    return (lanes){0} + value;
}

/*
 * The sum of sixteen numbers: halves are added until one number is left, which is the same for every
 * width of registers.
 */
INLINE float total(const lanes parts[PARTS])
{
    four sums = add_to_four(parts);
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

INLINE float greatest(const lanes parts[PARTS])
{
    four most = greatest_four(parts);
    float a = most[0] > most[2] ? most[0] : most[2], b = most[1] > most[3] ? most[1] : most[3];
    return a > b ? a : b;
}

/* ---- Functions of one number --------------------------------------------- */

/*
 * Long chains of operations are taken for several registers side by side, so that none waits for
 * the one before it.
 */
#define SIDES 4u
#define EACH _Pragma("GCC unroll 4") for (size_t j = 0; j < sides; j++)

/*
 * 2 to the x, by way of the exponent's bits for the whole part and a polynomial for the rest; right
 * to one in ten thousand, which is little beside what rounding to 8 bits does.
 */
INLINE void powers_of_two(lanes x[], size_t sides)
{
    const float rounder = 12582912.0f; /* 1.5 times 2 to the 23: the sum has no fraction bits */
    lanes shifted[SIDES], power[SIDES];
    EACH x[j] = greater(x[j], all(-120.0f));
    EACH x[j] = lesser(x[j], all(120.0f));
    EACH shifted[j] = x[j] + rounder;
    EACH x[j] -= shifted[j] - rounder;
    EACH power[j] = x[j] * 0.055838283f + 0.242639479f;
    EACH power[j] = power[j] * x[j] + 0.693136734f;
    EACH power[j] = power[j] * x[j] + 0.999924557f;
    EACH x[j] = power[j] * (lanes)(((whole)shifted[j] + 127) << 23);
}

/* 1 / (1 + 2 to the x): the logistic function of x in other units. */
INLINE void gates(lanes x[], size_t sides)
{
    powers_of_two(x, sides);
    EACH x[j] = 1.0f / (1.0f + x[j]);
}

INLINE void tanh_some(float *values, size_t sides)
{
    lanes x[SIDES];
    EACH x[j] = load(values + j * LANES) * -2.8853900817779268f; /* -2 log2(e) */
    gates(x, sides);
    EACH store(values + j * LANES, 2.0f * x[j] - 1.0f);
}

static void tanh_all(float *values, size_t count)
{
    size_t i = 0;
    for (; i + (size_t)SIDES * LANES <= count; i += (size_t)SIDES * LANES)
        tanh_some(values + i, SIDES);
    for (; i < count; i += LANES)
        tanh_some(values + i, 1);
}

INLINE lanes e_to_the(lanes x)
{
    x *= 1.4426950408889634f;
    powers_of_two(&x, 1);
    return x;
}

static void exponential(float *values, size_t count)
{
    for (size_t i = 0; i < count; i += LANES)
        store(values + i, e_to_the(load(values + i)));
}

/* ---- Rows ---------------------------------------------------------------- */

static void add(float *restrict to, const float *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i += LANES)
        store(to + i, load(to + i) + load(from + i));
}

static void add_rows(float *to, const float *from, const float *table, const uint16_t *rows,
                     size_t count, size_t columns)
{
    for (size_t i = 0; i < columns; i += LANES) {
        lanes sum = load(from + i);
        for (size_t j = 0; j < count; j++)
            sum += load(table + rows[j] * columns + i);
        store(to + i, sum);
    }
}

static void add_positive(float *restrict to, const float *restrict a, const float *restrict b,
                         size_t count)
{
    for (size_t i = 0; i < count; i += LANES)
        store(to + i, load(to + i) + greater(load(a + i) + load(b + i), all(0.0f)));
}

INLINE void quantise_some(uint8_t *to, float *scales, const float *from, size_t columns,
                          size_t sides)
{
    lanes most[SIDES][PARTS] = {{{0}}};
    for (size_t i = 0; i < columns; i += KERNEL_LANES) {
        for (size_t p = 0; p < PARTS; p++) {
            const float *place = from + i + p * LANES;
            EACH most[j][p] =
                greater((lanes)((whole)load(place + j * columns) & INT32_MAX), most[j][p]);
        }
    }
    float factors[SIDES];
    EACH
    {
        float reach = greatest(most[j]);
        factors[j] = reach > 0.0f ? 127.0f / reach : 0.0f;
        scales[j] = reach * (1.0f / 127.0f);
    }
    /* The low byte of the sum's bits is the number, rounded to the nearest, plus ACTIVATION_ZERO. */
    const float rounder = 12582912.0f + (float)ACTIVATION_ZERO;
    for (size_t i = 0; i < columns; i += LANES) {
        EACH
        {
            bytes row = narrow((whole)(load(from + j * columns + i) * factors[j] + rounder));
            memcpy(to + j * columns + i, &row, sizeof row);
        }
    }
}

static void quantise(uint8_t *to, float *scales, const float *from, size_t rows, size_t columns)
{
    size_t row = 0;
    for (; row + SIDES <= rows; row += SIDES)
        quantise_some(to + row * columns, scales + row, from + row * columns, columns, SIDES);
    for (; row < rows; row++)
        quantise_some(to + row * columns, scales + row, from + row * columns, columns, 1);
}

INLINE void normalise_some(float *restrict to, const float *restrict from,
                           const float *restrict gain, const float *restrict bias, size_t columns,
                           size_t sides)
{
    const float share = 1.0f / (float)columns;
    lanes sums[SIDES][PARTS] = {{{0}}}, squares[SIDES][PARTS] = {{{0}}};
    float means[SIDES], scales[SIDES];
    for (size_t i = 0; i < columns; i += KERNEL_LANES) {
        for (size_t p = 0; p < PARTS; p++)
            EACH sums[j][p] += load(from + j * columns + i + p * LANES);
    }
    EACH means[j] = total(sums[j]) * share;
    for (size_t i = 0; i < columns; i += KERNEL_LANES) {
        for (size_t p = 0; p < PARTS; p++) {
            EACH
            {
                lanes apart = load(from + j * columns + i + p * LANES) - means[j];
                squares[j][p] += apart * apart;
            }
        }
    }
    EACH scales[j] = 1.0f / sqrtf(total(squares[j]) * share + 1e-5f);
    for (size_t i = 0; i < columns; i += LANES) {
        lanes factor = load(gain + i), base = load(bias + i);
        EACH store(to + j * columns + i,
                   (load(from + j * columns + i) - means[j]) * scales[j] * factor + base);
    }
}

static void normalise(float *to, const float *from, const float *gain, const float *bias,
                      size_t rows, size_t columns)
{
    size_t row = 0;
    for (; row + SIDES <= rows; row += SIDES)
        normalise_some(to + row * columns, from + row * columns, gain, bias, columns, SIDES);
    for (; row < rows; row++)
        normalise_some(to + row * columns, from + row * columns, gain, bias, columns, 1);
}

/* SIDES rows share what they read. */
INLINE void convolve_some(float *to, const float *from, const float *taps, lanes bias, size_t width,
                          size_t columns, size_t sides)
{
    lanes sums[SIDES];
    EACH sums[j] = bias;
#pragma GCC unroll 7
    for (size_t k = 0; k < width; k++) {
        lanes tap = load(taps + k * columns);
        EACH sums[j] += tap * load(from + (j + k) * columns);
    }
    EACH store(to + j * columns, sums[j]);
}

INLINE void convolve_width(float *restrict to, const float *restrict from,
                           const float *restrict taps, const float *restrict bias, size_t width,
                           size_t rows, size_t columns)
{
    for (size_t i = 0; i < columns; i += LANES) {
        size_t row = 0;
        for (; row + SIDES <= rows; row += SIDES)
            convolve_some(to + row * columns + i, from + row * columns + i, taps + i,
                          load(bias + i), width, columns, SIDES);
        for (; row < rows; row++)
            convolve_some(to + row * columns + i, from + row * columns + i, taps + i,
                          load(bias + i), width, columns, 1);
    }
}

static void convolve(float *to, const float *from, const float *taps, const float *bias,
                     size_t width, size_t rows, size_t columns)
{
    /* The usual width is known to the compiler, so that the taps stay in registers. */
    if (width == 7)
        convolve_width(to, from, taps, bias, 7, rows, columns);
    else
        convolve_width(to, from, taps, bias, width, rows, columns);
}

/* ---- Products ------------------------------------------------------------ */

/* What tile() gives: for each row the sums of 32 columns. */
typedef int32_t tile_sums[TILE_ROWS][2 * KERNEL_LANES];

/* The columns from `column` on of a row of the product, from their sums. */
INLINE lanes product(const struct matrix *matrix, size_t column, const int32_t *sums, float scale)
{
    whole sum = *(const whole *)sums;
    return as_floats(sum) * load(matrix->scales + column) * scale + load(matrix->bias + column);
}

INLINE void use_gates(float *to, size_t to_down, const struct matrix *matrix, size_t column,
                      tile_sums sums, const float *scales, size_t sides)
{
    for (size_t i = 0; i < KERNEL_LANES; i += LANES) {
        size_t gate = KERNEL_LANES + i;
        float *state = to + column / 2 + i;
        lanes x[SIDES];
        EACH x[j] = product(matrix, column + gate, sums[j] + gate, scales[j]);
        gates(x, sides);
        EACH x[j] *= product(matrix, column + i, sums[j] + i, scales[j]);
        EACH store(state + j * to_down, load(state + j * to_down) + x[j]);
    }
}

INLINE void use_gates_of_tile(float *to, size_t to_down, const struct matrix *matrix, size_t column,
                              tile_sums sums, const float *scales, size_t rows)
{
    size_t row = 0;
    for (; row + SIDES <= rows; row += SIDES)
        use_gates(to + row * to_down, to_down, matrix, column, sums + row, scales + row, SIDES);
    for (; row < rows; row++)
        use_gates(to + row * to_down, to_down, matrix, column, sums + row, scales + row, 1);
}

INLINE void use_sums_of_tile(float *to, const struct matrix *matrix, size_t column, size_t panels,
                             tile_sums sums, const float *scales, size_t rows, bool add)
{
    for (size_t row = 0; row < rows; row++) {
        float *place = to + row * matrix->columns + column;
        for (size_t i = 0; i < panels * KERNEL_LANES; i += LANES) {
            lanes value = product(matrix, column + i, sums[row] + i, scales[row]);
            if (add)
                value += load(place + i);
            store(place + i, value);
        }
    }
}

enum product_use { PRODUCT_SET, PRODUCT_ADD, PRODUCT_GATE };

INLINE void multiply_for(float *to, const struct activations *inputs, const struct matrix *matrix,
                         size_t rows, enum product_use use)
{
    size_t down = use == PRODUCT_GATE ? matrix->columns / 2 : matrix->columns;
    for (size_t column = 0; column < matrix->columns; column += (size_t)2 * KERNEL_LANES) {
        size_t panels = matrix->columns - column > KERNEL_LANES ? 2 : 1;
        for (size_t row = 0; row < rows; row += TILE_ROWS) {
            tile_sums sums;
            size_t count = rows - row < TILE_ROWS ? rows - row : TILE_ROWS;
            tile(sums, inputs->bytes + row * inputs->down, inputs->down, matrix, column, panels,
                 count);
            if (use == PRODUCT_GATE)
                use_gates_of_tile(to + row * down, down, matrix, column, sums, inputs->scales + row,
                                  count);
            else
                use_sums_of_tile(to + row * down, matrix, column, panels, sums,
                                 inputs->scales + row, count, use == PRODUCT_ADD);
        }
    }
}

static void multiply(float *to, const struct activations *inputs, const struct matrix *matrix,
                     size_t rows)
{
    multiply_for(to, inputs, matrix, rows, PRODUCT_SET);
}

static void multiply_add(float *to, const struct activations *inputs, const struct matrix *matrix,
                         size_t rows)
{
    multiply_for(to, inputs, matrix, rows, PRODUCT_ADD);
}

static void multiply_gate(float *to, const struct activations *inputs, const struct matrix *matrix,
                          size_t rows)
{
    multiply_for(to, inputs, matrix, rows, PRODUCT_GATE);
}

/* ---- Sequences of labels ------------------------------------------------- */

#define LABELS_OF(row, group) ((row) + (size_t)(group)*LABEL_GROUP)

/* Labels of the groups single and begin: each may follow any of single and end. */
INLINE void best_followers(float *to, const float *from, const struct label_table *scores,
                           uint32_t types)
{
    const float *singles = LABELS_OF(from, GROUP_SINGLE), *ends = LABELS_OF(from, GROUP_END);
    lanes best[PARTS], other[PARTS];
    for (size_t p = 0; p < PARTS; p++)
        other[p] = best[p] = load(scores->follow[0] + p * LANES) + singles[0];
    for (uint32_t i = 1; i <= types; i++) {
        for (size_t p = 0; p < PARTS; p++) {
            best[p] = greater(load(scores->follow[i] + p * LANES) + singles[i], best[p]);
            other[p] =
                greater(load(scores->follow[LABEL_GROUP + i] + p * LANES) + ends[i], other[p]);
        }
    }
    for (size_t p = 0; p < PARTS; p++)
        store(to + p * LANES, greater(best[p], other[p]));
}

static void best_paths(float *paths, const struct label_rows *emissions,
                       const struct label_table *scores)
{
    const float *emission = emissions->rows;
    for (size_t i = 0; i < LABEL_LANES; i += LANES)
        store(paths + i, load(scores->starts + i) + load(emission + i));
    for (uint32_t t = 1; t < emissions->tokens; t++) {
        const float *from = paths;
        paths += LABEL_LANES;
        emission += emissions->down;
        best_followers(paths, from, scores, emissions->types);
        for (size_t i = 0; i < FOLLOWERS; i += LANES) {
            lanes begun = twice(LABELS_OF(from, GROUP_BEGIN), i) + load(scores->inside[0] + i);
            lanes inside = twice(LABELS_OF(from, GROUP_INSIDE), i) + load(scores->inside[1] + i);
            store(LABELS_OF(paths, GROUP_END) + i, greater(begun, inside));
        }
        for (size_t i = 0; i < LABEL_LANES; i += LANES)
            store(paths + i, load(paths + i) + load(emission + i));
    }
}

INLINE void sum_followers(float *to, const float *from, const struct label_table *chances,
                          uint32_t types)
{
    const float *singles = LABELS_OF(from, GROUP_SINGLE), *ends = LABELS_OF(from, GROUP_END);
    lanes sum[PARTS];
    for (size_t p = 0; p < PARTS; p++)
        sum[p] = load(chances->follow[0] + p * LANES) * singles[0];
    for (uint32_t i = 1; i <= types; i++) {
        for (size_t p = 0; p < PARTS; p++) {
            sum[p] += load(chances->follow[i] + p * LANES) * singles[i];
            sum[p] += load(chances->follow[LABEL_GROUP + i] + p * LANES) * ends[i];
        }
    }
    for (size_t p = 0; p < PARTS; p++)
        store(to + p * LANES, sum[p]);
}

/* No label is less likely than e to the -40 of the likeliest: no row comes to nothing. */
INLINE void find_local(float *local, const float *emission)
{
    lanes most[PARTS];
    for (size_t p = 0; p < PARTS; p++)
        most[p] = greater(load(emission + p * LANES), load(emission + FOLLOWERS + p * LANES));
    float top = greatest(most);
    for (size_t i = 0; i < LABEL_LANES; i += LANES)
        store(local + i, e_to_the(greater(load(emission + i) - top, all(-40.0f))));
}

/* Multiplies a row by what is local, and scales it to a sum of 1. Returns the factor. */
INLINE float finish_row(float *row, const float *local)
{
    lanes sums[PARTS] = {0};
    for (size_t i = 0; i < LABEL_LANES; i += KERNEL_LANES) {
        for (size_t p = 0; p < PARTS; p++) {
            lanes value = load(row + i + p * LANES) * load(local + i + p * LANES);
            store(row + i + p * LANES, value);
            sums[p] += value;
        }
    }
    float factor = 1.0f / total(sums);
    for (size_t i = 0; i < LABEL_LANES; i += LANES)
        store(row + i, load(row + i) * factor);
    return factor;
}

static void sum_paths(float *local, float *paths, float *factors,
                      const struct label_rows *emissions, const struct label_chances *chances)
{
    const struct label_table *table = &chances->table;
    const float *emission = emissions->rows;
    memcpy(paths, table->starts, sizeof table->starts);
    find_local(local, emission);
    factors[0] = finish_row(paths, local);
    for (uint32_t t = 1; t < emissions->tokens; t++) {
        const float *from = paths;
        paths += LABEL_LANES;
        local += LABEL_LANES;
        emission += emissions->down;
        find_local(local, emission);
        sum_followers(paths, from, table, emissions->types);
        for (size_t i = 0; i < FOLLOWERS; i += LANES) {
            lanes begun = twice(LABELS_OF(from, GROUP_BEGIN), i) * load(table->inside[0] + i);
            lanes inside = twice(LABELS_OF(from, GROUP_INSIDE), i) * load(table->inside[1] + i);
            store(LABELS_OF(paths, GROUP_END) + i, begun + inside);
        }
        factors[t] = finish_row(paths, local);
    }
}

/* The labels of the groups single and end, by what may follow each. */
INLINE void sum_preceders(float *to, const float *ahead, const struct label_chances *chances,
                          uint32_t types)
{
    const float *singles = LABELS_OF(ahead, GROUP_SINGLE), *begins = LABELS_OF(ahead, GROUP_BEGIN);
    lanes sum[PARTS];
    for (size_t p = 0; p < PARTS; p++)
        sum[p] = load(chances->precede[0] + p * LANES) * singles[0];
    for (uint32_t i = 1; i <= types; i++) {
        for (size_t p = 0; p < PARTS; p++) {
            sum[p] += load(chances->precede[i] + p * LANES) * singles[i];
            sum[p] += load(chances->precede[LABEL_GROUP + i] + p * LANES) * begins[i];
        }
    }
    float row[FOLLOWERS];
    for (size_t p = 0; p < PARTS; p++)
        store(row + p * LANES, sum[p]);
    memcpy(LABELS_OF(to, GROUP_SINGLE), row, LABEL_GROUP * sizeof(float));
    memcpy(LABELS_OF(to, GROUP_END), row + LABEL_GROUP, LABEL_GROUP * sizeof(float));
}

/* The labels of a group by the ways to end and inside. */
INLINE void sum_ways(float *to, const float *ahead, const float *ways)
{
    const float *ends = LABELS_OF(ahead, GROUP_END), *insides = LABELS_OF(ahead, GROUP_INSIDE);
    for (size_t i = 0; i < LABEL_GROUP; i++)
        to[i] = ends[i] * ways[i] + insides[i] * ways[LABEL_GROUP + i];
}

static void sum_paths_back(float *back, const float *local, const float *paths,
                           const float *factors, const struct label_rows *emissions,
                           const struct label_chances *chances)
{
    size_t last = (size_t)(emissions->tokens - 1) * LABEL_LANES;
    float ended = 0.0f, ahead[LABEL_LANES];
    for (size_t i = 0; i < LABEL_GROUP; i++)
        ended += LABELS_OF(paths + last, GROUP_SINGLE)[i] + LABELS_OF(paths + last, GROUP_END)[i];
    for (size_t i = 0; i < LABEL_GROUP; i++) {
        LABELS_OF(back + last, GROUP_SINGLE)
        [i] = LABELS_OF(back + last, GROUP_END)[i] = 1.0f / ended;
        LABELS_OF(back + last, GROUP_BEGIN)[i] = LABELS_OF(back + last, GROUP_INSIDE)[i] = 0.0f;
    }
    for (uint32_t t = emissions->tokens - 1; t > 0; t--) {
        size_t next = (size_t)t * LABEL_LANES;
        float *row = back + next - LABEL_LANES;
        for (size_t i = 0; i < LABEL_LANES; i += LANES)
            store(ahead + i, load(local + next + i) * load(back + next + i) * factors[t]);
        sum_preceders(row, ahead, chances, emissions->types);
        sum_ways(LABELS_OF(row, GROUP_BEGIN), ahead, chances->table.inside[0]);
        sum_ways(LABELS_OF(row, GROUP_INSIDE), ahead, chances->table.inside[1]);
    }
}

const struct kernels KERNELS = {
    .name = KERNELS_NAME,
    .quantise = quantise,
    .multiply = multiply,
    .multiply_add = multiply_add,
    .multiply_gate = multiply_gate,
    .normalise = normalise,
    .convolve = convolve,
    .tanh = tanh_all,
    .exponential = exponential,
    .add = add,
    .add_rows = add_rows,
    .add_positive = add_positive,
    .best_paths = best_paths,
    .sum_paths = sum_paths,
    .sum_paths_back = sum_paths_back,
};
