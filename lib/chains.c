/* SPDX-License-Identifier: MIT */
#include "chains.h"

#include <string.h>

#include "acronyms.h"
#include "name_segments.h"
#include "rank_heads.h"

/* How many chains with one word are told apart: the latest ones. */
#define NAMESAKES 3

#define LETTERS 26
#define COUNTRIES_SIZE ((size_t)LETTERS * LETTERS * sizeof(uint32_t))

/* The latest chains that hold a word, the latest first; BYLINE_NONE behind them. */
struct holders {
    uint32_t chains[NAMESAKES];
};

/*
 * A mention is compared, word by word, with the latest chains that hold one of its words: a bounded
 * number for each word, so that linking stays linear.
 */
struct linker {
    const struct analysis *analysis;
    const struct tokens *tokens;
    struct mentions *mentions;
    struct chains *chains;
    const byline_allocator *allocator;
    struct holders *holders[BYLINE_TYPE_COUNT]; /* by word type */
    uint32_t *alone;     /* by word type: the PERSON chain last named by it alone, or BYLINE_NONE */
    uint32_t *countries; /* by the two letters of a country's code: its chain, or BYLINE_NONE */
    uint8_t *genders;    /* by mention: an enum gender, from the ranks before the name */
};

static uint32_t folded(const struct linker *linker, uint32_t token)
{
    return by_token_word(linker->tokens, token)->folded;
}

static struct chain *chain_at(const struct linker *linker, uint32_t index)
{
    return (struct chain *)linker->chains->chains.items + index;
}

static const struct mention *name_of(const struct linker *linker, const struct chain *chain)
{
    return by_mention_at(linker->mentions, chain->name);
}

static uint32_t length_of(const struct mention *mention)
{
    return mention->last - mention->first;
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
    return length_of(a) == length_of(b) && is_part(linker, a, b);
}

/* ---- Gender ---- */

/* Reads the titles of all mentions. Returns false when there is no memory. */
static bool read_genders(struct linker *linker, struct analysis *analysis)
{
    uint32_t count = by_mention_count(linker->mentions);
    linker->genders = by_arena_take(&analysis->arena, count);
    if (linker->genders == NULL)
        return false;
    memset(linker->genders, GENDER_UNKNOWN, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct mention *rank = by_mention_at(linker->mentions, i);
        if (rank->type != BYLINE_RANK)
            continue;
        enum gender gender = by_rank_gender(linker->tokens, rank->first, rank->last);
        if (gender != GENDER_UNKNOWN)
            linker->genders[rank->person] = (uint8_t)gender;
    }
    return true;
}

/* ---- People ---- */

static bool has_part(const struct name_parts *parts, enum name_part part)
{
    return parts->parts[part].first < parts->parts[part].last;
}

static uint32_t count_initials(const struct linker *linker, const struct mention *name)
{
    uint32_t count = 0;
    for (uint32_t i = name->first; i < name->last; i++)
        count += (by_token_word(linker->tokens, i)->shape & SHAPE_INITIAL) != 0;
    return count;
}

/* Father and son, `George W.` and `George H. W.`: full names that say that they are two people's. */
static bool are_distinct(const struct linker *linker, const struct mention *mention,
                         const struct chain *chain)
{
    const struct mention *name = name_of(linker, chain);
    if (length_of(mention) < 2 || length_of(name) < 2 || same_words(linker, mention, name))
        return false;
    uint32_t initials = count_initials(linker, mention);
    uint32_t other = count_initials(linker, name);
    if (initials > 0 && other > 0 && initials != other)
        return true;
    const struct name_parts parts = by_name_parts(linker->tokens, mention->first, mention->last);
    return has_part(&parts, NAME_SUFFIX) != has_part(&chain->parts, NAME_SUFFIX) &&
           has_part(&parts, NAME_GIVEN) && has_part(&chain->parts, NAME_GIVEN);
}

/* Whether a mention may name the person of a chain. */
static bool may_join(const struct linker *linker, uint32_t index, const struct chain *chain)
{
    const struct mention *mention = by_mention_at(linker->mentions, index);
    const struct mention *name = name_of(linker, chain);
    uint8_t gender = linker->genders[index];
    if (gender != GENDER_UNKNOWN && chain->gender != GENDER_UNKNOWN && gender != chain->gender)
        return false;
    if (!is_part(linker, mention, name) && !is_part(linker, name, mention))
        return false;
    return !are_distinct(linker, mention, chain);
}

