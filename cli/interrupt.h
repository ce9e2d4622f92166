/* SPDX-License-Identifier: MIT */
/* interrupt.h - Ctrl-C and SIGTERM, for a run that has something to put in order before it ends. */
#ifndef BYLINE_CLI_INTERRUPT_H
#define BYLINE_CLI_INTERRUPT_H

#include <stdbool.h>

/*
 * From now on the first signal is noted, and what this thread waits for is broken off; a second one
 * ends the program at once.
 */
void interrupt_catch(void);

/* Whether a signal has come. */
bool interrupted(void);

/* Ends the program as the signal would have, so that whoever started it can tell. */
void interrupt_end(void);

#endif
