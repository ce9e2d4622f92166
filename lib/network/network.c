/* SPDX-License-Identifier: MIT */
#include "network/network.h"

#include <string.h>

#include "error.h"
#include "network/decoder.h"
#include "network/embedded.h"
#include "network/features.h"
#include "network/words.h"

/* ---- Opening ------------------------------------------------------------- */

struct block {
    const float *gain, *bias, *taps, *taps_bias;
    struct matrix point;
};

struct network {
    byline_allocator allocator;
    const struct kernels *kernels;
    struct model_file file;
    const uint8_t *affixes;
    const float *features;
    struct matrix word_input, affix_input, memory_own, memory_mean, output;
    struct block blocks[MODEL_BLOCKS];
    struct decoder decoders[MODEL_LAYERS];
    uint8_t types[MODEL_LAYERS][MODEL_TYPES]; /* byline_type */
};

static struct matrix matrix_of(const struct model_file *file, const struct matrix_layout *layout)
{
    return (struct matrix){.inner = layout->inner,
                           .columns = layout->columns,
                           .scales = by_model_at(file, layout->scales),
                           .bias = by_model_at(file, layout->bias),
                           .offsets = by_model_at(file, layout->offsets),
                           .weights = by_model_at(file, layout->weights)};
}

static struct block block_of(const struct model_file *file, const struct block_layout *layout)
{
    return (struct block){.gain = by_model_at(file, layout->gain),
                          .bias = by_model_at(file, layout->bias),
                          .taps = by_model_at(file, layout->taps),
                          .taps_bias = by_model_at(file, layout->taps_bias),
                          .point = matrix_of(file, &layout->point)};
}

/* Sets *type to the type of a name. Returns false where there is none. */
static bool find_type(const char *name, uint8_t *type)
{
    for (uint8_t i = 0; i < BYLINE_TYPE_COUNT; i++) {
        if (strcmp(byline_type_name((byline_type)i), name) == 0) {
            *type = i;
            return true;
        }
    }
    return false;
}

static bool read_types(struct network *network)
{
    const struct model_file *file = &network->file;
    for (uint32_t layer = 0; layer < MODEL_LAYERS; layer++) {
        for (uint32_t type = 0; type < file->shape.types[layer]; type++) {
            if (!find_type(by_model_type(file, layer, type), &network->types[layer][type]))
                return false;
        }
    }
    return true;
}

static void read_sections(struct network *network)
{
    const struct model_file *file = &network->file;
    const struct model_layout *layout = &file->layout;
    network->affixes = by_model_at(file, layout->affixes);
    network->features = by_model_at(file, layout->features);
    network->word_input = matrix_of(file, &layout->word_input);
    network->affix_input = matrix_of(file, &layout->affix_input);
    network->memory_own = matrix_of(file, &layout->memory_own);
    network->memory_mean = matrix_of(file, &layout->memory_mean);
    network->output = matrix_of(file, &layout->output);
    for (uint32_t i = 0; i < file->shape.blocks; i++)
        network->blocks[i] = block_of(file, &layout->blocks[i]);
    for (uint32_t i = 0; i < MODEL_LAYERS; i++)
        by_decoder_init(&network->decoders[i], network->kernels,
                        by_model_at(file, layout->label_scores[i]), file->shape.types[i]);
}

byline_status by_network_make(const struct model_file *file, const struct kernels *kernels,
                              const byline_allocator *allocator, struct network **network,
                              byline_error *error)
{
    struct network *made = allocator->allocate(allocator->context, sizeof *made);
    *network = NULL;
    if (made == NULL)
        return by_fail_memory(error);
    *made = (struct network){.allocator = *allocator, .kernels = kernels, .file = *file};
    if (!read_types(made)) {
        allocator->release(allocator->context, made, sizeof *made);
        return by_fail(error, BYLINE_ERROR_MODEL, 0,
                       "the model has types that this version of byline does not know");
    }
    read_sections(made);
    *network = made;
    return by_succeed(error);
}

