/* SPDX-License-Identifier: MIT */
#include "evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "utf8.h"

/* ---- Sets of entities ---------------------------------------------------- */

struct item {
    const struct annotation *entity;
};

/* Entities that count, in the order of their document. */
struct list {
    struct item *items;
    size_t count;
};

/* The two sides of one document: what counts of it. */
struct sides {
    const struct annotated_document *gold, *predicted;
    uint32_t layers;
    struct list gold_list, predicted_list;
    struct list gold_set, predicted_set; /* sorted, each span and type once */
    struct pool *pool;                   /* for the time of one document */
};

static int compare_numbers(uint64_t left, uint64_t right)
{
    return (left > right) - (left < right);
}

/* By start, the longer first, then by type. */
static int compare_entities(const struct annotation *left, const struct annotation *right)
{
    int order = compare_numbers(left->start, right->start);

    if (order == 0)
        order = compare_numbers(right->end, left->end);
    if (order == 0)
        order = compare_numbers(left->type, right->type);
    return order;
}

static int compare_items(const void *left, const void *right)
{
    const struct item *a = left, *b = right;

    return compare_entities(a->entity, b->entity);
}

/* compare_items(), and where that finds no difference by place in the document. */
static int compare_places(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    int order = compare_items(a, b);

    return order != 0 ? order : (a->entity > b->entity) - (a->entity < b->entity);
}

/* Sorts a copy of a list; of several with the same span and type the last one stays. */
static struct list set_of(struct pool *pool, struct list list)
{
    struct list set = {pool_take_array(pool, list.count, sizeof(*set.items)), 0};

    memcpy(set.items, list.items, list.count * sizeof(*set.items));
    qsort(set.items, list.count, sizeof(*set.items), compare_places);
    for (size_t i = 0; i < list.count; i++) {
        if (set.count > 0 && compare_items(&set.items[set.count - 1], &set.items[i]) == 0)
            set.count--;
        set.items[set.count++] = set.items[i];
    }
    return set;
}

/* The member of a set with the same span and type, or NULL. */
static const struct annotation *find(struct list set, const struct annotation *entity)
{
    const struct item wanted = {entity};
    const struct item *found =
        bsearch(&wanted, set.items, set.count, sizeof(*set.items), compare_items);

    return found == NULL ? NULL : found->entity;
}

static bool overlap(const struct annotation *left, const struct annotation *right)
{
    return left->type == right->type && left->start < right->end && right->start < left->end;
}

static bool overlaps_any(struct list set, const struct annotation *entity)
{
    for (size_t i = 0; i < set.count; i++)
        if (overlap(set.items[i].entity, entity))
            return true;
    return false;
}

static bool in_layers(const struct annotation *entity, uint32_t layers)
{
    return (layers & BYLINE_TYPE_BIT(entity->type)) != 0;
}

/* The gold that is optional, or the gold that is not. */
static struct list gold_entities(struct pool *pool, const struct annotated_document *gold,
                                 uint32_t layers, bool optional)
{
    struct list list = {pool_take_array(pool, gold->entity_count, sizeof(*list.items)), 0};

    for (size_t i = 0; i < gold->entity_count; i++)
        if (in_layers(&gold->entities[i], layers) && gold->entities[i].optional == optional)
            list.items[list.count++].entity = &gold->entities[i];
    return list;
}

static struct list predicted_entities(struct pool *pool, const struct annotated_document *predicted,
                                      uint32_t layers, struct list without)
{
    struct list list = {pool_take_array(pool, predicted->entity_count, sizeof(*list.items)), 0};

    for (size_t i = 0; i < predicted->entity_count; i++)
        if (in_layers(&predicted->entities[i], layers) &&
            find(without, &predicted->entities[i]) == NULL)
            list.items[list.count++].entity = &predicted->entities[i];
    return list;
}

