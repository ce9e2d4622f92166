/* SPDX-License-Identifier: MIT */
#include "network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage.h"

/* ---- Layout -------------------------------------------------------------- */

static size_t add_slice(struct network *network, const char *name, size_t rows, size_t columns,
                        enum slice_start start, float spread)
{
    struct slice *slice = &network->slices[network->slice_count++];
    *slice = (struct slice){.offset = network->weight_count,
                            .rows = rows,
                            .columns = columns,
                            .start = start,
                            .spread = spread};
    snprintf(slice->name, sizeof(slice->name), "%s", name);
    network->weight_count += rows * columns;
    return slice->offset;
}

/* A linear layer begins within the bounds that keep the size of what passes through it. */
static float bound(size_t inputs)
{
    return 1.0f / sqrtf((float)inputs);
}

static void add_block(struct network *network, uint32_t index)
{
    const struct network_shape *shape = &network->shape;
    size_t c = shape->channels;
    struct block *block = &network->blocks[index];
    size_t *const offsets[] = {&block->gain,      &block->bias,  &block->taps,
                               &block->taps_bias, &block->point, &block->point_bias};
    const struct {
        const char *name;
        size_t rows, columns;
        enum slice_start start;
        float spread;
    } slices[] = {{"gain", 1, c, START_CONSTANT, 1.0f},
                  {"bias", 1, c, START_CONSTANT, 0.0f},
                  {"taps", shape->width, c, START_UNIFORM, bound(shape->width)},
                  {"taps-bias", 1, c, START_UNIFORM, bound(shape->width)},
                  {"point", c, 2 * c, START_UNIFORM, bound(c)},
                  {"point-bias", 1, 2 * c, START_UNIFORM, bound(c)}};
    for (size_t i = 0; i < sizeof(slices) / sizeof(slices[0]); i++) {
        char name[24];
        snprintf(name, sizeof(name), "block-%u-%s", (unsigned)index, slices[i].name);
        *offsets[i] = add_slice(network, name, slices[i].rows, slices[i].columns, slices[i].start,
                                slices[i].spread);
    }
}

static void add_output(struct network *network)
{
    static const char *const names[LAYER_COUNT][2] = {{"names-transitions", "names-starts"},
                                                      {"ranks-transitions", "ranks-starts"}};
    size_t c = network->shape.channels, labels = network_emissions(network);
    network->output = add_slice(network, "output", c, labels, START_UNIFORM, bound(c));
    network->output_bias = add_slice(network, "output-bias", 1, labels, START_UNIFORM, bound(c));
    for (uint32_t i = 0; i < LAYER_COUNT; i++) {
        size_t n = network->shape.labels[i];
        network->transitions[i] = add_slice(network, names[i][0], n, n, START_CONSTANT, 0.0f);
        network->starts[i] = add_slice(network, names[i][1], 1, n, START_CONSTANT, 0.0f);
    }
}

void network_init(struct network *network, const struct network_shape *shape)
{
    *network = (struct network){.shape = *shape};
    size_t c = shape->channels;
    size_t affix_width = (size_t)AFFIX_COUNT * shape->bucket_width;
    size_t inputs = shape->dimension + affix_width;
    network->affixes =
        add_slice(network, "affixes", shape->buckets, shape->bucket_width, START_NORMAL, 0.1f);
    network->features = add_slice(network, "features", shape->features, c, START_NORMAL, 0.05f);
    network->word_input =
        add_slice(network, "word-input", shape->dimension, c, START_UNIFORM, bound(inputs));
    network->affix_input =
        add_slice(network, "affix-input", affix_width, c, START_UNIFORM, bound(inputs));
    network->input_bias = add_slice(network, "input-bias", 1, c, START_UNIFORM, bound(inputs));
    network->memory_own = add_slice(network, "memory-own", c, c, START_UNIFORM, bound(2 * c));
    network->memory_mean = add_slice(network, "memory-mean", c, c, START_UNIFORM, bound(2 * c));
    network->memory_bias = add_slice(network, "memory-bias", 1, c, START_UNIFORM, bound(2 * c));
    for (uint32_t i = 0; i < shape->blocks; i++)
        add_block(network, i);
    add_output(network);
}

