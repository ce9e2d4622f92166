/* SPDX-License-Identifier: MIT */
/* date_values.h - what a date says, placed in time: its TIMEX3 value (TimeML 1.2.1). */
#ifndef BYLINE_LIB_DATE_VALUES_H
#define BYLINE_LIB_DATE_VALUES_H

#include <stddef.h>

#include "calendar.h"
#include "date_expression.h"

/* Where the clause looks: which of many Fridays it means. */
enum date_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

/* What the dates of a document so far tell of those to come. */
struct date_context {
    bool known; /* the document's date is: */
    struct civil_date document;
    struct civil_date day;         /* the last day spoken of; year 0 for none */
    int32_t year;                  /* the last year spoken of, or 0 */
    int32_t quarter_year, quarter; /* the last quarter spoken of, or 0 */
};

/* Room for the longest value and its NUL. */
#define DATE_VALUE_SIZE 64

/*
 * Writes the value of an expression into the buffer and returns its length, or 0 where it has
 * none; remembers in the context what it speaks of.
 */
size_t by_date_value(const struct date_expression *date, enum date_tense tense,
                     struct date_context *context, char value[DATE_VALUE_SIZE]);

#endif
