/* SPDX-License-Identifier: MIT */
#include "rank_kinds.h"

#include <string.h>

#include "name_segments.h"
#include "rank_heads.h"

/* The kinds that a body may give to a post; KIND_NONE where nothing tells. */
enum kind {
    KIND_NONE,
    KIND_MILITARY,
    KIND_POLICE,
    KIND_GOVERNMENT,
    KIND_BUSINESS,
    KIND_SPORT,
    KIND_ACADEMIC,
    KIND_RELIGIOUS,
    KIND_ROYAL,
    KIND_COUNT
};

static const char *const kind_names[KIND_COUNT] = {
    NULL, "military", "police", "government", "business", "sport", "academic", "religious", "royal",
};

static enum kind kind_named(const char *name)
{
    for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
        if (strcmp(kind_names[kind], name) == 0)
            return (enum kind)kind;
    }
    return KIND_NONE;
}

/* ---- Bodies ---- */

/* What the words of a body tell. */
struct body {
    enum kind head;        /* of the last word with a kind in the first phrase that has one */
    bool closed;           /* that phrase has ended */
    bool seen[KIND_COUNT]; /* which kinds its words have */
};

/* The kind of the body, or of the word of one, that starts at a token; *next is moved behind it. */
static enum kind kind_at(const struct analysis *analysis, uint32_t token, uint32_t last,
                         uint32_t *next)
{
    static const enum lexicon_class classes[] = {CLASS_ORGANISATION, CLASS_ORGANISATION_HEAD,
                                                 CLASS_RANK_MODIFIER};
    uint32_t longest = 0;
    enum kind kind = KIND_NONE;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct match *match = by_match_at(&analysis->matches, token, classes[i]);
        if (match == NULL || match->count <= longest || token + match->count > last)
            continue;
        enum kind its = kind_named(by_lexicon_value(match->entry));
        if (its == KIND_NONE)
            continue;
        longest = match->count;
        kind = its;
    }
    *next = token + (longest == 0 ? 1 : longest);
    if (kind != KIND_NONE)
        return kind;
    const struct lexicon_entry *entry = by_lexicon_word_entry(
        by_token_word(&analysis->tokens, token)->lexicon, CLASS_ORGANISATION_HEAD);
    return entry == NULL ? KIND_NONE : kind_named(by_lexicon_value(entry));
}

/* Reads more words of a body: `Capital Market Authority` is an authority, `Bank of …` a bank. */
static void read_body(const struct analysis *analysis, uint32_t first, uint32_t last,
                      struct body *body)
{
    for (uint32_t i = first; i < last;) {
        if (by_begins_complement(analysis, i))
            body->closed = body->head != KIND_NONE;
        enum kind kind = kind_at(analysis, i, last, &i);
        if (kind != KIND_NONE && !body->closed)
            body->head = kind;
        body->seen[kind] = true;
    }
    body->closed = body->head != KIND_NONE;
}

/*
 * What a body is. The police, the forces and sport have bodies of every form, associations and
 * departments too, and are told by any of their words; otherwise its head decides.
 */
static enum kind kind_of_body(const struct body *body)
{
    bool public = body->seen[KIND_GOVERNMENT] || body->seen[KIND_ACADEMIC];
    if (body->seen[KIND_POLICE])
        return KIND_POLICE;
    if (body->seen[KIND_SPORT] && !public)
        return KIND_SPORT;
    if (body->seen[KIND_MILITARY] && !body->seen[KIND_GOVERNMENT])
        return KIND_MILITARY;
    return body->head;
}

/* ---- Posts ---- */

struct settler {
    struct analysis *analysis;
    struct mentions *mentions;
    const struct chains *chains;
    struct person *people; /* by chain */
};

/* What the ranks of one person tell of each other. */
struct person {
    enum kind body; /* that the first post with a known body has */
    bool police;
};

/* The organisation named in a rank, the mention at `index`; NULL where there is none. */
static const struct mention *named_body(const struct settler *settler, uint32_t index)
{
    const struct mention *rank = by_mention_at(settler->mentions, index);
    for (uint32_t i = index + 1; i < by_mention_count(settler->mentions); i++) {
        const struct mention *mention = by_mention_at(settler->mentions, i);
        if (mention->first >= rank->last)
            break;
        if (mention->type == BYLINE_ORGANISATION)
            return mention;
    }
    return NULL;
}

/* The fullest name of an organisation in the document. */
static const struct mention *full_name(const struct settler *settler, const struct mention *body)
{
    const struct chain *chains = settler->chains->chains.items;
    return by_mention_at(settler->mentions, chains[body->chain].name);
}

