/* SPDX-License-Identifier: MIT */
#include "linear.h"

#include <math.h>
#include <string.h>

#include "network/decoder.h"

/* ---- Places -------------------------------------------------------------- */

static size_t same_column(const struct network *network, size_t place)
{
    (void)network;
    return place;
}

/* The columns of values and of their gates in turn, a panel each. */
static size_t gated_column(const struct network *network, size_t place)
{
    size_t panel = place / KERNEL_LANES;
    size_t gate = panel % 2 == 0 ? 0 : network->shape.channels;
    return panel / 2 * KERNEL_LANES + place % KERNEL_LANES + gate;
}

/* The place of a label in a row. */
static uint32_t lane_of(uint32_t label)
{
    static const enum label_group groups[] = {[POSITION_BEGIN] = GROUP_BEGIN,
                                              [POSITION_INSIDE] = GROUP_INSIDE,
                                              [POSITION_END] = GROUP_END,
                                              [POSITION_SINGLE] = GROUP_SINGLE};
    if (label == LABEL_OUTSIDE)
        return 0;
    return (uint32_t)groups[(label - 1) % 4] * LABEL_GROUP + (label - 1) / 4 + 1;
}

static size_t label_column(const struct network *network, size_t place)
{
    uint32_t layer = (uint32_t)(place / LABEL_LANES);
    for (uint32_t label = 0; label < network->shape.labels[layer]; label++) {
        if (lane_of(label) == place % LABEL_LANES)
            return network_layer_offset(network, layer) + label;
    }
    return LINEAR_EMPTY;
}

float *label_start_in(struct label_table *table, uint32_t label)
{
    return &table->starts[lane_of(label)];
}

/* The groups single and begin, and those of end and inside, are numbered on from 0 in the tables. */
float *label_follow_in(struct label_table *table, uint32_t before, uint32_t after)
{
    uint32_t from = lane_of(before), to = lane_of(after);
    if (to >= GROUP_END * LABEL_GROUP)
        return &table->inside[from / LABEL_GROUP == GROUP_INSIDE][to - GROUP_END * LABEL_GROUP];
    return &table->follow[from / LABEL_GROUP == GROUP_END ? from - LABEL_GROUP : from][to];
}

/* ---- Lists --------------------------------------------------------------- */

size_t linear_list(const struct network *network, const struct model_layout *layout,
                   struct linear linears[LINEAR_COUNT])
{
    size_t c = network->shape.channels, labels = network_emissions(network), count = 0;
    const size_t none = LINEAR_NO_BIAS;
    const struct linear first[] = {
        {&layout->word_input, network->word_input, network->input_bias, c, 0, same_column, NULL, 0},
        {&layout->affix_input, network->affix_input, none, c, 0, same_column, NULL, 0},
        {&layout->memory_own, network->memory_own, none, c, 0, same_column, NULL, 0},
        {&layout->memory_mean, network->memory_mean, network->memory_bias, c, 0, same_column, NULL,
         0},
        {&layout->output, network->output, network->output_bias, labels, 0, label_column, NULL, 0}};
    memcpy(linears, first, sizeof(first));
    count = sizeof(first) / sizeof(first[0]);
    for (uint32_t i = 0; i < network->shape.blocks; i++)
        linears[count++] = (struct linear){&layout->blocks[i].point,
                                           network->blocks[i].point,
                                           network->blocks[i].point_bias,
                                           2 * c,
                                           c,
                                           gated_column,
                                           NULL,
                                           0};
    return count;
}

