/* SPDX-License-Identifier: MIT */
/* options.h - the command line of tagging. */
#ifndef BYLINE_CLI_OPTIONS_H
#define BYLINE_CLI_OPTIONS_H

#include <byline/byline.h>
#include <stdbool.h>

#include "exit_status.h"
#include "format.h"
#include "inputs.h"

/* More of them help no machine. */
#define OPTIONS_MOST_THREADS 256

struct options {
    byline_options tag;
    const struct formats *formats; /* of the command */
    const struct format *format;
    enum input_form input;
    const char *output;     /* NULL for standard output */
    const char *model;      /* as model_open() takes it */
    const char *files_from; /* a file that names files, or NULL */
    unsigned threads;       /* at least 1 */
    bool flush;             /* write each answer at once */
    bool resume;            /* go on where the output broke off */
    char **files;           /* NULL after the last; where none is named, standard input */
    bool help, version;     /* print that, and no more */
};

/* Reads the command line. Complains, and returns false, where it is wrong. */
bool options_read(int argc, char **argv, const struct formats *formats, struct options *options);

/*
 * Reads how many threads -j asks for: 0 is one for each processor. Complains, and returns false,
 * where it is no such number.
 */
bool options_read_threads(const char *argument, unsigned *threads);

/* What --help prints: a screen of 80 by 24. */
extern const char options_help[];

/* Points the reader of a complaint about the command line to the help. Returns EXIT_USAGE. */
int options_refer_to_help(void);

#endif
