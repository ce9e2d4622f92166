/* SPDX-License-Identifier: MIT */
#include "start.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "linear.h"
#include "network/embedded.h"
#include "network/words.h"
#include "storage.h"

bool start_open(const char *path, struct model_file *file, struct network_shape *shape)
{
    byline_error error;
    size_t size = (size_t)(by_embedded_model_end - by_embedded_model);
    byline_status status = path[0] != '\0'
                               ? by_model_file_open(path, file, &error)
                               : by_model_file_use(by_embedded_model, size,
                                                   "the model in the library", false, file, &error);
    if (status != BYLINE_OK) {
        complain(NULL, 0, "%s", error.message);
        return false;
    }
    shape->bucket_width = file->shape.affix_width;
    shape->channels = file->shape.channels;
    shape->blocks = file->shape.blocks;
    shape->width = file->shape.width;
    return true;
}

/* ---- Reading ------------------------------------------------------------- */

#define WORDS_COMPARED 10000u /* the most frequent ones, which all vectors have */
#define LEAST_LIKENESS 0.5    /* quantised vectors are like what they were; others are not at all */

static float as_number(uint8_t input)
{
    return (float)((int)input - ACTIVATION_ZERO);
}

/*
 * Finds what a unit of the model's vectors is worth in those given. Returns false where they are not
 * alike.
 */
static bool find_vector_unit(const struct model_file *file, const struct vectors *vectors,
                             float *unit)
{
    double products = 0.0, squares = 0.0, given_squares = 0.0;
    uint8_t *inputs = storage_take(vectors->dimension, 1);
    for (uint32_t row = 1; row < vectors->count && row <= WORDS_COMPARED; row++) {
        const float *given = vectors->rows + (size_t)row * vectors->dimension;
        uint32_t word = by_words_find(file, vectors->words[row], strlen(vectors->words[row]));
        if (word == WORD_UNKNOWN)
            continue;
        by_words_vector(file, word, inputs);
        for (uint32_t i = 0; i < vectors->dimension; i++) {
            double number = (double)as_number(inputs[i]);
            products += number * (double)given[i];
            squares += number * number;
            given_squares += (double)given[i] * (double)given[i];
        }
    }
    free(inputs);
    if (!(products > LEAST_LIKENESS * sqrt(squares * given_squares)))
        return false;
    *unit = (float)(products / squares);
    return true;
}

/*
 * What the units of affix embeddings are worth is in the linear layer behind them. The embeddings of
 * trained networks reach to about 0.6.
 */
static const float affix_unit = 0.6f / 127.0f;

static void read_affixes(const struct model_file *file, const struct network *network,
                         float *weights)
{
    const uint8_t *from = by_model_at(file, file->layout.affixes);
    float *to = weights + network->affixes;
    for (size_t i = 0; i < (size_t)file->shape.affixes * file->shape.affix_width; i++)
        to[i] = as_number(from[i]) * affix_unit;
}

static void read_tables(const struct model_file *file, const struct network *network,
                        float *weights)
{
    for (uint32_t layer = 0; layer < LAYER_COUNT; layer++) {
        struct label_table table;
        uint32_t labels = network->shape.labels[layer];
        memcpy(&table, by_model_at(file, file->layout.label_scores[layer]), sizeof(table));
        for (uint32_t label = 0; label < labels; label++) {
            if (label_may_begin(label))
                weights[network->starts[layer] + label] = *label_start_in(&table, label);
            for (uint32_t next = 0; next < labels; next++) {
                if (label_may_follow(label, next))
                    weights[network->transitions[layer] + (size_t)label * labels + next] =
                        *label_follow_in(&table, label, next);
            }
        }
    }
}

