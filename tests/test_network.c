/* SPDX-License-Identifier: MIT */
/* The network: products against plain sums, gradients against differences, and that it learns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crf.h"
#include "network.h"
#include "trainer.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- Products ------------------------------------------------------------ */

static void assert_product(struct operand left, struct operand right, size_t rows, size_t columns,
                           size_t inner, struct kernel_space *space)
{
    float *sum = calloc(rows * columns, sizeof(*sum));

    assert_non_null(sum);
    kernel_multiply(sum, columns, left, right, rows, columns, inner, space);
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            double total = 0.0;

            for (size_t k = 0; k < inner; k++)
                total += (double)left.values[i * left.down + k * left.across] *
                         (double)right.values[k * right.down + j * right.across];
            assert_float_equal(sum[i * columns + j], total, 1e-4);
        }
    }
    free(sum);
}

static void products_of_all_sizes(void **state)
{
    static const size_t sizes[][3] = {{1, 1, 1},   {6, 16, 3},   {7, 17, 5},    {5, 33, 300},
                                      {13, 15, 2}, {64, 48, 32}, {29, 100, 257}};
    struct random random = {3};
    struct kernel_space space;

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        size_t rows = sizes[i][0], columns = sizes[i][1], inner = sizes[i][2];
        float *a = malloc(rows * inner * sizeof(*a)), *b = malloc(columns * inner * sizeof(*b));

        assert_non_null(a);
        assert_non_null(b);
        for (size_t k = 0; k < rows * inner; k++)
            a[k] = random_normal(&random);
        for (size_t k = 0; k < columns * inner; k++)
            b[k] = random_normal(&random);
        assert_product(by_rows(a, inner), by_rows(b, columns), rows, columns, inner, &space);
        assert_product(by_rows(a, inner), transposed(b, inner), rows, columns, inner, &space);
        assert_product(transposed(a, rows), by_rows(b, columns), rows, columns, inner, &space);
        free(a);
        free(b);
    }
}

static void functions_are_close_to_the_libraries(void **state)
{
    (void)state;
    for (int i = -900; i < 900; i++) {
        const float x = 0.0137f * (float)i;
        float y = x;

        kernel_tanh(&y, 1);
        assert_float_equal(y, tanh((double)x), 1e-6);
    }
}

static void dropout_keeps_the_mean_and_its_choice(void **state)
{
    enum { NUMBERS = 100000 };
    static float values[NUMBERS], again[NUMBERS];
    double sum = 0.0;

    (void)state;
    for (size_t i = 0; i < NUMBERS; i++)
        values[i] = again[i] = 1.0f;
    kernel_dropout(values, NUMBERS, 0.3f, 17);
    kernel_dropout(again, NUMBERS, 0.3f, 17);
    assert_memory_equal(values, again, sizeof(values));
    for (size_t i = 0; i < NUMBERS; i++)
        sum += (double)values[i];
    assert_float_equal(sum / NUMBERS, 1.0, 0.02);
}

/* ---- A small tagger ------------------------------------------------------ */

static const char text[] =
    "Gen. Tran Van Minh, the deputy minister of defence, met Japan's prime minister in Hue.\n\n"
    "MINH THANKS JAPAN\nThe United Nations said Minh and Le Anh had left Hue in May 2021.";

static const struct {
    const char *name, *type;
} entities[] = {{"Tran Van Minh", "PERSON"}, {"Gen.", "RANK"},
                {"Japan", "PLACE"},          {"Hue", "PLACE"},
                {"MINH", "PERSON"},          {"United Nations", "ORGANISATION"},
                {"Le Anh", "PERSON"},        {"Japan's prime minister", "RANK"}};

struct tagger {
    struct vectors vectors;
    struct layer layers[LAYER_COUNT];
    struct samples samples;
    struct network network;
    struct checkpoint checkpoint;
};

