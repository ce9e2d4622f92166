/* SPDX-License-Identifier: MIT */
#include "corpus_tool.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_article.h"
#include "check_corpus.h"
#include "complain.h"
#include "exit_status.h"
#include "splits.h"
#include "summary.h"

static const char help[] =
    "Usage: byline corpus check [--summary] [--rules=FILE] [PATH]...\n"
    "       byline corpus split [--dev=N] [--test=N] FOLDER INTO\n"
    "Look after articles that are annotated in the corpus format.\n"
    "\n"
    "check prints what is wrong, as FILE:LINE: MESSAGE on standard error: headers,\n"
    "spans, links, values of dates, near copies, names in more than one split;\n"
    "what is suspicious only, as a warning. PATH is an .article or a folder, `corpus`\n"
    "if there is none. A file lists.txt in it or above it has the values that headers\n"
    "may have, and limits. Those of a whole corpus, such as the number of countries,\n"
    "hold for the folder that it lies in.\n"
    "  --summary      print a table of what the articles hold\n"
    "  --rules=FILE   take the values and limits from another file\n"
    "\n"
    "split moves the articles of FOLDER to the folders train, dev and test of INTO.\n"
    "Articles that name the same person stay together, and regions, beats, forms and\n"
    "hard cases are spread evenly.\n"
    "  --dev=N, --test=N   how many articles these get: 50 if it is not said\n"
    "\n"
    "  byline corpus check --summary corpus\n"
    "Exit status: 0 all is well, but for warnings; 1 errors; 2 wrong usage.\n";

struct tool_options {
    const char *rules; /* NULL to look for them */
    bool summary, help;
    size_t sizes[SPLIT_COUNT]; /* that of train is not used */
};

enum option_name {
    OPTION_DEV = 256, /* past every character, which stands for a short option */
    OPTION_HELP,
    OPTION_RULES,
    OPTION_SUMMARY,
    OPTION_TEST
};

/* ---- Check --------------------------------------------------------------- */

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Where the rules for a path are: in it, in its folder, or in the one above. NULL for nowhere. */
static const char *find_rules(const char *path, struct pool *pool)
{
    for (int level = 0; level < 3; level++) {
        const char *candidate = path_join(pool, path, RULES_FILE);

        if (exists(candidate))
            return candidate;
        path = path_folder(pool, path);
    }
    return NULL;
}

static void note_failure(void *context, const char *path, const struct corpus_error *error)
{
    findings_error(context, path, error->line, "%s", error->message);
}

static bool read_paths(struct articles *articles, char **paths, struct pool *pool,
                       struct findings *findings)
{
    bool right = true;

    for (; *paths != NULL; paths++)
        right &= articles_read(articles, *paths, pool, note_failure, findings);
    if (right && articles->count == 0) {
        complain(NULL, 0, "no file named ends in .article");
        right = false;
    }
    return right;
}

static bool check(const struct tool_options *options, char **paths, struct pool *pool)
{
    struct findings findings = {0};
    struct articles articles = {0};
    struct rules rules = {0};
    const char *found = options->rules != NULL ? options->rules : find_rules(paths[0], pool);
    bool right = found == NULL || rules_read(&rules, found, pool);

    if (!right)
        return false;
    right = read_paths(&articles, paths, pool, &findings) && articles_divide(&articles, pool);
    if (articles.count == 0)
        return false;
    for (size_t i = 0; i < articles.count; i++)
        check_article(&articles.items[i], &rules, pool, &findings);
    check_together(&articles, &rules, pool, &findings);
    if (rules.path != NULL && strcmp(rules.path, path_join(pool, paths[0], RULES_FILE)) == 0)
        check_balance(&articles, &rules, pool, &findings);
    if (options->summary)
        summary_print(stdout, &articles, pool);
    if (findings.errors + findings.warnings > 0)
        fprintf(stderr, "%zu errors, %zu warnings in %zu articles\n", findings.errors,
                findings.warnings, articles.count);
    return right && findings.errors == 0;
}

/* ---- Split --------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    complain(path, 0, "%s", strerror(errno));
    return false;
}

/* Where an article goes. */
static const char *new_path(const struct article *article, const char *into, struct pool *pool)
{
    const char *slash = strrchr(article->path, '/');
    const char *file = slash == NULL ? article->path : slash + 1;

    return path_join(pool, path_join(pool, into, split_name(article->split)), file);
}

/* Whether a move would overwrite another file. */
static bool collides(const struct article *article, const char *path)
{
    if (strcmp(article->path, path) == 0 || !exists(path))
        return false;
    complain(path, 0, "it exists; nothing was moved");
    return true;
}

