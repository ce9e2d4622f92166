/* SPDX-License-Identifier: MIT */
/* The built-in model on a story of the kind it was made for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <byline/byline.h>

static const char story[] =
    "Vientiane (KPL) – Deputy Minister of Public Security Sen. Lt. Gen. Tran Duc Thang opened a "
    "meeting on border security with Laos on May 24.\n\n"
    "Thang said the Association of Border Towns (ABT) would send 12 officers to Savannakhet. "
    "Maria Lopez, mayor of Quezon City, and Xolani Mthembu of the Durban Chamber of Commerce "
    "also spoke.\n";

/* What the model finds of one type, one after the other. */
static void list(const char *text, byline_type type, char *found, size_t size)
{
    byline_model *model;
    byline_document *document;
    byline_error error;
    assert_int_equal(byline_model_open(NULL, &model, &error), BYLINE_OK);
    assert_int_equal(byline_tag(model, text, strlen(text), NULL, &document, &error), BYLINE_OK);
    found[0] = '\0';
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        size_t used = strlen(found);
        if (entity->type == type)
            (void)snprintf(found + used, size - used, "%s%s", used == 0 ? "" : " | ", entity->text);
    }
    byline_document_free(document);
    byline_model_close(model);
}

static void expect(byline_type type, const char *expected)
{
    char found[1000];
    list(story, type, found, sizeof found);
    assert_string_equal(found, expected);
}

static void names_and_ranks(void **state)
{
    (void)state;
    expect(BYLINE_PERSON, "Tran Duc Thang | Thang | Maria Lopez | Xolani Mthembu");
    /* A title that the lexicon has is not cut in two. */
    expect(BYLINE_RANK,
           "Deputy Minister of Public Security | Sen. Lt. Gen. | mayor of Quezon City");
    expect(BYLINE_PLACE, "Vientiane | Laos | Savannakhet | Quezon City");
    expect(BYLINE_DATE, "May 24");
}

/* The acronym in brackets is found with the name that it stands for. */
static void acronyms(void **state)
{
    (void)state;
    char found[1000];
    list(story, BYLINE_ORGANISATION, found, sizeof found);
    assert_non_null(strstr(found, "Association of Border Towns | ABT"));
}

/* Most names are found in capitals too. */
static void capitals(void **state)
{
    (void)state;
    char found[1000];
    list("PRESIDENT CYRIL RAMAPHOSA ARRIVES IN NAIROBI FOR TALKS WITH WILLIAM RUTO", BYLINE_PERSON,
         found, sizeof found);
    assert_string_equal(found, "CYRIL RAMAPHOSA | WILLIAM RUTO");
}

/* Scores are probabilities of single entities, not constants of rules. */
static void scores(void **state)
{
    (void)state;
    byline_model *model;
    byline_document *document;
    assert_int_equal(byline_model_open(NULL, &model, NULL), BYLINE_OK);
    assert_int_equal(byline_tag(model, story, strlen(story), NULL, &document, NULL), BYLINE_OK);
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        double score = byline_document_entity(document, i)->score;
        assert_true(score > 0.05 && score <= 1.0);
    }
    byline_document_free(document);
    byline_model_close(model);
}

static void a_model_that_is_none(void **state)
{
    (void)state;
    byline_model_options options = BYLINE_MODEL_OPTIONS_INIT;
    byline_model *model;
    byline_error error;
    options.path = "no/such/file.model";
    assert_int_equal(byline_model_open(&options, &model, &error), BYLINE_ERROR_IO);
    assert_null(model);
    assert_non_null(strstr(error.message, options.path));
    options.path = "README.md";
    assert_int_equal(byline_model_open(&options, &model, &error), BYLINE_ERROR_MODEL);
    assert_null(model);
    options.rules_only = 1;
    assert_int_equal(byline_model_open(&options, &model, &error), BYLINE_ERROR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_ranks),
        cmocka_unit_test(acronyms),
        cmocka_unit_test(capitals),
        cmocka_unit_test(scores),
        cmocka_unit_test(a_model_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
