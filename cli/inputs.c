/* SPDX-License-Identifier: MIT */
#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"
#include "source.h"

/* ---- Names --------------------------------------------------------------- */

static bool ends_in(const char *name, size_t length, const char *ending)
{
    size_t ending_length = strlen(ending);

    return length > ending_length &&
           memcmp(name + length - ending_length, ending, ending_length) == 0;
}

/* Whether a name has the ending, before what a packed file adds to it. */
static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name);

    if (ends_in(name, length, ".gz"))
        length -= strlen(".gz");
    else if (ends_in(name, length, ".zst"))
        length -= strlen(".zst");
    return ends_in(name, length, ending);
}

bool input_is_lines(const char *name, enum input_form form)
{
    return form == INPUT_LINES || (form == INPUT_BY_NAME && has_ending(name, ".jsonl"));
}

/* Whether a file that was found in a folder is one to read. */
static bool is_wanted(const char *name, enum input_form form)
{
    return (form != INPUT_LINES && has_ending(name, ".txt")) ||
           (form != INPUT_TEXT && has_ending(name, ".jsonl"));
}

static void add_name(struct inputs *inputs, const char *name)
{
    inputs->names = pool_grow(&inputs->pool, inputs->names, inputs->count, &inputs->capacity,
                              sizeof(*inputs->names));
    inputs->names[inputs->count++] = pool_copy(&inputs->pool, name, strlen(name));
}

/* ---- Folders ------------------------------------------------------------- */

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_entries(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static bool is_folder(const char *name)
{
    struct stat status;

    return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_link(const char *name)
{
    struct stat status;

    return lstat(name, &status) == 0 && S_ISLNK(status.st_mode);
}

static bool is_output(const struct inputs *inputs, const struct stat *status)
{
    struct stat output;

    return inputs->output != NULL && stat(inputs->output, &output) == 0 &&
           output.st_dev == status->st_dev && output.st_ino == status->st_ino;
}

static char *join(struct inputs *inputs, const char *folder, const char *name)
{
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    char *joined = pool_take(&inputs->pool, size);
    const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";

    snprintf(joined, size, "%s%s%s", folder, slash, name);
    return joined;
}

static bool add_folder(struct inputs *inputs, const char *folder, enum input_form form);

/* Adds what a folder holds, where it is of any use. A link to a folder may lead round in circles. */
static bool add_entry(struct inputs *inputs, const char *name, enum input_form form)
{
    struct stat status = {0};

    if (stat(name, &status) == 0 && S_ISDIR(status.st_mode))
        return is_link(name) || add_folder(inputs, name, form);
    if (is_wanted(name, form) && !is_output(inputs, &status))
        add_name(inputs, name);
    return true;
}

static bool add_folder(struct inputs *inputs, const char *folder, enum input_form form)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, compare_entries);
    bool right = true;

    if (count < 0) {
        complain(folder, 0, "%s", strerror(errno));
        return false;
    }
    for (int i = 0; i < count; i++) {
        right = add_entry(inputs, join(inputs, folder, entries[i]->d_name), form) && right;
        free(entries[i]);
    }
    free(entries);
    return right;
}

/* ---- All of them --------------------------------------------------------- */

bool inputs_add(struct inputs *inputs, const char *name, enum input_form form)
{
    static const char *const sought[] = {".txt or .jsonl", ".txt", ".jsonl"};
    size_t before = inputs->count;
    bool right;

    if (!is_folder(name)) {
        add_name(inputs, name);
        return true;
    }
    right = add_folder(inputs, name, form);
    if (right && inputs->count == before) {
        complain(name, 0, "holds no file whose name ends in %s", sought[form]);
        return false;
    }
    return right;
}

/* Adds the names of a list that ends in NUL: each has an end of its own. */
static bool add_names(struct inputs *inputs, char *names, size_t length, enum input_form form)
{
    bool by_line = memchr(names, '\0', length - 1) == NULL;
    bool right = true;

    for (char *name = names, *end = names + length; name < end; name += strlen(name) + 1) {
        if (by_line)
            name[strcspn(name, "\n")] = '\0';
        if (*name != '\0')
            right = inputs_add(inputs, name, form) && right;
    }
    return right;
}

bool inputs_add_from(struct inputs *inputs, const char *list, enum input_form form)
{
    struct buffer file = {0};
    const char *reason = source_read(list, &file);
    bool right = false;

    buffer_append(&file, "", 1); /* the last name may have no end */
    if (reason == NULL && file.failed)
        reason = "out of memory";
    if (reason != NULL)
        complain(list, 0, "%s", reason);
    else
        right = add_names(inputs, file.bytes, file.length, form);
    buffer_free(&file);
    return right;
}

bool input_size(const char *name, uint64_t *size)
{
    struct stat status;
    bool is_standard_input = strcmp(name, "-") == 0;

    *size = 0;
    if ((is_standard_input ? fstat(STDIN_FILENO, &status) : stat(name, &status)) != 0)
        return true; /* there is nothing to read */
    if (!S_ISREG(status.st_mode))
        return false;
    *size = (uint64_t)status.st_size;
    return true;
}

uint64_t inputs_size(const struct inputs *inputs)
{
    uint64_t total = 0;

    for (size_t i = 0; i < inputs->count; i++) {
        uint64_t size;

        if (!input_size(inputs->names[i], &size))
            return 0;
        total += size;
    }
    return total;
}

void inputs_free(struct inputs *inputs)
{
    pool_free(&inputs->pool);
    *inputs = (struct inputs){0};
}
