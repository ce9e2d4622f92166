/* SPDX-License-Identifier: MIT */
/* options.h - byline_options, checked and with every default filled in. */
#ifndef BYLINE_LIB_OPTIONS_H
#define BYLINE_LIB_OPTIONS_H

#include "dates.h"
#include "document_date.h"
#include "memory.h"

struct tag_options {
    uint32_t types; /* never 0 */
    byline_invalid invalid;
    byline_offsets offsets;
    enum date_order date_order;
    bool keep_date_unknown;
    enum document_date_source date_source; /* unless DOCUMENT_DATE_NONE, date is known */
    struct civil_date date;
    byline_allocator allocator;
};

/*
 * Reads options (NULL for defaults) of this or an earlier, smaller version of the struct. A larger
 * one is taken where the members that this version does not know are zero. Fails with
 * BYLINE_ERROR_ARGUMENT.
 */
byline_status by_read_options(const byline_options *given, const byline_allocator *model_allocator,
                              struct tag_options *options, byline_error *error);

/* Copies a struct that begins with its size into one of the size known here, as above. */
bool by_copy_sized(void *known, size_t known_size, const void *given);

#endif