byline_status by_network_open(const char *path, const byline_allocator *allocator,
                              struct network **network, byline_error *error)
{
    struct model_file file = {0};
    *network = NULL;
    byline_status status =
        path != NULL ? by_model_file_open(path, &file, error)
                     : by_model_file_use(by_embedded_model,
                                         (size_t)(by_embedded_model_end - by_embedded_model),
                                         "the model in the library", false, &file, error);
    if (status != BYLINE_OK)
        return status;
    status = by_network_make(&file, by_kernels_best(), allocator, network, error);
    if (status != BYLINE_OK)
        by_model_file_close(&file);
    return status;
}

void by_network_close(struct network *network)
{
    if (network == NULL)
        return;
    byline_allocator allocator = network->allocator;
    by_model_file_close(&network->file);
    allocator.release(allocator.context, network, sizeof *network);
}

/* ---- Room ---------------------------------------------------------------- */

/* The most tokens that are read together: more than all but the longest articles have. */
#define PART_LONGEST 2048u

/* Tokens that pass through a layer together: what they need stays in the cache. */
#define STRIP 48u

_Static_assert(NETWORK_SCORES == MODEL_LAYERS * LABEL_LANES, "a row of each layer");

/* What the parts of a text are worked out in. */
struct scratch {
    struct features features;
    float *states;      /* per token */
    float *type_states; /* per word type; then per group, the mean states */
    float *group_states;
    float *scores; /* per token, NETWORK_SCORES */
    uint32_t *group_sizes;
    /* For a strip of tokens. */
    float *mixed; /* with the tokens that the convolution looks at before and after */
    float *convolved;
    uint8_t *inputs;
    float input_scales[STRIP];
};

/* Hands out pieces of one block of memory; without the memory it only adds up their sizes. */
struct carver {
    unsigned char *bytes;
    size_t used;
};

static void *carve(struct carver *carver, size_t count, size_t item_size)
{
    void *piece = carver->bytes == NULL ? NULL : carver->bytes + carver->used;
    carver->used += (count * item_size + MODEL_ALIGNMENT - 1) & ~(size_t)(MODEL_ALIGNMENT - 1);
    return piece;
}

static void carve_all(const struct model_shape *shape, size_t tokens, struct carver *carver,
                      struct scratch *scratch)
{
    size_t channels = shape->channels, vector = (size_t)shape->pieces * PIECE_WIDTH;
    size_t widest = (size_t)AFFIX_COUNT * shape->affix_width;
    widest = widest > vector ? widest : vector;
    widest = widest > channels ? widest : channels;
    scratch->states = carve(carver, tokens * channels, sizeof(float));
    scratch->type_states = carve(carver, tokens * channels, sizeof(float));
    scratch->group_states = carve(carver, tokens * channels, sizeof(float));
    scratch->scores = carve(carver, tokens * NETWORK_SCORES, sizeof(float));
    scratch->group_sizes = carve(carver, tokens, sizeof(uint32_t));
    scratch->mixed = carve(carver, (STRIP + shape->width) * channels, sizeof(float));
    scratch->convolved = carve(carver, STRIP * channels, sizeof(float));
    scratch->inputs = carve(carver, STRIP * widest, 1);
}

static bool make_room(const struct model_shape *shape, size_t tokens, struct arena *arena,
                      struct scratch *scratch)
{
    struct carver carver = {NULL, 0};
    carve_all(shape, tokens, &carver, scratch);
    unsigned char *bytes = by_arena_take(arena, carver.used + MODEL_ALIGNMENT);
    if (bytes == NULL)
        return false;
    size_t past = (uintptr_t)bytes % MODEL_ALIGNMENT;
    carver = (struct carver){bytes + (MODEL_ALIGNMENT - past), 0};
    carve_all(shape, tokens, &carver, scratch);
    return true;
}

