/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "complain.h"
#include "types.h"

const char options_help[] =
    "Usage: byline [OPTION]... [FILE]...\n"
    "       byline eval|bench|train ...    score it, time it, teach it: see --help\n"
    "Find people, ranks, organisations, places and dates in English news: print JSON.\n"
    "Without FILE, or where it is -, read standard input.\n"
    "\n"
    "  --format=json|jsonl     an entity a line, or a document a line\n"
    "  --input=text|jsonl      jsonl: a line is {\"text\": \"...\"}, with \"id\" and\n"
    "                          \"document_date\" where they are known\n"
    "  --date=YYYY-MM-DD|none  day of publication, from which \"yesterday\" counts;\n"
    "                          none: do not look for it in the text either\n"
    "  --date-order=dmy|mdy    what 3/4/2017 is, where the text does not show it\n"
    "  --types=TYPE,TYPE...    PERSON RANK ORGANISATION PLACE DATE, which are the\n"
    "                          default, GROUP MONEY MISC, or ALL\n"
    "  --offsets=byte|codepoint|utf16     what start and end count\n"
    "  --invalid=error|replace            bad UTF-8: refuse it, or read it as U+FFFD\n"
    "  --output=FILE           a file that appears once it is complete\n"
    "  --model=FILE|rules      another model, or none: faster, less accurate\n"
    "  --version, --help\n"
    "\n"
    "  byline --date=2026-03-14 article.txt\n"
    "  byline --types=DATE *.txt | jq -r '.entities[] | .value + \"  \" + .text'\n"
    "\n"
    "Exit status: 0 all done; 1 a document failed, and was named; 2 wrong usage.\n";

enum option_name {
    OPTION_DATE = 256, /* past every character, which stands for a short option */
    OPTION_DATE_ORDER,
    OPTION_FORMAT,
    OPTION_HELP,
    OPTION_INPUT,
    OPTION_INVALID,
    OPTION_MODEL,
    OPTION_OFFSETS,
    OPTION_OUTPUT,
    OPTION_TYPES,
    OPTION_VERSION
};

static const struct option known_options[] = {
    {"date", required_argument, NULL, OPTION_DATE},
    {"date-order", required_argument, NULL, OPTION_DATE_ORDER},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"input", required_argument, NULL, OPTION_INPUT},
    {"invalid", required_argument, NULL, OPTION_INVALID},
    {"model", required_argument, NULL, OPTION_MODEL},
    {"offsets", required_argument, NULL, OPTION_OFFSETS},
    {"output", required_argument, NULL, OPTION_OUTPUT},
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
    case OPTION_FORMAT:
        right = choose("format", argument, "json|jsonl", &choice);
        options->layout = choice == 1 ? JSON_LAYOUT_COMPACT : JSON_LAYOUT_LINES;
        break;
    case OPTION_HELP: options->help = true; break;
    case OPTION_INPUT:
        right = choose("input", argument, "text|jsonl", &choice);
        options->lines = choice == 1;
        break;
    case OPTION_INVALID:
        right = choose("invalid", argument, "error|replace", &options->tag.invalid);
        break;
    case OPTION_MODEL: options->model = argument; break;
    case OPTION_OFFSETS:
        right = choose("offsets", argument, "byte|codepoint|utf16", &options->tag.offsets);
        break;
    case OPTION_OUTPUT: options->output = argument; break;
    case OPTION_TYPES: right = types_parse(argument, &options->tag.types); break;
    case OPTION_VERSION: options->version = true; break;
    default: right = false; /* getopt_long() has said what is wrong */
    }
    return right;
}

bool options_read(int argc, char **argv, struct options *options)
{
    static const byline_options defaults = BYLINE_OPTIONS_INIT;
    int name;

    *options = (struct options){.tag = defaults};
    while ((name = getopt_long(argc, argv, "", known_options, NULL)) != -1)
        if (!read_option(name, optarg, options))
            return false;
    options->files = argv + optind;
    return true;
}

int options_refer_to_help(void)
{
    fputs("Try 'byline --help'.\n", stderr);
    return EXIT_USAGE;
}