static float start_of(const struct slice *slice, struct random *random)
{
    switch (slice->start) {
    case START_UNIFORM: return slice->spread * (2.0f * random_share(random) - 1.0f);
    case START_NORMAL: return slice->spread * random_normal(random);
    case START_CONSTANT: break;
    }
    return slice->spread;
}

void network_start(const struct network *network, float *weights, uint64_t seed)
{
    for (size_t i = 0; i < network->slice_count; i++) {
        const struct slice *slice = &network->slices[i];
        struct random random = random_fork(seed, i);
        for (size_t j = 0; j < slice->rows * slice->columns; j++)
            weights[slice->offset + j] = start_of(slice, &random);
    }
}

uint32_t network_layer_offset(const struct network *network, uint32_t layer)
{
    uint32_t offset = 0;
    for (uint32_t i = 0; i < layer; i++)
        offset += network->shape.labels[i];
    return offset;
}

uint32_t network_emissions(const struct network *network)
{
    return network_layer_offset(network, LAYER_COUNT);
}

/* ---- Room for a pass ----------------------------------------------------- */

/* Hands out pieces of one array; without the array it only adds up what is asked for. */
struct carver {
    float *values;
    size_t used;
};

static float *carve(struct carver *carver, size_t rows, size_t columns)
{
    float *piece = carver->values == NULL ? NULL : carver->values + carver->used;
    carver->used += rows * columns;
    return piece;
}

static void carve_all(const struct network_shape *shape, uint32_t labels,
                      const struct example *example, struct carver *carver, struct pass *pass)
{
    size_t c = shape->channels, affix_width = (size_t)AFFIX_COUNT * shape->bucket_width;
    size_t types = example->features.type_count, tokens = example->token_count;
    size_t groups = example->features.group_count;
    pass->words = carve(carver, types, shape->dimension);
    pass->affixes = carve(carver, types, affix_width);
    pass->affix_slopes = carve(carver, types, affix_width);
    pass->type_states = carve(carver, types, c);
    pass->type_slopes = carve(carver, types, c);
    float **const by_token[] = {&pass->first_states, &pass->states,      &pass->memory_in,
                                &pass->memory_out,   &pass->output_in,   &pass->slopes,
                                &pass->inner_slopes, &pass->outer_slopes};
    for (size_t i = 0; i < sizeof(by_token) / sizeof(by_token[0]); i++)
        *by_token[i] = carve(carver, tokens, c);
    float **const by_group[] = {&pass->means, &pass->group_states, &pass->group_slopes,
                                &pass->mean_slopes};
    for (size_t i = 0; i < sizeof(by_group) / sizeof(by_group[0]); i++)
        *by_group[i] = carve(carver, groups, c);
    pass->group_sizes = carve(carver, groups, 1);
    for (uint32_t i = 0; i < shape->blocks; i++) {
        struct pass_block *block = &pass->blocks[i];
        block->normal = carve(carver, tokens, c);
        block->scale = carve(carver, tokens, 1);
        block->mixed = carve(carver, tokens, c);
        block->convolved = carve(carver, tokens, c);
        block->pair = carve(carver, tokens, 2 * c);
    }
    pass->emissions = carve(carver, tokens, labels);
    pass->emission_slopes = carve(carver, tokens, labels);
}

static void make_room(const struct network *network, const struct example *example,
                      struct pass *pass)
{
    uint32_t labels = network_emissions(network);
    struct carver measure = {NULL, 0};
    carve_all(&network->shape, labels, example, &measure, pass);
    if (measure.used > pass->capacity) {
        free(pass->values);
        pass->values = storage_take(measure.used, sizeof(*pass->values));
        pass->capacity = measure.used;
    }
    struct carver carver = {pass->values, 0};
    carve_all(&network->shape, labels, example, &carver, pass);
}

void pass_free(struct pass *pass)
{
    free(pass->values);
    *pass = (struct pass){0};
}

/* ---- What is left out ---------------------------------------------------- */

/* Each place where something is left out draws from seeds of its own. */
enum site {
    SITE_WORD,
    SITE_WORD_STATE,
    SITE_WORD_INPUT,
    SITE_AFFIX,
    SITE_AFFIX_INPUT,
    SITE_TYPE_FEATURE,
    SITE_TOKEN_FEATURE,
    SITE_OUTPUT,
    SITE_BLOCK
};

