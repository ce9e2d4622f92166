/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"
#include "storage.h"

/* Renaming over a device or a pipe would do away with it. */
static bool may_be_replaced(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode))
        return true;
    complain(path, 0, "cannot be written: not a regular file");
    return false;
}

static bool write_file(const char *path, file_writer *write, const void *context)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    bool done = write(file, context) && fflush(file) == 0 && fsync(fileno(file)) == 0;
    int reason = errno;
    if (fclose(file) == 0 && done)
        return true;
    if (!done)
        errno = reason;
    return false;
}

bool file_replace(const char *path, file_writer *write, const void *context)
{
    static const char ending[] = ".part";
    size_t length = strlen(path);
    if (!may_be_replaced(path))
        return false;
    char *part = storage_take(length + sizeof(ending), 1);
    memcpy(part, path, length);
    memcpy(part + length, ending, sizeof(ending));
    bool done = write_file(part, write, context) && rename(part, path) == 0;
    if (!done) {
        complain(path, 0, "cannot be written: %s", strerror(errno));
        (void)unlink(part);
    }
    free(part);
    return done;
}
