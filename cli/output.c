/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"

#define PERMISSIONS 0666 /* less the umask */

static bool cannot_write(const char *name)
{
    complain(NULL, 0, "cannot write %s: %s", name, strerror(errno));
    return false;
}

/* Whether a path is to be written in place: it is there, and is not a regular file. */
static bool is_special(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* A name beside path that no other process takes, or NULL without memory. */
static char *name_beside(const char *path)
{
    size_t size = strlen(path) + 32;
    char *name = malloc(size);

    if (name != NULL)
        snprintf(name, size, "%s.%ld.part", path, (long)getpid());
    return name;
}

bool output_open(struct output *output, const char *path)
{
    *output = (struct output){.name = path, .descriptor = STDOUT_FILENO};
    if (path == NULL) {
        output->name = "standard output";
        return true;
    }
    if (is_special(path)) {
        output->descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, PERMISSIONS);
        return output->descriptor >= 0 || cannot_write(path);
    }
    output->temporary = name_beside(path);
    if (output->temporary == NULL)
        return cannot_write(path);
    output->descriptor = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL, PERMISSIONS);
    if (output->descriptor >= 0)
        return true;
    cannot_write(path);
    free(output->temporary);
    return false;
}

bool output_write(struct output *output, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(output->descriptor, bytes, length);

        if (written < 0) {
            if (errno == EINTR)
                continue;
            return cannot_write(output->name);
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool output_close(struct output *output, bool keep)
{
    bool done = close(output->descriptor) == 0 || cannot_write(output->name);

    if (output->temporary == NULL)
        return done;
    if (keep && done)
        done = rename(output->temporary, output->name) == 0 || cannot_write(output->name);
    if (!keep || !done)
        unlink(output->temporary);
    free(output->temporary);
    return done;
}