size_t verbatim_list(const struct network *network, const struct model_layout *layout,
                     struct verbatim verbatims[VERBATIM_COUNT])
{
    size_t c = network->shape.channels, count = 0;
    verbatims[count++] =
        (struct verbatim){network->features, layout->features, network->shape.features * c};
    for (uint32_t i = 0; i < network->shape.blocks; i++) {
        const struct block *from = &network->blocks[i];
        const struct block_layout *to = &layout->blocks[i];
        verbatims[count++] = (struct verbatim){from->gain, to->gain, c};
        verbatims[count++] = (struct verbatim){from->bias, to->bias, c};
        verbatims[count++] = (struct verbatim){from->taps, to->taps, network->shape.width * c};
        verbatims[count++] = (struct verbatim){from->taps_bias, to->taps_bias, c};
    }
    return count;
}

/* ---- Columns ------------------------------------------------------------- */

static float unit_of(const struct linear *linear, size_t input)
{
    return linear->units == NULL ? 1.0f : linear->units[input % linear->unit_count];
}

/* Where the weight of an input for a place lies in its matrix. */
static size_t index_of(const struct matrix_layout *layout, size_t input, size_t place)
{
    return place / KERNEL_LANES * KERNEL_LANES * layout->inner + input / 4 * 4 * KERNEL_LANES +
           place % KERNEL_LANES * 4 + input % 4;
}

static void write_column(const struct linear *linear, const float *weights, unsigned char *bytes,
                         size_t place, size_t column)
{
    const struct matrix_layout *layout = linear->layout;
    const float *from = weights + linear->weights + column;
    int8_t *to = (int8_t *)(bytes + layout->weights);
    float *scale = (float *)(bytes + layout->scales) + place;
    float *bias = (float *)(bytes + layout->bias) + place;
    int32_t *offset = (int32_t *)(bytes + layout->offsets) + place;
    float reach = 0.0f;
    for (size_t k = 0; k < layout->inner; k++)
        reach = fmaxf(reach, fabsf(from[k * linear->columns] * unit_of(linear, k)));
    *scale = reach / 127.0f;
    *bias = linear->bias == LINEAR_NO_BIAS ? 0.0f : weights[linear->bias + column];
    for (size_t k = 0; k < layout->inner && reach > 0.0f; k++) {
        float weight = rintf(from[k * linear->columns] * unit_of(linear, k) / *scale);
        to[index_of(layout, k, place)] = (int8_t)weight;
        *offset += ACTIVATION_ZERO * (int32_t)weight;
    }
    if (linear->gates > 0 && column >= linear->gates) {
        *scale *= GATE_UNIT;
        *bias *= GATE_UNIT;
    }
}

static void read_column(const struct linear *linear, float *weights, const unsigned char *bytes,
                        size_t place, size_t column)
{
    const struct matrix_layout *layout = linear->layout;
    const int8_t *from = (const int8_t *)(bytes + layout->weights);
    float scale = ((const float *)(bytes + layout->scales))[place];
    float bias = ((const float *)(bytes + layout->bias))[place];
    if (linear->gates > 0 && column >= linear->gates) {
        scale /= GATE_UNIT;
        bias /= GATE_UNIT;
    }
    for (size_t k = 0; k < layout->inner; k++)
        weights[linear->weights + k * linear->columns + column] =
            (float)from[index_of(layout, k, place)] * scale / unit_of(linear, k);
    if (linear->bias != LINEAR_NO_BIAS)
        weights[linear->bias + column] = bias;
}

void linear_write(const struct linear *linear, const struct network *network, const float *weights,
                  unsigned char *bytes)
{
    for (size_t place = 0; place < linear->layout->columns; place++) {
        size_t column = linear->column_at(network, place);
        if (column == LINEAR_EMPTY)
            ((float *)(bytes + linear->layout->bias))[place] = LABEL_FORBIDDEN;
        else
            write_column(linear, weights, bytes, place, column);
    }
}

void linear_read(const struct linear *linear, const struct network *network, float *weights,
                 const unsigned char *bytes)
{
    for (size_t place = 0; place < linear->layout->columns; place++) {
        size_t column = linear->column_at(network, place);
        if (column != LINEAR_EMPTY)
            read_column(linear, weights, bytes, place, column);
    }
}
