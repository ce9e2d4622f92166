/* SPDX-License-Identifier: MIT */
#include "document.h"

#include <stdio.h>
#include <string.h>

struct byline_document {
    struct arena arena; /* holds all but the document itself */
    byline_entity *entities;
    size_t entity_count;
    byline_chain *chains;
    size_t chain_count;
    byline_span *tokens;
    size_t token_count;
    byline_span *sentences;
    size_t sentence_count;
    const char *date;
    enum document_date_source date_source;
};

/* What by_document_create() has at hand. */
struct maker {
    const struct analysis *analysis;
    const struct mentions *mentions;
    const struct chains *chains;
    const struct tag_options *options;
    byline_document *document;
    uint32_t *entity_of; /* by mention: the entity's id, or BYLINE_NONE; in the document's arena */
    uint32_t *chain_of;  /* by chain: its index in the document, or BYLINE_NONE; the same */
    uint32_t **members;  /* by the document's chain: its mentions, to be filled; the same */
};

/* ---- Offsets ---- */

/* Counts an offset in the unit asked for, from where it left off: a text is read once. */
struct counter {
    const struct text *text;
    byline_offsets unit;
    uint32_t at;    /* bytes of text->bytes counted so far */
    uint64_t units; /* what they came to */
};

static uint64_t count_to(struct counter *counter, uint32_t offset)
{
    if (counter->unit == BYLINE_OFFSETS_BYTE)
        return by_text_source(counter->text, offset);
    for (; counter->at < offset; counter->at++) {
        unsigned char byte = counter->text->bytes[counter->at];
        /* Each code point has one byte that does not continue another; four bytes make a pair. */
        if ((byte & 0xC0) != 0x80)
            counter->units += counter->unit == BYLINE_OFFSETS_UTF16 && byte >= 0xF0 ? 2 : 1;
    }
    return counter->units;
}

static struct counter new_counter(const struct maker *maker)
{
    return (struct counter){.text = &maker->analysis->text, .unit = maker->options->offsets};
}

static bool make_tokens(struct maker *maker)
{
    byline_document *document = maker->document;
    const struct tokens *tokens = &maker->analysis->tokens;
    uint32_t count = by_token_count(tokens);
    document->tokens = by_arena_take(&document->arena, count * sizeof *document->tokens);
    if (document->tokens == NULL)
        return false;
    struct counter counter = new_counter(maker);
    for (uint32_t i = 0; i < count; i++) {
        document->tokens[i].start = count_to(&counter, by_token(tokens, i)->start);
        document->tokens[i].end = count_to(&counter, by_token(tokens, i)->end);
    }
    document->token_count = count;
    return true;
}

static bool make_sentences(struct maker *maker)
{
    byline_document *document = maker->document;
    const struct sentences *sentences = &maker->analysis->sentences;
    uint32_t count = by_sentence_count(sentences);
    document->sentences = by_arena_take(&document->arena, count * sizeof *document->sentences);
    if (document->sentences == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct sentence *sentence = by_sentence(sentences, i);
        document->sentences[i] = (byline_span){document->tokens[sentence->first].start,
                                               document->tokens[sentence->last - 1].end};
    }
    document->sentence_count = count;
    return true;
}

/* ---- Entities ---- */

/* Copies a string that may be NULL; *failed is set where there is no memory. */
static const char *keep(struct maker *maker, const char *string, bool *failed)
{
    if (string == NULL)
        return NULL;
    char *kept = by_arena_copy(&maker->document->arena, string, strlen(string));
    *failed = *failed || kept == NULL;
    return kept;
}

static bool make_entity(struct maker *maker, const struct mention *mention, byline_entity *entity)
{
    const struct tokens *tokens = &maker->analysis->tokens;
    uint32_t start = by_token(tokens, mention->first)->start;
    uint32_t end = by_token(tokens, mention->last - 1)->end;
    bool failed = false;
    *entity = (byline_entity){
        .id = (uint32_t)maker->document->entity_count,
        .type = (byline_type)mention->type,
        .start = maker->document->tokens[mention->first].start,
        .end = maker->document->tokens[mention->last - 1].end,
        .text = by_arena_copy(&maker->document->arena,
                              (const char *)maker->analysis->text.bytes + start, end - start),
        .score = mention->score,
        .kind = keep(maker, mention->kind, &failed),
        .value = keep(maker, mention->value, &failed),
        .country = keep(maker, mention->country, &failed),
        .person = mention->person,
        .chain = mention->chain,
        .written = keep(maker, mention->written, &failed),
    };
    return entity->text != NULL && !failed;
}

