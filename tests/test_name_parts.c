/* SPDX-License-Identifier: MIT */
/* The parts of people's names, culture by culture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "name_parts.h"
#include "stages.h"

/* A name and its parts; "" where it has no such part. */
struct example {
    const char *name;
    const char *given;
    const char *patronymic;
    const char *particle;
    const char *family;
    const char *suffix;
};

static const struct example examples[] = {
    /* English, Irish, Scottish */
    {"Joe Biden", "Joe", "", "", "Biden", ""},
    {"George W. Bush", "George W.", "", "", "Bush", ""},
    {"Martin Luther King Jr.", "Martin Luther", "", "", "King", "Jr."},
    {"J. K. Rowling", "J. K.", "", "", "Rowling", ""},
    {"John D. Rockefeller III", "John D.", "", "", "Rockefeller", "III"},
    /* Dutch, German, French, Italian */
    {"Vincent van Gogh", "Vincent", "", "van", "Gogh", ""},
    {"Ursula von der Leyen", "Ursula", "", "von der", "Leyen", ""},
    {"Charles de Gaulle", "Charles", "", "de", "Gaulle", ""},
    {"de Gaulle", "", "", "de", "Gaulle", ""},
    {"Jean-Luc Mélenchon", "Jean-Luc", "", "", "Mélenchon", ""},
    {"Leonardo da Vinci", "Leonardo", "", "da", "Vinci", ""},
    /* Spanish, Portuguese */
    {"Gabriel García Márquez", "Gabriel", "", "", "García Márquez", ""},
    {"Andrés Manuel López Obrador", "Andrés Manuel", "", "", "López Obrador", ""},
    {"Juan Manuel Santos", "Juan Manuel", "", "", "Santos", ""},
    {"José Ortega y Gasset", "José", "", "", "Ortega y Gasset", ""},
    {"Luiz Inácio Lula da Silva", "Luiz Inácio Lula", "", "da", "Silva", ""},
    /* Russian, Ukrainian */
    {"Vladimir Vladimirovich Putin", "Vladimir", "Vladimirovich", "", "Putin", ""},
    {"Anna Stepanovna Politkovskaya", "Anna", "Stepanovna", "", "Politkovskaya", ""},
    {"Volodymyr Zelensky", "Volodymyr", "", "", "Zelensky", ""},
    /* Hungarian, in either order */
    {"Viktor Orbán", "Viktor", "", "", "Orbán", ""},
    {"Orbán Viktor", "Viktor", "", "", "Orbán", ""},
    /* Icelandic */
    {"Katrín Jakobsdóttir", "Katrín", "Jakobsdóttir", "", "", ""},
    {"Guðni Jóhannesson", "Guðni", "Jóhannesson", "", "", ""},
    {"Boris Johnson", "Boris", "", "", "Johnson", ""},
    /* Vietnamese */
    {"Bui Van Nam", "Van Nam", "", "", "Bui", ""},
    {"Nguyen Phu Trong", "Phu Trong", "", "", "Nguyen", ""},
    {"Tran Duc Thang", "Duc Thang", "", "", "Tran", ""},
    /* Chinese */
    {"Xi Jinping", "Jinping", "", "", "Xi", ""},
    {"Ma Ying-jeou", "Ying-jeou", "", "", "Ma", ""},
    {"Lee Hsien Loong", "Hsien Loong", "", "", "Lee", ""},
    {"Wang Yi", "Yi", "", "", "Wang", ""},
    {"Carrie Lam", "Carrie", "", "", "Lam", ""},
    /* Korean */
    {"Kim Jong Un", "Jong Un", "", "", "Kim", ""},
    {"Park Geun-hye", "Geun-hye", "", "", "Park", ""},
    {"Yoon Suk-yeol", "Suk-yeol", "", "", "Yoon", ""},
    {"Kim Kardashian", "Kim", "", "", "Kardashian", ""},
    {"Lee Harvey Oswald", "Lee Harvey", "", "", "Oswald", ""},
    /* Japanese, in either order */
    {"Shinzo Abe", "Shinzo", "", "", "Abe", ""},
    {"Kishida Fumio", "Fumio", "", "", "Kishida", ""},
    /* Arabic */
    {"Mohammed bin Salman", "Mohammed", "bin Salman", "", "", ""},
    {"bin Salman", "", "bin Salman", "", "", ""},
    {"Abdullah bin Khamis Al Raisi", "Abdullah", "bin Khamis", "", "Al Raisi", ""},
    {"Abdel Fattah al-Sisi", "Abdel Fattah", "", "", "al-Sisi", ""},
    {"Sabah Al-Khaled Al-Hamad Al-Sabah", "Sabah", "Al-Khaled Al-Hamad", "", "Al-Sabah", ""},
    {"Abu Bakr al-Baghdadi", "Abu Bakr", "", "", "al-Baghdadi", ""},
    /* Malay, Indonesian, Burmese, Ethiopian: no family names */
    {"Mahathir Mohamad", "Mahathir", "Mohamad", "", "", ""},
    {"Suharto", "Suharto", "", "", "", ""},
    {"Aung San Suu Kyi", "Aung San Suu Kyi", "", "", "", ""},
    {"Abiy Ahmed", "Abiy", "Ahmed", "", "", ""},
    /* Indian */
    {"Narendra Modi", "Narendra", "", "", "Modi", ""},
    {"M. K. Stalin", "Stalin", "M. K.", "", "", ""},
    {"S. Jaishankar", "Jaishankar", "S.", "", "", ""},
    /* Thai, Filipino, Nigerian, Kenyan, Turkish */
    {"Prayut Chan-o-cha", "Prayut", "", "", "Chan-o-cha", ""},
    {"Rodrigo Duterte", "Rodrigo", "", "", "Duterte", ""},
    {"Muhammadu Buhari", "Muhammadu", "", "", "Buhari", ""},
    {"Uhuru Kenyatta", "Uhuru", "", "", "Kenyatta", ""},
    {"Recep Tayyip Erdogan", "Recep Tayyip", "", "", "Erdogan", ""},
    /* Single names: what the lexicon knows of them */
    {"Putin", "", "", "", "Putin", ""},
    {"Xqzwv", "", "", "", "", ""},
};