static uint32_t lesser(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t token_count(const struct scratch *scratch)
{
    return scratch->features.part.last - scratch->features.part.first;
}

/* The inputs of a strip as a matrix takes them. */
static struct activations inputs_of(const struct scratch *scratch, const struct matrix *matrix)
{
    return (struct activations){scratch->inputs, matrix->inner, scratch->input_scales};
}

/* Makes rows of numbers the inputs of a matrix. */
static struct activations take_inputs(const struct network *network, struct scratch *scratch,
                                      const struct matrix *matrix, const float *from, size_t rows)
{
    network->kernels->quantise(scratch->inputs, scratch->input_scales, from, rows, matrix->inner);
    return inputs_of(scratch, matrix);
}

/* ---- Word types and tokens ----------------------------------------------- */

/* to = from and the embeddings of a list of features */
static void add_features(const struct network *network, const struct feature_lists *lists,
                         uint32_t index, const float *from, float *to)
{
    uint32_t count;
    const uint16_t *list = by_feature_list(lists, index, &count);
    network->kernels->add_rows(to, from, network->features, list, count,
                               network->file.shape.channels);
}

static void read_vectors(const struct network *network, const struct analysis *analysis,
                         struct scratch *scratch, uint32_t first, uint32_t count)
{
    const struct features *features = &scratch->features;
    uint32_t words[STRIP];
    for (uint32_t i = 0; i < count; i++) {
        const struct word *word = by_word(&analysis->tokens.vocabulary, features->words[first + i]);
        words[i] = by_words_find(&network->file, word->lower, word->lower_length);
    }
    size_t channels = network->file.shape.channels, inner = network->word_input.inner;
    float *states = scratch->type_states + first * channels;
    for (uint32_t i = 0; i < count; i++)
        by_words_vector(&network->file, words[i], scratch->inputs + i * inner);
    struct activations inputs = inputs_of(scratch, &network->word_input);
    network->kernels->multiply(states, &inputs, &network->word_input, count);
    for (uint32_t i = 0; i < count; i++) {
        if (words[i] == WORD_UNKNOWN)
            network->kernels->add(states + i * channels,
                                  network->features + FEATURE_UNKNOWN * channels, channels);
    }
}

/* Widths are multiples of 4, and small: a call of memcpy() would cost more than the copying. */
static void copy_inputs(uint8_t *to, const uint8_t *from, size_t width)
{
    for (size_t i = 0; i < width; i += 4)
        memcpy(to + i, from + i, 4);
}

static void read_affixes(const struct network *network, struct scratch *scratch, uint32_t first,
                         uint32_t count)
{
    const uint16_t *buckets = scratch->features.affixes + (size_t)first * AFFIX_COUNT;
    size_t width = network->file.shape.affix_width;
    for (size_t i = 0; i < (size_t)count * AFFIX_COUNT; i++)
        copy_inputs(scratch->inputs + i * width, network->affixes + buckets[i] * width, width);
    struct activations inputs = inputs_of(scratch, &network->affix_input);
    network->kernels->multiply_add(scratch->type_states +
                                       first * (size_t)network->file.shape.channels,
                                   &inputs, &network->affix_input, count);
}

/* What depends on the word alone. Vectors and affixes are kept as inputs, all of one scale. */
static void read_word_types(const struct network *network, const struct analysis *analysis,
                            struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    for (uint32_t i = 0; i < STRIP; i++)
        scratch->input_scales[i] = 1.0f;
    for (uint32_t type = 0; type < scratch->features.type_count; type += STRIP) {
        uint32_t count = lesser(STRIP, scratch->features.type_count - type);
        read_vectors(network, analysis, scratch, type, count);
        read_affixes(network, scratch, type, count);
        for (uint32_t i = type; i < type + count; i++) {
            float *state = scratch->type_states + i * channels;
            add_features(network, &scratch->features.type_lists, i, state, state);
        }
    }
}

static void read_tokens(const struct network *network, struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    for (uint32_t t = 0; t < token_count(scratch); t++) {
        float *state = scratch->states + t * channels;
        add_features(network, &scratch->features.token_lists, t,
                     scratch->type_states + scratch->features.types[t] * channels, state);
        network->kernels->tanh(state, channels);
    }
}

/* ---- Memory -------------------------------------------------------------- */

static uint32_t group_of(const struct features *features, uint32_t token)
{
    return features->groups[features->types[token]];
}

static void find_means(const struct network *network, struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    uint32_t groups = scratch->features.group_count;
    float *means = scratch->type_states; /* which are of no more use */
    memset(means, 0, groups * channels * sizeof(float));
    memset(scratch->group_sizes, 0, groups * sizeof(uint32_t));
    for (uint32_t t = 0; t < token_count(scratch); t++) {
        uint32_t group = group_of(&scratch->features, t);
        network->kernels->add(means + group * channels, scratch->states + t * channels, channels);
        scratch->group_sizes[group]++;
    }
}

/* The mean of a group's states is taken by the scale of its row, which is of no further use. */
static void read_means(const struct network *network, struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    const struct matrix *matrix = &network->memory_mean;
    for (uint32_t group = 0; group < scratch->features.group_count; group += STRIP) {
        uint32_t count = lesser(STRIP, scratch->features.group_count - group);
        struct activations inputs =
            take_inputs(network, scratch, matrix, scratch->type_states + group * channels, count);
        for (uint32_t i = 0; i < count; i++)
            scratch->input_scales[i] /= (float)scratch->group_sizes[group + i];
        network->kernels->multiply(scratch->group_states + group * channels, &inputs, matrix,
                                   count);
    }
}

/* states += what is positive of own states times weights + mean states times weights + bias */
static void remember(const struct network *network, struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    const struct matrix *matrix = &network->memory_own;
    find_means(network, scratch);
    read_means(network, scratch);
    for (uint32_t t = 0; t < token_count(scratch); t += STRIP) {
        uint32_t count = lesser(STRIP, token_count(scratch) - t);
        float *states = scratch->states + t * channels, *own = scratch->convolved;
        struct activations inputs = take_inputs(network, scratch, matrix, states, count);
        network->kernels->multiply(own, &inputs, matrix, count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t group = group_of(&scratch->features, t + i);
            network->kernels->add_positive(states + i * channels, own + i * channels,
                                           scratch->group_states + group * channels, channels);
        }
    }
}

/* ---- Blocks -------------------------------------------------------------- */

/* Normalises the tokens [first, last), of which those past the end of the part are zeros. */
static void mix(const struct network *network, const struct block *block,
                const struct scratch *scratch, uint32_t first, uint32_t last, float *to)
{
    size_t channels = network->file.shape.channels;
    uint32_t end = lesser(last, token_count(scratch));
    uint32_t count = first < end ? end - first : 0;
    network->kernels->normalise(to, scratch->states + first * channels, block->gain, block->bias,
                                count, channels);
    memset(to + count * channels, 0, (last - first - count) * channels * sizeof(float));
}

/*
 * states += the gated layer of the convolution of the normalised states, a strip at a time. A strip
 * changes its states only after the next one's left edge has been normalised.
 */
static void run_block(const struct network *network, const struct block *block,
                      struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    size_t width = network->file.shape.width;
    uint32_t half = network->file.shape.width / 2;
    size_t edge = half * channels; /* numbers on either side of a strip */
    float *mixed = scratch->mixed;
    memset(mixed, 0, edge * sizeof(float));
    mix(network, block, scratch, 0, half, mixed + edge);
    for (uint32_t t = 0; t < token_count(scratch); t += STRIP) {
        uint32_t count = lesser(STRIP, token_count(scratch) - t);
        mix(network, block, scratch, t + half, t + half + count, mixed + 2 * edge);
        network->kernels->convolve(scratch->convolved, mixed, block->taps, block->taps_bias, width,
                                   count, channels);
        struct activations inputs =
            take_inputs(network, scratch, &block->point, scratch->convolved, count);
        network->kernels->multiply_gate(scratch->states + t * channels, &inputs, &block->point,
                                        count);
        memmove(mixed, mixed + count * channels, 2 * edge * sizeof(float));
    }
}

static void score_labels(const struct network *network, struct scratch *scratch)
{
    size_t channels = network->file.shape.channels;
    for (uint32_t t = 0; t < token_count(scratch); t += STRIP) {
        uint32_t count = lesser(STRIP, token_count(scratch) - t);
        struct activations inputs =
            take_inputs(network, scratch, &network->output, scratch->states + t * channels, count);
        network->kernels->multiply(scratch->scores + t * (size_t)NETWORK_SCORES, &inputs,
                                   &network->output, count);
    }
}

static void run(const struct network *network, const struct analysis *analysis,
                struct scratch *scratch)
{
    uint32_t blocks = network->file.shape.blocks;
    read_word_types(network, analysis, scratch);
    read_tokens(network, scratch);
    for (uint32_t i = 0; i < blocks; i++) {
        if (i == blocks / 2)
            remember(network, scratch);
        run_block(network, &network->blocks[i], scratch);
    }
    score_labels(network, scratch);
}

/* ---- Texts --------------------------------------------------------------- */

static bool score_parts(const struct network *network, const struct analysis *analysis,
                        struct arena *arena, struct scratch *scratch, uint32_t most,
                        network_score_reader *reader, void *context)
{
    if (!by_features_begin(&scratch->features, analysis, most, arena) ||
        !make_room(&network->file.shape, most, arena, scratch))
        return false;
    for (struct part part = {0}; by_part_next(analysis, most, &part);) {
        if (!by_features_find(&scratch->features, analysis, &part, &arena->allocator))
            return false;
        run(network, analysis, scratch);
        if (!reader(context, &part, scratch->scores))
            return false;
    }
    return true;
}

byline_status by_network_score(const struct network *network, const struct analysis *analysis,
                               struct arena *arena, network_score_reader *reader, void *context)
{
    struct scratch scratch = {0};
    uint32_t most = lesser(by_token_count(&analysis->tokens), PART_LONGEST);
    if (most == 0)
        return BYLINE_OK;
    bool done = score_parts(network, analysis, arena, &scratch, most, reader, context);
    by_features_free(&scratch.features, &arena->allocator);
    return done ? BYLINE_OK : BYLINE_ERROR_MEMORY;
}

/* What entities are decoded with. */
struct tagging {
    const struct network *network;
    const struct analysis *analysis;
    const byline_allocator *allocator;
    float *room;
    struct decoded_span *decoded;
    struct vector *spans;
};

static bool add_spans(struct tagging *tagging, uint32_t layer, uint32_t first, uint32_t count)
{
    struct network_span *to = by_vector_reserve(tagging->spans, tagging->allocator, count);
    if (to == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct decoded_span *span = &tagging->decoded[i];
        to[i] = (struct network_span){first + span->first, first + span->last,
                                      tagging->network->types[layer][span->type], (uint8_t)layer,
                                      span->score};
    }
    tagging->spans->count += count;
    return true;
}

static bool decode_part(void *context, const struct part *part, const float *scores)
{
    struct tagging *tagging = context;
    for (uint32_t layer = 0; layer < MODEL_LAYERS; layer++) {
        const struct decoder *decoder = &tagging->network->decoders[layer];
        uint32_t token = part->first;
        for (uint32_t i = part->sentence; token < part->last && decoder->types > 0; i++) {
            struct sentence sentence = by_part_sentence(tagging->analysis, part, i);
            const float *rows = scores + (size_t)(sentence.first - part->first) * NETWORK_SCORES +
                                (size_t)layer * LABEL_LANES;
            uint32_t count =
                by_decode(decoder, rows, NETWORK_SCORES, sentence.last - sentence.first,
                          tagging->room, tagging->decoded);
            if (count > 0 && !add_spans(tagging, layer, sentence.first, count))
                return false;
            token = sentence.last;
        }
    }
    return true;
}

byline_status by_network_tag(const struct network *network, const struct analysis *analysis,
                             struct arena *arena, struct vector *spans)
{
    uint32_t most = lesser(by_token_count(&analysis->tokens), PART_LONGEST);
    struct tagging tagging = {
        .network = network,
        .analysis = analysis,
        .allocator = &arena->allocator,
        .room = by_arena_take(arena, by_decoder_room(most) * sizeof(float)),
        .decoded = by_arena_take(arena, most * sizeof(struct decoded_span)),
        .spans = spans,
    };
    if (tagging.room == NULL || tagging.decoded == NULL)
        return BYLINE_ERROR_MEMORY;
    return by_network_score(network, analysis, arena, decode_part, &tagging);
}
