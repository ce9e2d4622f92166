/* SPDX-License-Identifier: MIT */
#include "export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "linear.h"
#include "network/decoder.h"
#include "network/words.h"
#include "replace.h"
#include "storage.h"
#include "types.h"

/* What a file is put together from. */
struct exporter {
    const struct checkpoint *checkpoint;
    const struct vectors *vectors;
    const float *weights;
    struct network network;
    struct model_head head;
    struct model_layout layout;
    unsigned char *bytes;
    float vector_unit;  /* what a unit of a word vector is worth */
    float *affix_units; /* the same of each number of an affix embedding */
};

static void *section(const struct exporter *exporter, size_t offset)
{
    return exporter->bytes + offset;
}

/* The nearest whole number from -127 to 127. */
static int nearest(float value)
{
    float rounded = rintf(value);
    return (int)fminf(fmaxf(rounded, -127.0f), 127.0f);
}

static uint8_t as_input(float value)
{
    return (uint8_t)(nearest(value) + ACTIVATION_ZERO);
}

/* ---- Word vectors -------------------------------------------------------- */

/* A word, by where it lies in the file. */
struct entry {
    uint32_t range, print, row;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->range != y->range)
        return x->range < y->range ? -1 : 1;
    if (x->print != y->print)
        return x->print < y->print ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static struct entry *list_words(const struct vectors *vectors, uint32_t word_bits)
{
    struct entry *entries = storage_take(vectors->count, sizeof(*entries));
    for (uint32_t row = 1; row < vectors->count; row++) {
        uint64_t hash = by_word_hash(vectors->words[row], strlen(vectors->words[row]));
        entries[row - 1] =
            (struct entry){(uint32_t)(hash >> (64 - word_bits)), (uint32_t)hash, row};
    }
    qsort(entries, vectors->count - 1, sizeof(*entries), compare_entries);
    return entries;
}

/* Drops words that are there twice. Returns how many are left, or 0 where two cannot be told apart. */
static uint32_t drop_doubles(const struct vectors *vectors, struct entry *entries, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *last = kept == 0 ? NULL : &entries[kept - 1];
        if (last == NULL || last->range != entries[i].range || last->print != entries[i].print) {
            entries[kept++] = entries[i];
        } else if (strcmp(vectors->words[last->row], vectors->words[entries[i].row]) != 0) {
            complain(NULL, 0, "%s and %s have one hash", vectors->words[last->row],
                     vectors->words[entries[i].row]);
            return 0;
        }
    }
    return kept;
}

static void write_index(const struct exporter *exporter, const struct entry *entries)
{
    const struct model_shape *shape = &exporter->head.shape;
    uint32_t *ranges = section(exporter, exporter->layout.word_ranges);
    uint32_t *prints = section(exporter, exporter->layout.word_prints);
    uint32_t word = 0;
    for (uint32_t range = 0; range <= UINT32_C(1) << shape->word_bits; range++) {
        while (word < shape->words && entries[word].range < range)
            word++;
        ranges[range] = word;
    }
    for (word = 0; word < shape->words; word++)
        prints[word] = entries[word].print;
}

/* ---- Product quantisation ------------------------------------------------ */

#define LEARNED_WORDS 131072u /* the most frequent ones decide where the centroids lie */
#define ROUNDS 16u

/* The centroids of one piece of the vectors, column by column. */
struct codebook {
    float values[PIECE_WIDTH][CENTROIDS];
    float half_squares[CENTROIDS]; /* half the squared length */
};

static void measure_centroids(struct codebook *book)
{
    for (size_t j = 0; j < CENTROIDS; j++) {
        book->half_squares[j] = 0.0f;
        for (size_t k = 0; k < PIECE_WIDTH; k++)
            book->half_squares[j] += 0.5f * book->values[k][j] * book->values[k][j];
    }
}

