/* SPDX-License-Identifier: MIT */
/* The public interface: what a program that links byline relies on. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tagging.h"

static const char story[] =
    "Moscow (VNA) – Deputy Minister of Public Security Sen. Lt. Gen. Bui Van Nam spoke in Tver on "
    "May 24-25, 2017.\n\nNam met Russian President Vladimir Putin.\n";

/* ---- An allocator that counts, and that fails when told to ---- */

struct counting {
    size_t live;    /* bytes not given back */
    size_t calls;   /* so far */
    size_t fail_at; /* the call that fails; 0 for none */
};

static void *counting_allocate(void *context, size_t size)
{
    struct counting *counting = context;
    assert_int_not_equal(size, 0);
    if (++counting->calls == counting->fail_at)
        return NULL;
    counting->live += size;
    return malloc(size);
}

static void *counting_resize(void *context, void *block, size_t old_size, size_t size)
{
    struct counting *counting = context;
    assert_non_null(block);
    if (++counting->calls == counting->fail_at)
        return NULL;
    counting->live += size - old_size;
    return realloc(block, size);
}

static void counting_release(void *context, void *block, size_t size)
{
    struct counting *counting = context;
    assert_non_null(block);
    counting->live -= size;
    free(block);
}

static byline_allocator counting_allocator(struct counting *counting)
{
    return (byline_allocator){counting_allocate, counting_resize, counting_release, counting};
}

/* ---- Tests ---- */

static void version_is_that_of_the_header(void **state)
{
    (void)state;
    char expected[32];
    (void)snprintf(expected, sizeof expected, "%d.%d.%d", BYLINE_VERSION_MAJOR,
                   BYLINE_VERSION_MINOR, BYLINE_VERSION_PATCH);
    assert_string_equal(byline_version(), expected);
}

static void names_of_types_and_statuses(void **state)
{
    (void)state;
    assert_string_equal(byline_type_name(BYLINE_PERSON), "PERSON");
    assert_string_equal(byline_type_name(BYLINE_MISC), "MISC");
    assert_null(byline_type_name((byline_type)BYLINE_TYPE_COUNT));
    assert_string_equal(byline_status_name(BYLINE_ERROR_UTF8), "BYLINE_ERROR_UTF8");
    assert_non_null(byline_status_name((byline_status)99));
}

/* The text of each entity is what stands at its offsets, and the order is that of the header. */
static void entities_are_spans_of_the_text(void **state)
{
    (void)state;
    byline_document *document = tag_text(story, NULL);
    size_t count = byline_document_entity_count(document);
    assert_true(count >= 8);
    for (size_t i = 0; i < count; i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        assert_int_equal(entity->id, i);
        assert_int_equal(strlen(entity->text), entity->end - entity->start);
        assert_memory_equal(entity->text, story + entity->start, strlen(entity->text));
        assert_true(entity->score > 0 && entity->score <= 1);
        if (i == 0)
            continue;
        const byline_entity *before = byline_document_entity(document, i - 1);
        assert_true(before->start < entity->start ||
                    (before->start == entity->start && before->end >= entity->end));
    }
    assert_null(byline_document_entity(document, count));
    byline_document_free(document);
}

static void ranks_and_later_names_lead_to_one_chain(void **state)
{
    (void)state;
    byline_document *document = tag_text(story, NULL);
    const byline_chain *nam = NULL;
    for (size_t i = 0; i < byline_document_chain_count(document); i++) {
        const byline_chain *chain = byline_document_chain(document, i);
        assert_int_equal(chain->id, i);
        if (strcmp(chain->name, "Bui Van Nam") == 0)
            nam = chain;
    }
    assert_non_null(nam);
    assert_int_equal(nam->type, BYLINE_PERSON);
    assert_int_equal(nam->mention_count, 2);
    assert_string_equal(byline_document_entity(document, nam->mentions[1])->text, "Nam");
    assert_int_equal(nam->rank_count, 2);
    assert_string_equal(byline_document_entity(document, nam->ranks[0])->text,
                        "Deputy Minister of Public Security");
    const byline_entity *rank = byline_document_entity(document, nam->ranks[1]);
    assert_string_equal(rank->text, "Sen. Lt. Gen.");
    assert_string_equal(rank->kind, "police");
    assert_int_equal(rank->person, nam->mentions[0]);
    byline_document_free(document);
}

