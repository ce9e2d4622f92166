/* SPDX-License-Identifier: MIT */
/* Labels of the learned tagger: spans to labels and back, what may follow what, tags in columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "labels.h"
#include "parts.h"
#include "random.h"
#include "samples.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TOKENS 40

/* Spans that do not overlap, some of them next to each other. */
static size_t draw_spans(struct random *random, struct label_span *spans)
{
    size_t count = 0;
    uint32_t at = random_below(random, 3);
    while (at + 5 < TOKENS) {
        uint32_t last = at + 1 + random_below(random, 4);
        spans[count++] = (struct label_span){at, last, random_below(random, LAYER_TYPES)};
        at = last + random_below(random, 3);
    }
    return count;
}

static void spans_come_back_from_labels(void **state)
{
    struct random random = {1};

    (void)state;
    for (int round = 0; round < 200; round++) {
        struct label_span spans[TOKENS], found[TOKENS];
        uint8_t labels[TOKENS] = {0};
        size_t count = draw_spans(&random, spans);

        labels_from_spans(spans, count, labels);
        assert_true(label_may_begin(labels[0]));
        assert_true(label_may_end(labels[TOKENS - 1]));
        for (size_t t = 1; t < TOKENS; t++)
            assert_true(label_may_follow(labels[t - 1], labels[t]));
        assert_int_equal(labels_to_spans(labels, TOKENS, found), count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(found[i].first, spans[i].first);
            assert_int_equal(found[i].last, spans[i].last);
            assert_int_equal(found[i].type, spans[i].type);
        }
    }
}

static void an_entity_goes_on_only_with_its_own_type(void **state)
{
    uint8_t begin = label_of(0, POSITION_BEGIN), inside = label_of(0, POSITION_INSIDE);
    uint8_t end = label_of(0, POSITION_END), single = label_of(0, POSITION_SINGLE);

    (void)state;
    assert_true(label_may_follow(begin, inside));
    assert_true(label_may_follow(begin, end));
    assert_true(label_may_follow(inside, end));
    assert_false(label_may_follow(begin, label_of(1, POSITION_END)));
    assert_false(label_may_follow(begin, single));
    assert_false(label_may_follow(begin, LABEL_OUTSIDE));
    assert_false(label_may_follow(end, inside));
    assert_false(label_may_follow(LABEL_OUTSIDE, end));
    assert_true(label_may_follow(end, begin));
    assert_true(label_may_follow(single, single));
    assert_false(label_may_begin(inside));
    assert_false(label_may_end(begin));
}

static void what_is_not_annotated_may_be_anything(void **state)
{
    struct layer layer = {.type_count = 3};
    uint64_t set = label_set_outside(&layer, 1u << 0 | 1u << 2);

    (void)state;
    for (uint32_t label = 0; label < layer_labels(&layer); label++) {
        bool allowed = label == LABEL_OUTSIDE || (label - 1) / 4 == 1;

        assert_int_equal(set >> label & 1u, allowed);
    }
    assert_int_equal(label_set_outside(&layer, 7), 1);
    assert_true(label_set_outside(&layer, 0) == label_set_all(&layer));
}

static void a_layer_has_room_for_so_many_types(void **state)
{
    struct layer layer = {0};

    (void)state;
    for (uint32_t i = 0; i < LAYER_TYPES; i++) {
        char name[] = {(char)('A' + (int)i), '\0'};

        assert_int_equal(layer_add(&layer, name), i);
        assert_int_equal(layer_add(&layer, name), i);
    }
    assert_int_equal(layer_add(&layer, "ONE MORE"), TYPE_NONE);
    assert_int_equal(layer_find(&layer, "ONE MORE"), TYPE_NONE);
    assert_int_equal(layer_find(&layer, "C"), 2);
}

/* ---- Columns ------------------------------------------------------------- */

static void read_columns(const char *content, const struct type_maps *maps, struct layer *layers,
                         struct samples *samples)
{
    char folder[] = "/tmp/byline-labels-XXXXXX", path[sizeof(folder) + 16];
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/columns.bio", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_true(samples_read(samples, path, maps, layers, true));
    unlink(path);
    rmdir(folder);
}

static void the_three_schemes_of_tags_say_the_same(void **state)
{
    static const char iob[] = "-DOCSTART- O\n\nLe I-PER\nDuc I-PER\nAnh B-PER\nsaw O\n"
                              "Hue I-LOC\n\nHue I-LOC\n";
    static const char bio[] = "-DOCSTART- O\n\nLe B-PER\nDuc I-PER\nAnh B-PER\nsaw O\n"
                              "Hue B-LOC\n\nHue B-LOC\n";
    static const char bioes[] = "Le x B-PER\r\nDuc x E-PER\r\nAnh x S-PER\r\nsaw x O\r\n"
                                "Hue x S-LOC\r\n\r\nHue x S-LOC\r\n";
    const char *const files[] = {iob, bio, bioes};
    static const char *const expected[] = {"Le Duc", "Anh", "Hue", "Hue"};
    static const struct type_map map = {"LOC", "PLACE"};
    const struct type_maps maps = {&map, 1};

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct samples samples = {0};
        struct layer layers[LAYER_COUNT] = {{0}};

        read_columns(files[i], &maps, layers, &samples);
        assert_int_equal(samples.count, 1);
        const struct sample *sample = &samples.items[0];
        assert_string_equal(sample->text, "Le Duc Anh saw Hue\nHue");
        assert_int_equal(sample->span_count, COUNT(expected));
        for (size_t k = 0; k < COUNT(expected); k++) {
            const struct sample_span *span = &sample->spans[k];

            assert_int_equal(span->end - span->start, strlen(expected[k]));
            assert_memory_equal(sample->text + span->start, expected[k], strlen(expected[k]));
            assert_string_equal(layers[span->layer].types[span->type], k < 2 ? "PER" : "PLACE");
        }
        assert_int_equal(sample->annotated[LAYER_NAMES], 3);
        assert_int_equal(sample->annotated[LAYER_RANKS], 0);
        samples_free(&samples);
    }
}

static void assert_text(const struct sample *sample, const char *text)
{
    assert_int_equal(sample->length, strlen(text));
    assert_memory_equal(sample->text, text, strlen(text));
}

static void parts_end_where_sentences_do(void **state)
{
    struct samples samples = {0};
    struct layer layers[LAYER_COUNT] = {{0}};
    const struct type_maps none = {NULL, 0};

    (void)state;
    read_columns("One O\ntwo B-X\n\nThree O\nfour B-X\n\nFive O\n\n"
                 "Six B-X\nseven I-X\neight O\nnine O\nten O\n",
                 &none, layers, &samples);
    samples_split(&samples, 4);
    assert_int_equal(samples.count, 3);
    assert_text(&samples.items[0], "One two\nThree four");
    assert_int_equal(samples.items[0].span_count, 2);
    assert_text(&samples.items[1], "Five");
    assert_text(&samples.items[2], "Six seven eight nine ten");
    assert_int_equal(samples.items[2].span_count, 1);
    assert_memory_equal(samples.items[2].text + samples.items[2].spans[0].start, "Six seven", 9);
    samples_free(&samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_come_back_from_labels),
        cmocka_unit_test(an_entity_goes_on_only_with_its_own_type),
        cmocka_unit_test(what_is_not_annotated_may_be_anything),
        cmocka_unit_test(a_layer_has_room_for_so_many_types),
        cmocka_unit_test(the_three_schemes_of_tags_say_the_same),
        cmocka_unit_test(parts_end_where_sentences_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
