/* SPDX-License-Identifier: MIT */
#include "bench.h"

#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
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
#include "options.h"
#include "pool.h"
#include "source.h"
#include "types.h"

#define LEAST_SECONDS 2.0
#define LEAST_ROUNDS 3

static const char help[] =
    "Usage: byline bench [--model=FILE|rules] [--types=TYPE,...] [-j N] FILE...\n"
    "Read texts into memory, then tag all of them again and again on one thread, at\n"
    "least 3 times and for 2 seconds. A FILE in .jsonl holds JSON Lines, others are\n"
    "text. Print the speed of the median round, and the most memory held at a time,\n"
    "which includes the texts. With -j N each round is done again on N threads (0:\n"
    "one for each processor); the last line tells how many times as fast they are.\n";

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

/* One round, which several threads do together. */
struct round {
    const byline_model *model;
    uint32_t types;
    const struct texts *texts;
    atomic_size_t next; /* the text that nobody has begun */
    atomic_size_t tokens;
    atomic_bool failed;
};

static void tag_text(struct round *round, size_t number)
{
    const struct text *text = &round->texts->items[number];
    byline_options options = BYLINE_OPTIONS_INIT;
    byline_document *document;
    byline_error error;

    options.types = round->types;
    options.document_date = text->date;
    if (byline_tag(round->model, text->bytes, text->length, &options, &document, &error) !=
        BYLINE_OK) {
        complain(NULL, 0, "text %zu: %s", number + 1, error.message);
        round->failed = true;
        return;
    }
    round->tokens += byline_document_token_count(document);
    byline_document_free(document);
}

static void *tag_texts(void *argument)
{
    struct round *round = argument;
    size_t number;

    while (!round->failed && (number = round->next++) < round->texts->count)
        tag_text(round, number);
    return NULL;
}

/* Tags every text once. The thread that calls is one of them. */
static bool do_round(struct round *round, unsigned threads)
{
    pthread_t others[OPTIONS_MOST_THREADS];
    unsigned started = 0;

    round->next = 0;
    round->tokens = 0;
    while (started + 1 < threads && !round->failed) {
        if (pthread_create(&others[started], NULL, tag_texts, round) == 0) {
            started++;
            continue;
        }
        complain(NULL, 0, "no thread could be started beside %u others", started + 1);
        round->failed = true;
    }
    tag_texts(round);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    return !round->failed;
}

static bool time_round(struct round *round, unsigned threads, struct pool *pool,
                       struct rounds *rounds)
{
    double start = seconds_now();

    if (!do_round(round, threads))
        return false;
    rounds->seconds = pool_grow(pool, rounds->seconds, rounds->count, &rounds->capacity,
                                sizeof(*rounds->seconds));
    rounds->seconds[rounds->count] = seconds_now() - start;
    rounds->total += rounds->seconds[rounds->count++];
    return true;
}

/* One thread and several take turns, so that what else the machine does meanwhile slows both. */
static bool measure(struct round *round, unsigned threads, struct pool *pool, struct rounds *alone,
                    struct rounds *together)
{
    while (alone->count < LEAST_ROUNDS || alone->total < LEAST_SECONDS) {
        if (!time_round(round, 1, pool, alone))
            return false;
        if (threads > 1 && !time_round(round, threads, pool, together))
            return false;
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

static void print_measurement(const struct round *round, unsigned threads, struct rounds *alone,
                              struct rounds *together)
{
    double seconds = median(alone);
    size_t tokens = round->tokens, bytes = round->texts->bytes;

    printf("texts         %zu\n", round->texts->count);
    printf("bytes         %zu\n", bytes);
    printf("tokens        %zu\n", tokens);
    printf("rounds        %zu\n", alone->count);
    printf("tokens/s      %.0f\n", (double)tokens / seconds);
    printf("MB/s          %.2f\n", (double)bytes / 1e6 / seconds);
    printf("peak memory   %.1f MB\n", peak_memory());
    if (threads > 1)
        printf("%3u threads   %.2f times as fast\n", threads, seconds / median(together));
}

/* ---- Command ------------------------------------------------------------- */

struct bench_options {
    const char *model;
    uint32_t types;
    unsigned threads;
    char **files;
};

static bool run(const struct bench_options *options, struct texts *texts)
{
    struct rounds alone = {0}, together = {0};
    struct round round = {.types = options->types, .texts = texts};
    byline_model *model;
    bool done;

    if (!load(texts, options->files))
        return false;
    model = model_open(options->model);
    if (model == NULL)
        return false;
    round.model = model;
    done = measure(&round, options->threads, &texts->pool, &alone, &together);
    if (done)
        print_measurement(&round, options->threads, &alone, &together);
    byline_model_close(model);
    return done;
}

static int refer_to_help(void)
{
    fputs("Try 'byline bench --help'.\n", stderr);
    return EXIT_USAGE;
}

static bool read_option(int name, char *argument, struct bench_options *options)
{
    switch (name) {
    case 'j': return options_read_threads(argument, &options->threads);
    case 'm': options->model = argument; return true;
    case 't': return types_parse(argument, &options->types);
    default: return false; /* getopt_long() has said what is wrong */
    }
}

int bench(int argc, char **argv)
{
    static const struct option known_options[] = {
        {"help", no_argument, NULL, 'h'},
        {"jobs", required_argument, NULL, 'j'},
        {"model", required_argument, NULL, 'm'},
        {"types", required_argument, NULL, 't'},
        {NULL, 0, NULL, 0},
    };
    struct bench_options options = {.threads = 1};
    struct texts texts = {0};
    bool done;
    int name;

    while ((name = getopt_long(argc, argv, "j:", known_options, NULL)) != -1) {
        if (name == 'h') {
            fputs(help, stdout);
            return EXIT_DONE;
        }
        if (!read_option(name, optarg, &options))
            return refer_to_help();
    }
    if (optind == argc) {
        complain(NULL, 0, "bench: no FILE was named");
        return refer_to_help();
    }
    options.files = argv + optind;
    done = run(&options, &texts);
    pool_free(&texts.pool);
    return done ? EXIT_DONE : EXIT_FAILED;
}
