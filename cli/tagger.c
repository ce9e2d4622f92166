/* SPDX-License-Identifier: MIT */
#include "tagger.h"

#include <stdio.h>
#include <string.h>

#include "json_in.h"
#include "utf8.h"

/* The text of a job, and what its line says of it. */
struct request {
    const char *text;
    size_t length;
    const char *date;              /* NULL where the line does not say */
    struct json_document document; /* of a line; its object is NULL otherwise */
};

static bool has_failed(const struct job *job)
{
    return job->reason[0] != '\0';
}

/* ---- What is asked ------------------------------------------------------- */

/* The id of a text is the name of its file, or where its line stands. */
static void identify_by_place(struct job *job)
{
    char line[32];

    buffer_clear(&job->id);
    job->id_is_number = false;
    utf8_append_repaired(&job->id, job->file, strlen(job->file));
    if (job->line > 0) {
        snprintf(line, sizeof(line), ":%zu", job->line);
        buffer_append_string(&job->id, line);
    }
}

/* The id that a line gives itself. */
static void identify_by_line(struct job *job, const json_t *id)
{
    char digits[JSON_INTEGER_SIZE];

    buffer_clear(&job->id);
    job->id_is_number = json_is_integer(id);
    if (job->id_is_number)
        buffer_append(&job->id, digits, json_write_integer(id, digits));
    else
        buffer_append(&job->id, json_string_value(id), json_string_length(id));
}

/* Reads the text and the id of a job, which fails where it has none. */
static void read_request(struct job *job, struct request *request)
{
    *request = (struct request){.text = job->input.bytes, .length = job->input.length};
    identify_by_place(job);
    if (has_failed(job) || job->line == 0)
        return;
    json_read_document(job->input.bytes, job->input.length, &request->document, job->reason);
    request->text = request->document.text;
    request->length = request->document.length;
    request->date = request->document.date;
    if (request->document.id != NULL)
        identify_by_line(job, request->document.id);
}

static void free_request(struct request *request)
{
    json_decref(request->document.object);
}

void tagger_identify(struct job *job)
{
    struct request request;

    read_request(job, &request);
    free_request(&request);
}

/* ---- What is answered ---------------------------------------------------- */

static byline_offsets offsets_of(const struct tagger *tagger)
{
    switch (tagger->format->unit) {
    case FORMAT_UNIT_BYTE: return BYLINE_OFFSETS_BYTE;
    case FORMAT_UNIT_CODEPOINT: return BYLINE_OFFSETS_CODEPOINT;
    case FORMAT_UNIT_ASKED: break;
    }
    return (byline_offsets)tagger->options->offsets;
}

static struct answer answer_to(const struct tagger *tagger, const struct job *job,
                               const struct request *request)
{
    return (struct answer){
        .id = job->id.bytes,
        .id_length = job->id.length,
        .id_is_number = job->id_is_number,
        .text = request->text,
        .length = request->length,
        .offsets = offsets_of(tagger),
        .coloured = tagger->coloured,
        .reason = job->reason,
    };
}

static void answer(const struct tagger *tagger, struct job *job, const struct request *request)
{
    byline_options options = *tagger->options;
    struct answer answer = answer_to(tagger, job, request);
    byline_document *document;
    byline_error error;

    options.offsets = (uint32_t)answer.offsets;
    if (request->date != NULL)
        options.document_date = request->date;
    if (byline_tag(tagger->model, request->text, request->length, &options, &document, &error) !=
        BYLINE_OK) {
        job_fail(job, error.message);
        return;
    }
    answer.document = document;
    tagger->format->document(&job->output, &answer);
    byline_document_free(document);
    if (job->output.failed || job->id.failed)
        job_fail(job, "out of memory");
}

static void answer_failure(const struct tagger *tagger, struct job *job,
                           const struct request *request)
{
    struct answer answer = answer_to(tagger, job, request);

    buffer_clear(&job->output);
    if (tagger->format->failure != NULL)
        tagger->format->failure(&job->output, &answer);
}

void tagger_do(const struct tagger *tagger, struct job *job)
{
    struct request request;

    read_request(job, &request);
    if (!has_failed(job))
        answer(tagger, job, &request);
    if (has_failed(job))
        answer_failure(tagger, job, &request);
    free_request(&request);
}
