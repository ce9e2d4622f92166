/* SPDX-License-Identifier: MIT */
/* date_tense.h - whether the words around a date look back or forward. */
#ifndef BYLINE_LIB_DATE_TENSE_H
#define BYLINE_LIB_DATE_TENSE_H

#include "date_values.h"
#include "date_words.h"

/* The tense of the clause that a date stands in. */
enum date_tense by_date_tense(const struct date_reader *reader, const struct date_expression *date);

#endif
