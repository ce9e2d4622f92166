/* SPDX-License-Identifier: MIT */
#include "eval.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collection.h"
#include "complain.h"
#include "evaluate.h"
#include "exit_status.h"
#include "model.h"
#include "report.h"
#include "types.h"

static const char help[] =
    "Usage: byline eval [OPTION]... GOLD...\n"
    "Tag annotated text and print how well the result agrees with its annotations.\n"
    "GOLD is a file of JSON Lines, an .article, a folder of these, or columns\n"
    "(.bio, .conll, .iob): a token a line and, last on it, its tag in IOB1, BIO or\n"
    "BIOES; blank lines end sentences, -DOCSTART- or 100 sentences documents.\n"
    "\n"
    "  --predicted=FILE   score this instead: JSON Lines that byline printed\n"
    "  --model=FILE|rules another model, or none\n"
    "  --map=FROM=TO      in columns, read a type as another, or drop it where TO is\n"
    "                     empty; PER LOC ORG are PERSON PLACE ORGANISATION anyway\n"
    "  --only=TYPE,...    count these types alone\n"
    "  --relaxed          let overlap be enough, instead of the exact span\n"
    "  --by=KEY           a row for each value of KEY in the gold: region, form, hard\n"
    "  --errors=N         list the first N entities that were missed or spurious\n"
    "  --help\n"
    "\n"
    "  byline eval --by=region --errors=50 corpus/dev\n"
    "  byline eval --map=GPE=PLACE --map=MISC= test.conll\n";

struct eval_options {
    struct evaluate_options evaluate;
    const char *predicted; /* NULL to run the tagger */
    const char *model;     /* as model_open() takes it */
    struct type_maps maps;
    size_t errors;
    bool help;
};

enum option_name {
    OPTION_BY = 256, /* past every character, which stands for a short option */
    OPTION_ERRORS,
    OPTION_HELP,
    OPTION_MAP,
    OPTION_MODEL,
    OPTION_ONLY,
    OPTION_PREDICTED,
    OPTION_RELAXED
};

static const struct option known_options[] = {
    {"by", required_argument, NULL, OPTION_BY},
    {"errors", required_argument, NULL, OPTION_ERRORS},
    {"help", no_argument, NULL, OPTION_HELP},
    {"map", required_argument, NULL, OPTION_MAP},
    {"model", required_argument, NULL, OPTION_MODEL},
    {"only", required_argument, NULL, OPTION_ONLY},
    {"predicted", required_argument, NULL, OPTION_PREDICTED},
    {"relaxed", no_argument, NULL, OPTION_RELAXED},
    {NULL, 0, NULL, 0},
};

static bool read_count(const char *argument, size_t *count)
{
    char *end;
    unsigned long value;

    errno = 0;
    value = strtoul(argument, &end, 10);
    if (argument[0] < '0' || argument[0] > '9' || *end != '\0' || errno != 0) {
        complain(NULL, 0, "--errors: '%s' is not a number", argument);
        return false;
    }
    *count = value;
    return true;
}

/* Adds a map, whose TO must be one of our types, or empty. */
static bool read_map(const char *argument, struct type_maps *maps, struct pool *pool)
{
    byline_type type;
    const char *to;

    if (!type_maps_add(maps, argument, pool))
        return false;
    to = maps->items[maps->count - 1].to;
    if (to[0] == '\0' || type_find(to, strlen(to), &type))
        return true;
    complain(NULL, 0, "--map=FROM=TO: unknown type '%.80s'", to);
    return false;
}

static bool read_option(int name, const char *argument, struct eval_options *options,
                        struct pool *pool)
{
    switch (name) {
    case OPTION_BY: options->evaluate.by = argument; return true;
    case OPTION_ERRORS: return read_count(argument, &options->errors);
    case OPTION_HELP: options->help = true; return true;
    case OPTION_MAP: return read_map(argument, &options->maps, pool);
    case OPTION_MODEL: options->model = argument; return true;
    case OPTION_ONLY: return types_parse(argument, &options->evaluate.only);
    case OPTION_PREDICTED: options->predicted = argument; return true;
    case OPTION_RELAXED: options->evaluate.relaxed = true; return true;
    default: return false; /* getopt_long() has said what is wrong */
    }
}

