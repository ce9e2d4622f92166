/* SPDX-License-Identifier: MIT */
#include "summary.h"

#include <stdlib.h>
#include <string.h>

#include "check_article.h"
#include "value_counts.h"

#define NAME_COLUMN "%-34s"
#define COUNT_COLUMN " %7zu"
#define LINE_WIDTH 78

static void print_counts(FILE *stream, const char *name, size_t all,
                         const size_t by_split[SPLIT_COUNT])
{
    fprintf(stream, NAME_COLUMN COUNT_COLUMN, name, all);
    for (int split = 0; split < SPLIT_COUNT; split++)
        fprintf(stream, COUNT_COLUMN, by_split[split]);
    fputc('\n', stream);
}

static void print_head(FILE *stream)
{
    fprintf(stream, NAME_COLUMN " %7s", "", "all");
    for (int split = 0; split < SPLIT_COUNT; split++)
        fprintf(stream, " %7s", split_name((enum split)split));
    fputc('\n', stream);
}

/* ---- What is in the articles --------------------------------------------- */

typedef size_t count_in(const struct annotated_document *document, int type);

static size_t count_article(const struct annotated_document *document, int type)
{
    (void)document;
    (void)type;
    return 1;
}

static size_t count_words(const struct annotated_document *document, int type)
{
    (void)type;
    return article_words(document);
}

static size_t count_annotations(const struct annotated_document *document, int type)
{
    (void)type;
    return document->entity_count;
}

static size_t count_of_type(const struct annotated_document *document, int type)
{
    size_t count = 0;

    for (size_t i = 0; i < document->entity_count; i++)
        count += document->entities[i].type == (byline_type)type;
    return count;
}

static void print_sum(FILE *stream, const char *name, const struct articles *articles,
                      count_in *count, int type)
{
    size_t all = 0, by_split[SPLIT_COUNT] = {0};

    for (size_t i = 0; i < articles->count; i++) {
        const struct article *article = &articles->items[i];
        size_t here = count(&article->document, type);

        all += here;
        if (article->split != SPLIT_NONE)
            by_split[article->split] += here;
    }
    print_counts(stream, name, all, by_split);
}

static void print_contents(FILE *stream, const struct articles *articles)
{
    print_sum(stream, "articles", articles, count_article, 0);
    print_sum(stream, "words", articles, count_words, 0);
    print_sum(stream, "annotations", articles, count_annotations, 0);
    for (int type = 0; type < BYLINE_TYPE_COUNT; type++)
        print_sum(stream, byline_type_name((byline_type)type), articles, count_of_type, type);
}

/* ---- What their headers say ---------------------------------------------- */

/* A row for each value. */
static void print_rows(FILE *stream, const struct value_counts *counts)
{
    for (size_t i = 0; i < counts->count; i++) {
        char name[128];

        snprintf(name, sizeof(name), "  %s", counts->items[i].value);
        print_counts(stream, name, counts->items[i].count, counts->items[i].by_split);
    }
}

/* One after the other, where there are too many for rows. */
static void print_list(FILE *stream, const struct value_counts *counts)
{
    size_t width = 0;

    for (size_t i = 0; i < counts->count; i++) {
        char item[128];
        size_t length;

        snprintf(item, sizeof(item), "%s %zu%s", counts->items[i].value, counts->items[i].count,
                 i + 1 < counts->count ? "," : "");
        length = strlen(item) + 1;
        if (width > 0 && width + length > LINE_WIDTH) {
            fputc('\n', stream);
            width = 0;
        }
        fprintf(stream, "%s%s", width == 0 ? "  " : " ", item);
        width += length + (width == 0);
    }
    fputc('\n', stream);
}

void summary_print(FILE *stream, const struct articles *articles, struct pool *pool)
{
    static const struct {
        const char *key;
        bool as_list;
    } keys[] = {{"region", false}, {"beat", false},   {"form", false},
                {"hard", false},   {"country", true}, {"english", true}};

    print_head(stream);
    print_contents(stream, articles);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        struct value_counts counts = value_counts_of(articles, keys[i].key, pool);

        fprintf(stream, "\n%s: %zu\n", keys[i].key, counts.count);
        if (keys[i].as_list)
            print_list(stream, &counts);
        else
            print_rows(stream, &counts);
    }
}