/* The kind that the body in a rank gives it; KIND_NONE where none is named or nothing tells. */
static enum kind kind_by_body(const struct settler *settler, uint32_t index,
                              const struct rank_head *head)
{
    const struct analysis *analysis = settler->analysis;
    const struct mention *rank = by_mention_at(settler->mentions, index);
    const struct mention *named = named_body(settler, index);
    struct body body = {.head = KIND_NONE};
    /* `UN director for trade`: what follows `for` may be a subject. */
    bool subject = head->last < rank->last && !by_is_lower(&analysis->tokens, head->last, "of") &&
                   !by_is_lower(&analysis->tokens, head->last, "at");
    if (subject)
        read_body(analysis, rank->first, head->first, &body);
    read_body(analysis, head->last, rank->last, &body);
    if (!subject)
        read_body(analysis, rank->first, head->first, &body);
    if (body.head == KIND_NONE && named != NULL) {
        const struct mention *name = full_name(settler, named);
        read_body(analysis, name->first, name->last, &body);
    }
    return kind_of_body(&body);
}

/* Posts that in a body of which nothing is known are those of an association or a company. */
static bool is_of_associations(const struct analysis *analysis, const struct rank_head *head)
{
    static const char *const words[] = {"president", "boss", "manager", "captain"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (by_is_lower(&analysis->tokens, head->last - 1, words[i]))
            return true;
    }
    return false;
}

/* The kind of a post whose own words do not tell. */
static const char *usual_kind(const struct settler *settler, uint32_t index,
                              const struct rank_head *head)
{
    if (named_body(settler, index) == NULL)
        return head->kind;
    if (strcmp(head->kind, "royal") == 0)
        return "government"; /* `NCP chief` */
    return is_of_associations(settler->analysis, head) ? "business" : head->kind;
}

static void settle_post(struct settler *settler, uint32_t index, const struct rank_head *head)
{
    struct mention *rank = by_mention_at(settler->mentions, index);
    enum kind kind = kind_by_body(settler, index, head);
    if (kind == KIND_ROYAL && strcmp(head->kind, "royal") != 0)
        kind = KIND_GOVERNMENT;
    rank->kind = kind == KIND_NONE ? usual_kind(settler, index, head) : kind_names[kind];
    struct person *person = &settler->people[by_mention_at(settler->mentions, rank->person)->chain];
    if (person->body == KIND_NONE)
        person->body = kind;
}

/* ---- People ---- */

/* Whether a rank says that its holder is of the police. */
static bool names_police(const struct tokens *tokens, const struct mention *rank)
{
    if (strcmp(rank->kind, "police") == 0)
        return true;
    for (uint32_t i = rank->first; i < rank->last; i++) {
        if (by_is_lower(tokens, i, "police") || by_is_lower(tokens, i, "pol") ||
            (i + 1 < rank->last && by_is_lower(tokens, i, "public") &&
             by_is_lower(tokens, i + 1, "security")))
            return true;
    }
    return false;
}

/* Mends a kind by the person's other ranks. */
static void settle_by_person(struct settler *settler, struct mention *rank)
{
    const struct person *person =
        &settler->people[by_mention_at(settler->mentions, rank->person)->chain];
    const struct rank_head head = by_rank_head(settler->analysis, rank->first, rank->last);
    if (strcmp(rank->kind, "military") == 0 && person->police)
        rank->kind = "police";
    /* A bare `director` directs what the person is otherwise said to direct; a `president` may not. */
    bool bare = head.post && head.first == rank->first && head.last == rank->last;
    if (bare && person->body != KIND_NONE && strcmp(head.kind, "government") != 0)
        rank->kind = kind_names[person->body];
}

static bool is_held(const struct mention *mention)
{
    return mention->type == BYLINE_RANK;
}

byline_status by_settle_rank_kinds(struct analysis *analysis, struct mentions *mentions,
                                   const struct chains *chains)
{
    struct settler settler = {.analysis = analysis, .mentions = mentions, .chains = chains};
    size_t size = chains->chains.count * sizeof *settler.people;
    settler.people = by_arena_take(&analysis->arena, size);
    if (settler.people == NULL)
        return BYLINE_ERROR_MEMORY;
    memset(settler.people, 0, size);
    for (uint32_t i = 0; i < by_mention_count(mentions); i++) {
        struct mention *rank = by_mention_at(mentions, i);
        if (!is_held(rank))
            continue;
        const struct rank_head head = by_rank_head(analysis, rank->first, rank->last);
        if (head.post)
            settle_post(&settler, i, &head);
        if (names_police(&analysis->tokens, rank))
            settler.people[by_mention_at(mentions, rank->person)->chain].police = true;
    }
    for (uint32_t i = 0; i < by_mention_count(mentions); i++) {
        if (is_held(by_mention_at(mentions, i)))
            settle_by_person(&settler, by_mention_at(mentions, i));
    }
    return BYLINE_OK;
}
