/* SPDX-License-Identifier: MIT */
/* Model files: what opens, and what is refused with which message. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "network/embedded.h"
#include "network/network.h"
#include "small_model.h"

struct model {
    unsigned char *bytes;
    size_t size;
    char path[200];
};

static int set_up(void **state)
{
    struct model *model = malloc(sizeof *model);

    if (model == NULL)
        return 1;
    model->bytes = small_model(&model->size);
    const char *folder = getenv("TMPDIR");
    (void)snprintf(model->path, sizeof model->path, "%s/byline-model-XXXXXX",
                   folder == NULL ? "." : folder);
    int descriptor = mkstemp(model->path);
    *state = model;
    return descriptor < 0 || close(descriptor) != 0;
}

static int tear_down(void **state)
{
    struct model *model = *state;

    (void)remove(model->path);
    free(model->bytes);
    free(model);
    return 0;
}

static struct model_head *head_of(struct model *model)
{
    return (struct model_head *)(void *)model->bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* A file of the model's first bytes is refused, with its name and a text in the message. */
static void assert_refused(const struct model *model, size_t size, const char *reason)
{
    struct model_file file;
    byline_error error;

    write_file(model->path, model->bytes, size);
    assert_int_equal(by_model_file_open(model->path, &file, &error), BYLINE_ERROR_MODEL);
    assert_int_equal(error.code, BYLINE_ERROR_MODEL);
    assert_memory_equal(error.message, model->path, strlen(model->path));
    if (strstr(error.message, reason) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, reason);
    by_model_file_close(&file);
}

static void a_whole_file_opens(void **state)
{
    struct model *model = *state;
    struct model_file file;
    byline_error error;

    write_file(model->path, model->bytes, model->size);
    assert_int_equal(by_model_file_open(model->path, &file, &error), BYLINE_OK);
    assert_int_equal(error.code, BYLINE_OK);
    assert_int_equal(file.shape.channels, 48);
    assert_string_equal(by_model_type(&file, 0, 1), "ORGANISATION");
    assert_int_equal((uintptr_t)by_model_at(&file, file.layout.output.weights) % MODEL_ALIGNMENT,
                     0);
    by_model_file_close(&file);
}

static void what_is_cut_short_is_refused(void **state)
{
    struct model *model = *state;

    assert_refused(model, 0, "not a model of byline");
    assert_refused(model, 7, "not a model of byline");
    assert_refused(model, 8, "cut short");
    assert_refused(model, sizeof(struct model_head) - 1, "cut short");
    assert_refused(model, sizeof(struct model_head), "cut short");
    assert_refused(model, model->size - 1, "cut short");
}

static void what_is_not_ours_is_refused(void **state)
{
    struct model *model = *state;
    struct model_file file;
    byline_error error;

    model->bytes[0] ^= 1;
    assert_refused(model, model->size, "not a model of byline");
    assert_int_equal(by_model_file_open("tests", &file, &error), BYLINE_ERROR_MODEL);
    assert_int_equal(by_model_file_open("no/such.model", &file, &error), BYLINE_ERROR_IO);
    assert_non_null(strstr(error.message, "no/such.model: cannot be read"));
}

static void other_versions_are_refused(void **state)
{
    struct model *model = *state;

    head_of(model)->version = MODEL_VERSION + 1;
    assert_refused(model, model->size, "newer version of byline");
    head_of(model)->version = MODEL_VERSION - 1;
    assert_refused(model, model->size, "older version of byline");
}

static void any_changed_byte_is_found(void **state)
{
    struct model *model = *state;
    size_t first = offsetof(struct model_head, shape);

    for (size_t at = first; at < model->size; at += 1 + model->size / 97) {
        model->bytes[at] ^= 0x10;
        assert_refused(model, model->size, "corrupt");
        model->bytes[at] ^= 0x10;
    }
    model->bytes[model->size - 1] ^= 1;
    assert_refused(model, model->size, "corrupt");
    model->bytes[model->size - 1] ^= 1;
    struct model longer = *model;
    longer.bytes = calloc(1, model->size + 1);
    assert_non_null(longer.bytes);
    memcpy(longer.bytes, model->bytes, model->size);
    assert_refused(&longer, model->size + 1, "corrupt");
    free(longer.bytes);
}

