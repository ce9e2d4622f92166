/* SPDX-License-Identifier: MIT */
#include "parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "storage.h"

struct call {
    void (*run)(void *context, uint32_t thread);
    void *context;
    uint32_t thread;
    pthread_t id;
    bool started;
};

static void *make_call(void *argument)
{
    const struct call *call = argument;
    call->run(call->context, call->thread);
    return NULL;
}

void parallel(uint32_t threads, void (*run)(void *context, uint32_t thread), void *context)
{
    struct call *calls = storage_take(threads, sizeof(*calls));
    for (uint32_t i = 1; i < threads; i++) {
        calls[i] = (struct call){.run = run, .context = context, .thread = i};
        calls[i].started = pthread_create(&calls[i].id, NULL, make_call, &calls[i]) == 0;
    }
    run(context, 0);
    for (uint32_t i = 1; i < threads; i++) {
        /* A thread that cannot be had is a matter of speed alone. */
        if (calls[i].started)
            pthread_join(calls[i].id, NULL);
        else
            run(context, i);
    }
    free(calls);
}
