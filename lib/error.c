/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

byline_status by_fail(byline_error *error, byline_status code, uint64_t position,
                      const char *format, ...)
{
    if (error != NULL) {
        va_list arguments;
        va_start(arguments, format);
        error->code = code;
        error->position = position;
        (void)vsnprintf(error->message, sizeof error->message, format, arguments);
        va_end(arguments);
    }
    return code;
}

byline_status by_fail_memory(byline_error *error)
{
    return by_fail(error, BYLINE_ERROR_MEMORY, 0, "out of memory");
}

byline_status by_succeed(byline_error *error)
{
    if (error != NULL) {
        error->code = BYLINE_OK;
        error->position = 0;
        error->message[0] = '\0';
    }
    return BYLINE_OK;
}

const char *byline_status_name(byline_status status)
{
    switch (status) {
    case BYLINE_OK: return "BYLINE_OK";
    case BYLINE_ERROR_ARGUMENT: return "BYLINE_ERROR_ARGUMENT";
    case BYLINE_ERROR_MEMORY: return "BYLINE_ERROR_MEMORY";
    case BYLINE_ERROR_UTF8: return "BYLINE_ERROR_UTF8";
    case BYLINE_ERROR_TOO_LARGE: return "BYLINE_ERROR_TOO_LARGE";
    case BYLINE_ERROR_INTERNAL: return "BYLINE_ERROR_INTERNAL";
    case BYLINE_ERROR_IO: return "BYLINE_ERROR_IO";
    case BYLINE_ERROR_MODEL: return "BYLINE_ERROR_MODEL";
    }
    return "unknown status";
}
