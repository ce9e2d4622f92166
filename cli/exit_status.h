/* SPDX-License-Identifier: MIT */
/* exit_status.h - how the program ends. */
#ifndef BYLINE_CLI_EXIT_STATUS_H
#define BYLINE_CLI_EXIT_STATUS_H

/* What main() returns, and each command of the program. */
enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1, /* a document, or the output, failed */
    EXIT_USAGE = 2   /* the command line was wrong */
};

#endif
