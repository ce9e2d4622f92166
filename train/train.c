/* SPDX-License-Identifier: MIT */
#include "train.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "exit_status.h"
#include "export.h"
#include "network/kernels.h"
#include "parts.h"
#include "start.h"
#include "storage.h"
#include "trainer.h"

static const char help[] =
    "Usage: byline train --vectors=FILE --train=SAMPLES --checkpoint=FILE [OPTION]...\n"
    "Learn a model from annotated text; without --train, measure a checkpoint's best.\n"
    "SAMPLES is FILE[*WEIGHT][:DOCUMENTS], FILE what byline eval takes as gold.\n"
    "  --vectors=FILE     word vectors: lines of a word and its numbers, as GloVe's\n"
    "  --train=SAMPLES    learn from these; it, --dev and --test may be given again\n"
    "  --dev=SAMPLES      measure on these after each epoch, and keep the best epoch\n"
    "  --test=SAMPLES     measure on these too, which decides nothing\n"
    "  --map=FROM=TO      in samples named after this, read a type as another, or as\n"
    "                     unknown if TO is empty; PER, LOC, ORG are mapped anyway\n"
    "  --start[=MODEL]    begin with the weights of a model, or of the built-in one;\n"
    "                     its vectors are needed: GloVe 6B of 100 numbers\n"
    "  --checkpoint=FILE  the state of the run, written after each epoch\n"
    "  --resume           go on from the checkpoint\n"
    "  --output=MODEL     the best model in the end, for byline --model=MODEL\n"
    "  --upper=X --lower=X   share of samples that is read in capitals, lower case\n"
    "  --epochs=N --patience=N --batch=N --part=N --threads=N --seed=N\n"
    "  --channels=N --layers=N --width=N\n"
    "  --rate=X --weight-decay=X --average=X --longest-slope=X\n"
    "  --dropout=X --word-dropout=X --affix-dropout=X --feature-dropout=X\n"
    "  --help\n"
    "  byline train --start --vectors=glove.txt --train=train.conll \\\n"
    "      --dev=dev.conll --checkpoint=run.ckpt --output=my.model\n"
    "  byline eval --model=my.model test.conll\n";

/* Samples are read with the maps that were given before them. */
struct spec {
    const char *name;
    struct type_maps maps;
};

struct list {
    struct spec *items;
    size_t count, capacity;
};

struct command {
    struct trainer_options trainer;
    struct network_shape shape;
    struct list train, dev, test;
    struct type_maps maps; /* those given so far */
    struct pool pool;      /* for what is in lists and maps */
    const char *vectors;
    const char *output; /* or NULL */
    const char *start;  /* a model, "" for the one in the library, or NULL */
    uint32_t part;      /* the most tokens that are learned from at once */
    bool resume, help;
};

enum option_code {
    OPTION_VECTORS = 256,
    OPTION_TRAIN,
    OPTION_DEV,
    OPTION_TEST,
    OPTION_MAP,
    OPTION_CHECKPOINT,
    OPTION_RESUME,
    OPTION_OUTPUT,
    OPTION_START,
    OPTION_NUMBER /* the first of those in number_options() */
};

/* An option whose value is a number, and where it goes. */
struct number_option {
    const char *name;
    uint32_t *whole; /* or NULL, and then */
    float *real;
    double least, most;
    double step; /* from one value to the next; 0 where there are no steps */
};

#define NUMBER_OPTIONS 18u

