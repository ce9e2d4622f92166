/* SPDX-License-Identifier: MIT */
/* random.h - numbers that look random and are the same for the same seed. */
#ifndef BYLINE_TRAIN_RANDOM_H
#define BYLINE_TRAIN_RANDOM_H

#include <math.h>
#include <stdint.h>

/* SplitMix64 (Steele et al. 2014): any seed will do. */
struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *random)
{
    uint64_t x = random->state += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* In [0, 1). */
static inline float random_share(struct random *random)
{
    return (float)(random_next(random) >> 40) * 0x1p-24f;
}

/* In [0, count). */
static inline uint32_t random_below(struct random *random, uint32_t count)
{
    return (uint32_t)((random_next(random) >> 32) * count >> 32);
}

/* From the normal distribution (Box and Muller 1958). */
static inline float random_normal(struct random *random)
{
    float radius = sqrtf(-2.0f * logf(1.0f - random_share(random)));
    return radius * cosf(6.2831853f * random_share(random));
}

/* A generator of its own for one of several things that have numbers. */
static inline struct random random_fork(uint64_t seed, uint64_t number)
{
    struct random random = {seed ^ number * 0xD1342543DE82EF95u};
    (void)random_next(&random);
    return random;
}

#endif
