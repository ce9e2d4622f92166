/* SPDX-License-Identifier: MIT */
/* Ranks: their spans, the people they belong to, their kinds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tagging.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct example {
    const char *text;
    const char *expected; /* "rank > person | …" */
};

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_entities(examples[i].text, BYLINE_RANK, examples[i].expected);
}

static void before_the_name(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Deputy Minister of Public Security Sen. Lt. Gen. Bui Van Nam spoke.",
         "Deputy Minister of Public Security > Bui Van Nam | Sen. Lt. Gen. > Bui Van Nam"},
        {"Then Secretary of Russia’s Security Council Nikolai Patrushev spoke.",
         "Secretary of Russia’s Security Council > Nikolai Patrushev"},
        {"They met Russian President Vladimir Putin.", "Russian President > Vladimir Putin"},
        {"They met UN Secretary-General Antonio Guterres.",
         "UN Secretary-General > Antonio Guterres"},
        {"They met former President Xhqz Wvut.", "President > Xhqz Wvut"},
        {"Mr Kato and Lt Gen Wvut spoke.", "Mr > Kato | Lt Gen > Wvut"},
        {"Japan's Prime Minister Shigeru Wvut spoke.", "Japan's Prime Minister > Shigeru Wvut"},
        {"They met president of the Health Agency (HA) Shigeru Wvut.",
         "president of the Health Agency > Shigeru Wvut"},
        {"The minister of health, Mrs Maria Wvut, the mayor of Lagos, Mr Andrew Nkea, spoke.",
         "minister of health > Maria Wvut | Mrs > Maria Wvut | mayor of Lagos > Andrew Nkea | "
         "Mr > Andrew Nkea"},
    };
    expect_all(examples, COUNT(examples));
}

static void after_the_name(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Andrew Nkea, archbishop of Bamenda, spoke.", "archbishop of Bamenda > Andrew Nkea"},
        {"Andrew Nkea, the former president of Kenya, spoke.", "president of Kenya > Andrew Nkea"},
        {"Andrew Nkea, 52, the mayor of Lagos, spoke.", "mayor of Lagos > Andrew Nkea"},
        {"Andrew Nkea is the mayor of Lagos.", "mayor of Lagos > Andrew Nkea"},
        {"Andrew Nkea, who was mayor of Lagos, spoke.", "mayor of Lagos > Andrew Nkea"},
        {"Andrew Nkea (ANC), mayor of Lagos, spoke.", "mayor of Lagos > Andrew Nkea"},
        {"Andrew Nkea, mayor of Lagos, and chairman of the bank, spoke.",
         "mayor of Lagos > Andrew Nkea | chairman of the bank > Andrew Nkea"},
    };
    expect_all(examples, COUNT(examples));
}

/* `the president said` names nobody. */
static void without_a_name(void **state)
{
    (void)state;
    expect_entities("The president said that ministers and a general had met.", BYLINE_RANK, "");
    expect_entities("Farmer Andrew Nkea spoke.", BYLINE_RANK, "");
}

/* The kind of the first rank of a text. */
static const char *first_kind(const char *text, char *kind, size_t size)
{
    byline_document *document = tag_text(text, NULL);
    kind[0] = '\0';
    for (size_t i = 0; i < byline_document_entity_count(document); i++) {
        const byline_entity *entity = byline_document_entity(document, i);
        if (entity->type != BYLINE_RANK)
            continue;
        strncpy(kind, entity->kind, size - 1);
        kind[size - 1] = '\0';
        break;
    }
    byline_document_free(document);
    return kind;
}

static void kinds(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"Maj. Gen. Andrew Nkea spoke.", "military"},
        {"Inspector Andrew Nkea spoke.", "police"},
        {"Prime Minister Andrew Nkea spoke.", "government"},
        {"CEO Andrew Nkea spoke.", "business"},
        {"Head coach Andrew Nkea spoke.", "sport"},
        {"Prof. Andrew Nkea spoke.", "academic"},
        {"Bishop Andrew Nkea spoke.", "religious"},
        {"King Andrew Nkea spoke.", "royal"},
        {"Mr Andrew Nkea spoke.", "honorific"},
        /* Posts are of the kind of their body */
        {"Andrew Nkea, president of Kenya, spoke.", "government"},
        {"Andrew Nkea, president of the Tree Planters Association, spoke.", "business"},
        {"Andrew Nkea, president of the Badminton Association of Kenya, spoke.", "sport"},
        {"Andrew Nkea, director of the Ministry of Health, spoke.", "government"},
        {"Andrew Nkea, director of the Capital Market Authority, spoke.", "government"},
        {"Andrew Nkea, head of the University of Nairobi, spoke.", "academic"},
        {"Andrew Nkea, spokesman for the Catholic Church, spoke.", "religious"},
        {"Andrew Nkea, spokesman for the Kenya Police Service, spoke.", "police"},
        {"Andrew Nkea, spokesman for the Army, spoke.", "military"},
        {"Andrew Nkea, chairman of the Nairobi Football Club, spoke.", "sport"},
        {"Andrew Nkea, chief of the United Nations, spoke.", "government"},
        {"Chief Andrew Nkea spoke.", "royal"},
        /* A bare post is of the body that another one names */
        {"Chairman Andrew Nkea spoke. Nkea, chairman of the Union Party, left.", "government"},
        /* Of the police, since another rank of his says so */
        {"Gen. Andrew Nkea, deputy minister of public security, spoke.", "police"},
    };
    char kind[32];
    for (size_t i = 0; i < COUNT(examples); i++)
        assert_string_equal(first_kind(examples[i][0], kind, sizeof kind), examples[i][1]);
}

/* Many titles for one name, or none: time must stay linear. */
static void long_sentences(void **state)
{
    (void)state;
    static const char *const pieces[] = {"Minister ", "chief police ", "minister of "};
    const size_t repeats = 200000;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        size_t length = strlen(pieces[i]);
        char *text = malloc(length * repeats + sizeof "Andrew Nkea");
        assert_non_null(text);
        for (size_t k = 0; k < repeats; k++)
            memcpy(text + k * length, pieces[i], length);
        strcpy(text + repeats * length, "Andrew Nkea");
        byline_document_free(tag_text(text, NULL));
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_the_name), cmocka_unit_test(after_the_name),
        cmocka_unit_test(without_a_name),  cmocka_unit_test(kinds),
        cmocka_unit_test(long_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
