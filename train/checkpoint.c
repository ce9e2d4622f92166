/* SPDX-License-Identifier: MIT */
#include "checkpoint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "replace.h"
#include "storage.h"

static const char magic[8] = "BYTRAIN1";

#define ARRAY_COUNT 5

/* The arrays in the order of the file. */
static void list_arrays(struct checkpoint *checkpoint, float **arrays[ARRAY_COUNT])
{
    arrays[0] = &checkpoint->weights;
    arrays[1] = &checkpoint->mean;
    arrays[2] = &checkpoint->square;
    arrays[3] = &checkpoint->average;
    arrays[4] = &checkpoint->best;
}

static size_t weight_count_of(const struct network_shape *shape)
{
    struct network network;
    network_init(&network, shape);
    return network.weight_count;
}

void checkpoint_take(struct checkpoint *checkpoint, size_t weight_count)
{
    float **arrays[ARRAY_COUNT];
    list_arrays(checkpoint, arrays);
    for (size_t i = 0; i < ARRAY_COUNT; i++)
        *arrays[i] = storage_take(weight_count, sizeof(float));
}

void checkpoint_free(struct checkpoint *checkpoint)
{
    float **arrays[ARRAY_COUNT];
    list_arrays(checkpoint, arrays);
    for (size_t i = 0; i < ARRAY_COUNT; i++) {
        free(*arrays[i]);
        *arrays[i] = NULL;
    }
}

static bool write_all(FILE *file, const void *context)
{
    struct checkpoint head = *(const struct checkpoint *)context;
    size_t count = weight_count_of(&head.shape);
    float **arrays[ARRAY_COUNT];
    list_arrays(&head, arrays);
    bool done = fwrite(magic, sizeof(magic), 1, file) == 1;
    float *values[ARRAY_COUNT];
    for (size_t i = 0; i < ARRAY_COUNT; i++) {
        values[i] = *arrays[i];
        *arrays[i] = NULL; /* addresses mean nothing in a file */
    }
    done = done && fwrite(&head, sizeof(head), 1, file) == 1;
    for (size_t i = 0; i < ARRAY_COUNT; i++)
        done = done && fwrite(values[i], sizeof(float), count, file) == count;
    return done;
}

bool checkpoint_write(const struct checkpoint *checkpoint, const char *path)
{
    return file_replace(path, write_all, checkpoint);
}

static bool shape_is_sound(const struct checkpoint *checkpoint)
{
    const struct network_shape *shape = &checkpoint->shape;
    bool sound = shape->dimension <= 4096 && shape->buckets == AFFIX_BUCKETS &&
                 shape->bucket_width <= 4096 && shape->features == FEATURE_COUNT &&
                 shape->channels <= 4096 && shape->blocks <= NETWORK_BLOCKS && shape->width <= 99;
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        sound = sound && checkpoint->layers[i].type_count <= LAYER_TYPES &&
                shape->labels[i] == layer_labels(&checkpoint->layers[i]);
    return sound;
}

static bool read_all(FILE *file, struct checkpoint *checkpoint)
{
    char start[sizeof(magic)];
    if (fread(start, sizeof(start), 1, file) != 1 || memcmp(start, magic, sizeof(magic)) != 0 ||
        fread(checkpoint, sizeof(*checkpoint), 1, file) != 1 || !shape_is_sound(checkpoint))
        return false;
    size_t count = weight_count_of(&checkpoint->shape);
    checkpoint_take(checkpoint, count);
    float **arrays[ARRAY_COUNT];
    list_arrays(checkpoint, arrays);
    for (size_t i = 0; i < ARRAY_COUNT; i++) {
        if (fread(*arrays[i], sizeof(float), count, file) != count) {
            checkpoint_free(checkpoint);
            return false;
        }
    }
    return true;
}

bool checkpoint_read(struct checkpoint *checkpoint, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        complain(path, 0, "%s", strerror(errno));
        return false;
    }
    bool done = read_all(file, checkpoint);
    fclose(file);
    if (!done)
        complain(path, 0, "not a checkpoint of this program");
    return done;
}
