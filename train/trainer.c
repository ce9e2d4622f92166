/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "trainer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crf.h"
#include "parallel.h"
#include "storage.h"

/* What a thread has of its own. */
struct worker {
    struct pass pass;
    struct crf_space space;
    float *gradient; /* NULL when nothing is learned */
    double loss;
    uint64_t tokens;
    struct scores scores;
    double square_sum;
};

/* What the threads share. */
struct run {
    const struct network *network;
    const float *weights; /* that the threads read */
    const struct layer *layers;
    const struct vectors *vectors;
    const struct samples *samples;
    const struct trainer_options *options;
    struct checkpoint *checkpoint;
    struct crf crfs[LAYER_COUNT];
    struct worker *workers;
    uint32_t threads;
    /* The batch: its samples, by number, and which thread takes each. */
    const uint32_t *batch;
    uint32_t *takers;
    uint32_t batch_count;
    struct adam_step adam;
};

static struct worker *take_workers(uint32_t threads, size_t weight_count)
{
    struct worker *workers = storage_take(threads, sizeof(*workers));
    for (uint32_t i = 0; i < threads && weight_count > 0; i++)
        workers[i].gradient = storage_take(weight_count, sizeof(float));
    return workers;
}

static void free_workers(struct worker *workers, uint32_t threads)
{
    for (uint32_t i = 0; i < threads; i++) {
        pass_free(&workers[i].pass);
        crf_space_free(&workers[i].space);
        free(workers[i].gradient);
    }
    free(workers);
}

static void prepare_crfs(struct run *run)
{
    for (uint32_t i = 0; i < LAYER_COUNT; i++)
        crf_prepare(&run->crfs[i], &run->layers[i], run->weights + run->network->transitions[i],
                    run->weights + run->network->starts[i]);
}

/* A sentence of the document of a pass, as a layer scores it. */
static struct crf_sentence sentence_of(const struct run *run, const struct pass *pass,
                                       uint32_t layer, uint32_t index)
{
    const uint32_t *firsts = pass->example->sentences;
    size_t labels = network_emissions(run->network);
    return (struct crf_sentence){pass->emissions + firsts[index] * labels +
                                     network_layer_offset(run->network, layer),
                                 labels, firsts[index + 1] - firsts[index]};
}

/* ---- Measuring ----------------------------------------------------------- */

static void tag_layer(const struct run *run, struct worker *worker, uint32_t layer)
{
    const struct example *example = worker->pass.example;
    uint8_t *labels = storage_take(example->token_count, sizeof(*labels));
    struct label_span *spans = storage_take(example->token_count, sizeof(*spans));
    for (uint32_t i = 0; i < example->sentence_count; i++) {
        struct crf_sentence sentence = sentence_of(run, &worker->pass, layer, i);
        (void)crf_best(&run->crfs[layer], &sentence, labels + example->sentences[i],
                       &worker->space);
    }
    size_t count = labels_to_spans(labels, example->token_count, spans);
    scores_count(&worker->scores, example, layer, spans, count);
    free(spans);
    free(labels);
}

static void measure_share(void *context, uint32_t thread)
{
    struct run *run = context;
    struct worker *worker = &run->workers[thread];
    const struct dropout nothing = {0};
    for (size_t i = thread; i < run->samples->count; i += run->threads) {
        struct example example;
        example_make(&example, &run->samples->items[i], run->layers, run->vectors, CASING_KEPT);
        if (example.token_count > 0)
            network_forward(run->network, run->weights, run->vectors, &example, &nothing, 0,
                            &worker->pass);
        for (uint32_t layer = 0; layer < LAYER_COUNT; layer++) {
            if (example.sets[layer] != NULL && example.token_count > 0)
                tag_layer(run, worker, layer);
        }
        example_free(&example);
    }
}

