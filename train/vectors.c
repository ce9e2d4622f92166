/* SPDX-License-Identifier: MIT */
#include "vectors.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "storage.h"

/* FNV-1a. */
static uint32_t hash(const char *word, size_t length)
{
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)word[i]) * 16777619u;
    return value ^ value >> 15;
}

/* The slot of a word, or the empty one where it belongs. */
static uint32_t *slot_of(const struct vectors *vectors, const char *word, size_t length)
{
    uint32_t mask = vectors->slot_count - 1;
    uint32_t at = hash(word, length) & mask;
    for (;; at = (at + 1) & mask) {
        const char *known = vectors->words[vectors->slots[at]];
        if (vectors->slots[at] == VECTOR_UNKNOWN ||
            (strncmp(known, word, length) == 0 && known[length] == '\0'))
            return &vectors->slots[at];
    }
}

/* Returns all of a file and a NUL, or NULL and errno. */
static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0, capacity = 1 << 20, got;
    if (file == NULL)
        return NULL;
    do {
        capacity *= 2;
        text = storage_resize(text, capacity, 1);
        got = fread(text + length, 1, capacity - length - 1, file);
        length += got;
    } while (length == capacity - 1);
    text[length] = '\0';
    if (ferror(file)) {
        int reason = errno;
        free(text);
        text = NULL;
        errno = reason;
    }
    fclose(file);
    return text;
}

/* Numbers with an exponent are rare, and left to strtof(), which is ten times slower. */
static bool read_number(char **text, float *number)
{
    static const double powers[] = {1e0,  1e-1, 1e-2, 1e-3, 1e-4, 1e-5,
                                    1e-6, 1e-7, 1e-8, 1e-9, 1e-10};
    char *at = *text;
    while (*at == ' ')
        at++;
    char *start = at;
    bool negative = *at == '-';
    at += negative;
    uint64_t digits = 0;
    size_t count = 0, decimals = 0;
    bool point = false;
    for (;; at++) {
        if (*at == '.' && !point) {
            point = true;
        } else if (*at >= '0' && *at <= '9' && count < 18 && decimals < 10) {
            digits = digits * 10 + (uint64_t)(*at - '0');
            count++;
            decimals += point;
        } else {
            break;
        }
    }
    double value = (double)digits * powers[decimals];
    *number = *at == 'e' ? strtof(start, &at) : (float)(negative ? -value : value);
    *text = at;
    return count > 0 && (*at == ' ' || *at == '\n' || *at == '\0' || *at == '\r');
}

static uint32_t count_lines(const char *text)
{
    uint32_t lines = 0;
    for (; (text = strchr(text, '\n')) != NULL; text++)
        lines++;
    return lines;
}

static uint32_t count_numbers(const char *text)
{
    uint32_t numbers = 0;
    for (; *text != '\0' && *text != '\n'; text++)
        numbers += *text == ' ' && text[1] != ' ' && text[1] != '\n';
    return numbers;
}

/* Returns the start of the next line, or NULL where this one is wrong. */
static char *read_line(struct vectors *vectors, char *text)
{
    char *space = strchr(text, ' ');
    float *row = vectors->rows + (size_t)vectors->count * vectors->dimension;
    if (space == NULL)
        return NULL;
    *space++ = '\0';
    for (uint32_t i = 0; i < vectors->dimension; i++) {
        if (!read_number(&space, &row[i]))
            return NULL;
    }
    space += strspn(space, " \r");
    if (*space != '\n')
        return NULL;
    vectors->words[vectors->count] = text;
    uint32_t *slot = slot_of(vectors, text, strlen(text));
    if (*slot == VECTOR_UNKNOWN)
        *slot = vectors->count;
    vectors->count++;
    return space + 1;
}

static void scale(struct vectors *vectors)
{
    size_t first = vectors->dimension, last = (size_t)vectors->count * vectors->dimension;
    double sum = 0.0, squares = 0.0, count = (double)(last - first);
    for (size_t i = first; i < last; i++) {
        sum += (double)vectors->rows[i];
        squares += (double)vectors->rows[i] * (double)vectors->rows[i];
    }
    double deviation = sqrt(squares / count - sum / count * (sum / count));
    for (size_t i = first; i < last; i++)
        vectors->rows[i] /= (float)deviation;
}

bool vectors_read(struct vectors *vectors, const char *path)
{
    *vectors = (struct vectors){.count = 1, .slot_count = 1024};
    vectors->text = read_all(path);
    if (vectors->text == NULL) {
        complain(path, 0, "cannot be read: %s", strerror(errno));
        return false;
    }
    uint32_t lines = count_lines(vectors->text);
    vectors->dimension = count_numbers(vectors->text);
    while (vectors->slot_count < 2 * lines)
        vectors->slot_count *= 2;
    vectors->slots = storage_take(vectors->slot_count, sizeof(*vectors->slots));
    vectors->words = storage_take((size_t)lines + 1, sizeof(*vectors->words));
    vectors->words[VECTOR_UNKNOWN] = "";
    vectors->rows = storage_take(((size_t)lines + 1) * vectors->dimension, sizeof(float));
    char *text = vectors->text;
    while (*text != '\0' && vectors->count <= lines) {
        text = read_line(vectors, text);
        if (text == NULL) {
            complain(path, vectors->count, "not a word and %u numbers", vectors->dimension);
            vectors_free(vectors);
            return false;
        }
    }
    scale(vectors);
    return true;
}

uint32_t vectors_find(const struct vectors *vectors, const char *lower, size_t length)
{
    char zeros[64];
    uint32_t row = *slot_of(vectors, lower, length);
    if (row != VECTOR_UNKNOWN || length > sizeof(zeros))
        return row;
    for (size_t i = 0; i < length; i++)
        zeros[i] = lower[i] >= '0' && lower[i] <= '9' ? '0' : lower[i];
    return *slot_of(vectors, zeros, length);
}

void vectors_free(struct vectors *vectors)
{
    free(vectors->rows);
    free(vectors->words);
    free(vectors->slots);
    free(vectors->text);
    *vectors = (struct vectors){0};
}
