/* SPDX-License-Identifier: MIT */
#include "chains.h"

#include "acronyms.h"

/*
 * A mention is compared, word by word, with the latest chains that hold one of its words: one for
 * each word at most, so that linking stays linear.
 */
struct linker {
    const struct tokens *tokens;
    struct mentions *mentions;
    struct chains *chains;
    const byline_allocator *allocator;
    uint32_t *latest[BYLINE_TYPE_COUNT]; /* by word type: the latest chain that holds it */
};

static uint32_t folded(const struct linker *linker, uint32_t token)
{
    return by_token_word(linker->tokens, token)->folded;
}

/* Whether every word of `part` stands in `whole`, in the same order. */
static bool is_part(const struct linker *linker, const struct mention *part,
                    const struct mention *whole)
{
    uint32_t at = whole->first;
    for (uint32_t i = part->first; i < part->last; i++) {
        while (at < whole->last && folded(linker, at) != folded(linker, i))
            at++;
        if (at++ == whole->last)
            return false;
    }
    return true;
}

static bool same_words(const struct linker *linker, const struct mention *a,
                       const struct mention *b)
{
    return a->last - a->first == b->last - b->first && is_part(linker, a, b);
}

/* Whether a mention names what a chain's fullest name names. */
static bool joins(const struct linker *linker, const struct mention *mention,
                  const struct mention *name)
{
    if (mention->type != BYLINE_PERSON)
        return same_words(linker, mention, name);
    return is_part(linker, mention, name) || is_part(linker, name, mention);
}

/* ---- Acronyms ---- */

/* How many chains back an acronym's full name is looked for. */
#define ACRONYM_REACH 32

static uint32_t chain_of_acronym(const struct linker *linker, const struct mention *mention)
{
    const struct chain *chains = linker->chains->chains.items;
    size_t count = linker->chains->chains.count;
    if (mention->type != BYLINE_ORGANISATION)
        return BYLINE_NONE;
    for (size_t back = 1; back <= count && back <= ACRONYM_REACH; back++) {
        const struct chain *chain = &chains[count - back];
        const struct mention *name = by_mention_at(linker->mentions, chain->name);
        if (chain->type == mention->type && (by_is_acronym(linker->tokens, mention, name) ||
                                             by_is_acronym(linker->tokens, name, mention)))
            return (uint32_t)(count - back);
    }
    return BYLINE_NONE;
}

/* ---- Linking ---- */

static uint32_t find_chain(const struct linker *linker, const struct mention *mention)
{
    const struct chain *chains = linker->chains->chains.items;
    for (uint32_t i = mention->last; i-- > mention->first;) {
        uint32_t chain = linker->latest[mention->type][folded(linker, i)];
        if (chain != BYLINE_NONE &&
            joins(linker, mention, by_mention_at(linker->mentions, chains[chain].name)))
            return chain;
    }
    return chain_of_acronym(linker, mention);
}

static bool link_mention(struct linker *linker, uint32_t index)
{
    struct mention *mention = by_mention_at(linker->mentions, index);
    mention->chain = find_chain(linker, mention);
    if (mention->chain == BYLINE_NONE) {
        struct chain chain = {.type = mention->type, .name = index};
        mention->chain = (uint32_t)linker->chains->chains.count;
        if (!by_vector_push(&linker->chains->chains, linker->allocator, &chain))
            return false;
    }
    struct chain *chain = (struct chain *)linker->chains->chains.items + mention->chain;
    const struct mention *name = by_mention_at(linker->mentions, chain->name);
    if (mention->last - mention->first > name->last - name->first)
        chain->name = index;
    chain->mention_count++;
    for (uint32_t i = mention->first; i < mention->last; i++)
        linker->latest[mention->type][folded(linker, i)] = mention->chain;
    return true;
}

static bool has_chains(uint8_t type)
{
    return type == BYLINE_PERSON || type == BYLINE_ORGANISATION || type == BYLINE_PLACE;
}

byline_status by_link_chains(struct analysis *analysis, struct mentions *mentions,
                             struct chains *chains)
{
    struct linker linker = {.tokens = &analysis->tokens,
                            .mentions = mentions,
                            .chains = chains,
                            .allocator = &analysis->arena.allocator};
    size_t words = analysis->tokens.vocabulary.words.count;
    for (uint8_t type = 0; type < BYLINE_TYPE_COUNT; type++) {
        if (!has_chains(type))
            continue;
        linker.latest[type] = by_arena_take(&analysis->arena, words * sizeof **linker.latest);
        if (linker.latest[type] == NULL)
            return BYLINE_ERROR_MEMORY;
        for (size_t i = 0; i < words; i++)
            linker.latest[type][i] = BYLINE_NONE;
    }
    for (uint32_t i = 0; i < by_mention_count(mentions); i++) {
        if (has_chains(by_mention_at(mentions, i)->type) && !link_mention(&linker, i))
            return BYLINE_ERROR_MEMORY;
    }
    return BYLINE_OK;
}

void by_chains_free(struct chains *chains, const byline_allocator *allocator)
{
    by_vector_free(&chains->chains, allocator);
}
