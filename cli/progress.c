/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define FIRST_AFTER 1.0 /* seconds: what is over by then needs no progress */
#define INTERVAL 0.2
#define LINE_SIZE 80

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress, bool to_screen, uint64_t size)
{
    *progress = (struct progress){.wanted = isatty(STDERR_FILENO) && !to_screen, .size = size};
    if (!progress->wanted)
        return;
    progress->start = seconds_now();
    progress->next = progress->start + FIRST_AFTER;
}

/* Writes how long the rest will take, or nothing where that cannot be told. */
static void write_rest(const struct progress *progress, double elapsed, char line[LINE_SIZE])
{
    uint64_t done = progress->to - progress->from;
    unsigned long seconds;

    line[0] = '\0';
    if (done == 0 || progress->size <= progress->to)
        return;
    seconds = (unsigned long)((double)(progress->size - progress->to) * elapsed / (double)done);
    if (seconds >= 3600)
        snprintf(line, LINE_SIZE, ", %lu h %02lu min left", seconds / 3600, seconds / 60 % 60);
    else
        snprintf(line, LINE_SIZE, ", %lu:%02lu min left", seconds / 60, seconds % 60);
}

static void show(struct progress *progress, double now)
{
    double elapsed = now - progress->start;
    char rest[LINE_SIZE];

    write_rest(progress, elapsed, rest);
    progress_clear(progress);
    fprintf(stderr, "%zu documents, %.2f MB/s%s", progress->documents,
            (double)progress->bytes / 1e6 / elapsed, rest);
    fflush(stderr);
    progress->visible = true;
}

void progress_count(struct progress *progress, size_t bytes, uint64_t position)
{
    double now;

    if (!progress->wanted)
        return;
    progress->documents++;
    progress->bytes += bytes;
    progress->to = position;
    now = seconds_now();
    if (now < progress->next)
        return;
    show(progress, now);
    progress->next = now + INTERVAL;
}

void progress_clear(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}