static void only_the_types_asked_for(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    byline_options options = BYLINE_OPTIONS_INIT;
    options.types = BYLINE_TYPE_BIT(BYLINE_RANK) | BYLINE_TYPE_BIT(BYLINE_DATE);
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, story, strlen(story), &options, &document, NULL), BYLINE_OK);
    size_t ranks = 0;
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        assert_true(entity->type == BYLINE_RANK || entity->type == BYLINE_DATE);
        assert_int_equal(entity->person, BYLINE_NONE); /* the person was not asked for */
        ranks += entity->type == BYLINE_RANK;
    }
    assert_int_equal(ranks, 3);
    assert_int_equal(byline_document_chain_count(document), 0);
    byline_document_free(document);
    byline_model_close(model);
}

/* The first entity of a text with a given unit of offsets. */
static byline_span first_span(const char *text, byline_offsets unit)
{
    byline_model *model;
    byline_document *document;
    byline_options options = BYLINE_OPTIONS_INIT;
    options.offsets = (uint32_t)unit;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, strlen(text), &options, &document, NULL), BYLINE_OK);
    const byline_entity *entity = byline_document_entity(document, 0);
    assert_non_null(entity);
    byline_span span = {entity->start, entity->end};
    byline_document_free(document);
    byline_model_close(model);
    return span;
}

static void offsets_in_three_units(void **state)
{
    (void)state;
    /* U+1F600 takes 4 bytes, 1 code point, 2 UTF-16 units; é takes 2 bytes. */
    const char *text = "\xF0\x9F\x98\x80 caf\xC3\xA9: it rained in Vietnam.";
    byline_span bytes = first_span(text, BYLINE_OFFSETS_BYTE);
    byline_span codepoints = first_span(text, BYLINE_OFFSETS_CODEPOINT);
    byline_span utf16 = first_span(text, BYLINE_OFFSETS_UTF16);
    assert_memory_equal(text + bytes.start, "Vietnam", 7);
    assert_int_equal(bytes.end - bytes.start, 7);
    assert_int_equal(codepoints.start, bytes.start - 3 - 1);
    assert_int_equal(codepoints.end, codepoints.start + 7);
    assert_int_equal(utf16.start, bytes.start - 2 - 1);
}

static void invalid_utf8_is_named(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    byline_error error;
    const char *text = "It rained in \xFFVietnam.";
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, strlen(text), NULL, &document, &error),
                     BYLINE_ERROR_UTF8);
    assert_null(document);
    assert_int_equal(error.code, BYLINE_ERROR_UTF8);
    assert_int_equal(error.position, 13);
    assert_non_null(strstr(error.message, "13"));
    byline_model_close(model);
}

static void replaced_utf8_keeps_offsets(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    byline_options options = BYLINE_OPTIONS_INIT;
    options.invalid = BYLINE_INVALID_REPLACE;
    const char *text = "It rained \xFF\xC3 in Vietnam.";
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, strlen(text), &options, &document, NULL), BYLINE_OK);
    assert_int_equal(byline_document_entity_count(document), 1);
    assert_memory_equal(text + byline_document_entity(document, 0)->start, "Vietnam", 7);
    byline_document_free(document);
    byline_model_close(model);
}

static void bytes_that_are_not_text(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBFHe went to\0Vietnam\0\0yesterday.\r\n";
    byline_model *model;
    byline_document *document;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, sizeof text - 1, NULL, &document, NULL), BYLINE_OK);
    const byline_entity *place = byline_document_entity(document, 0);
    assert_string_equal(place->text, "Vietnam");
    assert_int_equal(place->start, 14);
    byline_document_free(document);

    assert_int_equal(byline_tag(model, NULL, 0, NULL, &document, NULL), BYLINE_OK);
    assert_int_equal(byline_document_entity_count(document), 0);
    assert_int_equal(byline_document_sentence_count(document), 0);
    byline_document_free(document);
    byline_model_close(model);
}

