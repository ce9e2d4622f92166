/* SPDX-License-Identifier: MIT */
/*
 * compile.c - compiles the lexicon's text files into C tables, at build time, on the machine that
 * builds. data/README.md says how the files are written; tables.h says what comes out.
 *
 *     compile-lexicon OUTPUT.c FILE...
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "classes.h"
#include "tables.h"

#define LONGEST_LINE 512

/* Where in the input the compiler is, for messages. */
struct place {
    const char *file;
    unsigned line;
};

static void fail(const struct place *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%u: ", place->file, place->line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void *grown(void *items, size_t *capacity, size_t needed, size_t item_size)
{
    if (needed <= *capacity)
        return items;
    *capacity = needed * 2;
    void *more = realloc(items, *capacity * item_size);
    if (more == NULL) {
        fputs("compile-lexicon: out of memory\n", stderr);
        exit(1);
    }
    return more;
}

/* ---- What is built ---- */

struct edge {
    uint32_t from, word, to;
};

/* An entry with the node that it belongs to. */
struct filed_entry {
    uint32_t node;
    bool derived;  /* from another phrase, not written out */
    size_t number; /* in the order of the files, so that the output depends on nothing else */
    struct place place;
    struct lexicon_entry entry;
};

struct build {
    char *text;
    size_t text_size, text_capacity;
    uint32_t *word_start; /* one more than there are words, counted from 1 */
    size_t words, word_capacity;
    uint32_t *word_slots;
    size_t word_slot_count;

    struct edge *edges;
    size_t edge_count, edge_capacity;
    uint32_t *edge_slots; /* indices into edges plus 1 */
    size_t edge_slot_count;
    uint32_t nodes; /* the root not counted */

    struct filed_entry *entries;
    size_t entry_count, entry_capacity;
    char *values;
    size_t value_size, value_capacity;
};

static uint32_t *clear_slots(size_t count)
{
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL) {
        fputs("compile-lexicon: out of memory\n", stderr);
        exit(1);
    }
    return slots;
}

static const char *word_text(const struct build *build, uint32_t word, size_t *length)
{
    *length = build->word_start[word + 1] - build->word_start[word];
    return build->text + build->word_start[word];
}

static void place_word(struct build *build, uint32_t word)
{
    size_t length;
    const char *text = word_text(build, word, &length);
    size_t slot = by_table_word_hash(text, length) & (build->word_slot_count - 1);
    while (build->word_slots[slot] != 0)
        slot = (slot + 1) & (build->word_slot_count - 1);
    build->word_slots[slot] = word;
}

static void place_edge(struct build *build, uint32_t edge)
{
    const struct edge *e = &build->edges[edge];
    size_t slot = by_table_edge_hash(e->from, e->word) & (build->edge_slot_count - 1);
    while (build->edge_slots[slot] != 0)
        slot = (slot + 1) & (build->edge_slot_count - 1);
    build->edge_slots[slot] = edge + 1;
}

/* Doubles the hash tables before they are half full. */
static void make_room(struct build *build)
{
    if ((build->words + 1) * 2 > build->word_slot_count) {
        build->word_slot_count = build->word_slot_count == 0 ? 1024 : build->word_slot_count * 2;
        free(build->word_slots);
        build->word_slots = clear_slots(build->word_slot_count);
        for (uint32_t i = 1; i <= build->words; i++)
            place_word(build, i);
    }
    if ((build->edge_count + 1) * 2 > build->edge_slot_count) {
        build->edge_slot_count = build->edge_slot_count == 0 ? 1024 : build->edge_slot_count * 2;
        free(build->edge_slots);
        build->edge_slots = clear_slots(build->edge_slot_count);
        for (uint32_t i = 0; i < build->edge_count; i++)
            place_edge(build, i);
    }
}

static uint32_t word_id(struct build *build, const char *text, size_t length)
{
    make_room(build);
    size_t slot = by_table_word_hash(text, length) & (build->word_slot_count - 1);
    for (; build->word_slots[slot] != 0; slot = (slot + 1) & (build->word_slot_count - 1)) {
        size_t other_length;
        const char *other = word_text(build, build->word_slots[slot], &other_length);
        if (other_length == length && memcmp(other, text, length) == 0)
            return build->word_slots[slot];
    }
    build->text = grown(build->text, &build->text_capacity, build->text_size + length, 1);
    memcpy(build->text + build->text_size, text, length);
    build->text_size += length;
    build->words++;
    build->word_start = grown(build->word_start, &build->word_capacity, build->words + 2,
                              sizeof *build->word_start);
    build->word_start[build->words + 1] = (uint32_t)build->text_size;
    place_word(build, (uint32_t)build->words);
    return (uint32_t)build->words;
}

