/* SPDX-License-Identifier: MIT */
#include "check_corpus.h"

#include <string.h>

#include "check_article.h"
#include "copies.h"
#include "splits.h"
#include "value_counts.h"

struct check {
    const struct articles *articles;
    const struct rules *rules;
    struct pool *pool;
    struct findings *findings;
};

/* ---- Ids ----------------------------------------------------------------- */

static void check_ids(const struct check *check)
{
    const struct article *items = check->articles->items;

    for (size_t i = 0; i < check->articles->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(items[i].document.id, items[k].document.id) == 0)
                findings_error(check->findings, items[i].path, 1, "%s has the same id",
                               items[k].path);
}

/* ---- Copies -------------------------------------------------------------- */

static void check_resemblance(const struct check *check, bool masked)
{
    const struct article *items = check->articles->items;
    struct resemblances found = resemblances_find(check->articles, masked, check->pool);

    for (size_t i = 0; i < found.count; i++) {
        double percent = 100 * found.items[i].share;

        if (rules_break(check->rules, LIMIT_MOST_RESEMBLANCE, percent))
            findings_error(check->findings, items[found.items[i].right].path, 1,
                           "resembles %s by %.1f %%%s", items[found.items[i].left].path, percent,
                           masked ? ", names masked" : "");
    }
}

static void check_skeletons(const struct check *check)
{
    struct skeletons found = skeletons_find(check->articles, check->pool);
    size_t uses = 0;

    for (size_t i = 0; i < found.count; i++) {
        const struct skeleton *skeleton = &found.items[i];
        const struct article *article = &check->articles->items[skeleton->article];

        uses = i > 0 && strcmp(skeleton[-1].words, skeleton->words) == 0 ? uses + 1 : 1;
        if (rules_break(check->rules, LIMIT_MOST_SKELETON_USES, (double)uses))
            findings_error(check->findings, article->path,
                           article_line(&article->document, skeleton->offset),
                           "use %zu of the sentence '%s'", uses, skeleton->words);
    }
}

/* ---- Splits -------------------------------------------------------------- */

static void check_leaks(const struct check *check)
{
    struct main_names names = main_names_find(check->articles, check->rules, check->pool);

    for (size_t i = 1; i < names.count; i++) {
        const struct main_name *name = &names.items[i];
        const struct article *article = &check->articles->items[name->article];
        const struct article *other = &check->articles->items[name[-1].article];

        if (strcmp(name[-1].name, name->name) == 0 && article->split != other->split)
            findings_error(check->findings, article->path,
                           article_line(&article->document, name->offset),
                           "'%s' is also in another split: %s", name->text, other->path);
    }
}

void check_together(const struct articles *articles, const struct rules *rules, struct pool *pool,
                    struct findings *findings)
{
    struct check check = {articles, rules, pool, findings};

    check_ids(&check);
    check_resemblance(&check, false);
    check_resemblance(&check, true);
    check_skeletons(&check);
    check_leaks(&check);
}

/* ---- Balance ------------------------------------------------------------- */

static void check_countries(const struct check *check)
{
    struct value_counts countries = value_counts_of(check->articles, "country", check->pool);

    if (rules_break(check->rules, LIMIT_LEAST_COUNTRIES, (double)countries.count))
        findings_error(check->findings, check->rules->path, 0,
                       "articles of %zu countries, which is less than %.0f", countries.count,
                       check->rules->limits[LIMIT_LEAST_COUNTRIES]);
}

static void check_regions(const struct check *check)
{
    struct value_counts regions = value_counts_of(check->articles, "region", check->pool);

    for (size_t i = 0; i < regions.count; i++) {
        double percent = 100 * (double)regions.items[i].count / (double)check->articles->count;

        if (rules_break(check->rules, LIMIT_MOST_REGION, percent))
            findings_error(check->findings, check->rules->path, 0,
                           "region: '%s' has %.1f %% of the articles, which is more than %.0f",
                           regions.items[i].value, percent,
                           check->rules->limits[LIMIT_MOST_REGION]);
    }
}

static void check_least(const struct check *check, const struct rule *rule)
{
    struct value_counts counts = value_counts_of(check->articles, rule->key, check->pool);
    size_t count = value_count(&counts, rule->value);

    if (count < rule->least)
        findings_error(check->findings, check->rules->path, 0,
                       "%s: '%s' has %zu articles, which is less than %zu", rule->key, rule->value,
                       count, rule->least);
}

void check_balance(const struct articles *articles, const struct rules *rules, struct pool *pool,
                   struct findings *findings)
{
    struct check check = {articles, rules, pool, findings};

    check_countries(&check);
    check_regions(&check);
    for (size_t i = 0; i < rules->count; i++)
        if (rules->items[i].least > 0)
            check_least(&check, &rules->items[i]);
}