static uint32_t seed_at(const struct pass *pass, uint32_t site)
{
    struct random random = random_fork(pass->seed, site);
    return (uint32_t)(random_next(&random) >> 32);
}

static bool left_out(uint32_t seed, size_t index, float rate)
{
    if (rate <= 0.0f)
        return false;
    struct random random = random_fork(seed, index);
    return random_share(&random) < rate;
}

/* ---- Forward ------------------------------------------------------------- */

/* A word vector has noise of its own, as it is given. */
#define WORD_NOISE 0.1f

static bool has_vector(const struct pass *pass, uint32_t word_seed, uint32_t type)
{
    return pass->example->vectors[type] != VECTOR_UNKNOWN &&
           !left_out(word_seed, type, pass->dropout.word);
}

static void read_types(const struct network *network, const float *weights,
                       const struct vectors *vectors, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t dimension = network->shape.dimension, width = network->shape.bucket_width;
    uint32_t word_seed = seed_at(pass, SITE_WORD), affix_seed = seed_at(pass, SITE_AFFIX);
    for (uint32_t type = 0; type < example->features.type_count; type++) {
        uint32_t row = has_vector(pass, word_seed, type) ? example->vectors[type] : VECTOR_UNKNOWN;
        memcpy(pass->words + type * dimension, vectors->rows + row * dimension,
               dimension * sizeof(float));
        for (uint32_t i = 0; i < AFFIX_COUNT; i++) {
            size_t at = (size_t)type * AFFIX_COUNT + i;
            float *to = pass->affixes + at * width;
            if (left_out(affix_seed, at, pass->dropout.affix))
                memset(to, 0, width * sizeof(float));
            else
                memcpy(to, weights + network->affixes + example->features.affixes[at] * width,
                       width * sizeof(float));
        }
    }
    size_t words = example->features.type_count * dimension;
    size_t affixes = (size_t)example->features.type_count * AFFIX_COUNT * width;
    if (pass->dropout.state > 0.0f)
        kernel_dropout(pass->words, words, WORD_NOISE, seed_at(pass, SITE_WORD_STATE));
    kernel_dropout(pass->words, words, pass->dropout.state, seed_at(pass, SITE_WORD_INPUT));
    kernel_dropout(pass->affixes, affixes, pass->dropout.state, seed_at(pass, SITE_AFFIX_INPUT));
}

/* Adds the embeddings of a list of features to a state. */
static void sum_features(const float *embeddings, size_t channels,
                         const struct feature_lists *lists, uint32_t index, uint32_t seed,
                         float rate, float *state)
{
    uint32_t count;
    const uint16_t *list = by_feature_list(lists, index, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!left_out(seed, lists->firsts[index] + i, rate))
            kernel_add(state, embeddings + list[i] * channels, channels);
    }
}

static void project_types(const struct network *network, const float *weights, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels, types = example->features.type_count;
    size_t dimension = network->shape.dimension;
    size_t affix_width = (size_t)AFFIX_COUNT * network->shape.bucket_width;
    const float *embeddings = weights + network->features;
    uint32_t word_seed = seed_at(pass, SITE_WORD), seed = seed_at(pass, SITE_TYPE_FEATURE);
    kernel_fill_rows(pass->type_states, weights + network->input_bias, types, c);
    kernel_multiply(pass->type_states, c, by_rows(pass->words, dimension),
                    by_rows(weights + network->word_input, c), types, c, dimension, &pass->kernel);
    kernel_multiply(pass->type_states, c, by_rows(pass->affixes, affix_width),
                    by_rows(weights + network->affix_input, c), types, c, affix_width,
                    &pass->kernel);
    for (uint32_t type = 0; type < types; type++) {
        float *state = pass->type_states + type * c;
        if (!has_vector(pass, word_seed, type))
            kernel_add(state, embeddings + FEATURE_UNKNOWN * c, c);
        sum_features(embeddings, c, &example->features.type_lists, type, seed,
                     pass->dropout.feature, state);
    }
}

static void read_tokens(const struct network *network, const float *weights, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels;
    uint32_t seed = seed_at(pass, SITE_TOKEN_FEATURE);
    for (uint32_t t = 0; t < example->token_count; t++) {
        float *state = pass->first_states + t * c;
        memcpy(state, pass->type_states + example->features.types[t] * c, c * sizeof(float));
        sum_features(weights + network->features, c, &example->features.token_lists, t, seed,
                     pass->dropout.feature, state);
    }
    kernel_tanh(pass->first_states, example->token_count * c);
    memcpy(pass->states, pass->first_states, example->token_count * c * sizeof(float));
}