static void read_vectors(struct vectors *vectors)
{
    static const char *const words[] = {"the", "minister", "met", "japan", "said", "0000"};
    char path[] = "/tmp/byline-vectors-XXXXXX";
    int descriptor = mkstemp(path);
    struct random random = {5};
    FILE *file = fdopen(descriptor, "w");

    assert_non_null(file);
    for (size_t i = 0; i < COUNT(words); i++) {
        fputs(words[i], file);
        for (size_t k = 0; k < 10; k++)
            fprintf(file, " %.5f", (double)random_normal(&random));
        fputc('\n', file);
    }
    fclose(file);
    assert_true(vectors_read(vectors, path));
    unlink(path);
}

/* The sample annotates all of its types but ORGANISATION, which the layer has all the same. */
static void make_sample(struct tagger *tagger)
{
    struct pool *pool = &tagger->samples.pool;
    struct sample *sample = pool_take(pool, sizeof(*sample));

    *sample = (struct sample){.text = text, .length = sizeof(text) - 1, .weight = 0.7f};
    sample->spans = pool_take_array(pool, COUNT(entities), sizeof(*sample->spans));
    for (size_t i = 0; i < COUNT(entities); i++) {
        uint32_t layer = (uint32_t)layer_of(entities[i].type);
        uint32_t type = layer_add(&tagger->layers[layer], entities[i].type);
        uint32_t start = (uint32_t)(strstr(text, entities[i].name) - text);

        if (strcmp(entities[i].type, "ORGANISATION") == 0)
            continue;
        sample->annotated[layer] |= 1u << type;
        sample->spans[sample->span_count++] =
            (struct sample_span){start, start + (uint32_t)strlen(entities[i].name), layer, type};
    }
    tagger->samples.items = sample;
    tagger->samples.count = 1;
}

static void make_tagger(struct tagger *tagger)
{
    *tagger = (struct tagger){0};
    read_vectors(&tagger->vectors);
    make_sample(tagger);
    tagger->checkpoint.shape = (struct network_shape){.dimension = tagger->vectors.dimension,
                                                      .buckets = AFFIX_BUCKETS,
                                                      .bucket_width = 4,
                                                      .features = FEATURE_COUNT,
                                                      .channels = 24,
                                                      .blocks = 3,
                                                      .width = 5};
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        tagger->checkpoint.shape.labels[i] = layer_labels(&tagger->layers[i]);
    memcpy(tagger->checkpoint.layers, tagger->layers, sizeof(tagger->layers));
    network_init(&tagger->network, &tagger->checkpoint.shape);
    checkpoint_take(&tagger->checkpoint, tagger->network.weight_count);
    network_start(&tagger->network, tagger->checkpoint.weights, 11);
}

static void free_tagger(struct tagger *tagger)
{
    checkpoint_free(&tagger->checkpoint);
    samples_free(&tagger->samples);
    vectors_free(&tagger->vectors);
}

/* ---- Gradients ----------------------------------------------------------- */

static const struct dropout dropout = {0.4f, 0.2f, 0.2f, 0.2f};

/* The loss of one layer, with its gradient where asked for. */
static double layer_loss(const struct tagger *tagger, struct pass *pass, uint32_t layer,
                         float *gradient)
{
    const struct example *example = pass->example;
    const float *weights = tagger->checkpoint.weights;
    struct crf_space space = {0};
    struct crf crf;
    double loss = 0.0;

    crf_prepare(&crf, &tagger->layers[layer], weights + tagger->network.transitions[layer],
                weights + tagger->network.starts[layer]);
    for (uint32_t i = 0; i < example->sentence_count; i++) {
        size_t labels = network_emissions(&tagger->network), first = example->sentences[i];
        size_t at = first * labels + network_layer_offset(&tagger->network, layer);
        struct crf_sentence sentence = {pass->emissions + at, labels,
                                        example->sentences[i + 1] - example->sentences[i]};
        struct crf_slopes slopes = {pass->emission_slopes + at, NULL, NULL};

        if (gradient != NULL) {
            slopes.transitions = gradient + tagger->network.transitions[layer];
            slopes.starts = gradient + tagger->network.starts[layer];
        }
        loss += crf_log_sum(&crf, &sentence, NULL, 1.0, gradient == NULL ? NULL : &slopes, &space) -
                crf_log_sum(&crf, &sentence, example->sets[layer] + first, -1.0,
                            gradient == NULL ? NULL : &slopes, &space);
    }
    crf_space_free(&space);
    return loss;
}