static bool make_entities(struct maker *maker)
{
    byline_document *document = maker->document;
    uint32_t count = by_mention_count(maker->mentions);
    document->entities = by_arena_take(&document->arena, count * sizeof *document->entities);
    maker->entity_of = by_arena_take(&document->arena, count * sizeof *maker->entity_of);
    if (document->entities == NULL || maker->entity_of == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct mention *mention = by_mention_at(maker->mentions, i);
        maker->entity_of[i] = BYLINE_NONE;
        if ((maker->options->types & BYLINE_TYPE_BIT(mention->type)) == 0)
            continue;
        if (!make_entity(maker, mention, &document->entities[document->entity_count]))
            return false;
        maker->entity_of[i] = (uint32_t)document->entity_count++;
    }
    return true;
}

/* ---- Chains ---- */

/* The text of some tokens; NULL for none. */
static const char *keep_range(struct maker *maker, struct name_range range, bool *failed)
{
    const struct analysis *analysis = maker->analysis;
    if (range.first == range.last)
        return NULL;
    uint32_t start = by_token(&analysis->tokens, range.first)->start;
    uint32_t end = by_token(&analysis->tokens, range.last - 1)->end;
    const char *kept = by_arena_copy(&maker->document->arena,
                                     (const char *)analysis->text.bytes + start, end - start);
    *failed = *failed || kept == NULL;
    return kept;
}

/* Sets *made to the parts of a person's name, or to NULL where there are none. */
static bool make_parts(struct maker *maker, const struct chain *chain,
                       const byline_name_parts **made)
{
    const struct name_range *ranges = chain->parts.parts;
    bool failed = false;
    bool empty = true;
    *made = NULL;
    for (int part = 0; part < NAME_PART_COUNT; part++)
        empty = empty && ranges[part].first == ranges[part].last;
    if (empty)
        return true;
    byline_name_parts *parts = by_arena_take(&maker->document->arena, sizeof *parts);
    if (parts == NULL)
        return false;
    *parts = (byline_name_parts){
        .given = keep_range(maker, ranges[NAME_GIVEN], &failed),
        .patronymic = keep_range(maker, ranges[NAME_PATRONYMIC], &failed),
        .particle = keep_range(maker, ranges[NAME_PARTICLE], &failed),
        .family = keep_range(maker, ranges[NAME_FAMILY], &failed),
        .suffix = keep_range(maker, ranges[NAME_SUFFIX], &failed),
    };
    *made = parts;
    return !failed;
}

/* Chains whose type was not asked for are left out; the others are numbered anew. */
static bool number_chains(struct maker *maker)
{
    byline_document *document = maker->document;
    size_t count = maker->chains->chains.count;
    document->chains = by_arena_take(&document->arena, count * sizeof *document->chains);
    maker->chain_of = by_arena_take(&document->arena, count * sizeof *maker->chain_of);
    maker->members = by_arena_take(&document->arena, count * sizeof *maker->members);
    if (document->chains == NULL || maker->chain_of == NULL || maker->members == NULL)
        return false;
    const struct chain *chains = maker->chains->chains.items;
    for (size_t i = 0; i < count; i++) {
        maker->chain_of[i] = BYLINE_NONE;
        if ((maker->options->types & BYLINE_TYPE_BIT(chains[i].type)) == 0)
            continue;
        byline_chain *chain = &document->chains[document->chain_count];
        uint32_t *mentions =
            by_arena_take(&document->arena, chains[i].mention_count * sizeof *mentions);
        if (mentions == NULL)
            return false;
        *chain = (byline_chain){
            .id = (uint32_t)document->chain_count,
            .type = (byline_type)chains[i].type,
            .name = document->entities[maker->entity_of[chains[i].name]].text,
            .mentions = mentions,
        };
        if (!make_parts(maker, &chains[i], &chain->parts))
            return false;
        maker->members[document->chain_count] = mentions;
        maker->chain_of[i] = (uint32_t)document->chain_count++;
    }
    return true;
}

/* Turns the links of the entities from indices of mentions into ids, and fills the chains. */
static void link_entities(struct maker *maker)
{
    byline_document *document = maker->document;
    for (size_t i = 0; i < document->entity_count; i++) {
        byline_entity *entity = &document->entities[i];
        if (entity->person != BYLINE_NONE)
            entity->person = maker->entity_of[entity->person];
        if (entity->chain == BYLINE_NONE)
            continue;
        entity->chain = maker->chain_of[entity->chain];
        byline_chain *chain = &document->chains[entity->chain];
        maker->members[entity->chain][chain->mention_count++] = entity->id;
    }
}

/* The chain of the person that an entity is a rank of, or BYLINE_NONE. */
static uint32_t chain_of_rank(const byline_document *document, const byline_entity *entity)
{
    if (entity->type != BYLINE_RANK || entity->person == BYLINE_NONE)
        return BYLINE_NONE;
    return document->entities[entity->person].chain;
}

