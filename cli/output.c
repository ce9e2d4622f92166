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
#define HELD ((size_t)64 * 1024)
#define ENDING ".part"

static bool cannot_write(const char *name)
{
    complain(NULL, 0, "cannot write %s: %s", name, strerror(errno));
    return false;
}

/* ---- Opening ------------------------------------------------------------- */

/* Whether a path is to be written in place: it is there, and is not a regular file. */
static bool is_special(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool open_in_place(struct output *output, bool resume)
{
    if (resume) {
        complain(output->name, 0, "not a file: what is written to it cannot be resumed");
        return false;
    }
    output->descriptor = open(output->name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, PERMISSIONS);
    return output->descriptor >= 0 || cannot_write(output->name);
}

/* The name of FILE.part, or NULL without memory. */
static char *name_of_part(const char *path)
{
    size_t size = strlen(path) + sizeof(ENDING);
    char *name = malloc(size);

    if (name != NULL)
        snprintf(name, size, "%s" ENDING, path);
    return name;
}

/* Whether the open file still has its name: another process may have renamed what it had finished. */
static bool has_name(int descriptor, const char *name)
{
    struct stat file, named;

    return fstat(descriptor, &file) == 0 && stat(name, &named) == 0 &&
           file.st_dev == named.st_dev && file.st_ino == named.st_ino;
}

/* Keeps other processes off FILE.part, for as long as it is open. */
static bool lock(const struct output *output)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (fcntl(output->descriptor, F_SETLK, &whole) != 0) {
        /* Some network file systems know no locks: there it goes without. */
        if (errno != EACCES && errno != EAGAIN)
            return true;
    } else if (has_name(output->descriptor, output->temporary)) {
        return true;
    }
    complain(output->temporary, 0, "another byline is writing it");
    return false;
}

static bool open_part(struct output *output, bool resume)
{
    /* Its name can be guessed: a link that someone else left there is not followed. */
    output->descriptor =
        open(output->temporary, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, PERMISSIONS);
    if (output->descriptor < 0)
        return cannot_write(output->name);
    if (lock(output) && (resume || output_continue(output, 0)))
        return true;
    close(output->descriptor);
    return false;
}

bool output_open(struct output *output, const char *path, bool resume)
{
    bool opened;

    *output = (struct output){.name = path, .descriptor = STDOUT_FILENO};
    if (path == NULL) {
        output->name = "standard output";
        output->at_once = isatty(STDOUT_FILENO);
        return true;
    }
    if (is_special(path))
        return open_in_place(output, resume);
    output->temporary = name_of_part(path);
    if (output->temporary == NULL)
        return cannot_write(path);
    opened = open_part(output, resume);
    if (!opened)
        free(output->temporary);
    return opened;
}

bool output_continue(struct output *output, size_t length)
{
    return (ftruncate(output->descriptor, (off_t)length) == 0 &&
            lseek(output->descriptor, (off_t)length, SEEK_SET) >= 0) ||
           cannot_write(output->name);
}

/* ---- Writing ------------------------------------------------------------- */

static bool write_all(const struct output *output, const char *bytes, size_t length)
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

bool output_flush(struct output *output)
{
    bool written = write_all(output, output->held.bytes, output->held.length);

    buffer_clear(&output->held);
    return written;
}

bool output_write(struct output *output, const char *bytes, size_t length)
{
    bool fits = length <= HELD && buffer_reserve(&output->held, HELD) != NULL;

    if (fits)
        buffer_append(&output->held, bytes, length);
    if ((!fits || output->at_once || output->held.length >= HELD) && !output_flush(output))
        return false;
    return fits || write_all(output, bytes, length);
}

/* ---- Closing ------------------------------------------------------------- */

/* So that what has its name is whole, even if the power fails. Some file systems cannot. */
static bool put_on_disk(const struct output *output)
{
    return fsync(output->descriptor) == 0 || errno == EINVAL || cannot_write(output->name);
}

bool output_close(struct output *output, enum output_fate fate)
{
    bool completes = fate == OUTPUT_COMPLETE && output->temporary != NULL;
    bool done = output_flush(output) && (!completes || put_on_disk(output));

    buffer_free(&output->held);
    if (close(output->descriptor) != 0)
        done = cannot_write(output->name);
    if (completes && done)
        done = rename(output->temporary, output->name) == 0 || cannot_write(output->name);
    if (fate == OUTPUT_REMOVED && output->temporary != NULL)
        unlink(output->temporary);
    free(output->temporary);
    return done;
}