static void number_options(struct command *command, struct number_option options[NUMBER_OPTIONS])
{
    struct trainer_options *trainer = &command->trainer;
    struct network_shape *shape = &command->shape;
    struct dropout *dropout = &trainer->dropout;
    const struct number_option all[NUMBER_OPTIONS] = {
        {"epochs", &trainer->epochs, NULL, 1, 10000, 1},
        {"batch", &trainer->batch, NULL, 1, 10000, 1},
        {"patience", &trainer->patience, NULL, 0, 10000, 1},
        {"part", &command->part, NULL, 1, 1000000, 1},
        {"threads", &trainer->threads, NULL, 1, TRAINER_THREADS, 1},
        {"channels", &shape->channels, NULL, KERNEL_LANES, 1024, KERNEL_LANES},
        {"layers", &shape->blocks, NULL, 1, NETWORK_BLOCKS, 1},
        {"width", &shape->width, NULL, 1, 15, 2},
        {"rate", NULL, &trainer->rate, 0, 1, 0},
        {"weight-decay", NULL, &trainer->weight_decay, 0, 1, 0},
        {"average", NULL, &trainer->average_keep, 0, 1, 0},
        {"dropout", NULL, &dropout->state, 0, 0.99, 0},
        {"word-dropout", NULL, &dropout->word, 0, 1, 0},
        {"affix-dropout", NULL, &dropout->affix, 0, 1, 0},
        {"feature-dropout", NULL, &dropout->feature, 0, 1, 0},
        {"upper", NULL, &trainer->upper, 0, 1, 0},
        {"lower", NULL, &trainer->lower, 0, 1, 0},
        {"longest-slope", NULL, &trainer->longest_slope, 0, 1e9, 0}};
    memcpy(options, all, sizeof(all));
}

static bool is_allowed(const struct number_option *option, double number)
{
    return number >= option->least && number <= option->most &&
           (option->step <= 0.0 || fmod(number - option->least, option->step) == 0.0);
}

static void refuse_number(const struct number_option *option, const char *value)
{
    if (option->step > 1.0)
        complain(NULL, 0, "--%s: not one of %g, %g and so on to %g: %s", option->name,
                 option->least, option->least + option->step, option->most, value);
    else
        complain(NULL, 0, "--%s: not a %snumber from %g to %g: %s", option->name,
                 option->step > 0.0 ? "whole " : "", option->least, option->most, value);
}

static bool read_number(const struct number_option *option, const char *value)
{
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end != '\0' || !is_allowed(option, number)) {
        refuse_number(option, value);
        return false;
    }
    if (option->whole != NULL)
        *option->whole = (uint32_t)number;
    else
        *option->real = (float)number;
    return true;
}

static void add_spec(struct command *command, struct list *list, const char *name)
{
    list->items =
        pool_grow(&command->pool, list->items, list->count, &list->capacity, sizeof(*list->items));
    list->items[list->count++] = (struct spec){name, command->maps};
}

static bool read_seed(struct command *command, const char *value)
{
    char *end;
    command->trainer.seed = strtoull(value, &end, 10);
    if (*end == '\0' && end != value)
        return true;
    complain(NULL, 0, "--seed: not a number: %s", value);
    return false;
}

static bool take_option(struct command *command, int option, char *value,
                        const struct number_option *numbers)
{
    switch (option) {
    case 'h': command->help = true; return true;
    case 's': return read_seed(command, value);
    case OPTION_VECTORS: command->vectors = value; return true;
    case OPTION_TRAIN: add_spec(command, &command->train, value); return true;
    case OPTION_DEV: add_spec(command, &command->dev, value); return true;
    case OPTION_TEST: add_spec(command, &command->test, value); return true;
    case OPTION_MAP: return type_maps_add(&command->maps, value, &command->pool);
    case OPTION_CHECKPOINT: command->trainer.path = value; return true;
    case OPTION_RESUME: command->resume = true; return true;
    case OPTION_OUTPUT: command->output = value; return true;
    case OPTION_START: command->start = value == NULL ? "" : value; return true;
    case '?': return false; /* getopt_long() has complained */
    default: return read_number(&numbers[option - OPTION_NUMBER], value);
    }
}

