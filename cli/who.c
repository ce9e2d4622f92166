/* SPDX-License-Identifier: MIT */
#include "who.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* How many entities before and after a mention are looked at: a sentence of a thousand is no news. */
#define REACH 32

struct search {
    const byline_document *document;
    bool *in_rank; /* by entity: `Kenya` in `president of Kenya` */
};

/* Marks what lies inside a rank; entities stand in the order of their start, the longer first. */
static void mark_ranks(struct search *search)
{
    uint64_t end = 0; /* of the ranks so far */

    for (size_t i = 0; i < byline_document_entity_count(search->document); i++) {
        const byline_entity *entity = byline_document_entity(search->document, i);

        search->in_rank[i] = entity->end <= end;
        if (entity->type == BYLINE_RANK && entity->end > end)
            end = entity->end;
    }
}

/* The sentence that an entity starts in. */
static byline_span sentence_of(const byline_document *document, const byline_entity *entity)
{
    size_t first = 0, last = byline_document_sentence_count(document);
    byline_span sentence = {0, 0};

    while (first < last) {
        size_t middle = first + (last - first) / 2;

        byline_document_sentence(document, middle, &sentence);
        if (entity->start >= sentence.end)
            first = middle + 1;
        else if (entity->start < sentence.start)
            last = middle;
        else
            break;
    }
    return sentence;
}

static bool is_wanted(const struct search *search, const byline_entity *entity, byline_type type)
{
    if (entity->type != type || search->in_rank[entity->id])
        return false;
    return type != BYLINE_DATE || (entity->value != NULL && strcmp(entity->kind, "date") == 0);
}

static uint64_t distance(const byline_entity *a, const byline_entity *b)
{
    return a->start < b->start ? b->start - a->end : a->start - b->end;
}

/* The entity of a type that stands nearest to a mention in its sentence, or NULL. */
static const byline_entity *nearest(const struct search *search, const byline_entity *mention,
                                    byline_type type)
{
    const byline_span sentence = sentence_of(search->document, mention);
    const byline_entity *found = NULL;
    size_t first = mention->id > REACH ? mention->id - REACH : 0;

    for (size_t i = first; i <= mention->id + REACH; i++) {
        const byline_entity *entity = byline_document_entity(search->document, i);

        if (entity == NULL || entity->start >= sentence.end)
            break;
        if (entity->start >= sentence.start && is_wanted(search, entity, type) &&
            (found == NULL || distance(mention, entity) < distance(mention, found)))
            found = entity;
    }
    return found;
}

static const byline_entity *beside(const struct search *search, const byline_chain *chain,
                                   byline_type type)
{
    const byline_entity *found = NULL;

    for (size_t i = 0; i < chain->mention_count && found == NULL; i++)
        found = nearest(search, byline_document_entity(search->document, chain->mentions[i]), type);
    return found;
}

static size_t list_people(const struct search *search, struct who *people)
{
    size_t count = 0;

    for (size_t i = 0; i < byline_document_chain_count(search->document); i++) {
        const byline_chain *chain = byline_document_chain(search->document, i);

        if (chain->type == BYLINE_PERSON)
            people[count++] = (struct who){chain, beside(search, chain, BYLINE_PLACE),
                                           beside(search, chain, BYLINE_DATE)};
    }
    return count;
}

struct who *who_is_who(const byline_document *document, size_t *count)
{
    size_t entities = byline_document_entity_count(document);
    struct search search = {document, calloc(entities + 1, sizeof(*search.in_rank))};
    struct who *people = calloc(byline_document_chain_count(document) + 1, sizeof(*people));

    if (search.in_rank == NULL || people == NULL) {
        free(search.in_rank);
        free(people);
        return NULL;
    }
    mark_ranks(&search);
    *count = list_people(&search, people);
    free(search.in_rank);
    return people;
}
