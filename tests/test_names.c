/* SPDX-License-Identifier: MIT */
/* Names found by rules: people, organisations, places, groups, works and money. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tagging.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A text and what one type finds in it, separated by ` | `. */
struct example {
    const char *text;
    const char *expected;
};

static void expect_all(const struct example *examples, size_t count, byline_type type)
{
    for (size_t i = 0; i < count; i++)
        expect_entities(examples[i].text, type, examples[i].expected);
}

static void people(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* A rank before the name, whatever the name */
        {"Gen. Xhqz Wvut spoke.", "Xhqz Wvut"},
        {"They met Mr Kato and Sheikh Sabah.", "Kato | Sabah"},
        /* A verb of saying after it */
        {"It was late, Xhqz Wvut said.", "Xhqz Wvut"},
        /* A later part of a name that stood in full before */
        {"Minister Bui Van Nam came. On Monday Nam left, and Nam’s aides stayed.",
         "Bui Van Nam | Nam | Nam"},
        /* Particles, hyphens, initials, apostrophes */
        {"President Abdel Fattah al-Sisi and Gen. Manuel de la Cruz met.",
         "Abdel Fattah al-Sisi | Manuel de la Cruz"},
        {"Judge J.R. O'Brien sat with President Yoon Suk-yeol.", "J.R. O'Brien | Yoon Suk-yeol"},
        /* Names that are places or words elsewhere */
        {"Mr Jordan flew to Jordan.", "Jordan"},
        {"Mr Paris met Ms Hope in Paris in April.", "Paris | Hope"},
        /* Not people */
        {"The Foreign Ministry in Hanoi said so on Monday.", ""},
        {"However, nobody came. Nothing happened.", ""},
    };
    expect_all(examples, COUNT(examples), BYLINE_PERSON);
}

static void organisations(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The United Nations and NATO met.", "United Nations | NATO"},
        {"The Ministry of Public Security said so.", "Ministry of Public Security"},
        {"The U.S. State Department agreed.", "U.S. State Department"},
        {"The Iranian Foreign Ministry agreed.", "Foreign Ministry"},
        {"Kenya's Supreme Court ruled.", "Supreme Court"},
        {"He works for Wvut Holdings Ltd in Lagos.", "Wvut Holdings Ltd"},
        {"The Xhqz Wvut Association (XWA) met.", "Xhqz Wvut Association | XWA"},
        {"The government met, and the police came.", ""},
    };
    expect_all(examples, COUNT(examples), BYLINE_ORGANISATION);
}

static void places(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"It rained in Vietnam, the Tver Region and Asia-Pacific.",
         "Vietnam | Tver Region | Asia-Pacific"},
        {"Iran restarted it, Beijing says.", "Iran | Beijing"},
        {"Russia’s leaders met at Xhqz Airport.", "Russia | Xhqz Airport"},
        {"They climbed Mount Xhqz.", "Mount Xhqz"},
        {"Svay Rieng (XYZ) – It rained.", "Svay Rieng"},
        {"The Vietnamese and Russian delegations met.", ""},
    };
    expect_all(examples, COUNT(examples), BYLINE_PLACE);
}

static void countries_of_places(void **state)
{
    (void)state;
    byline_document *document = tag_text("It rained in Hanoi and in Xhqz Airport.", NULL);
    assert_string_equal(byline_document_entity(document, 0)->country, "VN");
    assert_null(byline_document_entity(document, 1)->country);
    byline_document_free(document);
}

static void groups(void **state)
{
    (void)state;
    expect_entities("Vietnamese and Russian officials met Muslims.", BYLINE_GROUP,
                    "Vietnamese | Russian | Muslims");
}

static void money(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"It cost $5 million, or about 4.6m euros.", "$5 million | 4.6m euros"},
        {"They paid US$5bn, Rs 200 crore and 12,000 dong.", "US$5bn | Rs 200 crore | 12,000 dong"},
        {"They won 5 games; 2,000 people came.", ""},
        /* What is a date is no number of dollars. */
        {"In 2019 dollars it cost 5 dollars.", "5 dollars"},
    };
    expect_all(examples, COUNT(examples), BYLINE_MONEY);
}

/* Capitals tell nothing in a headline, but a name of the lexicon is one there too. */
static void headlines(void **state)
{
    (void)state;
    expect_entities("Heavy Rain Stops Work On New Bridge In Vietnam\n\nIt rained.", BYLINE_PERSON,
                    "");
    expect_entities("HEAVY RAIN STOPS WORK IN VIETNAM\n\nIt rained.", BYLINE_PLACE, "VIETNAM");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people),    cmocka_unit_test(organisations),
        cmocka_unit_test(places),    cmocka_unit_test(countries_of_places),
        cmocka_unit_test(groups),    cmocka_unit_test(money),
        cmocka_unit_test(headlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