static void expect_part(const struct analysis *stages, const struct name_parts *parts,
                        enum name_part part, const char *name, const char *expected)
{
    const struct name_range *range = &parts->parts[part];
    const char *start = "";
    size_t length =
        range->first == range->last ? 0 : stages_span(stages, range->first, range->last, &start);
    if (length != strlen(expected) || memcmp(start, expected, length) != 0)
        fail_msg("%s: part %d is '%.*s', not '%s'", name, part, (int)length, start, expected);
}

static void cultures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(examples); i++) {
        const struct example *example = &examples[i];
        struct analysis stages;
        stages_open(&stages, example->name, strlen(example->name));
        const struct name_parts parts =
            by_name_parts(&stages.tokens, 0, by_token_count(&stages.tokens));
        expect_part(&stages, &parts, NAME_GIVEN, example->name, example->given);
        expect_part(&stages, &parts, NAME_PATRONYMIC, example->name, example->patronymic);
        expect_part(&stages, &parts, NAME_PARTICLE, example->name, example->particle);
        expect_part(&stages, &parts, NAME_FAMILY, example->name, example->family);
        expect_part(&stages, &parts, NAME_SUFFIX, example->name, example->suffix);
        stages_close(&stages);
    }
}

/* What is no name of a few words has no parts. */
static void lists(void **state)
{
    (void)state;
    static const char text[] = "A B C D E F G H I J K L M N O P";
    struct analysis stages;
    stages_open(&stages, text, strlen(text));
    const struct name_parts parts =
        by_name_parts(&stages.tokens, 0, by_token_count(&stages.tokens));
    for (int part = 0; part < NAME_PART_COUNT; part++)
        expect_part(&stages, &parts, (enum name_part)part, text, "");
    stages_close(&stages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cultures),
        cmocka_unit_test(lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