struct scores trainer_measure(const struct network *network, const float *weights,
                              const struct layer layers[LAYER_COUNT], const struct vectors *vectors,
                              const struct samples *samples, uint32_t threads)
{
    struct run run = {.network = network,
                      .weights = weights,
                      .layers = layers,
                      .vectors = vectors,
                      .samples = samples,
                      .workers = take_workers(threads, 0),
                      .threads = threads};
    struct scores scores = {0};
    prepare_crfs(&run);
    parallel(threads, measure_share, &run);
    for (uint32_t i = 0; i < threads; i++)
        scores_add(&scores, &run.workers[i].scores);
    free_workers(run.workers, threads);
    return scores;
}

/* ---- Learning from one document ------------------------------------------ */

/* A number that only depends on the seed, the epoch and the sample, for the choices made there. */
static struct random choices_for(const struct run *run, uint32_t sample)
{
    struct random epoch = random_fork(run->options->seed, run->checkpoint->epoch + UINT64_C(1));
    return random_fork(random_next(&epoch), sample);
}

static enum casing choose_casing(const struct trainer_options *options, struct random *random)
{
    float draw = random_share(random);
    if (draw < options->upper)
        return CASING_UPPER;
    return draw < options->upper + options->lower ? CASING_LOWER : CASING_KEPT;
}

/* The loss is how much likelier the labels that the annotation allows should be. */
static void learn_layer(const struct run *run, struct worker *worker, uint32_t layer)
{
    const struct example *example = worker->pass.example;
    const struct network *network = run->network;
    double weight = (double)example->weight;
    for (uint32_t i = 0; i < example->sentence_count; i++) {
        struct crf_sentence sentence = sentence_of(run, &worker->pass, layer, i);
        const uint64_t *sets = example->sets[layer] + example->sentences[i];
        struct crf_slopes slopes = {worker->pass.emission_slopes +
                                        (sentence.emissions - worker->pass.emissions),
                                    worker->gradient + network->transitions[layer],
                                    worker->gradient + network->starts[layer]};
        const struct crf *crf = &run->crfs[layer];
        double all = crf_log_sum(crf, &sentence, NULL, weight, &slopes, &worker->space);
        double allowed = crf_log_sum(crf, &sentence, sets, -weight, &slopes, &worker->space);
        worker->loss += weight * (all - allowed);
    }
}

static void learn(const struct run *run, struct worker *worker, uint32_t sample)
{
    struct random choices = choices_for(run, sample);
    enum casing casing = choose_casing(run->options, &choices);
    struct example example;
    example_make(&example, &run->samples->items[sample], run->layers, run->vectors, casing);
    if (example.token_count > 0) {
        network_forward(run->network, run->weights, run->vectors, &example, &run->options->dropout,
                        (uint32_t)random_next(&choices), &worker->pass);
        for (uint32_t layer = 0; layer < LAYER_COUNT; layer++) {
            if (example.sets[layer] != NULL)
                learn_layer(run, worker, layer);
        }
        network_backward(run->network, run->weights, worker->gradient, &worker->pass);
    }
    worker->tokens += example.token_count;
    example_free(&example);
}

/* ---- A batch ------------------------------------------------------------- */

/* Gives the samples of the batch, the longest first, to whoever has least to do. */
static void share_out(struct run *run)
{
    uint64_t loads[TRAINER_THREADS] = {0};
    memset(run->takers, 0xFF, run->batch_count * sizeof(*run->takers));
    for (uint32_t n = 0; n < run->batch_count; n++) {
        uint32_t longest = UINT32_MAX, taker = 0;
        for (uint32_t i = 0; i < run->batch_count; i++) {
            if (run->takers[i] == UINT32_MAX &&
                (longest == UINT32_MAX || run->samples->items[run->batch[i]].length >
                                              run->samples->items[run->batch[longest]].length))
                longest = i;
        }
        for (uint32_t i = 1; i < run->threads; i++) {
            if (loads[i] < loads[taker])
                taker = i;
        }
        run->takers[longest] = taker;
        loads[taker] += run->samples->items[run->batch[longest]].length;
    }
}

static void learn_share(void *context, uint32_t thread)
{
    struct run *run = context;
    for (uint32_t i = 0; i < run->batch_count; i++) {
        if (run->takers[i] == thread)
            learn(run, &run->workers[thread], run->batch[i]);
    }
}

