/* SPDX-License-Identifier: MIT */
/* date_context.h - what is known around a date that its own words do not say. */
#ifndef BYLINE_LIB_DATE_CONTEXT_H
#define BYLINE_LIB_DATE_CONTEXT_H

#include "calendar.h"

/* Where the clause looks: which of many Fridays it means. */
enum date_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

/* What the dates of a document so far tell of those to come. */
struct date_context {
    bool known; /* the document's date is: */
    struct civil_date document;
    struct civil_date day;         /* the last day spoken of; year 0 for none */
    struct civil_date month;       /* the first of the last month spoken of; year 0 for none */
    int32_t year;                  /* the last year spoken of, or 0 */
    int32_t quarter_year, quarter; /* the quarter that is reported, or 0 */
    bool fiscal_quarter;           /* it is said to be one of the company's year */
    bool beyond_quarter;           /* the report has come to half a year or three quarters */
};

#endif
