/* SPDX-License-Identifier: MIT */
#include "tag.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "inputs.h"
#include "interrupt.h"
#include "model.h"
#include "output.h"
#include "pipeline.h"
#include "progress.h"
#include "reader.h"
#include "resume.h"
#include "tagger.h"

struct run {
    const struct options *options;
    byline_model *model;
    struct tagger tagger;
    struct inputs inputs;
    struct reader reader;
    struct output output;
    struct progress progress;
    size_t answers; /* in the output */
    bool failed;    /* an input failed */
    bool broken;    /* nothing more can be written */
};

/* ---- The stations of a document ------------------------------------------ */

static bool read_job(void *context, struct job *job)
{
    struct run *run = context;

    return reader_next(&run->reader, job);
}

static void work_on_job(void *context, struct job *job)
{
    const struct run *run = context;

    tagger_do(&run->tagger, job);
}

static bool write_job(void *context, struct job *job)
{
    struct run *run = context;

    if (job->reason[0] != '\0') {
        progress_clear(&run->progress);
        complain(job->file, job->line, "%s", job->reason);
        run->failed = true;
    }
    if (run->options->format->is_single && run->answers > 0) {
        complain(NULL, 0, "--format=%s is of one document: run byline once for each",
                 run->options->format->name);
        run->broken = true;
        return false;
    }
    /* An answer that is lost would put those after it in its place. */
    if (job->output.failed || !output_write(&run->output, job->output.bytes, job->output.length))
        run->broken = true;
    else
        run->answers++;
    progress_count(&run->progress, job->input.length, job->position);
    return !run->broken;
}

/* Writes what a format has before all documents, or after them. */
static void write_frame(struct run *run, void (*append)(struct buffer *buffer))
{
    struct buffer frame = {0};

    if (append == NULL || run->broken)
        return;
    append(&frame);
    if (frame.failed)
        complain(NULL, 0, "out of memory");
    if (frame.failed || !output_write(&run->output, frame.bytes, frame.length))
        run->broken = true;
    buffer_free(&frame);
}

static void tag_all(struct run *run)
{
    const struct pipeline pipeline = {read_job, work_on_job, write_job, run};

    if (run->answers == 0)
        write_frame(run, run->options->format->begin);
    if (!run->broken && !pipeline_run(&pipeline, run->options->threads))
        run->broken = true;
    if (!interrupted())
        write_frame(run, run->options->format->end);
    progress_clear(&run->progress);
}

/* ---- Going on where another run broke off -------------------------------- */

/* Passes over the texts that were answered. Returns false where the last answer is to none of them. */
static bool pass_over(struct run *run, const struct remains *remains)
{
    struct job job = {0};
    bool matches = true;

    while (matches && run->answers < remains->answers) {
        job_clear(&job);
        matches = reader_next(&run->reader, &job);
        run->answers++;
    }
    if (matches && remains->answers > 0) {
        tagger_identify(&job);
        matches = remains_end_with(remains, &job);
    }
    run->progress.from = job.position;
    run->progress.documents = run->answers;
    job_free(&job);
    return matches || interrupted();
}

static bool resume_with(struct run *run, struct remains *remains)
{
    const char *part = run->output.temporary;
    const char *reason = remains_read(remains, run->output.descriptor);

    if (reason != NULL) {
        complain(part, 0, "%s", reason);
        return false;
    }
    if (!pass_over(run, remains)) {
        complain(part, 0, "not of these inputs: name the same, or remove it to begin anew");
        return false;
    }
    run->failed = run->failed || remains->failures > 0;
    return output_continue(&run->output, remains->length);
}

static bool resume(struct run *run)
{
    struct remains remains = {0};
    bool resumed = resume_with(run, &remains);

    remains_free(&remains);
    return resumed;
}

/* ---- The output ---------------------------------------------------------- */

/*
 * What becomes of FILE.part. A document that failed does not take the others from the reader: they
 * are complete. What broke off stays where it can be resumed.
 */
static enum output_fate fate_of(const struct run *run)
{
    if (!run->broken && !interrupted())
        return OUTPUT_COMPLETE;
    if (run->output.temporary == NULL || !run->options->format->is_lines || run->answers == 0)
        return OUTPUT_REMOVED;
    complain(run->output.temporary, 0, "broke off here; the same command with --resume goes on");
    return OUTPUT_KEPT;
}

static int run_to_output(struct run *run)
{
    bool to_screen = run->options->output == NULL && isatty(STDOUT_FILENO);

    if (run->output.temporary != NULL)
        interrupt_catch();
    progress_begin(&run->progress, to_screen, inputs_size(&run->inputs));
    if (run->options->resume && !resume(run)) {
        output_close(&run->output, OUTPUT_KEPT);
        return EXIT_FAILED;
    }
    tag_all(run);
    if (!run->broken && !output_flush(&run->output))
        run->broken = true;
    if (!output_close(&run->output, fate_of(run)))
        run->broken = true;
    if (interrupted())
        interrupt_end();
    return run->failed || run->broken ? EXIT_FAILED : EXIT_DONE;
}

/* ---- The whole ----------------------------------------------------------- */

/* Whether the library takes the options, before anything is read or written. */
static int check_options(const byline_model *model, const byline_options *options)
{
    byline_document *document;
    byline_error error;
    byline_status status = byline_tag(model, NULL, 0, options, &document, &error);

    byline_document_free(document);
    if (status == BYLINE_OK)
        return EXIT_DONE;
    complain(NULL, 0, "%s", error.message);
    return status == BYLINE_ERROR_ARGUMENT ? options_refer_to_help() : EXIT_FAILED;
}

/*
 * Finds the inputs. What is wrong with one of them does not stop the others; returns false where
 * there are none.
 */
static bool gather(struct run *run)
{
    const struct options *options = run->options;

    for (char **file = options->files; *file != NULL; file++)
        if (!inputs_add(&run->inputs, *file, options->input))
            run->failed = true;
    if (options->files_from != NULL) {
        if (!inputs_add_from(&run->inputs, options->files_from, options->input))
            run->failed = true;
    } else if (options->files[0] == NULL) {
        inputs_add(&run->inputs, "-", options->input);
    }
    return run->inputs.count > 0 || !run->failed;
}

/* Whether colours are wanted where the output goes (no-color.org). */
static bool has_colours(const struct output *output)
{
    const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(output->descriptor) && (unwanted == NULL || *unwanted == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static int run_with_inputs(struct run *run)
{
    const struct options *options = run->options;
    int status;

    if (!output_open(&run->output, options->output, options->resume))
        return EXIT_FAILED;
    run->output.at_once = run->output.at_once || options->flush;
    run->tagger =
        (struct tagger){run->model, &options->tag, options->format, has_colours(&run->output)};
    run->reader = (struct reader){.inputs = &run->inputs, .form = options->input};
    status = run_to_output(run);
    reader_close(&run->reader);
    return status;
}

static int run_with_model(struct run *run)
{
    int status = check_options(run->model, &run->options->tag);

    if (status != EXIT_DONE)
        return status;
    status = gather(run) ? run_with_inputs(run) : EXIT_FAILED;
    inputs_free(&run->inputs);
    return status;
}

int tag(const struct options *options)
{
    struct run run = {.options = options, .inputs = {.output = options->output}};
    int status;

    json_object_seed(0); /* Jansson wants it done before there are threads */
    run.model = model_open(options->model);
    if (run.model == NULL)
        return EXIT_FAILED;
    status = run_with_model(&run);
    byline_model_close(run.model);
    return status;
}