static bool read_options(int argc, char **argv, struct eval_options *options, struct pool *pool)
{
    int name;

    while ((name = getopt_long(argc, argv, "", known_options, NULL)) != -1)
        if (!read_option(name, optarg, options, pool))
            return false;
    if (!options->help && optind == argc) {
        complain(NULL, 0, "eval: no GOLD was named");
        return false;
    }
    return true;
}

/* Tags a gold document's text. Complains, and returns false, where that fails. */
static bool predict(const byline_model *model, const struct annotated_document *gold,
                    struct pool *pool, struct annotated_document *predicted)
{
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_document *document;
    byline_error error;

    if (gold->text == NULL) {
        complain(gold->id, 0, "gold without text needs --predicted");
        return false;
    }
    options.types = BYLINE_TYPES_ALL;
    options.document_date = gold->date;
    if (byline_tag(model, gold->text, gold->length, &options, &document, &error) != BYLINE_OK) {
        complain(gold->id, 0, "%s", error.message);
        return false;
    }
    *predicted = annotated_from_tagged(document, gold, pool);
    byline_document_free(document);
    return true;
}

static bool tag_collection(const byline_model *model, const struct collection *gold,
                           struct pool *pool, struct evaluation *evaluation)
{
    struct annotated_document *predicted = pool_take_array(pool, gold->count, sizeof(*predicted));

    for (size_t i = 0; i < gold->count; i++) {
        if (!predict(model, &gold->documents[i], pool, &predicted[i]))
            return false;
        evaluation_add(evaluation, &gold->documents[i], &predicted[i]);
    }
    return true;
}

static bool evaluate_tagger(const char *name, const struct collection *gold, struct pool *pool,
                            struct evaluation *evaluation)
{
    byline_model *model = model_open(name);
    bool done;

    if (model == NULL)
        return false;
    done = tag_collection(model, gold, pool, evaluation);
    byline_model_close(model);
    return done;
}

static bool evaluate_output(const struct eval_options *options, const struct collection *gold,
                            struct pool *pool, struct evaluation *evaluation)
{
    struct collection predicted = {0};

    if (!collection_load(&predicted, options->predicted, &options->maps, pool) ||
        !collection_index(&predicted, pool))
        return false;
    for (size_t i = 0; i < gold->count; i++)
        evaluation_add(evaluation, &gold->documents[i],
                       collection_find(&predicted, gold->documents[i].id));
    return true;
}

static bool run(const struct eval_options *options, char **files, struct pool *pool)
{
    struct evaluation evaluation = evaluation_begin(&options->evaluate, pool);
    struct collection gold = {0};
    bool done = true;

    for (; done && *files != NULL; files++)
        done = collection_load(&gold, *files, &options->maps, pool);
    done = done && collection_index(&gold, pool);
    if (options->predicted != NULL)
        done = done && evaluate_output(options, &gold, pool, &evaluation);
    else
        done = done && evaluate_tagger(options->model, &gold, pool, &evaluation);
    if (done)
        report(stdout, &evaluation, options->errors);
    return done;
}

int eval(int argc, char **argv)
{
    struct eval_options options = {.maps = type_maps_default};
    struct pool pool = {0};
    int status;

    if (!read_options(argc, argv, &options, &pool)) {
        fputs("Try 'byline eval --help'.\n", stderr);
        status = EXIT_USAGE;
    } else if (options.help) {
        fputs(help, stdout);
        status = EXIT_DONE;
    } else {
        status = run(&options, argv + optind, &pool) ? EXIT_DONE : EXIT_FAILED;
    }
    pool_free(&pool);
    return status;
}
