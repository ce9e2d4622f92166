/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <string.h>

#include "error.h"

bool by_copy_sized(void *known, size_t known_size, const void *given)
{
    size_t size;
    memcpy(&size, given, sizeof size);
    if (size < sizeof size)
        return false;
    for (size_t i = known_size; i < size; i++) {
        if (((const unsigned char *)given)[i] != 0)
            return false;
    }
    memset(known, 0, known_size);
    memcpy(known, given, size < known_size ? size : known_size);
    return true;
}

byline_status by_read_options(const byline_options *given, const byline_allocator *model_allocator,
                              struct tag_options *options, byline_error *error)
{
    byline_options known = BYLINE_OPTIONS_INIT;
    if (given != NULL && !by_copy_sized(&known, sizeof known, given))
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0,
                       "options.size is not that of a byline_options");
    if ((known.types & ~BYLINE_TYPES_ALL) != 0)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.types has an unknown bit");
    if (known.invalid > BYLINE_INVALID_REPLACE)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.invalid is out of range");
    if (known.offsets > BYLINE_OFFSETS_UTF16)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.offsets is out of range");
    if (known.date_order > BYLINE_DATE_ORDER_MONTH)
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.date_order is out of range");
    if (!by_allocator_complete(known.allocator))
        return by_fail(error, BYLINE_ERROR_ARGUMENT, 0, "options.allocator lacks a function");
    *options = (struct tag_options){
        .types = known.types == 0 ? BYLINE_TYPES_DEFAULT : known.types,
        .invalid = (byline_invalid)known.invalid,
        .offsets = (byline_offsets)known.offsets,
        .date_order = (enum date_order)known.date_order,
        .keep_date_unknown = known.keep_date_unknown != 0,
        .allocator = known.allocator == NULL ? *model_allocator : *known.allocator,
    };
    if (known.document_date != NULL) {
        if (!by_date_parse(known.document_date, &options->date))
            return by_fail(error, BYLINE_ERROR_ARGUMENT, 0,
                           "'%.40s' is not a date of the form YYYY-MM-DD", known.document_date);
        options->date_source = DOCUMENT_DATE_GIVEN;
    }
    return BYLINE_OK;
}
