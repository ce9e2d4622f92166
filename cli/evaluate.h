/* SPDX-License-Identifier: MIT */
/*
 * evaluate.h - how well annotations agree with gold.
 *
 * Entities count per type and in all, by exact span. A document counts in its gold's layers only.
 * Gold that is optional takes no part, nor does a prediction of exactly that span and type.
 */
#ifndef BYLINE_CLI_EVALUATE_H
#define BYLINE_CLI_EVALUATE_H

#include "annotated.h"

struct evaluate_options {
    uint32_t only;  /* BYLINE_TYPE_BIT()s; 0 for all */
    bool relaxed;   /* a gold entity is matched by any that overlaps it and has its type */
    const char *by; /* the field by whose values documents are grouped, or NULL */
};

/* Precision is matched of predicted, recall matched of gold. */
struct tally {
    size_t matched, predicted, gold;
};

/* Accuracy is right of total. */
struct share {
    size_t right, total;
};

/* B-cubed (Bagga and Baldwin 1998): the precision and recall of each mention, added up. */
struct b_cubed {
    double precision, recall;
    size_t predicted, gold; /* mentions, over which each is averaged */
};

/* The documents one of whose values of the field it is. */
struct evaluation_group {
    const char *value; /* NULL where they lack the field */
    struct tally tally;
};

/* A gold entity that was not found, or one that was and should not have been. */
struct mistake {
    const char *document; /* its id */
    const struct annotation *entity;
    bool missed;
};

struct evaluation {
    struct evaluate_options options;
    struct pool *pool;
    size_t documents, missing; /* of how many, and how many had no prediction */
    struct tally types[BYLINE_TYPE_COUNT], all;
    struct evaluation_group *groups; /* by value */
    size_t group_count, group_capacity;
    struct tally links;      /* pairs of a rank's span and the span of the person it leads to */
    struct share kinds;      /* of exactly matched ranks whose kind gold knows */
    struct b_cubed chains;   /* of people, in documents whose gold has chains */
    struct tally values;     /* dates that overlap one with gold's value (TempEval-3) */
    bool has_values;         /* a gold entity has a value */
    struct share countries;  /* of exactly matched places whose country gold knows */
    struct tally boundaries; /* between sentences, where both sides know them */
    struct share edges;      /* of gold entities: those that fall on the edge of a token */
    struct mistake *mistakes;
    size_t mistake_count, mistake_capacity;
};

/* Begins. What is kept - groups, mistakes - is taken from the pool. */
struct evaluation evaluation_begin(const struct evaluate_options *options, struct pool *pool);

/*
 * Adds one document; predicted is NULL where there is none. Both sides, and their strings, must stay
 * as long as the evaluation's groups and mistakes are read.
 */
void evaluation_add(struct evaluation *evaluation, const struct annotated_document *gold,
                    const struct annotated_document *predicted);

#endif