static double loss_of(const struct tagger *tagger, const struct example *example, struct pass *pass,
                      float *gradient)
{
    double loss = 0.0;

    network_forward(&tagger->network, tagger->checkpoint.weights, &tagger->vectors, example,
                    &dropout, 99, pass);
    for (uint32_t layer = 0; layer < LAYER_COUNT; layer++)
        loss += layer_loss(tagger, pass, layer, gradient);
    if (gradient != NULL)
        network_backward(&tagger->network, tagger->checkpoint.weights, gradient, pass);
    return loss;
}

/* The difference of the loss when a slice moves one way and the other. */
static double difference(const struct tagger *tagger, const struct example *example,
                         struct pass *pass, const struct slice *slice, const float *direction,
                         float step)
{
    size_t count = slice->rows * slice->columns;
    float *weights = tagger->checkpoint.weights + slice->offset;

    kernel_add_scaled(weights, direction, step, count);
    double above = loss_of(tagger, example, pass, NULL);
    kernel_add_scaled(weights, direction, -2.0f * step, count);
    double below = loss_of(tagger, example, pass, NULL);
    kernel_add_scaled(weights, direction, step, count);
    return (above - below) / (2.0 * (double)step);
}

/* Along the gradient itself, and along directions drawn at random. */
static void assert_slice(const struct tagger *tagger, const struct example *example,
                         struct pass *pass, const struct slice *slice, const float *gradient)
{
    size_t count = slice->rows * slice->columns;
    float *direction = calloc(count, sizeof(*direction));
    double length = sqrt(kernel_square_sum(gradient, count));
    struct random random = {slice->offset + 1};

    assert_non_null(direction);
    assert_true(length > 1e-4);
    for (int round = 0; round < 4; round++) {
        double expected = 0.0;

        for (size_t i = 0; i < count; i++) {
            float shift = round == 0 ? 0.0f : random_normal(&random);

            direction[i] = gradient[i] / (float)length + shift * fabsf(gradient[i]) / (float)length;
            expected += (double)direction[i] * (double)gradient[i];
        }
        double found = difference(tagger, example, pass, slice, direction, 1.0f / 512);
        if (fabs(found - expected) > 0.02 * length)
            fail_msg("%s: %g, not %g", slice->name, expected, found);
    }
    free(direction);
}

static void gradients_are_what_differences_say(void **state)
{
    struct tagger tagger;
    struct example example;
    struct pass pass = {0};

    (void)state;
    make_tagger(&tagger);
    example_make(&example, &tagger.samples.items[0], tagger.layers, &tagger.vectors, CASING_KEPT);
    float *gradient = calloc(tagger.network.weight_count, sizeof(*gradient));
    assert_non_null(gradient);
    (void)loss_of(&tagger, &example, &pass, gradient);
    for (size_t i = 0; i < tagger.network.slice_count; i++) {
        const struct slice *slice = &tagger.network.slices[i];

        assert_slice(&tagger, &example, &pass, slice, gradient + slice->offset);
    }
    free(gradient);
    pass_free(&pass);
    example_free(&example);
    free_tagger(&tagger);
}

/* ---- Features ------------------------------------------------------------ */

static bool has_feature(const struct feature_lists *lists, uint32_t index, uint32_t feature)
{
    uint32_t count;
    const uint16_t *list = by_feature_list(lists, index, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (list[i] == feature)
            return true;
    }
    return false;
}

