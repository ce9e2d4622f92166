/* SPDX-License-Identifier: MIT */
/* resume.h - what an earlier run has left behind, in a format of lines, for this one to go on from. */
#ifndef BYLINE_CLI_RESUME_H
#define BYLINE_CLI_RESUME_H

#include <stdbool.h>
#include <stddef.h>

#include "job.h"

/* Zero-initialise. */
struct remains {
    size_t answers;     /* whole lines: one for each text, in order */
    size_t failures;    /* how many of them are errors */
    size_t length;      /* their bytes; what follows was cut off as it was written */
    struct buffer last; /* the last of them, with its line break */
};

/* Reads from an open file, up to its end. Returns NULL, or why it failed. */
const char *remains_read(struct remains *remains, int descriptor);

/* Whether the last answer is that to a job whose id is known. */
bool remains_end_with(const struct remains *remains, const struct job *job);

void remains_free(struct remains *remains);

#endif