static void tokens_and_sentences_can_be_read(void **state)
{
    (void)state;
    byline_document *document = tag_text("Nam spoke. He left.", NULL);
    byline_span span;
    assert_int_equal(byline_document_token_count(document), 6);
    assert_int_equal(byline_document_token(document, 2, &span), 1);
    assert_int_equal(span.start, 9);
    assert_int_equal(span.end, 10);
    assert_int_equal(byline_document_token(document, 6, &span), 0);
    assert_int_equal(byline_document_sentence_count(document), 2);
    assert_int_equal(byline_document_sentence(document, 1, &span), 1);
    assert_int_equal(span.start, 11);
    assert_int_equal(span.end, 19);
    assert_int_equal(byline_document_sentence(document, 2, &span), 0);
    byline_document_free(document);
}

static void the_date_is_given_back(void **state)
{
    (void)state;
    byline_document *document = tag_text("It rained yesterday.", "2024-03-01");
    assert_string_equal(byline_document_date(document), "2024-03-01");
    assert_string_equal(byline_document_entity(document, 0)->value, "2024-02-29");
    byline_document_free(document);
    document = tag_text("It rained.", NULL);
    assert_null(byline_document_date(document));
    byline_document_free(document);
}

static void expect_argument_error(const byline_model *model, const byline_options *options)
{
    byline_error error;
    byline_document *document;
    assert_int_equal(byline_tag(model, "a", 1, options, &document, &error), BYLINE_ERROR_ARGUMENT);
    assert_null(document);
    assert_int_equal(error.code, BYLINE_ERROR_ARGUMENT);
    assert_true(strlen(error.message) > 0);
}

static void wrong_arguments_are_refused(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    assert_int_equal(byline_model_open(NULL, NULL, NULL), BYLINE_ERROR_ARGUMENT);
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, "a", 1, NULL, NULL, NULL), BYLINE_ERROR_ARGUMENT);
    assert_int_equal(byline_tag(model, NULL, 1, NULL, &document, NULL), BYLINE_ERROR_ARGUMENT);
    assert_int_equal(byline_tag(NULL, "a", 1, NULL, &document, NULL), BYLINE_ERROR_ARGUMENT);

    byline_options wrong = BYLINE_OPTIONS_INIT;
    wrong.types = 1u << BYLINE_TYPE_COUNT;
    expect_argument_error(model, &wrong);
    wrong = (byline_options)BYLINE_OPTIONS_INIT;
    wrong.invalid = 2;
    expect_argument_error(model, &wrong);
    wrong = (byline_options)BYLINE_OPTIONS_INIT;
    wrong.offsets = 3;
    expect_argument_error(model, &wrong);
    wrong = (byline_options)BYLINE_OPTIONS_INIT;
    wrong.size = 3;
    expect_argument_error(model, &wrong);
    wrong = (byline_options)BYLINE_OPTIONS_INIT;
    wrong.document_date = "2023-02-29";
    expect_argument_error(model, &wrong);
    wrong.document_date = "2023-2-9";
    expect_argument_error(model, &wrong);
    byline_allocator incomplete = {counting_allocate, NULL, counting_release, NULL};
    wrong = (byline_options)BYLINE_OPTIONS_INIT;
    wrong.allocator = &incomplete;
    expect_argument_error(model, &wrong);
    byline_model_close(model);
    byline_model_close(NULL);
    byline_document_free(NULL);
}

/* A program built against a later header passes a larger struct: fine while the rest is zero. */
static void options_of_other_versions(void **state)
{
    (void)state;
    struct {
        byline_options known;
        uint64_t later;
    } options = {BYLINE_OPTIONS_INIT, 0};
    byline_model *model;
    byline_document *document;
    options.known.size = sizeof options;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, "a", 1, &options.known, &document, NULL), BYLINE_OK);
    byline_document_free(document);
    options.later = 1;
    expect_argument_error(model, &options.known);
    /* An earlier one passes a smaller struct: the rest has its defaults. */
    options.known.size = offsetof(byline_options, offsets);
    options.known.offsets = 99;
    assert_int_equal(byline_tag(model, "a", 1, &options.known, &document, NULL), BYLINE_OK);
    byline_document_free(document);
    byline_model_close(model);
}

static void too_long_a_text(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    byline_error error;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    /* The length is refused before a byte is read. */
    assert_int_equal(byline_tag(model, "a", BYLINE_MAX_LENGTH + 1, NULL, &document, &error),
                     BYLINE_ERROR_TOO_LARGE);
    assert_null(document);
    byline_model_close(model);
}