static uint32_t step(struct build *build, uint32_t from, uint32_t word)
{
    make_room(build);
    size_t slot = by_table_edge_hash(from, word) & (build->edge_slot_count - 1);
    for (; build->edge_slots[slot] != 0; slot = (slot + 1) & (build->edge_slot_count - 1)) {
        const struct edge *edge = &build->edges[build->edge_slots[slot] - 1];
        if (edge->from == from && edge->word == word)
            return edge->to;
    }
    build->edges =
        grown(build->edges, &build->edge_capacity, build->edge_count + 1, sizeof *build->edges);
    build->edges[build->edge_count] = (struct edge){from, word, ++build->nodes};
    place_edge(build, (uint32_t)build->edge_count++);
    return build->nodes;
}

static uint16_t value_offset(struct build *build, const struct place *place, const char *value)
{
    for (size_t at = 0; at < build->value_size; at += strlen(build->values + at) + 1) {
        if (strcmp(build->values + at, value) == 0)
            return (uint16_t)at;
    }
    size_t at = build->value_size;
    size_t size = strlen(value) + 1;
    if (at + size > UINT16_MAX)
        fail(place, "the values take more than %u bytes", (unsigned)UINT16_MAX);
    build->values = grown(build->values, &build->value_capacity, at + size, 1);
    memcpy(build->values + at, value, size);
    build->value_size += size;
    return (uint16_t)at;
}

/* ---- Phrases ---- */

/* One word of a phrase, as it is written. */
struct piece {
    const char *text;
    size_t length;
};

/* What parts words, and but for the space is a word itself. */
#define SEPARATORS " -/&,"

/* Whether the rest of a word, from `at` on, is a word of its own: a clitic, or an apostrophe. */
static bool is_clitic(const char *at)
{
    static const char *const clitics[] = {"'", "'s", "'d", "'m", "'ll", "'re", "'ve", "n't"};
    size_t length = strcspn(at, SEPARATORS);
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        if (length == strlen(clitics[i]) && strncmp(at, clitics[i], length) == 0)
            return true;
    }
    return false;
}

/* The length of the word at `at`. An apostrophe inside stays inside. */
static size_t word_length(const char *at)
{
    size_t rest = strcspn(at, SEPARATORS);
    if (rest > 0 && is_clitic(at))
        return rest;
    if (rest == 0 || *at == '\'')
        return 1;
    size_t length = 1;
    while (length < rest && !is_clitic(at + length))
        length++;
    return length;
}

/* Cuts a phrase as the tokeniser would. Returns how many pieces there are. */
static size_t cut(const struct place *place, const char *phrase, struct piece *pieces)
{
    size_t count = 0;
    for (const char *at = phrase; *at != '\0';) {
        if (*at == ' ') {
            at++;
            continue;
        }
        if (count == LEXICON_LONGEST)
            fail(place, "'%s' has more than %d words", phrase, LEXICON_LONGEST);
        pieces[count] = (struct piece){at, word_length(at)};
        at += pieces[count++].length;
    }
    return count;
}

/* Lower-cases a piece as the library does, and says how its case binds. */
static size_t lower_piece(const struct piece *piece, char *lower, bool *capital, bool *upper)
{
    size_t written = 0;
    unsigned letters = 0;
    unsigned capitals = 0;
    *capital = false;
    for (size_t at = 0; at < piece->length;) {
        utf8proc_int32_t codepoint;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)piece->text + at,
                             (utf8proc_ssize_t)(piece->length - at), &codepoint);
        if (size <= 0)
            break;
        utf8proc_category_t category = utf8proc_category(codepoint);
        bool is_upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
        if (letters == 0 && is_upper)
            *capital = true;
        letters += is_upper || category == UTF8PROC_CATEGORY_LL;
        capitals += is_upper;
        written += (size_t)utf8proc_encode_char(utf8proc_tolower(codepoint),
                                                (utf8proc_uint8_t *)lower + written);
        at += (size_t)size;
    }
    *upper = letters >= 2 && capitals == letters;
    return written;
}