static void find_means(struct pass *pass, size_t c)
{
    const struct example *example = pass->example;
    memset(pass->means, 0, example->features.group_count * c * sizeof(float));
    memset(pass->group_sizes, 0, example->features.group_count * sizeof(float));
    for (uint32_t t = 0; t < example->token_count; t++) {
        uint32_t group = example->features.groups[example->features.types[t]];
        kernel_add(pass->means + group * c, pass->states + t * c, c);
        pass->group_sizes[group] += 1.0f;
    }
    for (uint32_t group = 0; group < example->features.group_count; group++) {
        for (size_t j = 0; j < c; j++)
            pass->means[group * c + j] /= pass->group_sizes[group];
    }
}

/* states += relu(own states + mean states + bias) */
static void remember(const struct network *network, const float *weights, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels, tokens = example->token_count;
    memcpy(pass->memory_in, pass->states, tokens * c * sizeof(float));
    find_means(pass, c);
    kernel_fill_rows(pass->group_states, weights + network->memory_bias,
                     example->features.group_count, c);
    kernel_multiply(pass->group_states, c, by_rows(pass->means, c),
                    by_rows(weights + network->memory_mean, c), example->features.group_count, c, c,
                    &pass->kernel);
    for (uint32_t t = 0; t < tokens; t++)
        memcpy(pass->memory_out + t * c,
               pass->group_states + example->features.groups[example->features.types[t]] * c,
               c * sizeof(float));
    kernel_multiply(pass->memory_out, c, by_rows(pass->memory_in, c),
                    by_rows(weights + network->memory_own, c), tokens, c, c, &pass->kernel);
    for (size_t i = 0; i < tokens * c; i++)
        pass->memory_out[i] = pass->memory_out[i] > 0.0f ? pass->memory_out[i] : 0.0f;
    kernel_add(pass->states, pass->memory_out, tokens * c);
}

static void run_block(const struct network *network, const float *weights, uint32_t index,
                      struct pass *pass)
{
    const struct block *block = &network->blocks[index];
    struct pass_block *kept = &pass->blocks[index];
    size_t c = network->shape.channels, tokens = pass->example->token_count;
    kernel_normalise(kept->mixed, kept->normal, kept->scale, pass->states, weights + block->gain,
                     weights + block->bias, tokens, c);
    kernel_dropout(kept->mixed, tokens * c, pass->dropout.state * 0.5f,
                   seed_at(pass, SITE_BLOCK + index));
    kernel_convolve(kept->convolved, kept->mixed, weights + block->taps, weights + block->taps_bias,
                    network->shape.width, tokens, c);
    kernel_fill_rows(kept->pair, weights + block->point_bias, tokens, 2 * c);
    kernel_multiply(kept->pair, 2 * c, by_rows(kept->convolved, c),
                    by_rows(weights + block->point, 2 * c), tokens, 2 * c, c, &pass->kernel);
    kernel_gate(pass->states, kept->pair, tokens, c);
}

static void score_labels(const struct network *network, const float *weights, struct pass *pass)
{
    size_t c = network->shape.channels, tokens = pass->example->token_count;
    size_t labels = network_emissions(network);
    memcpy(pass->output_in, pass->states, tokens * c * sizeof(float));
    kernel_dropout(pass->output_in, tokens * c, pass->dropout.state, seed_at(pass, SITE_OUTPUT));
    kernel_fill_rows(pass->emissions, weights + network->output_bias, tokens, labels);
    kernel_multiply(pass->emissions, labels, by_rows(pass->output_in, c),
                    by_rows(weights + network->output, labels), tokens, labels, c, &pass->kernel);
    memset(pass->emission_slopes, 0, tokens * labels * sizeof(float));
}

