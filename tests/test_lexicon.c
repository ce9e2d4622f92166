/* SPDX-License-Identifier: MIT */
/*
 * The compiled lexicon against the files that it was compiled from: every phrase, put into a text,
 * is cut into the words of its entry and matched with its class and value.
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <ctype.h>
#include <glob.h>
#include <stdio.h>

#include <cmocka.h>

#include "lexicon/classes.h"
#include "lexicon/lexicon.h"
#include "stages.h"

/* Tests run in the source tree. */
#define DATA_FILES "lib/lexicon/data/*.txt"

/* ---- Entries of the files ---- */

/* A phrase as a file has it. */
struct entry {
    const char *file;
    unsigned line;
    enum lexicon_class class;
    char phrase[512];
    char value[512];
};

typedef void visitor(const struct entry *entry, void *context);

static enum lexicon_class class_named(const char *name, size_t length)
{
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (strlen(by_lexicon_class_names[i]) == length &&
            strncmp(by_lexicon_class_names[i], name, length) == 0)
            return (enum lexicon_class)i;
    }
    fail_msg("no class %s", name);
    return CLASS_COUNT;
}

/* An entry that gives no value has that of its section. */
static void read_entry(struct entry *entry, const char *line, const char *section_value)
{
    const char *equals = strstr(line, " = ");
    size_t length = equals == NULL ? strlen(line) : (size_t)(equals - line);

    (void)snprintf(entry->phrase, sizeof entry->phrase, "%.*s", (int)length, line);
    (void)snprintf(entry->value, sizeof entry->value, "%s",
                   equals == NULL ? section_value : equals + 3);
}

/* `[class]` or `[class = value]` */
static void read_section(struct entry *entry, char *line, char *value, size_t size)
{
    char *equals = strstr(line, " = ");

    line[strlen(line) - 1] = '\0';
    (void)snprintf(value, size, "%s", equals == NULL ? "" : equals + 3);
    entry->class =
        class_named(line + 1, equals == NULL ? strlen(line + 1) : (size_t)(equals - line - 1));
}

static void visit_file(const char *path, visitor *visit, void *context)
{
    FILE *file = fopen(path, "r");
    struct entry entry = {.file = path, .class = CLASS_COUNT};
    char line[512];
    char section_value[512] = "";

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        entry.line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0' || line[0] == '#')
            continue;
        if (line[0] == '[') {
            read_section(&entry, line, section_value, sizeof section_value);
            continue;
        }
        read_entry(&entry, line, section_value);
        visit(&entry, context);
    }
    fclose(file);
}