static bool is_country_code(const char *value)
{
    return strlen(value) == 2 && value[0] >= 'A' && value[0] <= 'Z' && value[1] >= 'A' &&
           value[1] <= 'Z';
}

/* Adds a phrase. A derived one gives way to the same phrase written out in the files. */
static void add_phrase(struct build *build, const struct place *place, enum lexicon_class class,
                       const char *phrase, const char *value, bool derived)
{
    struct piece pieces[LEXICON_LONGEST];
    size_t count = cut(place, phrase, pieces);
    if (count == 0)
        fail(place, "a phrase without words");
    struct lexicon_entry entry = {.class = (uint8_t) class, .words = (uint8_t)count};
    uint32_t node = 0;
    for (size_t i = 0; i < count; i++) {
        char lower[LONGEST_LINE * 2];
        bool capital;
        bool upper;
        size_t length = lower_piece(&pieces[i], lower, &capital, &upper);
        entry.capital = (uint16_t)(entry.capital | (unsigned)capital << i);
        entry.upper = (uint16_t)(entry.upper | (unsigned)upper << i);
        node = step(build, node, word_id(build, lower, length));
    }
    if (class == CLASS_COUNTRY && !is_country_code(value))
        fail(place, "'%s' is no country code of two capitals", value);
    entry.value = value_offset(build, place, value);
    build->entries = grown(build->entries, &build->entry_capacity, build->entry_count + 1,
                           sizeof *build->entries);
    build->entries[build->entry_count] =
        (struct filed_entry){node, derived, build->entry_count, *place, entry};
    build->entry_count++;
}

/* `Lt. Gen.` as `Lt Gen`: ranks are written both ways. */
static void add_without_stops(struct build *build, const struct place *place,
                              enum lexicon_class class, const char *phrase, const char *value)
{
    char bare[LONGEST_LINE] = "";
    size_t length = 0;
    for (const char *at = phrase; *at != '\0'; at++) {
        if (*at != '.')
            bare[length++] = *at;
    }
    bare[length] = '\0';
    if (length > 0 && strcmp(bare, phrase) != 0)
        add_phrase(build, place, class, bare, value, true);
}

/* ---- Files ---- */

static enum lexicon_class class_named(const struct place *place, const char *name)
{
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (strcmp(by_lexicon_class_names[i], name) == 0)
            return (enum lexicon_class)i;
    }
    fail(place, "unknown class [%s]", name);
    return CLASS_COUNT;
}

/* A form that the library never makes of a text would match nothing. */
static void check_form(const struct place *place, const char *line)
{
    utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)line);
    if (composed == NULL || strcmp((const char *)composed, line) != 0)
        fail(place, "the line is not UTF-8 in normal form C");
    free(composed);
    if (strstr(line, "\xE2\x80\x98") != NULL || strstr(line, "\xE2\x80\x99") != NULL)
        fail(place, "a typographic apostrophe: the straight one stands for all");
    if (strstr(line, "  ") != NULL || line[0] == ' ' || line[strlen(line) - 1] == ' ')
        fail(place, "a space too many");
}

/* What the last [class] or [class = value] says of the entries after it. */
struct section {
    enum lexicon_class class;
    char value[LONGEST_LINE]; /* of those that give none */
};

/* Cuts ` = value` off a line. Returns the value, or `otherwise` where the line has none. */
static const char *cut_value(char *line, const char *otherwise)
{
    char *equals = strstr(line, " = ");
    if (equals == NULL)
        return otherwise;
    *equals = '\0';
    return equals + 3;
}

static void open_section(const struct place *place, char *line, struct section *section)
{
    size_t length = strlen(line);
    if (line[length - 1] != ']')
        fail(place, "']' expected at the end of the line");
    line[length - 1] = '\0';
    const char *value = cut_value(line, "");
    memcpy(section->value, value, strlen(value) + 1);
    section->class = class_named(place, line + 1);
}

