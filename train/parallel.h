/* SPDX-License-Identifier: MIT */
/* parallel.h - one function on several threads. */
#ifndef BYLINE_TRAIN_PARALLEL_H
#define BYLINE_TRAIN_PARALLEL_H

#include <stdint.h>

/* Calls run(context, 0) to run(context, threads - 1), each on a thread of its own, and waits. */
void parallel(uint32_t threads, void (*run)(void *context, uint32_t thread), void *context);

#endif