/* Counts the ranks of each chain, then files them: the members' arrays serve once more. */
static bool collect_ranks(struct maker *maker)
{
    byline_document *document = maker->document;
    for (size_t i = 0; i < document->entity_count; i++) {
        uint32_t chain = chain_of_rank(document, &document->entities[i]);
        if (chain != BYLINE_NONE)
            document->chains[chain].rank_count++;
    }
    for (size_t i = 0; i < document->chain_count; i++) {
        byline_chain *chain = &document->chains[i];
        maker->members[i] =
            by_arena_take(&document->arena, chain->rank_count * sizeof *maker->members[i]);
        if (maker->members[i] == NULL)
            return false;
        chain->ranks = chain->rank_count == 0 ? NULL : maker->members[i];
        chain->rank_count = 0;
    }
    for (size_t i = 0; i < document->entity_count; i++) {
        uint32_t chain = chain_of_rank(document, &document->entities[i]);
        if (chain != BYLINE_NONE)
            maker->members[chain][document->chains[chain].rank_count++] = (uint32_t)i;
    }
    return true;
}

/* ---- The document ---- */

static bool keep_date(struct maker *maker)
{
    const struct civil_date *date = &maker->options->date;
    char text[16];
    bool failed = false;
    maker->document->date_source = maker->options->date_source;
    if (maker->options->date_source == DOCUMENT_DATE_NONE)
        return true;
    (void)snprintf(text, sizeof text, "%04d-%02d-%02d", (int)date->year, (int)date->month,
                   (int)date->day);
    maker->document->date = keep(maker, text, &failed);
    return !failed;
}

byline_status by_document_create(const struct analysis *analysis, const struct mentions *mentions,
                                 const struct chains *chains, const struct tag_options *options,
                                 byline_document **document)
{
    const byline_allocator *allocator = &options->allocator;
    byline_document *created = allocator->allocate(allocator->context, sizeof *created);
    if (created == NULL)
        return BYLINE_ERROR_MEMORY;
    *created = (byline_document){.arena.allocator = *allocator};
    struct maker maker = {.analysis = analysis,
                          .mentions = mentions,
                          .chains = chains,
                          .options = options,
                          .document = created};
    if (!make_tokens(&maker) || !make_sentences(&maker) || !make_entities(&maker) ||
        !number_chains(&maker)) {
        byline_document_free(created);
        return BYLINE_ERROR_MEMORY;
    }
    link_entities(&maker);
    if (!collect_ranks(&maker) || !keep_date(&maker)) {
        byline_document_free(created);
        return BYLINE_ERROR_MEMORY;
    }
    *document = created;
    return BYLINE_OK;
}

void byline_document_free(byline_document *document)
{
    if (document == NULL)
        return;
    byline_allocator allocator = document->arena.allocator;
    by_arena_free(&document->arena);
    allocator.release(allocator.context, document, sizeof *document);
}

/* ---- Reading it ---- */

const char *byline_type_name(byline_type type)
{
    static const char *const names[BYLINE_TYPE_COUNT] = {"PERSON", "RANK",  "ORGANISATION", "PLACE",
                                                         "DATE",   "GROUP", "MONEY",        "MISC"};
    return (unsigned)type < BYLINE_TYPE_COUNT ? names[type] : NULL;
}

size_t byline_document_entity_count(const byline_document *document)
{
    return document->entity_count;
}

const byline_entity *byline_document_entity(const byline_document *document, size_t index)
{
    return index < document->entity_count ? &document->entities[index] : NULL;
}

size_t byline_document_chain_count(const byline_document *document)
{
    return document->chain_count;
}

const byline_chain *byline_document_chain(const byline_document *document, size_t index)
{
    return index < document->chain_count ? &document->chains[index] : NULL;
}

static int read_span(const byline_span *spans, size_t count, size_t index, byline_span *span)
{
    if (index >= count)
        return 0;
    *span = spans[index];
    return 1;
}

size_t byline_document_token_count(const byline_document *document)
{
    return document->token_count;
}

int byline_document_token(const byline_document *document, size_t index, byline_span *token)
{
    return read_span(document->tokens, document->token_count, index, token);
}

size_t byline_document_sentence_count(const byline_document *document)
{
    return document->sentence_count;
}

int byline_document_sentence(const byline_document *document, size_t index, byline_span *sentence)
{
    return read_span(document->sentences, document->sentence_count, index, sentence);
}

const char *byline_document_date(const byline_document *document)
{
    return document->date;
}

const char *byline_document_date_source(const byline_document *document)
{
    switch (document->date_source) {
    case DOCUMENT_DATE_GIVEN: return "given";
    case DOCUMENT_DATE_DATELINE: return "dateline";
    case DOCUMENT_DATE_STAMP: return "stamp";
    case DOCUMENT_DATE_URL: return "url";
    case DOCUMENT_DATE_NONE: break;
    }
    return NULL;
}