static uint8_t nearest_centroid(const struct codebook *book, const float *piece)
{
    float distances[CENTROIDS];
    for (size_t j = 0; j < CENTROIDS; j++)
        distances[j] = book->half_squares[j] - piece[0] * book->values[0][j] -
                       piece[1] * book->values[1][j] - piece[2] * book->values[2][j] -
                       piece[3] * book->values[3][j];
    size_t best = 0;
    for (size_t j = 1; j < CENTROIDS; j++) {
        if (distances[j] < distances[best])
            best = j;
    }
    return (uint8_t)best;
}

/* Moves each centroid to the mean of what is nearest to it (Lloyd 1982). */
static void improve(struct codebook *book, const struct vectors *vectors, size_t piece,
                    uint32_t count)
{
    double sums[CENTROIDS][PIECE_WIDTH] = {{0}};
    uint32_t sizes[CENTROIDS] = {0};
    for (uint32_t row = 1; row <= count; row++) {
        const float *values =
            vectors->rows + (size_t)row * vectors->dimension + piece * PIECE_WIDTH;
        uint8_t code = nearest_centroid(book, values);
        sizes[code]++;
        for (size_t k = 0; k < PIECE_WIDTH; k++)
            sums[code][k] += (double)values[k];
    }
    for (size_t j = 0; j < CENTROIDS; j++) {
        for (size_t k = 0; k < PIECE_WIDTH && sizes[j] > 0; k++)
            book->values[k][j] = (float)(sums[j][k] / sizes[j]);
    }
    measure_centroids(book);
}

static void learn_codebook(struct codebook *book, const struct vectors *vectors, size_t piece)
{
    uint32_t words = vectors->count - 1, count = words < LEARNED_WORDS ? words : LEARNED_WORDS;
    for (uint32_t j = 0; j < CENTROIDS; j++) {
        uint32_t row = 1 + (uint32_t)((uint64_t)j * count / CENTROIDS);
        for (size_t k = 0; k < PIECE_WIDTH; k++)
            book->values[k][j] =
                vectors->rows[(size_t)row * vectors->dimension + piece * PIECE_WIDTH + k];
    }
    measure_centroids(book);
    for (uint32_t round = 0; round < ROUNDS; round++)
        improve(book, vectors, piece, count);
}

/* Rounds the centroids to whole numbers of units. */
static void write_centroids(const struct exporter *exporter, struct codebook *books)
{
    uint32_t pieces = exporter->head.shape.pieces;
    uint8_t *centroids = section(exporter, exporter->layout.centroids);
    for (size_t i = 0; i < pieces; i++) {
        for (size_t j = 0; j < CENTROIDS; j++) {
            for (size_t k = 0; k < PIECE_WIDTH; k++) {
                uint8_t *place = &centroids[(i * CENTROIDS + j) * PIECE_WIDTH + k];
                *place = as_input(books[i].values[k][j] / exporter->vector_unit);
                books[i].values[k][j] =
                    (float)((int)*place - ACTIVATION_ZERO) * exporter->vector_unit;
            }
        }
        measure_centroids(&books[i]);
    }
}

static float reach_of(const struct codebook *book)
{
    float reach = 0.0f;
    for (size_t k = 0; k < PIECE_WIDTH; k++) {
        for (size_t j = 0; j < CENTROIDS; j++)
            reach = fmaxf(reach, fabsf(book->values[k][j]));
    }
    return reach;
}

static void write_vectors(struct exporter *exporter, const struct entry *entries)
{
    const struct vectors *vectors = exporter->vectors;
    const struct model_shape *shape = &exporter->head.shape;
    struct codebook *books = storage_take(shape->pieces, sizeof(*books));
    float reach = 0.0f;
    for (size_t i = 0; i < shape->pieces; i++) {
        learn_codebook(&books[i], vectors, i);
        reach = fmaxf(reach, reach_of(&books[i]));
    }
    exporter->vector_unit = reach > 0.0f ? reach / 127.0f : 1.0f;
    write_centroids(exporter, books);
    uint8_t *codes = section(exporter, exporter->layout.word_codes);
    for (uint32_t word = 0; word < shape->words; word++) {
        const float *row = vectors->rows + (size_t)entries[word].row * vectors->dimension;
        for (size_t i = 0; i < shape->pieces; i++)
            *codes++ = nearest_centroid(&books[i], row + i * PIECE_WIDTH);
    }
    free(books);
}