static bool read_command(int argc, char **argv, struct command *command)
{
    struct option options[NUMBER_OPTIONS + 12] = {
        {"help", no_argument, NULL, 'h'},
        {"seed", required_argument, NULL, 's'},
        {"vectors", required_argument, NULL, OPTION_VECTORS},
        {"train", required_argument, NULL, OPTION_TRAIN},
        {"dev", required_argument, NULL, OPTION_DEV},
        {"test", required_argument, NULL, OPTION_TEST},
        {"map", required_argument, NULL, OPTION_MAP},
        {"checkpoint", required_argument, NULL, OPTION_CHECKPOINT},
        {"resume", no_argument, NULL, OPTION_RESUME},
        {"output", required_argument, NULL, OPTION_OUTPUT},
        {"start", optional_argument, NULL, OPTION_START}};
    struct number_option numbers[NUMBER_OPTIONS];
    int option;
    number_options(command, numbers);
    for (uint32_t i = 0; i < NUMBER_OPTIONS; i++)
        options[11 + i] =
            (struct option){numbers[i].name, required_argument, NULL, OPTION_NUMBER + (int)i};
    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (!take_option(command, option, optarg, numbers))
            return false;
    }
    if (!command->help && (command->vectors == NULL || command->trainer.path == NULL)) {
        complain(NULL, 0, "--vectors and --checkpoint are needed");
        return false;
    }
    return true;
}

/* ---- Running ------------------------------------------------------------- */

static bool read_spec(const struct spec *spec, struct layer layers[LAYER_COUNT], bool learn,
                      struct samples *samples)
{
    return samples_read(samples, spec->name, &spec->maps, layers, learn);
}

static bool read_training(const struct command *command, struct layer layers[LAYER_COUNT],
                          struct samples *samples)
{
    for (size_t i = 0; i < command->train.count; i++) {
        if (!read_spec(&command->train.items[i], layers, true, samples))
            return false;
    }
    return true;
}

static bool read_measures(const struct command *command, struct layer layers[LAYER_COUNT],
                          struct measure *measures)
{
    size_t dev = command->dev.count, count = dev + command->test.count;
    for (size_t i = 0; i < count; i++) {
        const struct spec *spec = i < dev ? &command->dev.items[i] : &command->test.items[i - dev];
        measures[i].name = spec->name;
        measures[i].decides = i < dev;
        if (!read_spec(spec, layers, false, &measures[i].samples))
            return false;
    }
    return true;
}

/* Goes on from the checkpoint. */
static bool resume(const struct command *command, const struct layer layers[LAYER_COUNT],
                   const struct vectors *vectors, struct checkpoint *checkpoint,
                   struct network *network)
{
    if (!checkpoint_read(checkpoint, command->trainer.path))
        return false;
    network_init(network, &checkpoint->shape);
    if (checkpoint->shape.dimension == vectors->dimension &&
        (command->train.count == 0 ||
         memcmp(layers, checkpoint->layers, sizeof(checkpoint->layers)) == 0))
        return true;
    complain(command->trainer.path, 0, "was trained on other types or vectors");
    return false;
}

/* Makes a network for the types, and its weights: random ones, or those of a model. */
static bool make(const struct command *command, const struct layer layers[LAYER_COUNT],
                 const struct vectors *vectors, const struct model_file *start,
                 struct checkpoint *checkpoint, struct network *network)
{
    memcpy(checkpoint->layers, layers, sizeof(checkpoint->layers));
    checkpoint->shape.dimension = vectors->dimension;
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        checkpoint->shape.labels[i] = layer_labels(&layers[i]);
    network_init(network, &checkpoint->shape);
    checkpoint_take(checkpoint, network->weight_count);
    network_start(network, checkpoint->weights, command->trainer.seed);
    return start == NULL || start_take(start, network, layers, vectors, checkpoint->weights);
}

