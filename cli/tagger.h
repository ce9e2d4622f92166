/* SPDX-License-Identifier: MIT */
/* tagger.h - a job from its text to what is printed of it. */
#ifndef BYLINE_CLI_TAGGER_H
#define BYLINE_CLI_TAGGER_H

#include <byline/byline.h>

#include "format.h"
#include "job.h"

/* What all jobs share. */
struct tagger {
    const byline_model *model;
    const byline_options *options;
    const struct format *format;
    bool coloured; /* as struct answer has it */
};

/*
 * Tags the text of a job, and lays out the answer in job->output. Where that fails, or reading did,
 * job->reason says why, and the output is what the format has for a failure. Any number of threads
 * may do this at the same time.
 */
void tagger_do(const struct tagger *tagger, struct job *job);

/* Sets the id of a job alone. */
void tagger_identify(struct job *job);

#endif