static struct sides sides_of(const struct annotated_document *gold,
                             const struct annotated_document *predicted, uint32_t only,
                             struct pool *pool)
{
    struct sides sides = {.gold = gold, .predicted = predicted, .pool = pool};
    struct list optional;

    sides.layers = only == 0 ? gold->layers : gold->layers & only;
    optional = set_of(pool, gold_entities(pool, gold, sides.layers, true));
    sides.gold_list = gold_entities(pool, gold, sides.layers, false);
    sides.predicted_list = predicted_entities(pool, predicted, sides.layers, optional);
    sides.gold_set = set_of(pool, sides.gold_list);
    sides.predicted_set = set_of(pool, sides.predicted_list);
    return sides;
}

/* ---- Entities ------------------------------------------------------------ */

static bool same_value(const char *left, const char *right)
{
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* A missing value comes first. */
static int compare_values(const char *left, const char *right)
{
    if (left == NULL || right == NULL)
        return (left != NULL) - (right != NULL);
    return strcmp(left, right);
}

/* The tally of the documents with that value of the field that they are grouped by. */
static struct tally *group_of(struct evaluation *evaluation, const char *value)
{
    struct evaluation_group *group;
    size_t place = 0;

    while (place < evaluation->group_count &&
           compare_values(evaluation->groups[place].value, value) < 0)
        place++;
    if (place < evaluation->group_count &&
        compare_values(evaluation->groups[place].value, value) == 0)
        return &evaluation->groups[place].tally;

    evaluation->groups = pool_grow(evaluation->pool, evaluation->groups, evaluation->group_count,
                                   &evaluation->group_capacity, sizeof(*evaluation->groups));
    group = &evaluation->groups[place];
    memmove(group + 1, group, (evaluation->group_count++ - place) * sizeof(*group));
    *group = (struct evaluation_group){.value = value};
    return &group->tally;
}

static void note_mistake(struct evaluation *evaluation, const char *document,
                         const struct annotation *entity, bool missed)
{
    evaluation->mistakes =
        pool_grow(evaluation->pool, evaluation->mistakes, evaluation->mistake_count,
                  &evaluation->mistake_capacity, sizeof(*evaluation->mistakes));
    evaluation->mistakes[evaluation->mistake_count++] = (struct mistake){document, entity, missed};
}

/* The tallies that an entity counts in beside that of its type and that of all. */
struct groups {
    struct tally **items;
    size_t count;
};

/* The groups of a document: one for each value of the field, or that of the documents without one. */
static struct groups groups_of(struct evaluation *evaluation, const struct annotated_document *gold)
{
    struct pool *pool = evaluation->pool;
    struct groups groups = {0};
    const char **values;
    size_t count = 0;

    if (evaluation->options.by == NULL)
        return groups;
    values = annotated_values(gold, evaluation->options.by, pool);
    while (values[count] != NULL)
        count++;
    groups.items = pool_take_array(pool, count + 1, sizeof(*groups.items));
    /* Where a group is new, those after it move: each is made before any is pointed to. */
    for (size_t i = 0; i < count; i++)
        group_of(evaluation, values[i]);
    for (size_t i = 0; i < count; i++)
        groups.items[groups.count++] = group_of(evaluation, values[i]);
    if (count == 0)
        groups.items[groups.count++] = group_of(evaluation, NULL);
    return groups;
}

static void count_gold(struct tally *tally, bool matched)
{
    tally->gold++;
    tally->matched += matched;
}

static void count_gold_entities(struct evaluation *evaluation, const struct sides *sides,
                                struct groups groups)
{
    for (size_t i = 0; i < sides->gold_set.count; i++) {
        const struct annotation *entity = sides->gold_set.items[i].entity;
        bool matched = evaluation->options.relaxed ? overlaps_any(sides->predicted_set, entity)
                                                   : find(sides->predicted_set, entity) != NULL;

        count_gold(&evaluation->types[entity->type], matched);
        count_gold(&evaluation->all, matched);
        for (size_t k = 0; k < groups.count; k++)
            count_gold(groups.items[k], matched);
        if (!matched)
            note_mistake(evaluation, sides->gold->id, entity, true);
    }
}

static void count_predicted_entities(struct evaluation *evaluation, const struct sides *sides,
                                     struct groups groups)
{
    for (size_t i = 0; i < sides->predicted_set.count; i++) {
        const struct annotation *entity = sides->predicted_set.items[i].entity;
        bool matched = evaluation->options.relaxed ? overlaps_any(sides->gold_set, entity)
                                                   : find(sides->gold_set, entity) != NULL;

        evaluation->types[entity->type].predicted++;
        evaluation->all.predicted++;
        for (size_t k = 0; k < groups.count; k++)
            groups.items[k]->predicted++;
        if (!matched)
            note_mistake(evaluation, sides->gold->id, entity, false);
    }
}

static void count_entities(struct evaluation *evaluation, const struct sides *sides)
{
    struct groups groups = groups_of(evaluation, sides->gold);

    count_gold_entities(evaluation, sides, groups);
    count_predicted_entities(evaluation, sides, groups);
}

/* ---- Links from ranks to people ------------------------------------------ */

struct link {
    uint64_t rank_start, rank_end, person_start, person_end;
};

struct links {
    struct link *items; /* sorted, each once */
    size_t count;
};

static int compare_links(const void *left, const void *right)
{
    const struct link *a = left, *b = right;
    int order = compare_numbers(a->rank_start, b->rank_start);

    if (order == 0)
        order = compare_numbers(a->rank_end, b->rank_end);
    if (order == 0)
        order = compare_numbers(a->person_start, b->person_start);
    if (order == 0)
        order = compare_numbers(a->person_end, b->person_end);
    return order;
}

/* The last entity with that id, or NULL. */
static const struct annotation *entity_by_id(const struct annotated_document *document, int64_t id)
{
    const struct annotation *found = NULL;

    if (id != ANNOTATED_NONE)
        for (size_t i = 0; i < document->entity_count; i++)
            if (document->entities[i].id == id)
                found = &document->entities[i];
    return found;
}

static struct links links_of(struct pool *pool, const struct annotated_document *document,
                             struct list list)
{
    struct links links = {pool_take_array(pool, list.count, sizeof(*links.items)), 0};
    size_t count = 0;

    for (size_t i = 0; i < list.count; i++) {
        const struct annotation *rank = list.items[i].entity, *person;

        if (rank->type != BYLINE_RANK)
            continue;
        person = entity_by_id(document, rank->person);
        if (person != NULL)
            links.items[count++] =
                (struct link){rank->start, rank->end, person->start, person->end};
    }
    qsort(links.items, count, sizeof(*links.items), compare_links);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_links(&links.items[links.count - 1], &links.items[i]) != 0)
            links.items[links.count++] = links.items[i];
    return links;
}

