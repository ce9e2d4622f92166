/* SPDX-License-Identifier: MIT */
/* reader.h - the texts of all inputs, one after the other. */
#ifndef BYLINE_CLI_READER_H
#define BYLINE_CLI_READER_H

#include "inputs.h"
#include "job.h"
#include "source.h"

struct reader {
    const struct inputs *inputs;
    enum input_form form;
    size_t next;        /* the file to open next */
    struct lines lines; /* of the file before it, while `open` */
    bool open;
    uint64_t position; /* bytes of the files that are done */
};

/*
 * Reads the next text into a job that is clear: its first members, or its reason where it cannot be
 * read. Returns false at the end, and once a signal has come.
 */
bool reader_next(struct reader *reader, struct job *job);

void reader_close(struct reader *reader);

#endif
