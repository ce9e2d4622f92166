/* SPDX-License-Identifier: MIT */
#include "complain.h"

#include <stdarg.h>
#include <stdio.h>

void complain_plainly(const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        fputc(byte < 0x20 || byte == 0x7F ? '?' : byte, stderr);
    }
}

static void print_complaint(const char *file, size_t line, size_t column, const char *message)
{
    fputs("byline: ", stderr);
    if (file != NULL) {
        complain_plainly(file);
        if (line > 0)
            fprintf(stderr, ":%zu", line);
        if (column > 0)
            fprintf(stderr, ":%zu", column);
        fputs(": ", stderr);
    }
    complain_plainly(message);
    fputc('\n', stderr);
}

void complain(const char *file, size_t line, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    print_complaint(file, line, 0, message);
}

void complain_at(const char *file, size_t line, size_t column, const char *message)
{
    print_complaint(file, line, column, message);
}
