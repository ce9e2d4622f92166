/* SPDX-License-Identifier: MIT */
/* date_values.h - what a date says, placed in time. */
#ifndef BYLINE_LIB_DATE_VALUES_H
#define BYLINE_LIB_DATE_VALUES_H

#include "calendar.h"
#include "date_format.h"

/* Where the clause looks: which of many Fridays it means. */
enum date_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

/* What the dates of a document so far tell of those to come. */
struct date_context {
    bool known; /* the document's date is: */
    struct civil_date document;
    struct civil_date day;         /* the last day spoken of; year 0 for none */
    int32_t year;                  /* the last year spoken of, or 0 */
    int32_t quarter_year, quarter; /* the quarter that is reported, or 0 */
};

/*
 * Writes the TIMEX3 value of an expression, or nothing where it has none, and remembers in the
 * context what it speaks of.
 */
void by_date_value(const struct date_expression *date, enum date_tense tense,
                   struct date_context *context, struct date_writer *writer);

#endif