static void count_links(struct evaluation *evaluation, const struct sides *sides)
{
    struct links gold = links_of(sides->pool, sides->gold, sides->gold_list);
    struct links predicted = links_of(sides->pool, sides->predicted, sides->predicted_list);

    evaluation->links.gold += gold.count;
    evaluation->links.predicted += predicted.count;
    for (size_t i = 0; i < gold.count; i++)
        if (bsearch(&gold.items[i], predicted.items, predicted.count, sizeof(*predicted.items),
                    compare_links) != NULL)
            evaluation->links.matched++;
}

/* ---- Kinds and countries ------------------------------------------------- */

/* Counts what gold knows of an entity, where it knows anything. */
static void count_share(struct share *share, const char *gold, const char *predicted)
{
    if (gold == NULL || gold[0] == '\0')
        return;
    share->total++;
    share->right += same_value(gold, predicted);
}

static void count_attributes(struct evaluation *evaluation, const struct sides *sides)
{
    for (size_t i = 0; i < sides->gold_set.count; i++) {
        const struct annotation *gold = sides->gold_set.items[i].entity;
        const struct annotation *predicted = find(sides->predicted_set, gold);

        if (predicted == NULL)
            continue;
        if (gold->type == BYLINE_RANK)
            count_share(&evaluation->kinds, gold->kind, predicted->kind);
        if (gold->type == BYLINE_PLACE)
            count_share(&evaluation->countries, gold->country, predicted->country);
    }
}

