/* SPDX-License-Identifier: MIT */
/* The reader of annotated articles: what it makes of a good one, and where it finds fault with bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus.h"
#include "source.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct expected {
    byline_type type;
    bool optional;
    const char *text;
    const char *kind, *value, *country;
    int64_t person, chain;
};

static struct annotated_document read_article(const char *bytes, size_t length, struct pool *pool)
{
    struct annotated_document document;
    struct corpus_error error;

    if (!corpus_read(bytes, length, pool, &document, &error))
        fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    return document;
}

static struct annotated_document read_string(const char *article, struct pool *pool)
{
    return read_article(article, strlen(article), pool);
}

static void assert_same(const char *found, const char *expected)
{
    if (found == NULL || expected == NULL)
        assert_ptr_equal(found, expected);
    else
        assert_string_equal(found, expected);
}

static void a_whole_article(void **state)
{
    static const struct expected all[] = {
        {BYLINE_PLACE, false, "Hanoi", NULL, NULL, "VN", -1, 0},
        {BYLINE_ORGANISATION, false, "Mekong News Agency", NULL, NULL, NULL, -1, 1},
        {BYLINE_RANK, false, "Deputy Minister of National Defence", "government", NULL, NULL, 5,
         -1},
        {BYLINE_ORGANISATION, true, "National Defence", NULL, NULL, NULL, -1, 2},
        {BYLINE_RANK, false, "Sen. Lt. Gen.", "military", NULL, NULL, 5, -1},
        {BYLINE_PERSON, false, "Nguyen Van Hien", NULL, NULL, NULL, -1, 3},
        {BYLINE_PERSON, false, "José Ocampo", NULL, NULL, NULL, -1, 4},
        {BYLINE_RANK, false, "envoy", "government", NULL, NULL, 6, -1},
        {BYLINE_PLACE, false, "Laos", NULL, NULL, NULL, -1, 5},
        {BYLINE_DATE, false, "March 14-15", "date", "2026-03-14/2026-03-15", NULL, -1, -1},
        {BYLINE_RANK, false, "Datuk", "honorific", NULL, NULL, 12, -1},
        {BYLINE_PERSON, false, "Hien", NULL, NULL, NULL, -1, 3},
        {BYLINE_PERSON, false, "Zul|karnain", NULL, NULL, NULL, -1, 6},
        {BYLINE_MISC, true, "Peace\nTalks", NULL, NULL, NULL, -1, -1},
        {BYLINE_ORGANISATION, false, "MNA", NULL, NULL, NULL, -1, 1},
        {BYLINE_PLACE, false, "Mna", NULL, NULL, NULL, -1, 7},
    };
    struct pool pool = {0};
    struct buffer file = {0};
    struct annotated_document document;

    (void)state;
    assert_null(source_read("tests/data/cli/border.article", &file));
    document = read_article(file.bytes, file.length, &pool);

    assert_string_equal(document.id, "border-visit");
    assert_string_equal(document.date, "2026-03-12");
    assert_string_equal(annotated_field(&document, "country"), "VN");
    assert_string_equal(annotated_field(&document, "hard"), "");
    assert_null(annotated_field(&document, "region"));
    assert_int_equal(document.layers, BYLINE_TYPES_ALL);
    assert_true(document.has_chains);
    assert_string_equal(
        document.text, "Hanoi (Mekong News Agency) – Deputy Minister of National Defence Sen. Lt. "
                       "Gen. Nguyen Van Hien ({left}) met José Ocampo, envoy of Laos, on March "
                       "14-15.\n\nDatuk said Hien and Zul|karnain were there a\\b | Peace\nTalks.\n"
                       "MNA Mna");
    assert_int_equal(document.length, strlen(document.text));

    assert_int_equal(document.entity_count, COUNT(all));
    for (size_t i = 0; i < COUNT(all); i++) {
        const struct annotation *entity = &document.entities[i];

        assert_int_equal(entity->id, i);
        assert_int_equal(entity->type, all[i].type);
        assert_string_equal(entity->text, all[i].text);
        assert_int_equal(entity->end - entity->start, strlen(all[i].text));
        assert_memory_equal(document.text + entity->start, all[i].text, strlen(all[i].text));
        assert_same(entity->kind, all[i].kind);
        assert_same(entity->value, all[i].value);
        assert_same(entity->country, all[i].country);
        assert_int_equal(entity->person, all[i].person);
        assert_int_equal(entity->chain, all[i].chain);
        assert_int_equal(entity->optional, all[i].optional);
    }
    buffer_free(&file);
    pool_free(&pool);
}

static void only_the_last_line_break_is_dropped(void **state)
{
    struct pool pool = {0};

    (void)state;
    assert_string_equal(read_string("id: a\n\nb", &pool).text, "b");
    assert_string_equal(read_string("id: a\n\nb\n", &pool).text, "b");
    assert_string_equal(read_string("id: a\n\n\nb\n\n", &pool).text, "\nb\n");
    assert_string_equal(read_string("id: a\n\n", &pool).text, "");
    assert_null(read_string("id: a\n\nb", &pool).date);
    pool_free(&pool);
}

static void links_count_people(void **state)
{
    struct pool pool = {0};
    struct annotated_document document =
        read_string("id: a\n\n{PERSON|A} {PERSON|B} {RANK <2|x} {RANK >|y} {PERSON|C} {PERSON|D} "
                    "{RANK|z} {RANK >1|{PERSON|E} v} {PERSON|F}",
                    &pool);

    (void)state;
    assert_string_equal(document.entities[document.entities[2].person].text, "A");
    assert_string_equal(document.entities[document.entities[3].person].text, "C");
    assert_int_equal(document.entities[6].person, ANNOTATED_NONE);
    /* A person inside the rank is neither before nor after it. */
    assert_string_equal(document.entities[document.entities[7].person].text, "F");
    pool_free(&pool);
}

