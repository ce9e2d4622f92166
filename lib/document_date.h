/* SPDX-License-Identifier: MIT */
/* document_date.h - the date of an article, told by the article itself. */
#ifndef BYLINE_LIB_DOCUMENT_DATE_H
#define BYLINE_LIB_DOCUMENT_DATE_H

#include "dates.h"

/* Where a document's date comes from. */
enum document_date_source {
    DOCUMENT_DATE_NONE,     /* it is not known */
    DOCUMENT_DATE_GIVEN,    /* the caller gave it */
    DOCUMENT_DATE_DATELINE, /* `Hanoi, May 24, 2017 (VNA) -` */
    DOCUMENT_DATE_STAMP,    /* `Updated: 12/03/2022 14:05`, or a line that is a date */
    DOCUMENT_DATE_URL       /* `https://example.com/2022/03/12/` */
};

/*
 * Looks for the date of an article in its first and last lines: a dateline before a stamp, a stamp
 * before an address. Only dates with their year count. Sets *date and *source, or *source alone to
 * DOCUMENT_DATE_NONE where none is found. order is as in date_options. Returns
 * BYLINE_OK or BYLINE_ERROR_MEMORY.
 */
byline_status by_find_document_date(const struct analysis *analysis,
                                    const struct date_patterns *patterns, enum date_order order,
                                    struct civil_date *date, enum document_date_source *source);

#endif