/* Whether one word is what a person is called by: the family name, or the last of a given one. */
static bool is_called(const struct linker *linker, uint32_t token, const struct chain *chain)
{
    static const enum name_part parts[] = {NAME_FAMILY, NAME_GIVEN};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct name_range range = chain->parts.parts[parts[i]];
        if (range.first < range.last)
            return folded(linker, range.last - 1) == folded(linker, token);
    }
    return false;
}

/* ---- Variants: acronyms, accents, slips of the pen ---- */

/* How many chains back a name in another form is looked for. */
#define VARIANT_REACH 32

/* The fewest bytes of a word in which one other letter is a slip. */
#define SHORTEST_SLIP 6

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The length of what two words differ in at most: behind the same start, before the same end. */
struct difference {
    const char *a, *b;
    size_t a_length, b_length;
};

static struct difference difference_of(const struct word *a, const struct word *b)
{
    size_t shorter = a->lower_length < b->lower_length ? a->lower_length : b->lower_length;
    size_t start = 0;
    while (start < shorter && a->lower[start] == b->lower[start])
        start++;
    while (start > 0 && (is_continuation(a->lower[start]) || is_continuation(b->lower[start])))
        start--;
    size_t end = 0;
    while (end < shorter - start &&
           a->lower[a->lower_length - 1 - end] == b->lower[b->lower_length - 1 - end])
        end++;
    while (end > 0 && is_continuation(a->lower[a->lower_length - end]))
        end--;
    return (struct difference){a->lower + start, b->lower + start, a->lower_length - start - end,
                               b->lower_length - start - end};
}

static bool is_letter(const char *bytes, size_t length)
{
    return length <= 4 && (length == 0 || !is_continuation(bytes[0])) &&
           (length < 2 || is_continuation(bytes[1]));
}

/* Whether two words are one with and without an accent, or with one slip: `Akthar`, `Akhtar`. */
static bool are_variants(const struct word *a, const struct word *b)
{
    struct difference rest = difference_of(a, b);
    bool accent = rest.a_length != rest.b_length && rest.a_length > 0 && rest.b_length > 0;
    if (!accent && (a->lower_length < SHORTEST_SLIP || b->lower_length < SHORTEST_SLIP))
        return false;
    if (rest.a_length == 2 && rest.b_length == 2 && rest.a[0] == rest.b[1] &&
        rest.a[1] == rest.b[0])
        return true;
    return rest.a != a->lower && is_letter(rest.a, rest.a_length) &&
           is_letter(rest.b, rest.b_length);
}

/* Whether a mention is a chain's name in another spelling: of its words, or of the one that calls. */
static bool is_respelt(const struct linker *linker, const struct mention *mention,
                       const struct mention *name)
{
    uint32_t length = length_of(mention);
    if (length != 1 && length != length_of(name))
        return false;
    uint32_t variants = 0;
    for (uint32_t i = 1; i <= length; i++) {
        const struct word *a = by_token_word(linker->tokens, mention->last - i);
        const struct word *b = by_token_word(linker->tokens, name->last - i);
        if (a->folded == b->folded)
            continue;
        if (!are_variants(a, b))
            return false;
        variants++;
    }
    return variants == 1;
}

static uint32_t find_variant(const struct linker *linker, uint32_t index)
{
    const struct mention *mention = by_mention_at(linker->mentions, index);
    uint32_t count = (uint32_t)linker->chains->chains.count;
    for (uint32_t back = 1; back <= count && back <= VARIANT_REACH; back++) {
        const struct chain *chain = chain_at(linker, count - back);
        const struct mention *name = name_of(linker, chain);
        if (chain->type == BYLINE_PERSON &&
            (by_is_acronym(linker->tokens, mention, name) || is_respelt(linker, mention, name)))
            return count - back;
    }
    return BYLINE_NONE;
}

/* ---- The chain of a person ---- */

/* How well a mention fits a chain that it may join. */
static unsigned fitness(const struct linker *linker, uint32_t index, const struct chain *chain)
{
    const struct mention *mention = by_mention_at(linker->mentions, index);
    uint8_t gender = linker->genders[index];
    unsigned fit = 1;
    if (same_words(linker, mention, name_of(linker, chain)))
        fit += 8;
    if (length_of(mention) == 1 && is_called(linker, mention->first, chain))
        fit += 4;
    if (gender != GENDER_UNKNOWN && gender == chain->gender)
        fit += 2;
    return fit;
}

