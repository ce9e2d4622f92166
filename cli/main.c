/* SPDX-License-Identifier: MIT */
/* main.c - the program byline: which of its commands is meant, and how it ends. */
#include <byline/byline.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "complain.h"
#include "corpus_tool.h"
#include "eval.h"
#include "options.h"
#include "people.h"
#include "tag.h"
#include "train.h"

static int tag_or_inform(int argc, char **argv)
{
    struct options options;

    if (!options_read(argc, argv, &formats_of_tagging, &options))
        return options_refer_to_help();
    if (options.help) {
        fputs(options_help, stdout);
        return EXIT_DONE;
    }
    if (options.version) {
        printf("byline %s\n", byline_version());
        return EXIT_DONE;
    }
    /* Whoever typed the bare name wants to know what it does, not to type an article. */
    if (options.files[0] == NULL && options.files_from == NULL && isatty(STDIN_FILENO)) {
        fputs(options_help, stderr);
        return EXIT_USAGE;
    }
    return tag(&options);
}

static int run(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {{"people", people},
                    {"eval", eval},
                    {"bench", bench},
                    {"train", train},
                    {"corpus", corpus_tool}};
    const char *command = argc > 1 ? argv[1] : "";

    /* A file of that name is `./eval`. The command's own arguments follow the program's name. */
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(command, commands[i].name) == 0) {
            argv[1] = argv[0];
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    return tag_or_inform(argc, argv);
}

int main(int argc, char **argv)
{
    char name[] = "byline"; /* however it was called: getopt_long() prints it before a complaint */
    int status;

    if (argc < 1)
        return EXIT_USAGE;
    argv[0] = name;
    /* A pipe that its reader closed is an error of writing like any other. */
    signal(SIGPIPE, SIG_IGN);
    status = run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        complain(NULL, 0, "cannot write standard output: %s", strerror(errno));
        return EXIT_FAILED;
    }
    return status;
}
