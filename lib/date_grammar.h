/* SPDX-License-Identifier: MIT */
/* date_grammar.h - the words of a date to what they say. */
#ifndef BYLINE_LIB_DATE_GRAMMAR_H
#define BYLINE_LIB_DATE_GRAMMAR_H

#include "date_words.h"

/*
 * Reads the longest date that starts at a token of the reader's sentence, and returns the token
 * after it; 0 where none starts there.
 */
uint32_t by_read_date(const struct date_reader *reader, uint32_t at,
                      struct date_expression *expression);

#endif
