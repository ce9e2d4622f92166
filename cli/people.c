/* SPDX-License-Identifier: MIT */
#include "people.h"

#include <stdio.h>

#include "complain.h"
#include "format_people.h"
#include "options.h"
#include "tag.h"

static const char help[] =
    "Usage: byline people [OPTION]... [FILE|FOLDER]...\n"
    "Print who is who: the people of each document with their ranks, how often they\n"
    "are mentioned, and the place and date named beside them.\n"
    "\n"
    "  --format=table|json|jsonl   a row a person, or JSON\n"
    "  --types and --offsets mean nothing here; all other options are those of byline\n"
    "  --help\n"
    "\n"
    "  byline people article.txt\n"
    "  byline people --format=jsonl *.txt | jq -r '.people[].name'\n";

static int refer_to_help(void)
{
    fputs("Try 'byline people --help'.\n", stderr);
    return EXIT_USAGE;
}

int people(int argc, char **argv)
{
    struct options options;

    if (!options_read(argc, argv, &formats_of_people, &options))
        return refer_to_help();
    if (options.help) {
        fputs(help, stdout);
        return EXIT_DONE;
    }
    if (options.tag.types != 0 || options.tag.offsets != BYLINE_OFFSETS_BYTE) {
        complain(NULL, 0, "people: --types and --offsets mean nothing here");
        return refer_to_help();
    }
    return tag(&options);
}