/* Files that somebody made, with a right checksum. */
static void senseless_contents_are_refused(void **state)
{
    struct model *model = *state;
    struct model_shape *shape = &head_of(model)->shape;
    uint32_t *const numbers[] = {&shape->words,    &shape->word_bits, &shape->pieces,
                                 &shape->affixes,  &shape->features,  &shape->affix_width,
                                 &shape->channels, &shape->blocks,    &shape->width,
                                 &shape->types[0], &shape->types[1]};
    struct model_layout layout;

    assert_true(by_model_lay_out(shape, &layout));
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        uint32_t number = *numbers[i];

        *numbers[i] = UINT32_MAX - 15;
        seal(model->bytes, model->size);
        assert_refused(model, model->size, "shape");
        *numbers[i] = number;
    }
    shape->channels += KERNEL_LANES;
    seal(model->bytes, model->size);
    assert_refused(model, model->size, "shape");
    shape->channels -= KERNEL_LANES;

    uint32_t *ranges = (uint32_t *)(void *)(model->bytes + layout.word_ranges);
    ranges[1] += 1000000;
    seal(model->bytes, model->size);
    assert_refused(model, model->size, "corrupt");
    ranges[1] -= 1000000;
    memset(head_of(model)->types[0][2], 'X', MODEL_TYPE_NAME);
    seal(model->bytes, model->size);
    assert_refused(model, model->size, "corrupt");
}

static void unknown_types_are_refused(void **state)
{
    struct model *model = *state;
    struct network *network;
    byline_error error;

    memcpy(head_of(model)->types[0][2], "PLANET", 7);
    seal(model->bytes, model->size);
    write_file(model->path, model->bytes, model->size);
    assert_int_equal(by_network_open(model->path, &by_default_allocator, &network, &error),
                     BYLINE_ERROR_MODEL);
    assert_null(network);
    assert_non_null(strstr(error.message, "types"));
}

static void words_are_found_by_their_hash(void **state)
{
    struct model *model = *state;
    struct model_file file;
    uint32_t seen = 0;

    assert_int_equal(by_model_file_use(model->bytes, model->size, "a model", true, &file, NULL),
                     BYLINE_OK);
    for (size_t i = 0; i < SMALL_MODEL_WORDS; i++) {
        uint32_t word = by_words_find(&file, small_model_words[i], strlen(small_model_words[i]));

        assert_in_range(word, 0, SMALL_MODEL_WORDS - 1);
        seen |= UINT32_C(1) << word;
    }
    assert_int_equal(seen, (1 << SMALL_MODEL_WORDS) - 1);
    assert_int_equal(by_words_find(&file, "1999", 4), by_words_find(&file, "0000", 4));
    assert_int_equal(by_words_find(&file, "ministers", 9), WORD_UNKNOWN);
    assert_int_equal(by_words_find(&file, "", 0), WORD_UNKNOWN);
    assert_int_equal(by_words_find(&file, "199", 3), WORD_UNKNOWN);
}

/* The checksum of the built-in model is not looked at when it is opened. */
static void the_built_in_model_is_whole(void **state)
{
    struct model_file file;
    byline_error error = {0};
    size_t size = (size_t)(by_embedded_model_end - by_embedded_model);

    (void)state;
    assert_int_equal((uintptr_t)by_embedded_model % MODEL_ALIGNMENT, 0);
    if (by_model_file_use(by_embedded_model, size, "built in", true, &file, &error) != BYLINE_OK)
        fail_msg("%s", error.message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_file_opens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_cut_short_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_ours_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_versions_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_changed_byte_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(senseless_contents_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_types_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_found_by_their_hash, set_up, tear_down),
        cmocka_unit_test(the_built_in_model_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