void network_forward(const struct network *network, const float *weights,
                     const struct vectors *vectors, const struct example *example,
                     const struct dropout *dropout, uint32_t seed, struct pass *pass)
{
    make_room(network, example, pass);
    pass->example = example;
    pass->dropout = *dropout;
    pass->seed = seed;
    read_types(network, weights, vectors, pass);
    project_types(network, weights, pass);
    read_tokens(network, weights, pass);
    for (uint32_t i = 0; i < network->shape.blocks; i++) {
        if (i == network->shape.blocks / 2)
            remember(network, weights, pass);
        run_block(network, weights, i, pass);
    }
    score_labels(network, weights, pass);
}

/* ---- Backward ------------------------------------------------------------ */

/* Each of these follows its counterpart above from the end to the beginning. */

static void score_labels_back(const struct network *network, const float *weights, float *gradient,
                              struct pass *pass)
{
    size_t c = network->shape.channels, tokens = pass->example->token_count;
    size_t labels = network_emissions(network);
    kernel_multiply(gradient + network->output, labels, transposed(pass->output_in, c),
                    by_rows(pass->emission_slopes, labels), c, labels, tokens, &pass->kernel);
    kernel_sum_rows(gradient + network->output_bias, pass->emission_slopes, tokens, labels);
    memset(pass->slopes, 0, tokens * c * sizeof(float));
    kernel_multiply(pass->slopes, c, by_rows(pass->emission_slopes, labels),
                    transposed(weights + network->output, labels), tokens, c, labels,
                    &pass->kernel);
    kernel_dropout(pass->slopes, tokens * c, pass->dropout.state, seed_at(pass, SITE_OUTPUT));
}

static void run_block_back(const struct network *network, const float *weights, float *gradient,
                           uint32_t index, struct pass *pass)
{
    const struct block *block = &network->blocks[index];
    struct pass_block *kept = &pass->blocks[index];
    size_t c = network->shape.channels, tokens = pass->example->token_count;
    kernel_gate_back(kept->pair, pass->slopes, tokens, c);
    kernel_multiply(gradient + block->point, 2 * c, transposed(kept->convolved, c),
                    by_rows(kept->pair, 2 * c), c, 2 * c, tokens, &pass->kernel);
    kernel_sum_rows(gradient + block->point_bias, kept->pair, tokens, 2 * c);
    memset(pass->outer_slopes, 0, tokens * c * sizeof(float));
    kernel_multiply(pass->outer_slopes, c, by_rows(kept->pair, 2 * c),
                    transposed(weights + block->point, 2 * c), tokens, c, 2 * c, &pass->kernel);
    kernel_convolve_back(pass->inner_slopes, gradient + block->taps, gradient + block->taps_bias,
                         pass->outer_slopes, kept->mixed, weights + block->taps,
                         network->shape.width, tokens, c);
    kernel_dropout(pass->inner_slopes, tokens * c, pass->dropout.state * 0.5f,
                   seed_at(pass, SITE_BLOCK + index));
    kernel_normalise_back(pass->slopes, gradient + block->gain, gradient + block->bias,
                          pass->inner_slopes, kept->normal, kept->scale, weights + block->gain,
                          tokens, c);
}

static void remember_back(const struct network *network, const float *weights, float *gradient,
                          struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels, tokens = example->token_count;
    size_t groups = example->features.group_count;
    float *inner = pass->inner_slopes;
    for (size_t i = 0; i < tokens * c; i++)
        inner[i] = pass->memory_out[i] > 0.0f ? pass->slopes[i] : 0.0f;
    kernel_multiply(gradient + network->memory_own, c, transposed(pass->memory_in, c),
                    by_rows(inner, c), c, c, tokens, &pass->kernel);
    kernel_sum_rows(gradient + network->memory_bias, inner, tokens, c);
    kernel_multiply(pass->slopes, c, by_rows(inner, c),
                    transposed(weights + network->memory_own, c), tokens, c, c, &pass->kernel);

    memset(pass->group_slopes, 0, groups * c * sizeof(float));
    for (uint32_t t = 0; t < tokens; t++)
        kernel_add(pass->group_slopes + example->features.groups[example->features.types[t]] * c,
                   inner + t * c, c);
    kernel_multiply(gradient + network->memory_mean, c, transposed(pass->means, c),
                    by_rows(pass->group_slopes, c), c, c, groups, &pass->kernel);
    memset(pass->mean_slopes, 0, groups * c * sizeof(float));
    kernel_multiply(pass->mean_slopes, c, by_rows(pass->group_slopes, c),
                    transposed(weights + network->memory_mean, c), groups, c, c, &pass->kernel);
    for (uint32_t t = 0; t < tokens; t++) {
        uint32_t group = example->features.groups[example->features.types[t]];
        kernel_add_scaled(pass->slopes + t * c, pass->mean_slopes + group * c,
                          1.0f / pass->group_sizes[group], c);
    }
}

