/* SPDX-License-Identifier: MIT */
/* date_values.h - what a date says, placed in time. */
#ifndef BYLINE_LIB_DATE_VALUES_H
#define BYLINE_LIB_DATE_VALUES_H

#include "date_context.h"
#include "date_format.h"

/*
 * Writes the TIMEX3 value of an expression, or nothing where it has none, and remembers in the
 * context what it speaks of.
 */
void by_date_value(const struct date_expression *date, enum date_tense tense,
                   struct date_context *context, struct date_writer *writer);

#endif