static bool move_all(const struct articles *articles, const char *into, struct pool *pool)
{
    for (size_t i = 0; i < articles->count; i++)
        if (collides(&articles->items[i], new_path(&articles->items[i], into, pool)))
            return false;
    for (int split = 0; split < SPLIT_COUNT; split++)
        if (!make_folder(path_join(pool, into, split_name((enum split)split))))
            return false;
    for (size_t i = 0; i < articles->count; i++) {
        const char *path = new_path(&articles->items[i], into, pool);

        if (rename(articles->items[i].path, path) != 0) {
            complain(path, 0, "%s", strerror(errno));
            return false;
        }
    }
    return true;
}

static bool split(struct tool_options *options, const char *folder, const char *into,
                  struct pool *pool)
{
    struct findings findings = {0};
    struct articles articles = {0};
    struct rules rules = {0};
    const char *found = options->rules != NULL ? options->rules : find_rules(into, pool);
    size_t held = options->sizes[SPLIT_DEV] + options->sizes[SPLIT_TEST];

    if ((found != NULL && !rules_read(&rules, found, pool)) ||
        !articles_read(&articles, folder, pool, note_failure, &findings))
        return false;
    if (articles.count < held) {
        complain(folder, 0, "%zu articles are less than dev and test have", articles.count);
        return false;
    }
    options->sizes[SPLIT_TRAIN] = articles.count - held;
    if (!splits_assign(&articles, &rules, options->sizes, pool)) {
        complain(folder, 0, "articles that share names do not fit into splits of that size");
        return false;
    }
    return move_all(&articles, into, pool);
}

/* ---- Command line -------------------------------------------------------- */

static bool read_count(const char *option, const char *argument, size_t *count)
{
    char *end;
    unsigned long number = strtoul(argument, &end, 10);

    if (argument[0] < '0' || argument[0] > '9' || *end != '\0' || number > INT32_MAX) {
        complain(NULL, 0, "--%s: '%s' is not a number", option, argument);
        return false;
    }
    *count = number;
    return true;
}

static bool read_option(int name, const char *argument, struct tool_options *options)
{
    switch (name) {
    case OPTION_DEV: return read_count("dev", argument, &options->sizes[SPLIT_DEV]);
    case OPTION_HELP: options->help = true; return true;
    case OPTION_RULES: options->rules = argument; return true;
    case OPTION_SUMMARY: options->summary = true; return true;
    case OPTION_TEST: return read_count("test", argument, &options->sizes[SPLIT_TEST]);
    default: return false; /* getopt_long() has said what is wrong */
    }
}

static bool read_options(int argc, char **argv, struct tool_options *options)
{
    static const struct option known[] = {
        {"dev", required_argument, NULL, OPTION_DEV},
        {"help", no_argument, NULL, OPTION_HELP},
        {"rules", required_argument, NULL, OPTION_RULES},
        {"summary", no_argument, NULL, OPTION_SUMMARY},
        {"test", required_argument, NULL, OPTION_TEST},
        {NULL, 0, NULL, 0},
    };
    int name;

    while ((name = getopt_long(argc, argv, "", known, NULL)) != -1)
        if (!read_option(name, optarg, options))
            return false;
    return true;
}

static int run(struct tool_options *options, char **arguments, int count, struct pool *pool)
{
    static char whole[] = "corpus";
    char *no_paths[] = {whole, NULL};

    if (options->help) {
        fputs(help, stdout);
        return EXIT_DONE;
    }
    if (count > 0 && strcmp(arguments[0], "check") == 0)
        return check(options, count > 1 ? arguments + 1 : no_paths, pool) ? EXIT_DONE : EXIT_FAILED;
    if (count == 3 && strcmp(arguments[0], "split") == 0)
        return split(options, arguments[1], arguments[2], pool) ? EXIT_DONE : EXIT_FAILED;
    complain(NULL, 0, "corpus: 'check' or 'split FOLDER INTO' was expected");
    return EXIT_USAGE;
}

int corpus_tool(int argc, char **argv)
{
    struct tool_options options = {.sizes = {[SPLIT_DEV] = 50, [SPLIT_TEST] = 50}};
    struct pool pool = {0};
    int status = EXIT_USAGE;

    if (read_options(argc, argv, &options))
        status = run(&options, argv + optind, argc - optind, &pool);
    if (status == EXIT_USAGE)
        fputs("Try 'byline corpus --help'.\n", stderr);
    pool_free(&pool);
    return status;
}
