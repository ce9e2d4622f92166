/* SPDX-License-Identifier: MIT */
/* pipeline.h - jobs that several threads do, and that leave in the order in which they came. */
#ifndef BYLINE_CLI_PIPELINE_H
#define BYLINE_CLI_PIPELINE_H

#include <stdbool.h>

#include "job.h"

struct pipeline {
    /* Reads the next job, on the thread that called. Returns false where there is none. */
    bool (*read)(void *context, struct job *job);
    /* Does a job, on any thread, many at a time. */
    void (*work)(void *context, struct job *job);
    /* Takes away a job that is done, on any thread, one at a time. Returns false to stop it all. */
    bool (*write)(void *context, struct job *job);
    void *context;
};

/*
 * Runs until there is nothing more to read, or a signal has come: then what was begun is finished.
 * With one thread each job is done before the next is read. Only so many jobs, and bytes of input,
 * are under way that memory does not grow with the number of jobs. Complains, and returns false,
 * where there is no memory to begin.
 */
bool pipeline_run(const struct pipeline *pipeline, unsigned threads);

#endif
