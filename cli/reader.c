/* SPDX-License-Identifier: MIT */
#include "reader.h"

#include "interrupt.h"

static void read_file(struct reader *reader, struct job *job)
{
    const char *reason = source_read(job->file, &job->input);
    uint64_t size;

    if (input_size(job->file, &size))
        reader->position += size;
    job->position = reader->position;
    if (reason != NULL)
        job_fail(job, reason);
}

/* Reads a line of the open file. Returns false at its end, unless there is a failure to tell of. */
static bool read_line(struct reader *reader, struct job *job)
{
    struct lines *lines = &reader->lines;
    const char *reason;

    job->file = reader->inputs->names[reader->next - 1];
    if (lines_next(lines)) {
        job->line = lines->number;
        job->position = reader->position + lines->stream.position;
        buffer_append(&job->input, lines->bytes, lines->length);
        if (job->input.failed)
            job_fail(job, "out of memory");
        return true;
    }
    reader->position += lines->stream.position;
    job->position = reader->position;
    job->line = 0;
    reader->open = false;
    reason = lines_close(lines);
    if (reason != NULL)
        job_fail(job, reason);
    return reason != NULL;
}

/* Opens the next file. Returns whether it gave a text, or a failure, at once. */
static bool open_next(struct reader *reader, struct job *job)
{
    const char *reason;

    job->file = reader->inputs->names[reader->next++];
    job->line = 0;
    job->position = reader->position;
    if (!input_is_lines(job->file, reader->form)) {
        read_file(reader, job);
        return true;
    }
    reason = lines_open(&reader->lines, job->file);
    reader->open = reason == NULL;
    if (reason != NULL)
        job_fail(job, reason);
    return reason != NULL;
}

bool reader_next(struct reader *reader, struct job *job)
{
    bool found = false;

    while (!found) {
        if (reader->open)
            found = read_line(reader, job);
        else if (reader->next < reader->inputs->count)
            found = open_next(reader, job);
        else
            break;
    }
    /* What a signal broke off has not failed. */
    return found && !interrupted();
}

void reader_close(struct reader *reader)
{
    if (reader->open)
        lines_close(&reader->lines);
}
