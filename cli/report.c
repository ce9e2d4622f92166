/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMN "%-22s"

/* In percent; 0 where there is nothing to divide by. */
static double percent(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : 0;
}

static double f1(double precision, double recall)
{
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

static void print_rates(FILE *stream, const char *name, double precision, double recall)
{
    fprintf(stream, NAME_COLUMN " P %6.2f  R %6.2f  F1 %6.2f", name, precision, recall,
            f1(precision, recall));
}

static void print_tally(FILE *stream, const char *name, const struct tally *tally)
{
    print_rates(stream, name, percent((double)tally->matched, (double)tally->predicted),
                percent((double)tally->matched, (double)tally->gold));
}

static void print_counted(FILE *stream, const char *name, const struct tally *tally)
{
    if (tally->gold == 0 && tally->predicted == 0)
        return;
    print_tally(stream, name, tally);
    fprintf(stream, "   gold %zu predicted %zu\n", tally->gold, tally->predicted);
}

static void print_share(FILE *stream, const char *name, const struct share *share)
{
    if (share->total > 0)
        fprintf(stream, NAME_COLUMN " %6.2f of %zu\n", name,
                percent((double)share->right, (double)share->total), share->total);
}

static int compare_types(const void *left, const void *right)
{
    return strcmp(byline_type_name(*(const byline_type *)left),
                  byline_type_name(*(const byline_type *)right));
}

static void print_types(FILE *stream, const struct evaluation *evaluation)
{
    byline_type types[BYLINE_TYPE_COUNT];

    for (int i = 0; i < BYLINE_TYPE_COUNT; i++)
        types[i] = (byline_type)i;
    qsort(types, BYLINE_TYPE_COUNT, sizeof(*types), compare_types);
    for (int i = 0; i < BYLINE_TYPE_COUNT; i++)
        print_counted(stream, byline_type_name(types[i]), &evaluation->types[types[i]]);
    print_counted(stream, "ALL", &evaluation->all);
}

static void print_groups(FILE *stream, const struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->group_count; i++) {
        const char *value = evaluation->groups[i].value;
        char name[128];

        snprintf(name, sizeof(name), "%s=%s", evaluation->options.by, value == NULL ? "" : value);
        print_counted(stream, name, &evaluation->groups[i].tally);
    }
}

static void print_found(FILE *stream, const char *name, const struct tally *tally)
{
    if (tally->gold == 0)
        return;
    print_tally(stream, name, tally);
    fputc('\n', stream);
}

static void print_chains(FILE *stream, const struct b_cubed *chains)
{
    if (chains->gold == 0)
        return;
    print_rates(stream, "person chains (B3)", percent(chains->precision, (double)chains->predicted),
                percent(chains->recall, (double)chains->gold));
    fputc('\n', stream);
}

static void print_mistake(FILE *stream, const struct mistake *mistake)
{
    const struct annotation *entity = mistake->entity;
    json_t *text = json_string(entity->text == NULL ? "" : entity->text);
    char *quoted = json_dumps(text, JSON_ENCODE_ANY);

    fprintf(stream, "%-9s %-13s %s %llu-%llu %s\n", mistake->missed ? "missed" : "spurious",
            byline_type_name(entity->type), mistake->document, (unsigned long long)entity->start,
            (unsigned long long)entity->end, quoted == NULL ? "" : quoted);
    free(quoted);
    json_decref(text);
}

void report(FILE *stream, const struct evaluation *evaluation, size_t mistakes)
{
    if (evaluation->missing > 0)
        fprintf(stream, "documents missing from the predictions: %zu of %zu\n", evaluation->missing,
                evaluation->documents);
    print_types(stream, evaluation);
    print_groups(stream, evaluation);
    print_found(stream, "rank->person", &evaluation->links);
    print_share(stream, "rank kind", &evaluation->kinds);
    print_chains(stream, &evaluation->chains);
    if (evaluation->has_values) {
        print_tally(stream, "date value", &evaluation->values);
        fputc('\n', stream);
    }
    print_share(stream, "place country", &evaluation->countries);
    print_found(stream, "sentence boundaries", &evaluation->boundaries);
    print_share(stream, "token edges", &evaluation->edges);
    for (size_t i = 0; i < evaluation->mistake_count && i < mistakes; i++)
        print_mistake(stream, &evaluation->mistakes[i]);
}