static void compile_line(struct build *build, const struct place *place, char *line,
                         struct section *section)
{
    if (line[0] == '[') {
        open_section(place, line, section);
        return;
    }
    if (section->class == CLASS_COUNT)
        fail(place, "an entry before the first [class]");
    const char *value = cut_value(line, section->value);
    add_phrase(build, place, section->class, line, value, false);
    if (section->class == CLASS_RANK || section->class == CLASS_RANK_MODIFIER)
        add_without_stops(build, place, section->class, line, value);
}

static void compile_file(struct build *build, const char *path)
{
    FILE *file = fopen(path, "r");
    struct place place = {path, 0};
    if (file == NULL)
        fail(&place, "%s", strerror(errno));
    struct section section = {.class = CLASS_COUNT};
    char line[LONGEST_LINE];
    while (fgets(line, sizeof line, file) != NULL) {
        place.line++;
        size_t length = strlen(line);
        if (length == 0 || line[length - 1] != '\n')
            fail(&place, "the line is too long, or not ended");
        line[--length] = '\0';
        if (length == 0 || line[0] == '#')
            continue;
        check_form(&place, line);
        compile_line(build, &place, line, &section);
    }
    if (ferror(file))
        fail(&place, "%s", strerror(errno));
    fclose(file);
}

/* ---- Entries in the order of their nodes ---- */

static int compare_entries(const void *left, const void *right)
{
    const struct filed_entry *a = left;
    const struct filed_entry *b = right;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    if (a->entry.class != b->entry.class)
        return a->entry.class < b->entry.class ? -1 : 1;
    if (a->entry.upper != b->entry.upper)
        return a->entry.upper < b->entry.upper ? -1 : 1;
    if (a->entry.capital != b->entry.capital)
        return a->entry.capital < b->entry.capital ? -1 : 1;
    if (a->derived != b->derived)
        return a->derived ? 1 : -1;
    return a->number < b->number ? -1 : 1;
}

static bool same_phrase(const struct filed_entry *a, const struct filed_entry *b)
{
    return a->node == b->node && a->entry.class == b->entry.class &&
           a->entry.upper == b->entry.upper && a->entry.capital == b->entry.capital;
}

static void settle_entries(struct build *build)
{
    if (build->entry_count == 0)
        return;
    qsort(build->entries, build->entry_count, sizeof *build->entries, compare_entries);
    size_t kept = 0;
    for (size_t i = 0; i < build->entry_count; i++) {
        const struct filed_entry *entry = &build->entries[i];
        if (kept > 0 && same_phrase(&build->entries[kept - 1], entry)) {
            const struct place *first = &build->entries[kept - 1].place;
            if (!entry->derived)
                fail(&entry->place, "the phrase is in [%s] already: %s:%u",
                     by_lexicon_class_names[entry->entry.class], first->file, first->line);
            continue;
        }
        build->entries[kept++] = *entry;
    }
    build->entry_count = kept;
}

/* ---- Output ---- */

static void write_numbers(FILE *out, const char *type, const char *name, const uint32_t *numbers,
                          size_t count)
{
    fprintf(out, "\nconst %s %s[] = {", type, name);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % 16 == 0 ? "\n" : "", (unsigned)numbers[i]);
    fputs("\n};\n", out);
}

static void write_bytes(FILE *out, const char *name, const char *bytes, size_t count)
{
    fprintf(out, "\nconst char %s[] = {", name);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%d,", i % 24 == 0 ? "\n" : "", (int)(signed char)bytes[i]);
    fputs("0\n};\n", out);
}

/* What is known of each word: its text, its place among the root's edges, its classes alone. */
static struct lexicon_word *words_of(const struct build *build)
{
    struct lexicon_word *words = calloc((size_t)build->words + 2, sizeof *words);
    uint32_t *word_of = clear_slots(build->nodes + 1);
    if (words == NULL) {
        fputs("compile-lexicon: out of memory\n", stderr);
        exit(1);
    }
    for (uint32_t word = 0; word <= build->words + 1; word++)
        words[word].start = build->word_start[word];
    for (size_t i = 0; i < build->edge_count; i++) {
        const struct edge *edge = &build->edges[i];
        if (edge->from == 0) {
            words[edge->word].node = edge->to;
            word_of[edge->to] = edge->word;
        }
    }
    for (size_t i = 0; i < build->entry_count; i++) {
        uint32_t word = word_of[build->entries[i].node];
        if (word != 0)
            words[word].classes |= UINT64_C(1) << build->entries[i].entry.class;
    }
    free(word_of);
    return words;
}

