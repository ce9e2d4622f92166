/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "network/model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "network/features.h"

/* ---- Layout -------------------------------------------------------------- */

static size_t aligned(size_t offset)
{
    return (offset + MODEL_ALIGNMENT - 1) & ~(size_t)(MODEL_ALIGNMENT - 1);
}

/* Adds a section and returns where it begins. */
static size_t add(struct model_layout *layout, size_t size)
{
    size_t offset = layout->size;
    layout->size = aligned(offset + size);
    return offset;
}

static size_t add_floats(struct model_layout *layout, size_t count)
{
    return add(layout, count * sizeof(float));
}

static struct matrix_layout add_matrix(struct model_layout *layout, uint32_t inner,
                                       uint32_t columns)
{
    struct matrix_layout matrix = {.inner = inner, .columns = columns};
    matrix.scales = add_floats(layout, columns);
    matrix.bias = add_floats(layout, columns);
    matrix.offsets = add(layout, columns * sizeof(int32_t));
    matrix.weights = add(layout, (size_t)inner * columns);
    return matrix;
}

static void add_block(struct model_layout *layout, const struct model_shape *shape,
                      struct block_layout *block)
{
    uint32_t channels = shape->channels;
    block->gain = add_floats(layout, channels);
    block->bias = add_floats(layout, channels);
    block->taps = add_floats(layout, (size_t)shape->width * channels);
    block->taps_bias = add_floats(layout, channels);
    block->point = add_matrix(layout, channels, 2 * channels);
}

static bool in_range(uint32_t value, uint32_t least, uint32_t most, uint32_t step)
{
    return value >= least && value <= most && value % step == 0;
}

static bool is_sound(const struct model_shape *shape)
{
    return in_range(shape->words, 1, 1 << 20, 1) && in_range(shape->word_bits, 1, 20, 1) &&
           in_range(shape->pieces, 1, 128, 1) && shape->affixes == AFFIX_BUCKETS &&
           in_range(shape->affix_width, 4, 128, 4) && shape->features == FEATURE_COUNT &&
           in_range(shape->channels, KERNEL_LANES, 1024, KERNEL_LANES) &&
           in_range(shape->blocks, 1, MODEL_BLOCKS, 1) && in_range(shape->width, 1, 15, 1) &&
           shape->width % 2 == 1 && in_range(shape->types[0], 1, MODEL_TYPES, 1) &&
           in_range(shape->types[1], 0, MODEL_TYPES, 1);
}

bool by_model_lay_out(const struct model_shape *shape, struct model_layout *layout)
{
    if (!is_sound(shape))
        return false;
    uint32_t channels = shape->channels;
    *layout = (struct model_layout){.size = aligned(sizeof(struct model_head))};
    layout->word_ranges = add(layout, (((size_t)1 << shape->word_bits) + 1) * sizeof(uint32_t));
    layout->word_prints = add(layout, (size_t)shape->words * sizeof(uint32_t));
    layout->word_codes = add(layout, (size_t)shape->words * shape->pieces);
    layout->centroids = add(layout, (size_t)shape->pieces * CENTROIDS * PIECE_WIDTH);
    layout->affixes = add(layout, (size_t)shape->affixes * shape->affix_width);
    layout->features = add_floats(layout, (size_t)shape->features * channels);
    layout->word_input = add_matrix(layout, shape->pieces * PIECE_WIDTH, channels);
    layout->affix_input = add_matrix(layout, AFFIX_COUNT * shape->affix_width, channels);
    layout->memory_own = add_matrix(layout, channels, channels);
    layout->memory_mean = add_matrix(layout, channels, channels);
    for (uint32_t i = 0; i < shape->blocks; i++)
        add_block(layout, shape, &layout->blocks[i]);
    layout->output = add_matrix(layout, channels, MODEL_LAYERS * LABEL_LANES);
    for (uint32_t i = 0; i < MODEL_LAYERS; i++)
        layout->label_scores[i] = add(layout, sizeof(struct label_table));
    return layout->size <= MODEL_LARGEST;
}

/* ---- Checks -------------------------------------------------------------- */

/* Eight sums side by side, a word of 64 bits at a time: as fast as memory. */
uint64_t by_model_checksum(const unsigned char *bytes, size_t size)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t sums[8] = {1, 2, 3, 4, 5, 6, 7, 8}, words[8];
    for (; size > 0; bytes += sizeof words) {
        size_t step = size < sizeof words ? size : sizeof words;
        memset(words, 0, sizeof words);
        memcpy(words, bytes, step);
        for (size_t i = 0; i < 8; i++) {
            sums[i] = (sums[i] ^ words[i]) * odd;
            sums[i] ^= sums[i] >> 32;
        }
        size -= step;
    }
    uint64_t checksum = 0;
    for (size_t i = 0; i < 8; i++) {
        checksum = (checksum ^ sums[i]) * odd;
        checksum ^= checksum >> 29;
    }
    return checksum;
}