/* A run begins anew, with a model, or where the checkpoint says. */
static bool begin(const struct command *command, const struct layer layers[LAYER_COUNT],
                  const struct vectors *vectors, struct checkpoint *checkpoint,
                  struct network *network)
{
    struct model_file start;
    if (command->resume || command->train.count == 0)
        return resume(command, layers, vectors, checkpoint, network);
    *checkpoint = (struct checkpoint){.shape = command->shape};
    if (command->start == NULL)
        return make(command, layers, vectors, NULL, checkpoint, network);
    if (!start_open(command->start, &start, &checkpoint->shape))
        return false;
    bool done = make(command, layers, vectors, &start, checkpoint, network);
    by_model_file_close(&start);
    return done;
}

static void measure_all(const struct command *command, const struct network *network,
                        const struct checkpoint *checkpoint, const struct vectors *vectors,
                        const struct measure *measures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scores scores =
            trainer_measure(network, checkpoint->best, checkpoint->layers, vectors,
                            &measures[i].samples, command->trainer.threads);
        printf("%s  ", measures[i].name);
        scores_print(&scores, checkpoint->layers, stdout);
    }
}

static bool run(const struct command *command, struct vectors *vectors, struct samples *samples,
                struct checkpoint *checkpoint, struct measure *measures)
{
    struct layer layers[LAYER_COUNT] = {{0}};
    struct network network;
    if (!read_training(command, layers, samples) || !vectors_read(vectors, command->vectors) ||
        !begin(command, layers, vectors, checkpoint, &network) ||
        (command->output != NULL && !export_is_possible(checkpoint, vectors)) ||
        !read_measures(command, checkpoint->layers, measures))
        return false;
    size_t measure_count = command->dev.count + command->test.count;
    if (command->train.count == 0) {
        measure_all(command, &network, checkpoint, vectors, measures, measure_count);
        return true;
    }
    samples_split(samples, command->part);
    fprintf(stderr, "%zu samples, %zu weights\n", samples->count, network.weight_count);
    if (samples->count == 0) {
        complain(NULL, 0, "nothing to learn from");
        return false;
    }
    return trainer_run(checkpoint, &network, vectors, samples, measures, measure_count,
                       &command->trainer);
}

static struct command default_command(void)
{
    return (struct command){
        .trainer = {.dropout = {.state = 0.5f, .word = 0.2f, .affix = 0.3f, .feature = 0.15f},
                    .rate = 2e-3f,
                    .weight_decay = 1e-4f,
                    .longest_slope = 5.0f,
                    .average_keep = 0.998f,
                    .upper = 0.05f,
                    .lower = 0.05f,
                    .epochs = 20,
                    .batch = 6,
                    .threads = 1,
                    .seed = 1},
        .shape = {.buckets = AFFIX_BUCKETS,
                  .bucket_width = 32,
                  .features = FEATURE_COUNT,
                  .channels = 192,
                  .blocks = 4,
                  .width = 5},
        .maps = type_maps_default,
        .part = 600};
}

static int run_command(const struct command *command)
{
    struct vectors vectors = {0};
    struct samples samples = {0};
    struct checkpoint checkpoint = {0};
    size_t measure_count = command->dev.count + command->test.count;
    struct measure *measures = storage_take(measure_count, sizeof(*measures));
    bool done = run(command, &vectors, &samples, &checkpoint, measures) &&
                (command->output == NULL || export_model(&checkpoint, &vectors, command->output));
    for (size_t i = 0; i < measure_count; i++)
        samples_free(&measures[i].samples);
    free(measures);
    checkpoint_free(&checkpoint);
    samples_free(&samples);
    vectors_free(&vectors);
    return done ? EXIT_DONE : EXIT_FAILED;
}

int train(int argc, char **argv)
{
    struct command command = default_command();
    int status;
    if (!read_command(argc, argv, &command)) {
        fputs("Try 'byline train --help'.\n", stderr);
        status = EXIT_USAGE;
    } else if (command.help) {
        fputs(help, stdout);
        status = EXIT_DONE;
    } else {
        status = run_command(&command);
    }
    pool_free(&command.pool);
    return status;
}