static void words_of_one_spelling_share_a_group(void **state)
{
    struct tagger tagger;
    struct example example;

    (void)state;
    make_tagger(&tagger);
    example_make(&example, &tagger.samples.items[0], tagger.layers, &tagger.vectors, CASING_KEPT);
    /* Gen. Tran Van Minh , the … MINH THANKS JAPAN */
    uint32_t title = example.sentences[1], minh = example.features.types[3];
    assert_int_not_equal(example.features.types[title], minh);
    assert_int_equal(example.features.groups[example.features.types[title]],
                     example.features.groups[minh]);
    assert_true(has_feature(&example.features.token_lists, title, FEATURE_FIRST));
    assert_true(has_feature(&example.features.token_lists, title, FEATURE_PARAGRAPH));
    assert_true(has_feature(&example.features.token_lists, title + 1, FEATURE_CAPITALS));
    assert_false(has_feature(&example.features.token_lists, 3, FEATURE_CAPITALS));
    assert_int_equal(example.vectors[minh], VECTOR_UNKNOWN);
    assert_int_not_equal(example.vectors[example.features.types[5]], VECTOR_UNKNOWN);
    example_free(&example);

    example_make(&example, &tagger.samples.items[0], tagger.layers, &tagger.vectors, CASING_UPPER);
    assert_true(has_feature(&example.features.token_lists, 3, FEATURE_CAPITALS));
    example_free(&example);
    free_tagger(&tagger);
}

/* ---- Training ------------------------------------------------------------ */

static void train(struct tagger *tagger, uint32_t epochs, uint32_t threads)
{
    const struct trainer_options options = {.dropout = {0.1f, 0.1f, 0.1f, 0.1f},
                                            .rate = 5e-3f,
                                            .weight_decay = 1e-4f,
                                            .longest_slope = 5.0f,
                                            .average_keep = 0.9f,
                                            .epochs = epochs,
                                            .batch = 2,
                                            .threads = threads,
                                            .seed = 3};

    assert_true(trainer_run(&tagger->checkpoint, &tagger->network, &tagger->vectors,
                            &tagger->samples, NULL, 0, &options));
}

static void what_was_trained_on_is_found(void **state)
{
    struct tagger tagger;

    (void)state;
    make_tagger(&tagger);
    train(&tagger, 300, 2);
    struct scores scores = trainer_measure(&tagger.network, tagger.checkpoint.best, tagger.layers,
                                           &tagger.vectors, &tagger.samples, 1);
    assert_float_equal(scores_f1(&scores, LAYER_COUNT), 100.0, 0.01);
    free_tagger(&tagger);
}

static void a_run_can_be_repeated(void **state)
{
    struct tagger first, second;

    (void)state;
    make_tagger(&first);
    make_tagger(&second);
    train(&first, 3, 1);
    train(&second, 3, 1);
    assert_memory_equal(first.checkpoint.weights, second.checkpoint.weights,
                        first.network.weight_count * sizeof(float));
    free_tagger(&first);
    free_tagger(&second);
}

static void a_checkpoint_comes_back(void **state)
{
    struct tagger tagger;
    struct checkpoint read;
    char path[] = "/tmp/byline-checkpoint-XXXXXX";

    (void)state;
    make_tagger(&tagger);
    train(&tagger, 1, 1);
    close(mkstemp(path));
    assert_true(checkpoint_write(&tagger.checkpoint, path));
    assert_true(checkpoint_read(&read, path));
    unlink(path);
    assert_int_equal(read.epoch, 1);
    assert_int_equal(read.step, 1);
    assert_memory_equal(&read.shape, &tagger.checkpoint.shape, sizeof(read.shape));
    assert_memory_equal(read.layers, tagger.checkpoint.layers, sizeof(read.layers));
    assert_memory_equal(read.square, tagger.checkpoint.square,
                        tagger.network.weight_count * sizeof(float));
    assert_memory_equal(read.best, tagger.checkpoint.best,
                        tagger.network.weight_count * sizeof(float));
    checkpoint_free(&read);
    free_tagger(&tagger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_all_sizes),
        cmocka_unit_test(functions_are_close_to_the_libraries),
        cmocka_unit_test(dropout_keeps_the_mean_and_its_choice),
        cmocka_unit_test(gradients_are_what_differences_say),
        cmocka_unit_test(words_of_one_spelling_share_a_group),
        cmocka_unit_test(what_was_trained_on_is_found),
        cmocka_unit_test(a_run_can_be_repeated),
        cmocka_unit_test(a_checkpoint_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
