/* SPDX-License-Identifier: MIT */
#include "bench.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "complain.h"
#include "exit_status.h"
#include "inputs.h"
#include "json_in.h"
#include "model.h"
#include "pool.h"
#include "source.h"
#include "types.h"

#define LEAST_SECONDS 2.0
#define LEAST_ROUNDS 3

static const char help[] =
    "Usage: byline bench [--model=FILE|rules] [--types=TYPE,...] FILE...\n"
    "Read texts into memory, then tag all of them again and again on one thread, at\n"
    "least 3 times and for 2 seconds. A FILE in .jsonl holds JSON Lines, others are\n"
    "text. Print the speed of the median round, and the most memory held at a time,\n"
    "which includes the texts.\n";

struct text {
    const char *bytes;
    size_t length;
    const char *date; /* or NULL */
};

/* All texts, in a pool. */
struct texts {
    struct pool pool;
    struct text *items;
    size_t count, capacity;
    size_t bytes;
};

/* How long each round took. */
struct rounds {
    double *seconds;
    size_t count, capacity;
    double total;
};

/* ---- Input --------------------------------------------------------------- */

static void add_text(struct texts *texts, const char *bytes, size_t length, const char *date)
{
    struct text text = {pool_copy(&texts->pool, bytes, length), length, NULL};

    if (date != NULL)
        text.date = pool_copy(&texts->pool, date, strlen(date));
    texts->items = pool_grow(&texts->pool, texts->items, texts->count, &texts->capacity,
                             sizeof(*texts->items));
    texts->items[texts->count++] = text;
    texts->bytes += length;
}

static bool load_file(struct texts *texts, const char *file)
{
    struct buffer buffer = {0};
    const char *reason = source_read(file, &buffer);

    if (reason == NULL)
        add_text(texts, buffer.bytes, buffer.length, NULL);
    else
        complain(file, 0, "%s", reason);
    buffer_free(&buffer);
    return reason == NULL;
}

static bool load_line(struct texts *texts, const char *file, const struct lines *lines)
{
    struct json_document document;
    char reason[JSON_REASON_SIZE];

    bool right = json_read_document(lines->bytes, lines->length, &document, reason);

    if (right)
        add_text(texts, document.text, document.length, document.date);
    else
        complain(file, lines->number, "%s", reason);
    json_decref(document.object);
    return right;
}

static bool load_lines(struct texts *texts, const char *file)
{
    struct lines lines;
    bool right = true;
    const char *reason = lines_open(&lines, file);

    if (reason == NULL) {
        while (right && lines_next(&lines))
            right = load_line(texts, file, &lines);
        reason = lines_close(&lines);
    }
    if (reason != NULL)
        complain(file, 0, "%s", reason);
    return right && reason == NULL;
}

static bool load(struct texts *texts, char **files)
{
    for (; *files != NULL; files++) {
        bool is_lines = input_is_lines(*files, INPUT_BY_NAME);

        if (!(is_lines ? load_lines(texts, *files) : load_file(texts, *files)))
            return false;
    }
    return true;
}

/* ---- Measurement --------------------------------------------------------- */

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Tags every text once and counts the tokens. */
static bool tag_all(const byline_model *model, uint32_t types, const struct texts *texts,
                    size_t *tokens)
{
    *tokens = 0;
    for (size_t i = 0; i < texts->count; i++) {
        byline_options options = BYLINE_OPTIONS_INIT;
        byline_document *document;
        byline_error error;

        options.types = types;
        options.document_date = texts->items[i].date;
        if (byline_tag(model, texts->items[i].bytes, texts->items[i].length, &options, &document,
                       &error) != BYLINE_OK) {
            complain(NULL, 0, "text %zu: %s", i + 1, error.message);
            return false;
        }
        *tokens += byline_document_token_count(document);
        byline_document_free(document);
    }
    return true;
}

static bool measure(const byline_model *model, uint32_t types, struct texts *texts,
                    struct rounds *rounds, size_t *tokens)
{
    while (rounds->count < LEAST_ROUNDS || rounds->total < LEAST_SECONDS) {
        double start = seconds_now();

        if (!tag_all(model, types, texts, tokens))
            return false;
        rounds->seconds = pool_grow(&texts->pool, rounds->seconds, rounds->count, &rounds->capacity,
                                    sizeof(*rounds->seconds));
        rounds->seconds[rounds->count] = seconds_now() - start;
        rounds->total += rounds->seconds[rounds->count++];
    }
    return true;
}

static int compare_seconds(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static double median(struct rounds *rounds)
{
    qsort(rounds->seconds, rounds->count, sizeof(*rounds->seconds), compare_seconds);
    return rounds->seconds[rounds->count / 2];
}

/* In MB of 10^6 bytes. */
static double peak_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return (double)usage.ru_maxrss / 1e6; /* there it is in bytes */
#else
    return (double)usage.ru_maxrss * 1024 / 1e6;
#endif
}

static void print_measurement(const struct texts *texts, struct rounds *rounds, size_t tokens)
{
    double seconds = median(rounds);

    printf("texts         %zu\n", texts->count);
    printf("bytes         %zu\n", texts->bytes);
    printf("tokens        %zu\n", tokens);
    printf("rounds        %zu\n", rounds->count);
    printf("tokens/s      %.0f\n", (double)tokens / seconds);
    printf("MB/s          %.2f\n", (double)texts->bytes / 1e6 / seconds);
    printf("peak memory   %.1f MB\n", peak_memory());
}

/* ---- Command ------------------------------------------------------------- */

static bool run(const char *name, uint32_t types, char **files, struct texts *texts)
{
    struct rounds rounds = {0};
    byline_model *model;
    size_t tokens = 0;
    bool done;

    if (!load(texts, files))
        return false;
    model = model_open(name);
    if (model == NULL)
        return false;
    done = measure(model, types, texts, &rounds, &tokens);
    if (done)
        print_measurement(texts, &rounds, tokens);
    byline_model_close(model);
    return done;
}

static int refer_to_help(void)
{
    fputs("Try 'byline bench --help'.\n", stderr);
    return EXIT_USAGE;
}

int bench(int argc, char **argv)
{
    static const struct option known_options[] = {
        {"help", no_argument, NULL, 'h'},
        {"model", required_argument, NULL, 'm'},
        {"types", required_argument, NULL, 't'},
        {NULL, 0, NULL, 0},
    };
    struct texts texts = {0};
    const char *model = NULL;
    uint32_t types = 0;
    bool done;
    int name;

    while ((name = getopt_long(argc, argv, "", known_options, NULL)) != -1) {
        if (name == 'h') {
            fputs(help, stdout);
            return EXIT_DONE;
        }
        if (name == 'm')
            model = optarg;
        else if (name != 't' || !types_parse(optarg, &types))
            return refer_to_help();
    }
    if (optind == argc) {
        complain(NULL, 0, "bench: no FILE was named");
        return refer_to_help();
    }
    done = run(model, types, argv + optind, &texts);
    pool_free(&texts.pool);
    return done ? EXIT_DONE : EXIT_FAILED;
}
