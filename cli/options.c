/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "types.h"

const char options_help[] =
    "Usage: byline [people|eval|bench|train|corpus] [OPTION]... [FILE|FOLDER]...\n"
    "Find people, ranks, organisations, places and dates in English news: print JSON.\n"
    "Without FILE, or where it is -, read standard input; unpack .gz and .zst.\n"
    "  --format=json|jsonl|tsv|conll|brat|xml|text|html    what to print\n"
    "  --input=text|jsonl      jsonl, as FILE.jsonl is: lines {\"text\": \"...\"}, with\n"
    "                          \"id\" and \"document_date\" where they are known\n"
    "  --date=YYYY-MM-DD|none  day of publication, from which \"yesterday\" counts;\n"
    "                          none: do not look for it in the text either\n"
    "  --date-order=dmy|mdy    what 3/4/2017 is, where the text does not show it\n"
    "  --types=TYPE,TYPE...    PERSON RANK ORGANISATION PLACE DATE, which are the\n"
    "                          default, GROUP MONEY MISC, or ALL\n"
    "  --offsets=byte|codepoint|utf16     what start and end count\n"
    "  --invalid=error|replace            bad UTF-8: refuse it, or read it as U+FFFD\n"
    "  --model=FILE|rules      another model, or none: faster, less accurate\n"
    "  -o, --output=FILE       a file that appears once it is complete\n"
    "  --resume                go on with a FILE.jsonl that broke off\n"
    "  -j, --jobs=N            use N threads; 0: one for each processor\n"
    "  --files-from=FILE       read the names of files from FILE, or from -\n"
    "  --flush                 write each answer at once: for a program that waits\n"
    "  --version, --help\n"
    "  byline --date=2026-03-14 article.txt\n"
    "  byline -j 0 --format=jsonl -o out.jsonl archive/ news.jsonl.gz\n"
    "  byline --types=DATE *.txt | jq -r '.entities[] | .value + \"  \" + .text'\n"
    "Exit status: 0 all done; 1 a document failed, and was named; 2 wrong usage.\n";

enum option_name {
    OPTION_DATE = 256, /* past every character, which stands for a short option */
    OPTION_DATE_ORDER,
    OPTION_FILES_FROM,
    OPTION_FLUSH,
    OPTION_FORMAT,
    OPTION_HELP,
    OPTION_INPUT,
    OPTION_INVALID,
    OPTION_MODEL,
    OPTION_OFFSETS,
    OPTION_RESUME,
    OPTION_TYPES,
    OPTION_VERSION
};

static const struct option known_options[] = {
    {"date", required_argument, NULL, OPTION_DATE},
    {"date-order", required_argument, NULL, OPTION_DATE_ORDER},
    {"files-from", required_argument, NULL, OPTION_FILES_FROM},
    {"flush", no_argument, NULL, OPTION_FLUSH},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"input", required_argument, NULL, OPTION_INPUT},
    {"invalid", required_argument, NULL, OPTION_INVALID},
    {"jobs", required_argument, NULL, 'j'},
    {"model", required_argument, NULL, OPTION_MODEL},
    {"offsets", required_argument, NULL, OPTION_OFFSETS},
    {"output", required_argument, NULL, 'o'},
    {"resume", no_argument, NULL, OPTION_RESUME},
    {"types", required_argument, NULL, OPTION_TYPES},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/*
 * Finds a word among those of `words`, such as "json|jsonl", and sets *choice to its place there.
 * Complains, and returns false, where it is none of them.
 */
static bool choose(const char *option, const char *word, const char *words, uint32_t *choice)
{
    const char *known = words;

    *choice = 0;
    for (;;) {
        size_t length = strcspn(known, "|");

        if (strlen(word) == length && memcmp(word, known, length) == 0)
            return true;
        if (known[length] == '\0')
            break;
        known += length + 1;
        ++*choice;
    }
    complain(NULL, 0, "--%s=%s: '%s' is none of these", option, words, word);
    return false;
}

bool options_read_threads(const char *argument, unsigned *threads)
{
    char *end;
    unsigned long number = strtoul(argument, &end, 10);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (*argument < '0' || *argument > '9' || *end != '\0' || number > OPTIONS_MOST_THREADS) {
        complain(NULL, 0, "--jobs=%s: not a number from 0 to %d", argument, OPTIONS_MOST_THREADS);
        return false;
    }
    if (number == 0)
        number = processors < 1                      ? 1
                 : processors > OPTIONS_MOST_THREADS ? OPTIONS_MOST_THREADS
                                                     : (unsigned long)processors;
    *threads = (unsigned)number;
    return true;
}

static bool read_option(int name, char *argument, struct options *options)
{
    uint32_t choice = 0;
    bool right = true;

    switch (name) {
    case OPTION_DATE:
        options->tag.keep_date_unknown = strcmp(argument, "none") == 0;
        options->tag.document_date = options->tag.keep_date_unknown ? NULL : argument;
        break;
    case OPTION_DATE_ORDER:
        right = choose("date-order", argument, "dmy|mdy", &choice);
        options->tag.date_order = choice == 1 ? BYLINE_DATE_ORDER_MONTH : BYLINE_DATE_ORDER_DAY;
        break;
    case OPTION_FILES_FROM: options->files_from = argument; break;
    case OPTION_FLUSH: options->flush = true; break;
    case OPTION_FORMAT:
        options->format = format_find(options->formats, argument);
        right = options->format != NULL;
        break;
    case OPTION_HELP: options->help = true; break;
    case OPTION_INPUT:
        right = choose("input", argument, "text|jsonl", &choice);
        options->input = choice == 1 ? INPUT_LINES : INPUT_TEXT;
        break;
    case OPTION_INVALID:
        right = choose("invalid", argument, "error|replace", &options->tag.invalid);
        break;
    case 'j': right = options_read_threads(argument, &options->threads); break;
    case OPTION_MODEL: options->model = argument; break;
    case OPTION_OFFSETS:
        right = choose("offsets", argument, "byte|codepoint|utf16", &options->tag.offsets);
        break;
    case 'o': options->output = argument; break;
    case OPTION_RESUME: options->resume = true; break;
    case OPTION_TYPES: right = types_parse(argument, &options->tag.types); break;
    case OPTION_VERSION: options->version = true; break;
    default: right = false; /* getopt_long() has said what is wrong */
    }
    return right;
}

/* Whether the options go together; complains where they do not. */
static bool fit(const struct options *options)
{
    if (options->resume && (options->output == NULL || !options->format->is_lines))
        complain(NULL, 0, "--resume goes with --format=jsonl and --output=FILE");
    else if (options->tag.offsets != BYLINE_OFFSETS_BYTE &&
             options->format->unit != FORMAT_UNIT_ASKED)
        complain(NULL, 0, "--offsets goes with --format=json, jsonl and tsv alone");
    else
        return true;
    return false;
}

bool options_read(int argc, char **argv, const struct formats *formats, struct options *options)
{
    static const byline_options defaults = BYLINE_OPTIONS_INIT;
    int name;

    *options = (struct options){
        .tag = defaults, .formats = formats, .format = formats->items[0], .threads = 1};
    while ((name = getopt_long(argc, argv, "j:o:", known_options, NULL)) != -1)
        if (!read_option(name, optarg, options))
            return false;
    options->files = argv + optind;
    return fit(options);
}

int options_refer_to_help(void)
{
    fputs("Try 'byline --help'.\n", stderr);
    return EXIT_USAGE;
}