static void write_words(FILE *out, const struct build *build)
{
    struct lexicon_word *words = words_of(build);
    write_bytes(out, "by_table_text", build->text, build->text_size);
    fputs("\nconst struct lexicon_word by_table_words[] = {\n", out);
    for (uint32_t i = 0; i <= build->words + 1; i++)
        fprintf(out, "{%lluu,%u,%u},%s", (unsigned long long)words[i].classes, words[i].start,
                words[i].node, i % 8 == 7 ? "\n" : "");
    fputs("};\n", out);
    write_numbers(out, "uint32_t", "by_table_word_slots", build->word_slots,
                  build->word_slot_count);
    fprintf(out, "\nconst uint32_t by_table_word_mask = %zu;\n", build->word_slot_count - 1);
    free(words);
}

static void write_edges(FILE *out, const struct build *build)
{
    size_t slots = 16;
    while (slots < build->edge_count * 2)
        slots *= 2;
    uint32_t *table = clear_slots(slots);
    for (uint32_t i = 0; i < build->edge_count; i++) {
        const struct edge *edge = &build->edges[i];
        if (edge->from == 0)
            continue;
        size_t slot = by_table_edge_hash(edge->from, edge->word) & (slots - 1);
        while (table[slot] != 0)
            slot = (slot + 1) & (slots - 1);
        table[slot] = i + 1;
    }
    fputs("\nconst struct lexicon_edge by_table_edges[] = {\n", out);
    for (size_t i = 0; i < slots; i++) {
        struct edge edge = table[i] == 0 ? (struct edge){0} : build->edges[table[i] - 1];
        fprintf(out, "{%u,%u,%u},%s", edge.from, edge.word, edge.to, i % 8 == 7 ? "\n" : "");
    }
    fprintf(out, "};\n\nconst uint32_t by_table_edge_mask = %zu;\n", slots - 1);
    free(table);
}

static void write_entries(FILE *out, const struct build *build)
{
    uint32_t *start = clear_slots(build->nodes + 2);
    size_t at = 0;
    for (uint32_t node = 0; node <= build->nodes; node++) {
        start[node] = (uint32_t)at;
        while (at < build->entry_count && build->entries[at].node == node)
            at++;
    }
    start[build->nodes + 1] = (uint32_t)at;
    write_numbers(out, "uint32_t", "by_table_entry_start", start, build->nodes + 2);
    free(start);

    fputs("\nconst struct lexicon_entry by_table_entries[] = {\n", out);
    for (size_t i = 0; i < build->entry_count; i++) {
        const struct lexicon_entry *entry = &build->entries[i].entry;
        fprintf(out, "{%u,%u,%u,%u,%u},\n", (unsigned)entry->class, (unsigned)entry->words,
                (unsigned)entry->value, (unsigned)entry->capital, (unsigned)entry->upper);
    }
    fputs("};\n", out);
}

static void write_tables(const struct build *build, const char *path)
{
    FILE *out = fopen(path, "w");
    struct place place = {path, 0};
    if (out == NULL)
        fail(&place, "%s", strerror(errno));
    fputs("/* Written by compile-lexicon from lib/lexicon/data. */\n"
          "#include \"lexicon/tables.h\"\n",
          out);
    write_words(out, build);
    write_edges(out, build);
    write_entries(out, build);
    write_bytes(out, "by_table_values", build->values, build->value_size);
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        remove(path);
        fail(&place, "cannot write: %s", strerror(errno));
    }
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: compile-lexicon OUTPUT.c FILE...\n", stderr);
        return 2;
    }
    struct build build = {0};
    build.word_start = grown(NULL, &build.word_capacity, 2, sizeof *build.word_start);
    build.word_start[0] = 0;
    build.word_start[1] = 0;
    value_offset(&build, &(struct place){argv[1], 0}, "");
    for (int i = 2; i < argc; i++)
        compile_file(&build, argv[i]);
    settle_entries(&build);
    write_tables(&build, argv[1]);
    free(build.text);
    free(build.word_start);
    free(build.word_slots);
    free(build.edges);
    free(build.edge_slots);
    free(build.entries);
    free(build.values);
    return 0;
}
