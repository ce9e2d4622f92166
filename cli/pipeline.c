/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "complain.h"
#include "interrupt.h"

/*
 * How many jobs are under way for each thread: enough that a text many times as long as the others
 * does not let the other threads wait behind it.
 */
#define JOBS_PER_THREAD 32

/* And how many bytes of input for each, more or less: long texts take memory enough one by one. */
#define BYTES_PER_THREAD ((size_t)1024 * 1024)

/*
 * Jobs are numbered as they are read. A job passes from `read` by `begun` to `written`, each of
 * which counts jobs, and written <= begun <= read <= written + size: so it keeps its place in the
 * ring all the way. The lock guards everything but the jobs themselves; a job belongs to whoever
 * moved it last.
 */
struct ring {
    const struct pipeline *pipeline;
    struct place {
        struct job job;
        bool done;
    } * places;
    size_t size;
    size_t read, begun, written;
    size_t bytes, bytes_allowed; /* of the input of the jobs in the ring */
    bool ended;                  /* there is nothing more to read */
    bool stopped;                /* nothing more can be written */
    bool writing;                /* a thread is writing */
    pthread_mutex_t lock;
    pthread_cond_t job_came, job_left;
};

static struct place *place_of(const struct ring *ring, size_t number)
{
    return &ring->places[number % ring->size];
}

/* ---- Threads that work --------------------------------------------------- */

/* Waits for a job to begin. Returns NULL where there will be none. Call with the lock. */
static struct place *begin_job(struct ring *ring)
{
    while (ring->begun == ring->read && !ring->ended && !ring->stopped)
        pthread_cond_wait(&ring->job_came, &ring->lock);
    if (ring->begun == ring->read || ring->stopped || interrupted())
        return NULL;
    return place_of(ring, ring->begun++);
}

/* Writes the first job of the ring, which is done. Call with the lock. */
static void write_first(struct ring *ring)
{
    struct place *place = place_of(ring, ring->written);
    size_t length = place->job.input.length;
    bool written;

    pthread_mutex_unlock(&ring->lock);
    written = ring->pipeline->write(ring->pipeline->context, &place->job);
    job_clear(&place->job);
    pthread_mutex_lock(&ring->lock);

    place->done = false;
    ring->bytes -= length;
    ring->written++;
    pthread_cond_signal(&ring->job_left);
    if (!written) {
        ring->stopped = true;
        pthread_cond_broadcast(&ring->job_came);
    }
}

/* Writes every job whose turn it is, unless another thread is about it. Call with the lock. */
static void write_done(struct ring *ring)
{
    if (ring->writing)
        return;
    ring->writing = true;
    while (!ring->stopped && ring->written < ring->begun && place_of(ring, ring->written)->done)
        write_first(ring);
    ring->writing = false;
}

static void *work(void *argument)
{
    struct ring *ring = argument;
    struct place *place;

    pthread_mutex_lock(&ring->lock);
    while ((place = begin_job(ring)) != NULL) {
        pthread_mutex_unlock(&ring->lock);
        ring->pipeline->work(ring->pipeline->context, &place->job);
        pthread_mutex_lock(&ring->lock);
        place->done = true;
        write_done(ring);
    }
    /* After a signal jobs stay behind: whoever waits for them to leave would wait for ever. */
    pthread_cond_signal(&ring->job_left);
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

/* ---- The thread that reads ----------------------------------------------- */

static bool is_full(const struct ring *ring)
{
    return ring->read == ring->written + ring->size || ring->bytes > ring->bytes_allowed;
}

/* Waits for room. Returns the place of the next job, or NULL where none is wanted. */
static struct place *next_place(struct ring *ring)
{
    struct place *place;

    pthread_mutex_lock(&ring->lock);
    while (!ring->stopped && !interrupted() && is_full(ring))
        pthread_cond_wait(&ring->job_left, &ring->lock);
    place = ring->stopped || interrupted() ? NULL : place_of(ring, ring->read);
    pthread_mutex_unlock(&ring->lock);
    return place;
}

static void hand_on(struct ring *ring, const struct place *place)
{
    pthread_mutex_lock(&ring->lock);
    ring->read++;
    ring->bytes += place->job.input.length;
    pthread_cond_signal(&ring->job_came);
    pthread_mutex_unlock(&ring->lock);
}

static void read_all(struct ring *ring)
{
    struct place *place;

    while ((place = next_place(ring)) != NULL &&
           ring->pipeline->read(ring->pipeline->context, &place->job))
        hand_on(ring, place);
    pthread_mutex_lock(&ring->lock);
    ring->ended = true;
    pthread_cond_broadcast(&ring->job_came);
    pthread_mutex_unlock(&ring->lock);
}

/* ---- All together -------------------------------------------------------- */

static void run_alone(const struct pipeline *pipeline)
{
    struct job job = {0};

    while (pipeline->read(pipeline->context, &job)) {
        pipeline->work(pipeline->context, &job);
        if (!pipeline->write(pipeline->context, &job))
            break;
        job_clear(&job);
    }
    job_free(&job);
}

/* Starts as many threads as it can, of those asked for, and returns how many they are. */
static unsigned start(struct ring *ring, pthread_t *threads, unsigned count)
{
    sigset_t all, before;
    unsigned started = 0;

    /* A signal is for the thread that reads: it is the one that waits. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < count && pthread_create(&threads[started], NULL, work, ring) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void run_ring(struct ring *ring, pthread_t *threads, unsigned count)
{
    unsigned started = start(ring, threads, count);

    if (started == 0) {
        run_alone(ring->pipeline);
        return;
    }
    read_all(ring);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

static bool run_together(const struct pipeline *pipeline, unsigned count)
{
    struct ring ring = {
        .pipeline = pipeline,
        .size = (size_t)count * JOBS_PER_THREAD,
        .bytes_allowed = count * BYTES_PER_THREAD,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .job_came = PTHREAD_COND_INITIALIZER,
        .job_left = PTHREAD_COND_INITIALIZER,
    };
    pthread_t *threads = calloc(count, sizeof(*threads));

    ring.places = calloc(ring.size, sizeof(*ring.places));
    if (threads != NULL && ring.places != NULL)
        run_ring(&ring, threads, count);
    else
        complain(NULL, 0, "out of memory");
    for (size_t i = 0; ring.places != NULL && i < ring.size; i++)
        job_free(&ring.places[i].job);
    free(ring.places);
    free(threads);
    return threads != NULL && ring.places != NULL;
}

bool pipeline_run(const struct pipeline *pipeline, unsigned threads)
{
    if (threads > 1)
        return run_together(pipeline, threads);
    run_alone(pipeline);
    return true;
}