/* The part of the weights that a thread adds up and moves. */
static void range_of(const struct run *run, uint32_t thread, size_t *first, size_t *count)
{
    size_t all = run->network->weight_count;
    *first = all * thread / run->threads;
    *count = all * (thread + 1) / run->threads - *first;
}

static void add_share(void *context, uint32_t thread)
{
    struct run *run = context;
    size_t first, count;
    range_of(run, thread, &first, &count);
    float *total = run->workers[0].gradient + first;
    for (uint32_t i = 1; i < run->threads; i++) {
        kernel_add(total, run->workers[i].gradient + first, count);
        memset(run->workers[i].gradient + first, 0, count * sizeof(float));
    }
    run->workers[thread].square_sum = kernel_square_sum(total, count);
}

static void move_share(void *context, uint32_t thread)
{
    struct run *run = context;
    struct checkpoint *checkpoint = run->checkpoint;
    size_t first, count;
    range_of(run, thread, &first, &count);
    float *gradient = run->workers[0].gradient + first;
    kernel_adam(checkpoint->weights + first, checkpoint->mean + first, checkpoint->square + first,
                checkpoint->average + first, gradient, &run->adam, count);
    memset(gradient, 0, count * sizeof(float));
}

/* The learning rate over the run. */
static double rate_at(const struct trainer_options *options, uint64_t step, uint64_t steps)
{
    double rise = fmin(1.0, (double)(step + 1) / 100.0);
    return (double)options->rate * rise * (1.0 - (double)step / (double)steps);
}

static struct adam_step adam_at(const struct trainer_options *options, uint64_t step,
                                uint64_t steps, double gradient_scale)
{
    const double mean_keep = 0.9, square_keep = 0.999;
    double number = (double)(step + 1), rate = rate_at(options, step, steps);
    double square_bias = sqrt(1.0 - pow(square_keep, number));
    return (struct adam_step){
        .rate = (float)(rate * square_bias / (1.0 - pow(mean_keep, number))),
        .epsilon = (float)(1e-8 * square_bias),
        .decay = (float)(rate * (double)options->weight_decay),
        .gradient_scale = (float)gradient_scale,
        .mean_keep = (float)mean_keep,
        .square_keep = (float)square_keep,
        .average_keep = (float)fmin((double)options->average_keep, number / (number + 9.0))};
}

/* Returns the loss, and sets *tokens. */
static double learn_batch(struct run *run, uint64_t steps, uint64_t *tokens)
{
    double loss = 0.0, squares = 0.0;
    *tokens = 0;
    prepare_crfs(run);
    share_out(run);
    for (uint32_t i = 0; i < run->threads; i++) {
        run->workers[i].loss = 0.0;
        run->workers[i].tokens = 0;
    }
    parallel(run->threads, learn_share, run);
    parallel(run->threads, add_share, run);
    for (uint32_t i = 0; i < run->threads; i++) {
        loss += run->workers[i].loss;
        *tokens += run->workers[i].tokens;
        squares += run->workers[i].square_sum;
    }
    if (*tokens == 0)
        return 0.0;
    double scale = 1.0 / (double)*tokens;
    double length = sqrt(squares) * scale, longest = (double)run->options->longest_slope;
    run->adam = adam_at(run->options, run->checkpoint->step, steps,
                        length > longest ? scale * longest / length : scale);
    parallel(run->threads, move_share, run);
    run->checkpoint->step++;
    return loss;
}

/* ---- Epochs -------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct progress {
    double began, shown; /* seconds */
    uint64_t tokens, steps_before;
    double loss;
};

/* One line, at most every ten seconds. */
static void show(struct progress *progress, const struct run *run, uint64_t steps)
{
    double now = seconds(), passed = now - progress->began;
    if (now - progress->shown < 10.0 && run->checkpoint->step != steps)
        return;
    progress->shown = now;
    double done = (double)(run->checkpoint->step - progress->steps_before);
    double left = passed / done * (double)(steps - run->checkpoint->step);
    fprintf(stderr, "epoch %u  step %llu of %llu  loss %.4f  %.0f tokens/s  %.0f min left\n",
            (unsigned)run->checkpoint->epoch + 1, (unsigned long long)run->checkpoint->step,
            (unsigned long long)steps, progress->loss / (double)progress->tokens,
            (double)progress->tokens / passed, left / 60.0);
}