/* ---- Affixes ------------------------------------------------------------- */

static void write_affixes(struct exporter *exporter)
{
    const struct model_shape *shape = &exporter->head.shape;
    const float *from = exporter->weights + exporter->network.affixes;
    uint8_t *to = section(exporter, exporter->layout.affixes);
    size_t count = (size_t)shape->affixes * shape->affix_width;
    for (size_t i = 0; i < count; i++) {
        float *unit = &exporter->affix_units[i % shape->affix_width];
        *unit = fmaxf(*unit, fabsf(from[i]) / 127.0f);
    }
    for (size_t i = 0; i < count; i++) {
        float unit = exporter->affix_units[i % shape->affix_width];
        to[i] = as_input(unit > 0.0f ? from[i] / unit : 0.0f);
    }
}

/* ---- The network --------------------------------------------------------- */

static void write_linears(const struct exporter *exporter)
{
    struct linear linears[LINEAR_COUNT];
    size_t count = linear_list(&exporter->network, &exporter->layout, linears);
    linears[LINEAR_WORDS].units = &exporter->vector_unit;
    linears[LINEAR_WORDS].unit_count = 1;
    linears[LINEAR_AFFIXES].units = exporter->affix_units;
    linears[LINEAR_AFFIXES].unit_count = exporter->head.shape.affix_width;
    for (size_t i = 0; i < count; i++)
        linear_write(&linears[i], &exporter->network, exporter->weights, exporter->bytes);
}

static void copy_verbatims(const struct exporter *exporter)
{
    struct verbatim verbatims[VERBATIM_COUNT];
    size_t count = verbatim_list(&exporter->network, &exporter->layout, verbatims);
    for (size_t i = 0; i < count; i++)
        memcpy(section(exporter, verbatims[i].offset), exporter->weights + verbatims[i].slice,
               verbatims[i].count * sizeof(float));
}

static void forbid_all(struct label_table *table)
{
    for (size_t i = 0; i < LABEL_LANES; i++)
        table->starts[i] = LABEL_FORBIDDEN;
    for (size_t i = 0; i < FOLLOWERS; i++) {
        for (size_t j = 0; j < FOLLOWERS; j++)
            table->follow[i][j] = LABEL_FORBIDDEN;
        table->inside[0][i] = table->inside[1][i] = LABEL_FORBIDDEN;
    }
}

static void write_table(const struct exporter *exporter, uint32_t layer)
{
    struct label_table *table = section(exporter, exporter->layout.label_scores[layer]);
    uint32_t labels = exporter->network.shape.labels[layer];
    const float *starts = exporter->weights + exporter->network.starts[layer];
    const float *transitions = exporter->weights + exporter->network.transitions[layer];
    forbid_all(table);
    for (uint32_t label = 0; label < labels; label++) {
        if (label_may_begin(label))
            *label_start_in(table, label) = starts[label];
        for (uint32_t next = 0; next < labels; next++) {
            if (label_may_follow(label, next))
                *label_follow_in(table, label, next) = transitions[label * labels + next];
        }
    }
}

/* ---- The file ------------------------------------------------------------ */

/* Two or three words for each range. */
static uint32_t word_bits_for(uint32_t words)
{
    uint32_t bits = 1;
    while (words >> bits > 3)
        bits++;
    return bits;
}

static struct model_shape shape_of(const struct checkpoint *checkpoint,
                                   const struct vectors *vectors)
{
    const struct network_shape *from = &checkpoint->shape;
    uint32_t words = vectors->count - 1;
    struct model_shape shape = {.words = words,
                                .word_bits = word_bits_for(words),
                                .pieces = from->dimension / PIECE_WIDTH,
                                .affixes = from->buckets,
                                .affix_width = from->bucket_width,
                                .features = from->features,
                                .channels = from->channels,
                                .blocks = from->blocks,
                                .width = from->width};
    for (uint32_t i = 0; i < MODEL_LAYERS; i++)
        shape.types[i] = checkpoint->layers[i].type_count;
    return shape;
}