static void visit_all(visitor *visit, void *context)
{
    glob_t files;

    assert_int_equal(glob(DATA_FILES, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        visit_file(files.gl_pathv[i], visit, context);
    globfree(&files);
}

/* ---- Words of a phrase, as data/README.md says that it is cut ---- */

static bool is_cut_mark(char c)
{
    return c != '\0' && strchr("-/&,", c) != NULL;
}

/* Whether the rest of a word from `at` on is a clitic, or an apostrophe. */
static bool is_clitic(const char *at)
{
    static const char *const clitics[] = {"'", "'s", "'d", "'m", "'ll", "'re", "'ve", "n't"};
    size_t length = strcspn(at, " -/&,");

    for (size_t i = 0; i < COUNT(clitics); i++) {
        if (strlen(clitics[i]) == length && strncmp(at, clitics[i], length) == 0)
            return true;
    }
    return false;
}

/* The phrase with one space between its words, and how many there are. */
static size_t cut(const char *phrase, char *words)
{
    size_t count = 0;
    bool inside = false; /* of a word that goes on */

    for (const char *at = phrase; *at != '\0'; at++) {
        bool clitic = is_clitic(at);

        if (*at == ' ') {
            inside = false;
            continue;
        }
        if ((!inside || is_cut_mark(*at) || clitic) && count++ > 0)
            *words++ = ' ';
        /* An apostrophe that begins a word is one itself. */
        inside = !is_cut_mark(*at) && (inside || clitic || *at != '\'');
        *words++ = *at;
    }
    *words = '\0';
    return count;
}

/* ---- The tests ---- */

/* What stands around a phrase: the number makes `No.` an abbreviation. */
#define BEFORE "zqx "
#define AFTER " 5 zqx"

struct tally {
    unsigned entries, failures;
};

static bool finds(const struct analysis *stages, const struct entry *entry, size_t words)
{
    size_t count;
    const struct match *match = by_matches_at(&stages->matches, 1, &count);

    for (size_t i = 0; i < count; i++) {
        if (match[i].entry->class == (uint8_t)entry->class && match[i].count == words &&
            strcmp(by_lexicon_value(match[i].entry), entry->value) == 0)
            return true;
    }
    return false;
}

/* Whether the tokens from the second on, as many as there are words, are the words. */
static bool is_cut_so(const struct analysis *stages, size_t words, const char *expected)
{
    char found[1024];
    size_t used = 0;

    if (by_token_count(&stages->tokens) != words + 3)
        return false;
    for (uint32_t i = 1; i <= words; i++) {
        const char *start;
        size_t length = stages_span(stages, i, i + 1, &start);

        if (i > 1)
            found[used++] = ' ';
        memcpy(found + used, start, length);
        used += length;
    }
    found[used] = '\0';
    return strcmp(found, expected) == 0;
}

static void check_entry(const struct entry *entry, void *context)
{
    struct tally *tally = context;
    struct analysis stages;
    char words[1024];
    char text[1024];
    size_t count = cut(entry->phrase, words);
    const char *wrong = NULL;

    (void)snprintf(text, sizeof text, BEFORE "%s" AFTER, entry->phrase);
    stages_open(&stages, text, strlen(text));
    if (!is_cut_so(&stages, count, words))
        wrong = "is not cut into";
    else if (!finds(&stages, entry, count))
        wrong = "is not matched as";
    stages_close(&stages);
    tally->entries++;
    if (wrong != NULL) {
        print_error("%s:%u: [%s] %s %s: %s\n", entry->file, entry->line,
                    by_lexicon_class_names[entry->class], entry->phrase, wrong, words);
        tally->failures++;
    }
}

static void every_phrase_is_cut_and_matched(void **state)
{
    struct tally tally = {0};

    (void)state;
    visit_all(check_entry, &tally);
    assert_true(tally.entries > 1000);
    if (tally.failures > 0)
        fail_msg("%u of %u entries fail", tally.failures, tally.entries);
}

/* Ranks are known without their stops too. */
static void check_without_stops(const struct entry *entry, void *context)
{
    struct tally *tally = context;
    struct entry bare = *entry;
    char *end = bare.phrase;
    struct analysis stages;
    char words[1024];
    char text[1024];

    if (entry->class != CLASS_RANK && entry->class != CLASS_RANK_MODIFIER)
        return;
    for (const char *at = entry->phrase; *at != '\0'; at++) {
        if (*at != '.')
            *end++ = *at;
    }
    *end = '\0';
    (void)snprintf(text, sizeof text, BEFORE "%s" AFTER, bare.phrase);
    stages_open(&stages, text, strlen(text));
    size_t count;
    const struct match *match = by_matches_at(&stages.matches, 1, &count);
    bool found = false;

    for (size_t i = 0; i < count; i++)
        found = found || (match[i].entry->class == (uint8_t)entry->class &&
                          match[i].count == cut(bare.phrase, words));
    stages_close(&stages);
    tally->entries++;
    if (!found) {
        print_error("%s:%u: %s is not matched without stops\n", entry->file, entry->line,
                    entry->phrase);
        tally->failures++;
    }
}

static void ranks_are_matched_without_stops(void **state)
{
    struct tally tally = {0};

    (void)state;
    visit_all(check_without_stops, &tally);
    assert_true(tally.entries > 100);
    if (tally.failures > 0)
        fail_msg("%u of %u entries fail", tally.failures, tally.entries);
}

static void class_names_are_distinct(void **state)
{
    (void)state;
    for (int i = 0; i < CLASS_COUNT; i++) {
        assert_non_null(by_lexicon_class_names[i]);
        for (const char *at = by_lexicon_class_names[i]; *at != '\0'; at++)
            assert_true(islower((unsigned char)*at) || *at == '-');
        for (int other = 0; other < i; other++)
            assert_string_not_equal(by_lexicon_class_names[i], by_lexicon_class_names[other]);
    }
}

static void words_are_found(void **state)
{
    uint32_t minister = by_lexicon_word("minister", 8);

    (void)state;
    assert_int_not_equal(minister, 0);
    assert_int_equal(by_lexicon_word("ministerxx", 8), minister);
    assert_int_equal(by_lexicon_word("zqxjkv", 6), 0);
    assert_int_equal(by_lexicon_word("", 0), 0);
    assert_true((by_lexicon_word_classes(minister) >> CLASS_RANK & 1u) != 0);
    assert_true(by_lexicon_word_classes(0) == 0);
}

static void the_trie_is_walked(void **state)
{
    uint32_t prime = by_lexicon_word("prime", 5);
    uint32_t minister = by_lexicon_word("minister", 8);
    uint32_t node = by_lexicon_step(0, prime);
    size_t count;

    (void)state;
    assert_int_not_equal(node, 0);
    node = by_lexicon_step(node, minister);
    assert_int_not_equal(node, 0);
    const struct lexicon_entry *entry = by_lexicon_entries(node, &count);

    assert_int_equal(count, 1);
    assert_int_equal(entry->class, CLASS_RANK);
    assert_int_equal(entry->words, 2);
    assert_string_equal(by_lexicon_value(entry), "government");
    assert_int_equal(by_lexicon_step(node, prime), 0);
    assert_int_equal(by_lexicon_step(node, 0), 0);
    assert_int_equal(by_lexicon_step(0, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_is_cut_and_matched),
        cmocka_unit_test(ranks_are_matched_without_stops),
        cmocka_unit_test(class_names_are_distinct),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(the_trie_is_walked),
    };

    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
