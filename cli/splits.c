/* SPDX-License-Identifier: MIT */
#include "splits.h"

#include <stdlib.h>
#include <string.h>

/* ---- Main names ---------------------------------------------------------- */

static char *lower(const char *text, struct pool *pool)
{
    char *copy = pool_copy(pool, text, strlen(text));

    for (char *byte = copy; *byte != '\0'; byte++)
        if (*byte >= 'A' && *byte <= 'Z')
            *byte = (char)(*byte - 'A' + 'a');
    return copy;
}

/* Whether no other mention of its chain has a longer name, or as long a one before it. */
static bool is_fullest(const struct annotated_document *document, size_t index)
{
    const struct annotation *entities = document->entities;
    size_t length = strlen(entities[index].text);

    for (size_t i = 0; i < document->entity_count; i++) {
        size_t other = strlen(entities[i].text);

        if (entities[i].chain == entities[index].chain &&
            (other > length || (other == length && i < index)))
            return false;
    }
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct main_name *a = left, *b = right;
    int order = strcmp(a->name, b->name);

    if (order == 0)
        order = (a->article > b->article) - (a->article < b->article);
    return order != 0 ? order : (a->offset > b->offset) - (a->offset < b->offset);
}

static bool is_same_use(const struct main_name *left, const struct main_name *right)
{
    return left->article == right->article && strcmp(left->name, right->name) == 0;
}

struct main_names main_names_find(const struct articles *articles, const struct rules *rules,
                                  struct pool *pool)
{
    struct main_names names = {0};
    size_t capacity = 0, count = 0;

    for (size_t i = 0; i < articles->count; i++) {
        const struct annotated_document *document = &articles->items[i].document;

        for (size_t k = 0; k < document->entity_count; k++) {
            const struct annotation *entity = &document->entities[k];

            if (entity->type != BYLINE_PERSON || strchr(entity->text, ' ') == NULL ||
                !is_fullest(document, k) || rules_list(rules, RULES_PERSON, entity->text))
                continue;
            names.items = pool_grow(pool, names.items, count, &capacity, sizeof(*names.items));
            names.items[count++] = (struct main_name){lower(entity->text, pool), entity->text, i,
                                                      (size_t)entity->start};
        }
    }
    if (count > 0)
        qsort(names.items, count, sizeof(*names.items), compare_names);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !is_same_use(&names.items[names.count - 1], &names.items[i]))
            names.items[names.count++] = names.items[i];
    return names;
}

/* ---- Groups -------------------------------------------------------------- */

/* Articles that share main names, and what an even spread looks at. */
struct group {
    size_t *articles;
    size_t size;
    uint64_t order; /* by chance, but always the same */
    size_t *labels; /* one for each value that an article of it has in one of the keys */
    size_t label_count;
    enum split split;
};

/* Values of the header's keys; a label is the place of one in this list. */
struct labels {
    struct label {
        const char *key, *value;
        size_t total;
        size_t counts[SPLIT_COUNT];
    } * items;
    size_t count, capacity;
};

struct assignment {
    struct articles *articles;
    const size_t *sizes;
    struct pool *pool;
    struct group *groups;
    size_t group_count;
    struct labels labels;
};

/* The first article of those that an article is joined with. */
static size_t root_of(const size_t *parents, size_t article)
{
    while (parents[article] != article)
        article = parents[article];
    return article;
}

/* For each article, one that it must stay together with: a forest, as in union-find. */
static size_t *join_articles(const struct articles *articles, const struct rules *rules,
                             struct pool *pool)
{
    struct main_names names = main_names_find(articles, rules, pool);
    size_t *parents = pool_take_array(pool, articles->count, sizeof(*parents));

    for (size_t i = 0; i < articles->count; i++)
        parents[i] = i;
    for (size_t i = 1; i < names.count; i++)
        if (strcmp(names.items[i - 1].name, names.items[i].name) == 0)
            parents[root_of(parents, names.items[i].article)] =
                root_of(parents, names.items[i - 1].article);
    return parents;
}

static size_t label_of(struct assignment *assignment, const char *key, const char *value)
{
    struct labels *labels = &assignment->labels;

    for (size_t i = 0; i < labels->count; i++)
        if (strcmp(labels->items[i].key, key) == 0 && strcmp(labels->items[i].value, value) == 0)
            return i;
    labels->items = pool_grow(assignment->pool, labels->items, labels->count, &labels->capacity,
                              sizeof(*labels->items));
    labels->items[labels->count] = (struct label){.key = key, .value = value};
    return labels->count++;
}

static void add_labels(struct assignment *assignment, struct group *group,
                       const struct annotated_document *document)
{
    static const char *const keys[] = {"region", "beat", "form", "hard"};
    size_t capacity = group->label_count;

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char **values = annotated_values(document, keys[i], assignment->pool);

        for (; *values != NULL; values++) {
            size_t label = label_of(assignment, keys[i], *values);

            group->labels = pool_grow(assignment->pool, group->labels, group->label_count,
                                      &capacity, sizeof(*group->labels));
            group->labels[group->label_count++] = label;
            assignment->labels.items[label].total++;
        }
    }
}