/* ---- Chains of people ---------------------------------------------------- */

/* A mention without a chain is alone. */
static bool same_chain(const struct annotation *left, const struct annotation *right)
{
    return left == right || (left->chain != ANNOTATED_NONE && left->chain == right->chain);
}

/* How many people in a set are in the chain of a mention. */
static size_t chain_size(struct list set, const struct annotation *mention)
{
    size_t size = 0;

    for (size_t i = 0; i < set.count; i++)
        size +=
            set.items[i].entity->type == BYLINE_PERSON && same_chain(set.items[i].entity, mention);
    return size;
}

/* How many mentions are in the gold chain of one side of a matched pair, and in the other's. */
static size_t shared_size(const struct sides *sides, const struct annotation *gold,
                          const struct annotation *predicted)
{
    size_t size = 0;

    for (size_t i = 0; i < sides->gold_set.count; i++) {
        const struct annotation *mention = sides->gold_set.items[i].entity, *match;

        if (mention->type != BYLINE_PERSON || !same_chain(mention, gold))
            continue;
        match = find(sides->predicted_set, mention);
        size += match != NULL && same_chain(match, predicted);
    }
    return size;
}

static void count_chains(struct b_cubed *chains, const struct sides *sides)
{
    for (size_t i = 0; i < sides->predicted_set.count; i++)
        chains->predicted += sides->predicted_set.items[i].entity->type == BYLINE_PERSON;
    for (size_t i = 0; i < sides->gold_set.count; i++) {
        const struct annotation *gold = sides->gold_set.items[i].entity, *predicted;
        double shared;

        if (gold->type != BYLINE_PERSON || gold->chain == ANNOTATED_NONE)
            continue;
        chains->gold++;
        predicted = find(sides->predicted_set, gold);
        if (predicted == NULL)
            continue;
        shared = (double)shared_size(sides, gold, predicted);
        chains->precision += shared / (double)chain_size(sides->predicted_set, predicted);
        chains->recall += shared / (double)chain_size(sides->gold_set, gold);
    }
}

/* ---- Values of dates ----------------------------------------------------- */

static bool has_value_of(struct list predicted, const struct annotation *gold)
{
    for (size_t i = 0; i < predicted.count; i++)
        if (overlap(predicted.items[i].entity, gold) &&
            same_value(predicted.items[i].entity->value, gold->value))
            return true;
    return false;
}

static void count_values(struct tally *values, const struct sides *sides)
{
    for (size_t i = 0; i < sides->predicted_list.count; i++)
        values->predicted += sides->predicted_list.items[i].entity->type == BYLINE_DATE;
    for (size_t i = 0; i < sides->gold_list.count; i++) {
        const struct annotation *gold = sides->gold_list.items[i].entity;

        if (gold->type != BYLINE_DATE || gold->value == NULL)
            continue;
        values->gold++;
        values->matched += has_value_of(sides->predicted_list, gold);
    }
}

static bool has_values(const struct annotated_document *document)
{
    for (size_t i = 0; i < document->entity_count; i++)
        if (document->entities[i].value != NULL)
            return true;
    return false;
}

/* ---- Sentences and tokens ------------------------------------------------ */

struct offsets {
    uint64_t *items; /* rising */
    size_t count;
};

static int compare_offsets(const void *left, const void *right)
{
    return compare_numbers(*(const uint64_t *)left, *(const uint64_t *)right);
}

/*
 * The boundaries between sentences. White space belongs to no side, so a boundary is named by the
 * first byte after a sentence's end that is not white space; the end of the text is none.
 */