/* Fisher and Yates's shuffle. */
static void shuffle(uint32_t *numbers, uint32_t count, struct random random)
{
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = random_below(&random, i), number = numbers[i - 1];
        numbers[i - 1] = numbers[other];
        numbers[other] = number;
    }
}

static void learn_epoch(struct run *run, uint32_t *order, uint64_t steps)
{
    uint32_t count = (uint32_t)run->samples->count, batch = run->options->batch;
    struct progress progress = {
        .began = seconds(), .shown = seconds(), .steps_before = run->checkpoint->step};
    shuffle(order, count, random_fork(~run->options->seed, run->checkpoint->epoch));
    for (uint32_t first = 0; first < count; first += batch) {
        uint64_t tokens;
        run->batch = order + first;
        run->batch_count = count - first < batch ? count - first : batch;
        progress.loss += learn_batch(run, steps, &tokens);
        progress.tokens += tokens;
        show(&progress, run, steps);
    }
    run->checkpoint->epoch++;
    double passed = seconds() - progress.began;
    printf("epoch %u  loss %.4f  %.0f s  %.0f tokens/s\n", (unsigned)run->checkpoint->epoch,
           progress.loss / (double)progress.tokens, passed, (double)progress.tokens / passed);
}

/* Measures the average of the weights, and keeps it if it is the best yet. */
static void measure_epoch(const struct run *run, const struct measure *measures,
                          size_t measure_count)
{
    struct checkpoint *checkpoint = run->checkpoint;
    struct scores deciding = {0};
    bool decided = false;
    for (size_t i = 0; i < measure_count; i++) {
        struct scores scores = trainer_measure(run->network, checkpoint->average, run->layers,
                                               run->vectors, &measures[i].samples, run->threads);
        printf("  %s  ", measures[i].name);
        scores_print(&scores, run->layers, stdout);
        decided = decided || measures[i].decides;
        if (measures[i].decides)
            scores_add(&deciding, &scores);
    }
    fflush(stdout);
    double score = scores_f1(&deciding, LAYER_COUNT);
    if (decided && score <= checkpoint->best_score)
        return;
    checkpoint->best_score = score;
    checkpoint->best_epoch = checkpoint->epoch;
    memcpy(checkpoint->best, checkpoint->average, run->network->weight_count * sizeof(float));
}

static bool is_over(const struct checkpoint *checkpoint, const struct trainer_options *options)
{
    return checkpoint->epoch >= options->epochs ||
           (options->patience > 0 &&
            checkpoint->epoch - checkpoint->best_epoch >= options->patience);
}

bool trainer_run(struct checkpoint *checkpoint, const struct network *network,
                 const struct vectors *vectors, const struct samples *samples,
                 const struct measure *measures, size_t measure_count,
                 const struct trainer_options *options)
{
    struct run run = {.network = network,
                      .weights = checkpoint->weights,
                      .layers = checkpoint->layers,
                      .vectors = vectors,
                      .samples = samples,
                      .options = options,
                      .checkpoint = checkpoint,
                      .workers = take_workers(options->threads, network->weight_count),
                      .threads = options->threads,
                      .takers = storage_take(options->batch, sizeof(uint32_t))};
    uint32_t *order = storage_take(samples->count, sizeof(*order));
    uint64_t steps = (samples->count + options->batch - 1) / options->batch * options->epochs;
    bool written = true;
    while (written && !is_over(checkpoint, options)) {
        learn_epoch(&run, order, steps);
        measure_epoch(&run, measures, measure_count);
        written = options->path == NULL || checkpoint_write(checkpoint, options->path);
    }
    free(order);
    free(run.takers);
    free_workers(run.workers, options->threads);
    return written;
}