/* Whether a mention of such fitness goes to a chain rather than to the best one so far. */
static bool is_better(const struct linker *linker, uint32_t chain, unsigned fit, uint32_t best,
                      unsigned best_fit)
{
    if (fit != best_fit || best == BYLINE_NONE)
        return fit > best_fit;
    uint32_t count = chain_at(linker, chain)->mention_count;
    uint32_t best_count = chain_at(linker, best)->mention_count;
    /* The one of whom the document is: often named, or named first. */
    return count != best_count ? count > best_count : chain < best;
}

static uint32_t find_person(const struct linker *linker, uint32_t index)
{
    const struct mention *mention = by_mention_at(linker->mentions, index);
    uint32_t best = BYLINE_NONE;
    unsigned best_fit = 0;
    if (length_of(mention) == 1) {
        uint32_t chain = linker->alone[folded(linker, mention->first)];
        if (chain != BYLINE_NONE && may_join(linker, index, chain_at(linker, chain)))
            return chain;
    }
    for (uint32_t i = mention->last; i-- > mention->first;) {
        const struct holders *holders = &linker->holders[BYLINE_PERSON][folded(linker, i)];
        for (size_t n = 0; n < NAMESAKES && holders->chains[n] != BYLINE_NONE; n++) {
            const struct chain *chain = chain_at(linker, holders->chains[n]);
            unsigned fit = may_join(linker, index, chain) ? fitness(linker, index, chain) : 0;
            if (fit > 0 && is_better(linker, holders->chains[n], fit, best, best_fit)) {
                best = holders->chains[n];
                best_fit = fit;
            }
        }
    }
    return best != BYLINE_NONE ? best : find_variant(linker, index);
}

/* ---- Organisations and places ---- */

/* How many chains back an acronym's full name is looked for. */
#define ACRONYM_REACH 32

static uint32_t chain_of_acronym(const struct linker *linker, const struct mention *mention)
{
    uint32_t count = (uint32_t)linker->chains->chains.count;
    for (uint32_t back = 1; back <= count && back <= ACRONYM_REACH; back++) {
        const struct chain *chain = chain_at(linker, count - back);
        const struct mention *name = name_of(linker, chain);
        if (chain->type == mention->type && (by_is_acronym(linker->tokens, mention, name) ||
                                             by_is_acronym(linker->tokens, name, mention)))
            return count - back;
    }
    return BYLINE_NONE;
}

static bool is_owner_word(const struct linker *linker, uint32_t token)
{
    return by_has_class(linker->tokens, token, CLASS_COUNTRY) ||
           by_has_class(linker->tokens, token, CLASS_DEMONYM) ||
           (by_token_word(linker->tokens, token)->shape & SHAPE_UPPER) != 0;
}

/* Whether the tokens from `a` and from `b` on are the same words. */
static bool same_run(const struct linker *linker, uint32_t a, uint32_t b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (folded(linker, a + i) != folded(linker, b + i))
            return false;
    }
    return true;
}

/* `Security Council` of `UN Security Council`, `Acme` of `Acme Ltd`. */
static bool is_short_form(const struct linker *linker, const struct mention *part,
                          const struct mention *whole)
{
    uint32_t length = length_of(part);
    if (length + 1 != length_of(whole))
        return false;
    if (by_has_class(linker->tokens, whole->last - 1, CLASS_ORGANISATION_SUFFIX) &&
        same_run(linker, part->first, whole->first, length))
        return true;
    return length >= 2 && is_owner_word(linker, whole->first) &&
           same_run(linker, part->first, whole->first + 1, length);
}

/* The latest chain with a word whose name is the mention's, or longer or shorter by one word. */
static uint32_t find_by_word(const struct linker *linker, const struct mention *mention,
                             uint32_t token)
{
    const struct holders *holders = &linker->holders[mention->type][folded(linker, token)];
    for (size_t n = 0; n < NAMESAKES && holders->chains[n] != BYLINE_NONE; n++) {
        const struct mention *name = name_of(linker, chain_at(linker, holders->chains[n]));
        if (same_words(linker, mention, name) ||
            (mention->type == BYLINE_ORGANISATION &&
             (is_short_form(linker, mention, name) || is_short_form(linker, name, mention))))
            return holders->chains[n];
    }
    return BYLINE_NONE;
}