static struct offsets boundaries_of(struct pool *pool, const struct annotated_document *document,
                                    const char *text, size_t length)
{
    struct offsets offsets = {pool_take_array(pool, document->sentence_count, sizeof(uint64_t)), 0};
    size_t count = 0;

    for (size_t i = 0; i < document->sentence_count; i++) {
        size_t end = (size_t)document->sentences[i].end;

        if (end > length)
            continue;
        end += utf8_space(text + end, length - end);
        if (end < length)
            offsets.items[count++] = end;
    }
    qsort(offsets.items, count, sizeof(*offsets.items), compare_offsets);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || offsets.items[i] != offsets.items[offsets.count - 1])
            offsets.items[offsets.count++] = offsets.items[i];
    return offsets;
}

static void count_boundaries(struct tally *tally, const struct sides *sides)
{
    const char *text = sides->gold->text;
    struct offsets gold = boundaries_of(sides->pool, sides->gold, text, sides->gold->length);
    struct offsets predicted =
        boundaries_of(sides->pool, sides->predicted, text, sides->gold->length);

    tally->gold += gold.count;
    tally->predicted += predicted.count;
    for (size_t i = 0; i < gold.count; i++)
        if (bsearch(&gold.items[i], predicted.items, predicted.count, sizeof(*predicted.items),
                    compare_offsets) != NULL)
            tally->matched++;
}

/* For bsearch(): tokens do not overlap, so their starts rise, and so do their ends. */
static int compare_start(const void *offset, const void *token)
{
    return compare_numbers(*(const uint64_t *)offset, ((const byline_span *)token)->start);
}

static int compare_end(const void *offset, const void *token)
{
    return compare_numbers(*(const uint64_t *)offset, ((const byline_span *)token)->end);
}

static void count_edges(struct share *edges, const struct sides *sides)
{
    const struct annotated_document *gold = sides->gold, *predicted = sides->predicted;

    for (size_t i = 0; i < gold->entity_count; i++) {
        const struct annotation *entity = &gold->entities[i];

        if (!in_layers(entity, sides->layers))
            continue;
        edges->total += 2;
        edges->right += bsearch(&entity->start, predicted->tokens, predicted->token_count,
                                sizeof(*predicted->tokens), compare_start) != NULL;
        edges->right += bsearch(&entity->end, predicted->tokens, predicted->token_count,
                                sizeof(*predicted->tokens), compare_end) != NULL;
    }
}

/* ---- All of it ----------------------------------------------------------- */

struct evaluation evaluation_begin(const struct evaluate_options *options, struct pool *pool)
{
    return (struct evaluation){.options = *options, .pool = pool};
}

void evaluation_add(struct evaluation *evaluation, const struct annotated_document *gold,
                    const struct annotated_document *predicted)
{
    static const struct annotated_document nothing;
    struct pool pool = {0};
    struct sides sides;

    evaluation->documents++;
    if (predicted == NULL) {
        evaluation->missing++;
        predicted = &nothing;
    }
    sides = sides_of(gold, predicted, evaluation->options.only, &pool);
    count_entities(evaluation, &sides);
    count_attributes(evaluation, &sides);
    if ((sides.layers & BYLINE_TYPE_BIT(BYLINE_RANK)) != 0)
        count_links(evaluation, &sides);
    if ((sides.layers & BYLINE_TYPE_BIT(BYLINE_PERSON)) != 0 && gold->has_chains)
        count_chains(&evaluation->chains, &sides);
    if ((sides.layers & BYLINE_TYPE_BIT(BYLINE_DATE)) != 0)
        count_values(&evaluation->values, &sides);
    evaluation->has_values |= has_values(gold);
    if (gold->text != NULL && gold->sentences != NULL && predicted->sentences != NULL)
        count_boundaries(&evaluation->boundaries, &sides);
    if (predicted->tokens != NULL)
        count_edges(&evaluation->edges, &sides);
    pool_free(&pool);
}