/* Reads all weights of the model as those of a network of its own labels. */
static void read_weights(const struct model_file *file, const struct network *network,
                         float vector_unit, float *weights)
{
    struct linear linears[LINEAR_COUNT];
    struct verbatim verbatims[VERBATIM_COUNT];
    size_t count = linear_list(network, &file->layout, linears);
    linears[LINEAR_WORDS].units = &vector_unit;
    linears[LINEAR_AFFIXES].units = &affix_unit;
    linears[LINEAR_WORDS].unit_count = linears[LINEAR_AFFIXES].unit_count = 1;
    for (size_t i = 0; i < count; i++)
        linear_read(&linears[i], network, weights, file->bytes);
    count = verbatim_list(network, &file->layout, verbatims);
    for (size_t i = 0; i < count; i++)
        memcpy(weights + verbatims[i].slice, file->bytes + verbatims[i].offset,
               verbatims[i].count * sizeof(float));
    read_affixes(file, network, weights);
    read_tables(file, network, weights);
}

/* ---- Labels -------------------------------------------------------------- */

/* The label of the model that means the same, or LAYER_LABELS. */
static uint32_t same_label(const struct model_file *file, const struct layer *layer, uint32_t index,
                           uint32_t label)
{
    if (label == LABEL_OUTSIDE)
        return LABEL_OUTSIDE;
    for (uint32_t type = 0; type < file->shape.types[index]; type++) {
        if (strcmp(by_model_type(file, index, type), layer->types[(label - 1) / 4]) == 0)
            return label_of(type, (enum position)((label - 1) % 4));
    }
    return LAYER_LABELS;
}

/* Two networks that differ in their labels alone, and the weights of each. */
struct transfer {
    const struct network *from, *to;
    const float *read;
    float *weights;
};

static void take_label(const struct transfer *transfer, uint32_t layer, uint32_t before,
                       uint32_t label)
{
    const struct network *from = transfer->from, *to = transfer->to;
    size_t old = network_layer_offset(from, layer) + before, old_count = network_emissions(from);
    size_t new = network_layer_offset(to, layer) + label, new_count = network_emissions(to);
    for (size_t k = 0; k < to->shape.channels; k++)
        transfer->weights[to->output + k * new_count + new] =
            transfer->read[from->output + k * old_count + old];
    transfer->weights[to->output_bias + new] = transfer->read[from->output_bias + old];
    transfer->weights[to->starts[layer] + label] = transfer->read[from->starts[layer] + before];
}

static void take_labels(const struct transfer *transfer, const struct model_file *file,
                        const struct layer *layer, uint32_t index)
{
    const struct network *from = transfer->from, *to = transfer->to;
    size_t old_count = from->shape.labels[index], new_count = to->shape.labels[index];
    for (uint32_t label = 0; label < new_count; label++) {
        uint32_t before = same_label(file, layer, index, label);
        if (before >= old_count)
            continue;
        take_label(transfer, index, before, label);
        for (uint32_t next = 0; next < new_count; next++) {
            uint32_t next_before = same_label(file, layer, index, next);
            if (next_before < old_count)
                transfer->weights[to->transitions[index] + label * new_count + next] =
                    transfer->read[from->transitions[index] + before * old_count + next_before];
        }
    }
}

bool start_take(const struct model_file *file, const struct network *network,
                const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                float *weights)
{
    struct network_shape shape = network->shape;
    struct network from;
    float vector_unit;
    if (file->shape.pieces * PIECE_WIDTH != vectors->dimension ||
        !find_vector_unit(file, vectors, &vector_unit)) {
        complain(NULL, 0,
                 "--start: the model was made with other word vectors; the built-in one with "
                 "GloVe 6B of 100 numbers");
        return false;
    }
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        shape.labels[i] = file->shape.types[i] == 0 ? 0 : 1 + 4 * file->shape.types[i];
    network_init(&from, &shape);
    float *read = storage_take(from.weight_count, sizeof(*read));
    const struct transfer transfer = {&from, network, read, weights};
    read_weights(file, &from, vector_unit, read);
    memcpy(weights, read, network->output * sizeof(*weights)); /* all that comes before labels */
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        take_labels(&transfer, file, &layers[i], i);
    free(read);
    return true;
}
