/* SPDX-License-Identifier: MIT */
/* job.h - one text, from where it was read to what is printed of it. */
#ifndef BYLINE_CLI_JOB_H
#define BYLINE_CLI_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"

#define JOB_REASON_SIZE 256

/* Zero-initialise. */
struct job {
    const char *file;             /* where the text comes from */
    size_t line;                  /* its line of JSON there; 0 where the file is the text */
    struct buffer input;          /* the text or the line */
    uint64_t position;            /* bytes of all files that were read up to its end */
    struct buffer id;             /* set by tagger_do() */
    bool id_is_number;            /* and so is this */
    struct buffer output;         /* what is printed of it */
    char reason[JOB_REASON_SIZE]; /* why it failed, or "" */
};

/* Makes the job ready for another text; memory is kept unless there is much of it. */
void job_clear(struct job *job);

void job_free(struct job *job);

/* Sets why a job failed. */
void job_fail(struct job *job, const char *reason);

#endif
