/* SPDX-License-Identifier: MIT */
/*
 * fake_clock.c - preloaded into a program, tells it that it is another day: that of the seconds since
 * 1970 in $FAKE_CLOCK_SECONDS.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t fake_seconds(void)
{
    const char *seconds = getenv("FAKE_CLOCK_SECONDS");
    return seconds == NULL ? 0 : (time_t)strtoll(seconds, NULL, 10);
}

/* The system names its parameters with reserved words.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

time_t time(time_t *result)
{
    if (result != NULL)
        *result = fake_seconds();
    return fake_seconds();
}

int clock_gettime(clockid_t clock, struct timespec *result)
{
    (void)clock;
    *result = (struct timespec){.tv_sec = fake_seconds()};
    return 0;
}

int gettimeofday(struct timeval *restrict result, void *restrict zone)
{
    (void)zone;
    *result = (struct timeval){.tv_sec = fake_seconds()};
    return 0;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