static void documents_outlive_models_and_texts(void **state)
{
    (void)state;
    char *text = malloc(sizeof story);
    assert_non_null(text);
    memcpy(text, story, sizeof story);
    byline_model *model;
    byline_document *document;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, strlen(text), NULL, &document, NULL), BYLINE_OK);
    memset(text, 'x', strlen(text));
    free(text);
    byline_model_close(model);
    assert_string_equal(byline_document_entity(document, 0)->text, "Moscow");
    byline_document_free(document);
}

/* Each allocation fails in turn: the error is reported, and nothing is lost. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char text[] =
        "Gen. Nguy\xE1\xBB\x85n V\xC4\x83n A said \xFF on May 5, 2020 that he "
        "paid $5 million to the United Nations (UN) in Tver Region.";
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct counting counting = {.fail_at = n};
        byline_allocator allocator = counting_allocator(&counting);
        byline_model_options model_options = BYLINE_MODEL_OPTIONS_INIT;
        byline_options options = BYLINE_OPTIONS_INIT;
        byline_model *model;
        byline_document *document = NULL;
        byline_error error;
        model_options.allocator = &allocator;
        options.types = BYLINE_TYPES_ALL;
        options.invalid = BYLINE_INVALID_REPLACE;
        options.document_date = "2020-05-06";
        byline_status status = byline_model_open(&model_options, &model, &error);
        if (status == BYLINE_OK)
            status = byline_tag(model, text, sizeof text - 1, &options, &document, &error);
        failed = status != BYLINE_OK;
        if (failed) {
            assert_int_equal(status, BYLINE_ERROR_MEMORY);
            assert_int_equal(error.code, BYLINE_ERROR_MEMORY);
            assert_null(document);
        }
        byline_document_free(document);
        byline_model_close(model);
        assert_int_equal(counting.live, 0);
        assert_true(n < 10000);
    }
}

static void a_document_may_have_its_own_allocator(void **state)
{
    (void)state;
    struct counting counting = {0};
    byline_allocator allocator = counting_allocator(&counting);
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_model *model;
    byline_document *document;
    options.allocator = &allocator;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, story, strlen(story), &options, &document, NULL), BYLINE_OK);
    assert_true(counting.live > 0);
    byline_document_free(document);
    assert_int_equal(counting.live, 0);
    byline_model_close(model);
}

/* ---- Threads ---- */

#define THREADS 4
#define ROUNDS 50

struct worker {
    const byline_model *model;
    size_t entities;
};

static void *tag_often(void *argument)
{
    struct worker *worker = argument;
    for (int i = 0; i < ROUNDS; i++) {
        byline_document *document;
        if (byline_tag(worker->model, story, strlen(story), NULL, &document, NULL) != BYLINE_OK)
            return NULL;
        worker->entities += byline_document_entity_count(document);
        byline_document_free(document);
    }
    return NULL;
}

static void threads_share_a_model(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    pthread_t threads[THREADS];
    struct worker workers[THREADS];
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, story, strlen(story), NULL, &document, NULL), BYLINE_OK);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){model, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, tag_often, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(workers[i].entities, ROUNDS * byline_document_entity_count(document));
    }
    byline_document_free(document);
    byline_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_is_that_of_the_header),
        cmocka_unit_test(names_of_types_and_statuses),
        cmocka_unit_test(entities_are_spans_of_the_text),
        cmocka_unit_test(ranks_and_later_names_lead_to_one_chain),
        cmocka_unit_test(only_the_types_asked_for),
        cmocka_unit_test(offsets_in_three_units),
        cmocka_unit_test(invalid_utf8_is_named),
        cmocka_unit_test(replaced_utf8_keeps_offsets),
        cmocka_unit_test(bytes_that_are_not_text),
        cmocka_unit_test(tokens_and_sentences_can_be_read),
        cmocka_unit_test(the_date_is_given_back),
        cmocka_unit_test(wrong_arguments_are_refused),
        cmocka_unit_test(options_of_other_versions),
        cmocka_unit_test(too_long_a_text),
        cmocka_unit_test(documents_outlive_models_and_texts),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_document_may_have_its_own_allocator),
        cmocka_unit_test(threads_share_a_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