static const struct mistake {
    const char *article;
    size_t line, column;
    const char *message;
} bad[] = {
    /* Header */
    {"", 1, 1, "no blank line"},
    {"id: a", 1, 6, "no blank line"},
    {"id: a\n", 2, 1, "no blank line"},
    {"date: 2026-01-01\n\nb", 2, 1, "no id"},
    {"id: \n\nb", 1, 5, "id is empty"},
    {"id: a\nid: b\n\nc", 2, 1, "'id' stands twice"},
    {"id: a\nhard\n\nb", 2, 1, "'key: value'"},
    {"id: a\nHard: x\n\nb", 2, 1, "'key: value'"},
    {"id: a\nhard:x\n\nb", 2, 1, "'key: value'"},
    {"\xEF\xBB\xBFid: a\n\nb", 1, 1, "'key: value'"},
    {"id: a\r\n\r\nb", 1, 6, "carriage return"},
    {"id: a\ndate: 12 March\n\nb", 2, 7, "YYYY-MM-DD"},
    {"id: a\ndate: 2026-3-12\n\nb", 2, 7, "YYYY-MM-DD"},
    {"id: a\n\nb\xFF", 3, 2, "not UTF-8"},
    {"id: a\n\n\xED\xA0\x80", 3, 1, "not UTF-8"},
    /* Types and attributes */
    {"id: a\n\né {PERSN|b}", 3, 4, "type was expected"},
    {"id: a\n\n{person|b}", 3, 2, "type was expected"},
    {"id: a\n\n{|b}", 3, 2, "type was expected"},
    {"id: a\n\n{PERSON}", 3, 8, "'|' was expected"},
    {"id: a\n\n{PERSON", 3, 8, "'|' was expected"},
    {"id: a\n\n{PERSON #x", 3, 11, "'|' was expected"},
    {"id: a\n\n{PERSON #x\n|b}", 3, 11, "'|' was expected"},
    {"id: a\n\n{PERSON {PLACE|b}}", 3, 9, "empty attribute"},
    {"id: a\n\n{PERSON  #x|b}", 3, 9, "empty attribute"},
    {"id: a\n\n{PERSON #x |b}", 3, 12, "empty attribute"},
    {"id: a\n\n{PERSON #|b}", 3, 9, "not an attribute of its type: '#'"},
    {"id: a\n\n{PERSON VN|b}", 3, 9, "not an attribute of its type: 'VN'"},
    {"id: a\n\n{PERSON >|b}", 3, 9, "not an attribute"},
    {"id: a\n\n{PLACE Vn|b}", 3, 8, "not an attribute"},
    {"id: a\n\n{PLACE government|b}", 3, 8, "not an attribute"},
    {"id: a\n\n{RANK #x|b}", 3, 7, "not an attribute"},
    {"id: a\n\n{RANK date|b}", 3, 7, "not an attribute"},
    {"id: a\n\n{RANK >0|b} {PERSON|c}", 3, 7, "not an attribute"},
    {"id: a\n\n{RANK >x|b} {PERSON|c}", 3, 7, "not an attribute"},
    {"id: a\n\n{DATE 2026-03-14,15|b}", 3, 7, "not an attribute"},
    {"id: a\n\n{DATE military|b}", 3, 7, "not an attribute"},
    {"id: a\n\n{GROUP VN|b}", 3, 8, "not an attribute"},
    {"id: a\n\n{PERSON ? ?|b}", 3, 11, "too many"},
    {"id: a\n\n{PERSON #x #y|b}", 3, 12, "too many"},
    {"id: a\n\n{PLACE VN LA|b}", 3, 11, "too many"},
    {"id: a\n\n{RANK > <|b} {PERSON|c}", 3, 9, "too many"},
    {"id: a\n\n{RANK police sport|b}", 3, 14, "too many"},
    {"id: a\n\n{DATE P1D P2D|b}", 3, 11, "too many"},
    /* Nesting, text */
    {"id: a\n\nb}", 3, 2, "no annotation is open"},
    {"id: a\n\n{PERSON|b}}", 3, 11, "no annotation is open"},
    {"id: a\n\nx {PERSON|b\nc", 3, 3, "not closed"},
    {"id: a\n\n{RANK|b {PLACE|c}", 3, 1, "not closed"},
    {"id: a\n\n{PERSON|}", 3, 1, "annotation of nothing"},
    {"id: a\n\n{PERSON| b}", 3, 1, "begins or ends with a space"},
    {"id: a\n\n{PERSON|b\n}", 3, 1, "begins or ends with a space"},
    {"id: a\n\nb\\c", 3, 2, "backslash"},
    {"id: a\n\nb\\", 3, 2, "backslash"},
    /* Links */
    {"id: a\n\n{PERSON|b}\n{RANK >|c}", 4, 1, "no person stands"},
    {"id: a\n\n{RANK <|b} {PERSON|c}", 3, 1, "no person stands"},
    {"id: a\n\n{RANK >2|b} {PERSON|c}", 3, 1, "no person stands"},
};

static void mistakes_have_a_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct pool pool = {0};
        struct annotated_document document;
        struct corpus_error error = {0};

        if (corpus_read(bad[i].article, strlen(bad[i].article), &pool, &document, &error))
            fail_msg("read without complaint: %s", bad[i].article);
        if (error.line != bad[i].line || error.column != bad[i].column ||
            strstr(error.message, bad[i].message) == NULL)
            fail_msg("%zu:%zu: %s, in: %s", error.line, error.column, error.message,
                     bad[i].article);
        pool_free(&pool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_article),
        cmocka_unit_test(only_the_last_line_break_is_dropped),
        cmocka_unit_test(links_count_people),
        cmocka_unit_test(mistakes_have_a_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