/* The chain of a country by any of its names, `US` and `America`; NULL for another place. */
static uint32_t *country_chain(const struct linker *linker, const struct mention *mention)
{
    const struct match *match =
        by_match_at(&linker->analysis->matches, mention->first, CLASS_COUNTRY);
    if (mention->type != BYLINE_PLACE || match == NULL || match->count != length_of(mention))
        return NULL;
    const char *code = by_lexicon_value(match->entry);
    return &linker->countries[(code[0] - 'A') * LETTERS + (code[1] - 'A')];
}

static uint32_t find_body_or_place(const struct linker *linker, const struct mention *mention)
{
    const uint32_t *country = country_chain(linker, mention);
    if (country != NULL && *country != BYLINE_NONE)
        return *country;
    uint32_t chain = find_by_word(linker, mention, mention->last - 1);
    if (chain == BYLINE_NONE)
        chain = find_by_word(linker, mention, mention->first);
    if (chain == BYLINE_NONE && mention->type == BYLINE_ORGANISATION)
        chain = chain_of_acronym(linker, mention);
    return chain;
}

/* ---- Linking ---- */

/* Puts a chain first among those that hold a word. */
static void hold(struct holders *holders, uint32_t chain)
{
    size_t at = 0;
    while (at + 1 < NAMESAKES && holders->chains[at] != chain)
        at++;
    memmove(holders->chains + 1, holders->chains, at * sizeof *holders->chains);
    holders->chains[0] = chain;
}

/* Files a mention in its chain. */
static void join(struct linker *linker, uint32_t index)
{
    const struct mention *mention = by_mention_at(linker->mentions, index);
    struct chain *chain = chain_at(linker, mention->chain);
    bool fuller = length_of(mention) > length_of(name_of(linker, chain));
    if (fuller)
        chain->name = index;
    if (mention->type == BYLINE_PERSON) {
        if (fuller || chain->mention_count == 0)
            chain->parts = by_name_parts(linker->tokens, mention->first, mention->last);
        if (chain->gender == GENDER_UNKNOWN)
            chain->gender = linker->genders[index];
        if (length_of(mention) == 1)
            linker->alone[folded(linker, mention->first)] = mention->chain;
    }
    chain->mention_count++;
    uint32_t *country = country_chain(linker, mention);
    if (country != NULL)
        *country = mention->chain;
    for (uint32_t i = mention->first; i < mention->last; i++)
        hold(&linker->holders[mention->type][folded(linker, i)], mention->chain);
}

static bool link_mention(struct linker *linker, uint32_t index)
{
    struct mention *mention = by_mention_at(linker->mentions, index);
    mention->chain = mention->type == BYLINE_PERSON ? find_person(linker, index)
                                                    : find_body_or_place(linker, mention);
    if (mention->chain == BYLINE_NONE) {
        struct chain chain = {.type = mention->type, .name = index};
        mention->chain = (uint32_t)linker->chains->chains.count;
        if (!by_vector_push(&linker->chains->chains, linker->allocator, &chain))
            return false;
    }
    join(linker, index);
    return true;
}

static bool has_chains(uint8_t type)
{
    return type == BYLINE_PERSON || type == BYLINE_ORGANISATION || type == BYLINE_PLACE;
}

/* Makes the tables by word type. Returns false when there is no memory. */
static bool make_tables(struct linker *linker, struct arena *arena)
{
    size_t words = linker->tokens->vocabulary.words.count;
    linker->alone = by_arena_take(arena, words * sizeof *linker->alone);
    linker->countries = by_arena_take(arena, COUNTRIES_SIZE);
    if (linker->alone == NULL || linker->countries == NULL)
        return false;
    memset(linker->countries, 0xFF, COUNTRIES_SIZE);
    memset(linker->alone, 0xFF, words * sizeof *linker->alone); /* BYLINE_NONE */
    for (uint8_t type = 0; type < BYLINE_TYPE_COUNT; type++) {
        if (!has_chains(type))
            continue;
        linker->holders[type] = by_arena_take(arena, words * sizeof **linker->holders);
        if (linker->holders[type] == NULL)
            return false;
        memset(linker->holders[type], 0xFF, words * sizeof **linker->holders);
    }
    return true;
}

byline_status by_link_chains(struct analysis *analysis, struct mentions *mentions,
                             struct chains *chains)
{
    struct linker linker = {.analysis = analysis,
                            .tokens = &analysis->tokens,
                            .mentions = mentions,
                            .chains = chains,
                            .allocator = &analysis->arena.allocator};
    if (!make_tables(&linker, &analysis->arena) || !read_genders(&linker, analysis))
        return BYLINE_ERROR_MEMORY;
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