/* A model is of no use where a type of it is unknown. */
static bool types_are_possible(const struct layer *layer)
{
    for (uint32_t i = 0; i < layer->type_count; i++) {
        const char *name = layer->types[i];
        byline_type type;
        if (!type_find(name, strlen(name), &type)) {
            complain(NULL, 0, "--output: unknown type '%s': say --map=%s=TYPE", name, name);
            return false;
        }
    }
    if (layer->type_count <= MODEL_TYPES)
        return true;
    complain(NULL, 0, "--output: a model has at most %u types of names, not %u", MODEL_TYPES,
             layer->type_count);
    return false;
}

bool export_is_possible(const struct checkpoint *checkpoint, const struct vectors *vectors)
{
    struct model_shape shape = shape_of(checkpoint, vectors);
    struct model_layout layout;
    for (uint32_t i = 0; i < MODEL_LAYERS; i++) {
        if (!types_are_possible(&checkpoint->layers[i]))
            return false;
    }
    if (shape.types[LAYER_NAMES] == 0) {
        complain(NULL, 0, "--output: no names to learn");
        return false;
    }
    if (vectors->dimension % PIECE_WIDTH != 0) {
        complain(NULL, 0, "--output: word vectors of %u numbers: a multiple of %u is needed",
                 vectors->dimension, PIECE_WIDTH);
        return false;
    }
    if (by_model_lay_out(&shape, &layout))
        return true;
    complain(NULL, 0, "--output: a model of %u words of %u numbers would be larger than %zu MB",
             shape.words, vectors->dimension, MODEL_LARGEST >> 20);
    return false;
}

static void write_sections(struct exporter *exporter, const struct entry *entries)
{
    write_index(exporter, entries);
    write_vectors(exporter, entries);
    write_affixes(exporter);
    write_linears(exporter);
    copy_verbatims(exporter);
    for (uint32_t layer = 0; layer < MODEL_LAYERS; layer++)
        write_table(exporter, layer);
}

static void write_head(struct exporter *exporter)
{
    struct model_head *head = &exporter->head;
    size_t first = offsetof(struct model_head, shape);
    for (uint32_t i = 0; i < MODEL_LAYERS; i++) {
        for (uint32_t type = 0; type < head->shape.types[i]; type++)
            snprintf(head->types[i][type], MODEL_TYPE_NAME, "%s",
                     exporter->checkpoint->layers[i].types[type]);
    }
    memcpy(head->magic, MODEL_MAGIC, sizeof(head->magic));
    head->version = MODEL_VERSION;
    head->head_size = sizeof(*head);
    head->file_size = exporter->layout.size;
    memcpy(exporter->bytes, head, sizeof(*head));
    head->checksum = by_model_checksum(exporter->bytes + first, exporter->layout.size - first);
    memcpy(exporter->bytes, head, sizeof(*head));
}

static bool write_bytes(FILE *file, const void *context)
{
    const struct exporter *exporter = context;
    return fwrite(exporter->bytes, 1, exporter->layout.size, file) == exporter->layout.size;
}

bool export_model(const struct checkpoint *checkpoint, const struct vectors *vectors,
                  const char *path)
{
    struct exporter exporter = {
        .checkpoint = checkpoint, .vectors = vectors, .weights = checkpoint->best};
    network_init(&exporter.network, &checkpoint->shape);
    struct model_shape *shape = &exporter.head.shape;
    *shape = shape_of(checkpoint, vectors);
    struct entry *entries = list_words(vectors, shape->word_bits);
    shape->words = drop_doubles(vectors, entries, vectors->count - 1);
    bool done = shape->words > 0 && by_model_lay_out(shape, &exporter.layout);
    if (done) {
        exporter.bytes = storage_take(exporter.layout.size, 1);
        exporter.affix_units = storage_take(shape->affix_width, sizeof(float));
        write_sections(&exporter, entries);
        write_head(&exporter);
        done = file_replace(path, write_bytes, &exporter);
        free(exporter.affix_units);
        free(exporter.bytes);
    }
    free(entries);
    return done;
}
