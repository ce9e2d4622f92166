/* SPDX-License-Identifier: MIT */
#include "findings.h"

#include <stdarg.h>
#include <stdio.h>

static void print_finding(const char *path, size_t line, const char *severity, const char *format,
                          va_list arguments)
{
    char message[1024];

    vsnprintf(message, sizeof(message), format, arguments);
    complain_plainly(path);
    if (line > 0)
        fprintf(stderr, ":%zu", line);
    fprintf(stderr, ": %s", severity);
    complain_plainly(message);
    fputc('\n', stderr);
}

void findings_error(struct findings *findings, const char *path, size_t line, const char *format,
                    ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_finding(path, line, "", format, arguments);
    va_end(arguments);
    findings->errors++;
}

void findings_warning(struct findings *findings, const char *path, size_t line, const char *format,
                      ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_finding(path, line, "warning: ", format, arguments);
    va_end(arguments);
    findings->warnings++;
}