static void sum_features_back(float *embeddings, size_t channels, const struct feature_lists *lists,
                              uint32_t index, uint32_t seed, float rate, const float *slope)
{
    uint32_t count;
    const uint16_t *list = by_feature_list(lists, index, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!left_out(seed, lists->firsts[index] + i, rate))
            kernel_add(embeddings + list[i] * channels, slope, channels);
    }
}

static void read_tokens_back(const struct network *network, float *gradient, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels;
    uint32_t seed = seed_at(pass, SITE_TOKEN_FEATURE);
    memset(pass->type_slopes, 0, example->features.type_count * c * sizeof(float));
    for (size_t i = 0; i < example->token_count * c; i++)
        pass->slopes[i] *= 1.0f - pass->first_states[i] * pass->first_states[i];
    for (uint32_t t = 0; t < example->token_count; t++) {
        const float *slope = pass->slopes + t * c;
        sum_features_back(gradient + network->features, c, &example->features.token_lists, t, seed,
                          pass->dropout.feature, slope);
        kernel_add(pass->type_slopes + example->features.types[t] * c, slope, c);
    }
}

static void project_types_back(const struct network *network, const float *weights, float *gradient,
                               struct pass *pass)
{
    const struct example *example = pass->example;
    size_t c = network->shape.channels, types = example->features.type_count;
    size_t dimension = network->shape.dimension;
    size_t affix_width = (size_t)AFFIX_COUNT * network->shape.bucket_width;
    float *embeddings = gradient + network->features;
    uint32_t word_seed = seed_at(pass, SITE_WORD), seed = seed_at(pass, SITE_TYPE_FEATURE);
    for (uint32_t type = 0; type < types; type++) {
        const float *slope = pass->type_slopes + type * c;
        if (!has_vector(pass, word_seed, type))
            kernel_add(embeddings + FEATURE_UNKNOWN * c, slope, c);
        sum_features_back(embeddings, c, &example->features.type_lists, type, seed,
                          pass->dropout.feature, slope);
    }
    kernel_sum_rows(gradient + network->input_bias, pass->type_slopes, types, c);
    kernel_multiply(gradient + network->word_input, c, transposed(pass->words, dimension),
                    by_rows(pass->type_slopes, c), dimension, c, types, &pass->kernel);
    kernel_multiply(gradient + network->affix_input, c, transposed(pass->affixes, affix_width),
                    by_rows(pass->type_slopes, c), affix_width, c, types, &pass->kernel);
    memset(pass->affix_slopes, 0, types * affix_width * sizeof(float));
    kernel_multiply(pass->affix_slopes, affix_width, by_rows(pass->type_slopes, c),
                    transposed(weights + network->affix_input, c), types, affix_width, c,
                    &pass->kernel);
}

static void read_types_back(const struct network *network, float *gradient, struct pass *pass)
{
    const struct example *example = pass->example;
    size_t width = network->shape.bucket_width;
    size_t count = (size_t)example->features.type_count * AFFIX_COUNT;
    uint32_t seed = seed_at(pass, SITE_AFFIX);
    kernel_dropout(pass->affix_slopes, count * width, pass->dropout.state,
                   seed_at(pass, SITE_AFFIX_INPUT));
    for (size_t at = 0; at < count; at++) {
        if (!left_out(seed, at, pass->dropout.affix))
            kernel_add(gradient + network->affixes + example->features.affixes[at] * width,
                       pass->affix_slopes + at * width, width);
    }
}

void network_backward(const struct network *network, const float *weights, float *gradient,
                      struct pass *pass)
{
    score_labels_back(network, weights, gradient, pass);
    for (uint32_t i = network->shape.blocks; i-- > 0;) {
        run_block_back(network, weights, gradient, i, pass);
        if (i == network->shape.blocks / 2)
            remember_back(network, weights, gradient, pass);
    }
    read_tokens_back(network, gradient, pass);
    project_types_back(network, weights, gradient, pass);
    read_types_back(network, gradient, pass);
}
