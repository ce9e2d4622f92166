/* SPDX-License-Identifier: MIT */
#include "tag.h"

#include <stdio.h>
#include <string.h>

#include "complain.h"
#include "json_in.h"
#include "model.h"
#include "output.h"
#include "source.h"
#include "utf8.h"

struct run {
    const struct options *options;
    byline_model *model;
    struct output output;
    struct buffer text, id, json; /* of one document, used again for the next */
    bool failed;                  /* a document failed */
    bool broken;                  /* nothing more can be written */
};

/* Where a text comes from, and what is known of it. */
struct origin {
    const char *file;
    size_t line;      /* 0 for a whole file */
    const char *date; /* NULL where the text does not say */
    bool id_is_number;
};

static void write_answer(struct run *run, void (*append)(struct buffer *, const struct answer *),
                         const struct answer *answer)
{
    buffer_clear(&run->json);
    append(&run->json, answer);
    if (run->json.failed) {
        complain(NULL, 0, "out of memory");
        run->failed = true;
    } else if (!output_write(&run->output, run->json.bytes, run->json.length)) {
        run->broken = true;
    }
}

static struct answer answer_to(const struct run *run, const struct origin *origin)
{
    return (struct answer){
        .id = run->id.bytes,
        .id_length = run->id.length,
        .id_is_number = origin->id_is_number,
        .offsets = (byline_offsets)run->options->tag.offsets,
    };
}

static void fail(struct run *run, const struct origin *origin, const char *reason)
{
    struct answer answer = answer_to(run, origin);

    complain(origin->file, origin->line, "%s", reason);
    run->failed = true;
    answer.reason = reason;
    if (run->options->format->failure != NULL)
        write_answer(run, run->options->format->failure, &answer);
}

static void tag_text(struct run *run, const struct origin *origin, const char *text, size_t length)
{
    struct answer answer = answer_to(run, origin);
    byline_options options = run->options->tag;
    byline_document *document;
    byline_error error;

    if (origin->date != NULL)
        options.document_date = origin->date;
    if (byline_tag(run->model, text, length, &options, &document, &error) != BYLINE_OK) {
        fail(run, origin, error.message);
        return;
    }
    answer.text = text;
    answer.length = length;
    answer.document = document;
    write_answer(run, run->options->format->document, &answer);
    byline_document_free(document);
}

static void set_id(struct run *run, const char *file)
{
    buffer_clear(&run->id);
    utf8_append_repaired(&run->id, file, strlen(file));
}

static void tag_file(struct run *run, const char *file)
{
    struct origin origin = {.file = file};
    const char *reason;

    buffer_clear(&run->text);
    set_id(run, file);
    reason = source_read(file, &run->text);
    if (reason != NULL)
        fail(run, &origin, reason);
    else
        tag_text(run, &origin, run->text.bytes, run->text.length);
}

/* The id of a line that has none: where it stands. */
static void set_id_of_line(struct run *run, const char *file, size_t line)
{
    char number[32];

    set_id(run, file);
    snprintf(number, sizeof(number), ":%zu", line);
    buffer_append_string(&run->id, number);
}

static void tag_line(struct run *run, const char *file, const struct lines *lines)
{
    struct origin origin = {.file = file, .line = lines->number};
    struct json_document document;
    char reason[JSON_REASON_SIZE];

    set_id_of_line(run, file, lines->number);
    if (!json_read_document(lines->bytes, lines->length, &document, reason)) {
        fail(run, &origin, reason);
        return;
    }
    origin.date = document.date;
    if (document.id != NULL) {
        buffer_clear(&run->id);
        origin.id_is_number = json_is_integer(document.id);
        if (origin.id_is_number) {
            char digits[32];
            snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT,
                     json_integer_value(document.id));
            buffer_append_string(&run->id, digits);
        } else
            buffer_append(&run->id, json_string_value(document.id),
                          json_string_length(document.id));
    }
    tag_text(run, &origin, document.text, document.length);
    json_decref(document.object);
}

static void tag_lines(struct run *run, const char *file)
{
    struct origin origin = {.file = file};
    struct lines lines;
    const char *reason = lines_open(&lines, file);

    set_id(run, file);
    if (reason != NULL) {
        fail(run, &origin, reason);
        return;
    }
    while (!run->broken && lines_next(&lines))
        tag_line(run, file, &lines);
    reason = lines_close(&lines);
    if (reason != NULL)
        fail(run, &origin, reason);
}

static void tag_files(struct run *run)
{
    static char *standard_input[] = {"-", NULL};
    char **file = run->options->files[0] != NULL ? run->options->files : standard_input;

    for (; *file != NULL && !run->broken; file++) {
        if (run->options->lines)
            tag_lines(run, *file);
        else
            tag_file(run, *file);
    }
}

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

static int run_with_model(struct run *run)
{
    int status = check_options(run->model, &run->options->tag);

    if (status != EXIT_DONE)
        return status;
    if (!output_open(&run->output, run->options->output))
        return EXIT_FAILED;
    tag_files(run);
    /* A document that failed does not take the others from the reader: they are complete. */
    if (!output_close(&run->output, !run->broken))
        run->broken = true;
    buffer_free(&run->text);
    buffer_free(&run->id);
    buffer_free(&run->json);
    return run->failed || run->broken ? EXIT_FAILED : EXIT_DONE;
}

int tag(const struct options *options)
{
    struct run run = {.options = options};
    int status;

    run.model = model_open(options->model);
    if (run.model == NULL)
        return EXIT_FAILED;
    status = run_with_model(&run);
    byline_model_close(run.model);
    return status;
}