static byline_status refuse(const char *name, const char *reason, byline_error *error)
{
    return by_fail(error, BYLINE_ERROR_MODEL, 0, "%s: %s", name, reason);
}

/* Whether the first words of the ranges rise to the number of words. */
static bool ranges_are_sound(const struct model_file *file)
{
    const uint32_t *ranges = by_model_at(file, file->layout.word_ranges);
    uint32_t count = UINT32_C(1) << file->shape.word_bits;
    for (uint32_t i = 0; i < count; i++) {
        if (ranges[i] > ranges[i + 1])
            return false;
    }
    return ranges[0] == 0 && ranges[count] == file->shape.words;
}

static bool types_are_sound(const struct model_file *file)
{
    for (uint32_t layer = 0; layer < MODEL_LAYERS; layer++) {
        for (uint32_t type = 0; type < file->shape.types[layer]; type++) {
            if (memchr(by_model_type(file, layer, type), '\0', MODEL_TYPE_NAME) == NULL)
                return false;
        }
    }
    return true;
}

static bool checksum_is_right(const unsigned char *bytes, size_t size,
                              const struct model_head *head)
{
    size_t first = offsetof(struct model_head, shape);
    return by_model_checksum(bytes + first, size - first) == head->checksum;
}

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

byline_status by_model_file_use(const unsigned char *bytes, size_t size, const char *name,
                                bool checksum, struct model_file *file, byline_error *error)
{
    struct model_head head = {0};
    memcpy(&head, bytes, size < sizeof head ? size : sizeof head);
    if (size < sizeof head.magic || memcmp(head.magic, MODEL_MAGIC, sizeof head.magic) != 0)
        return refuse(name, "not a model of byline", error);
    if (!is_little_endian())
        return refuse(name, "models cannot be used on a big-endian machine", error);
    if (size < sizeof head)
        return refuse(name, "the model is cut short", error);
    if (head.version > MODEL_VERSION)
        return refuse(name, "the model needs a newer version of byline", error);
    if (head.version < MODEL_VERSION)
        return refuse(name, "the model is of an older version of byline", error);
    if (size < head.file_size)
        return refuse(name, "the model is cut short", error);
    if (size > head.file_size || head.head_size != sizeof head ||
        (checksum && !checksum_is_right(bytes, size, &head)))
        return refuse(name, "the model is corrupt", error);
    *file = (struct model_file){.bytes = bytes, .size = size, .shape = head.shape};
    if (!by_model_lay_out(&file->shape, &file->layout) || file->layout.size != size)
        return refuse(name, "the model has a shape that this version of byline does not know",
                      error);
    if (!ranges_are_sound(file) || !types_are_sound(file))
        return refuse(name, "the model is corrupt", error);
    return by_succeed(error);
}

const char *by_model_type(const struct model_file *file, uint32_t layer, uint32_t type)
{
    const struct model_head *head = by_model_at(file, 0);
    return head->types[layer][type];
}

/* ---- Files --------------------------------------------------------------- */

static byline_status fail_reading(const char *path, byline_error *error)
{
    return by_fail(error, BYLINE_ERROR_IO, 0, "%s: cannot be read: %s", path, strerror(errno));
}

static byline_status map(int descriptor, const char *path, struct model_file *file,
                         byline_error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return fail_reading(path, error);
    if (!S_ISREG(status.st_mode) || status.st_size == 0 ||
        (uintmax_t)status.st_size > MODEL_LARGEST)
        return refuse(path, "not a model of byline", error);
    size_t size = (size_t)status.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED)
        return fail_reading(path, error);
    byline_status result = by_model_file_use(bytes, size, path, true, file, error);
    if (result != BYLINE_OK) {
        (void)munmap(bytes, size);
        *file = (struct model_file){0};
        return result;
    }
    file->mapping = bytes;
    return BYLINE_OK;
}

byline_status by_model_file_open(const char *path, struct model_file *file, byline_error *error)
{
    *file = (struct model_file){0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail_reading(path, error);
    byline_status status = map(descriptor, path, file, error);
    (void)close(descriptor);
    return status;
}

void by_model_file_close(struct model_file *file)
{
    if (file->mapping != NULL)
        (void)munmap(file->mapping, file->size);
    *file = (struct model_file){0};
}
