/* SPDX-License-Identifier: MIT */
#include "job.h"

#include <stdio.h>

/* Most articles fit into as much; what a longer one took is given back. */
#define KEPT ((size_t)256 * 1024)

static void clear(struct buffer *buffer)
{
    if (buffer->capacity > KEPT)
        buffer_free(buffer);
    else
        buffer_clear(buffer);
}

void job_clear(struct job *job)
{
    clear(&job->input);
    clear(&job->id);
    clear(&job->output);
    job->id_is_number = false;
    job->reason[0] = '\0';
}

void job_free(struct job *job)
{
    buffer_free(&job->input);
    buffer_free(&job->id);
    buffer_free(&job->output);
}

void job_fail(struct job *job, const char *reason)
{
    snprintf(job->reason, sizeof(job->reason), "%s", reason);
}
