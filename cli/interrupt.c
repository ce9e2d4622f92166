/* SPDX-License-Identifier: MIT */
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

/* A handler reaches nothing else, and several threads ask. */
static atomic_int caught;

static void note(int number)
{
    caught = number;
}

void interrupt_catch(void)
{
    /* Without SA_RESTART: a read() that waits for input is to end. */
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        struct sigaction before;

        /* What the caller lets us ignore, as nohup does, stays ignored. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
}

bool interrupted(void)
{
    return caught != 0;
}

void interrupt_end(void)
{
    raise(caught); /* whose handler went when it was called */
}