/* FNV-1a. */
static uint64_t hash(const char *string)
{
    uint64_t value = 14695981039346656037u;

    for (; *string != '\0'; string++)
        value = (value ^ (unsigned char)*string) * 1099511628211u;
    return value;
}

/* The larger first: they are harder to place. */
static int compare_groups(const void *left, const void *right)
{
    const struct group *a = left, *b = right;

    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void make_groups(struct assignment *assignment, const size_t *parents)
{
    const struct articles *articles = assignment->articles;
    struct pool *pool = assignment->pool;
    size_t *places = pool_take_array(pool, articles->count, sizeof(*places));

    assignment->groups = pool_take_array(pool, articles->count, sizeof(*assignment->groups));
    for (size_t i = 0; i < articles->count; i++) /* a root may stand after its articles */
        if (parents[i] == i)
            places[i] = assignment->group_count++;
    for (size_t i = 0; i < articles->count; i++) {
        struct group *group = &assignment->groups[places[root_of(parents, i)]];
        uint64_t order = hash(articles->items[i].document.id);

        if (group->articles == NULL)
            group->articles = pool_take_array(pool, articles->count, sizeof(*group->articles));
        group->articles[group->size++] = i;
        if (group->size == 1 || order < group->order)
            group->order = order;
        add_labels(assignment, group, &articles->items[i].document);
    }
    if (assignment->group_count > 0)
        qsort(assignment->groups, assignment->group_count, sizeof(*assignment->groups),
              compare_groups);
}

/* ---- Assignment ---------------------------------------------------------- */

static void count_labels(struct assignment *assignment, const struct group *group)
{
    for (size_t i = 0; i < group->label_count; i++)
        assignment->labels.items[group->labels[i]].counts[group->split]++;
}

/* Puts groups of several articles where there is most room, and then one by one what is left. */
static bool place_groups(struct assignment *assignment)
{
    size_t room[SPLIT_COUNT];

    memcpy(room, assignment->sizes, sizeof(room));
    for (size_t i = 0; i < assignment->group_count; i++) {
        struct group *group = &assignment->groups[i];
        int widest = SPLIT_TRAIN;

        for (int split = SPLIT_TRAIN; split < SPLIT_COUNT; split++)
            if (room[split] > room[widest])
                widest = split;
        if (room[widest] < group->size)
            return false;
        room[widest] -= group->size;
        group->split = (enum split)widest;
        count_labels(assignment, group);
    }
    return true;
}

/* How far a label's share of a split is from what is even; that it is missing weighs most. */
static double unevenness(const struct assignment *assignment, const struct label *label,
                         enum split split)
{
    const double missing = 10;
    double expected = (double)label->total * (double)assignment->sizes[split] /
                      (double)assignment->articles->count;
    double difference = (double)label->counts[split] - expected;

    if (assignment->sizes[split] == 0)
        return 0;
    return difference * difference / expected +
           (label->counts[split] == 0 && label->total >= SPLIT_COUNT ? missing : 0);
}

/* Moves a group; returns by how much all becomes less even. */
static double move_group(struct assignment *assignment, struct group *group, enum split split)
{
    double change = 0;

    for (size_t i = 0; i < group->label_count; i++) {
        struct label *label = &assignment->labels.items[group->labels[i]];

        change -= unevenness(assignment, label, group->split);
        change -= unevenness(assignment, label, split);
        label->counts[group->split]--;
        label->counts[split]++;
        change += unevenness(assignment, label, group->split);
        change += unevenness(assignment, label, split);
    }
    group->split = split;
    return change;
}

/* Exchanges two groups, and undoes it where nothing is won. Returns whether something was. */
static bool exchange(struct assignment *assignment, struct group *left, struct group *right)
{
    const double least = 1e-9; /* less is rounding, and would go on for ever */
    enum split from = left->split, to = right->split;
    double change;

    if (from == to || left->size != right->size)
        return false;
    change = move_group(assignment, left, to);
    change += move_group(assignment, right, from);
    if (change < -least)
        return true;
    move_group(assignment, left, from);
    move_group(assignment, right, to);
    return false;
}

static void even_out(struct assignment *assignment)
{
    bool better = true;

    while (better) {
        better = false;
        for (size_t i = 0; i < assignment->group_count; i++)
            for (size_t k = 0; k < i; k++)
                better |= exchange(assignment, &assignment->groups[i], &assignment->groups[k]);
    }
}

bool splits_assign(struct articles *articles, const struct rules *rules,
                   const size_t sizes[SPLIT_COUNT], struct pool *pool)
{
    struct assignment assignment = {.articles = articles, .sizes = sizes, .pool = pool};

    make_groups(&assignment, join_articles(articles, rules, pool));
    if (!place_groups(&assignment))
        return false;
    even_out(&assignment);
    for (size_t i = 0; i < assignment.group_count; i++)
        for (size_t k = 0; k < assignment.groups[i].size; k++)
            articles->items[assignment.groups[i].articles[k]].split = assignment.groups[i].split;
    return true;
}
