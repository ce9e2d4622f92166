/* SPDX-License-Identifier: MIT */
#include "ranks.h"

#include <string.h>

#include "name_segments.h"
#include "names.h"
#include "rank_kinds.h"

/* How probable a rank is to be right: its precision on development news. */
#define SCORE_BEFORE 0.9 /* before the name */
#define SCORE_AFTER 0.75 /* in apposition or after a verb */

/* Where a rank stands to the name that it belongs to. */
enum side { SIDE_NONE, SIDE_BEFORE, SIDE_AFTER };

/* A rank that may be attached to a name. */
struct candidate {
    uint32_t first, last; /* tokens, half open */
    const char *kind;
    uint32_t person; /* the first token of the person's name, or BYLINE_NONE */
    uint8_t side;    /* a side */
    double score;    /* the network's, or 0 */
};

struct ranker {
    struct analysis *analysis;
    const struct tokens *tokens;
    const struct sentence *sentence;
    struct mentions *mentions;
    uint32_t *starts;         /* by token: the mention that starts there, or BYLINE_NONE */
    uint32_t *ends;           /* by token: the mention whose last token is there, or BYLINE_NONE */
    struct vector candidates; /* of struct candidate, of one sentence */
    bool learned;             /* a network has found the ranks */
    const struct mention *given; /* then: those of this sentence and the next ones, in order */
    size_t given_count;
};

/* ---- Looking around ---- */

static bool in_sentence(const struct ranker *ranker, uint32_t token)
{
    return token >= ranker->sentence->first && token < ranker->sentence->last;
}

static bool is_word(const struct ranker *ranker, uint32_t token, const char *lower)
{
    return in_sentence(ranker, token) && by_is_lower(ranker->tokens, token, lower);
}

static bool is_any(const struct ranker *ranker, uint32_t token, const char *const *words,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(ranker, token, words[i]))
            return true;
    }
    return false;
}

static bool is_capital(const struct ranker *ranker, uint32_t token)
{
    return in_sentence(ranker, token) &&
           (by_token_word(ranker->tokens, token)->shape & SHAPE_CAPITAL) != 0;
}

static bool is_possessive(const struct ranker *ranker, uint32_t token)
{
    return is_word(ranker, token, "'s") || is_word(ranker, token, "'");
}

/* The mention that starts at a token, or NULL. */
static const struct mention *starting(const struct ranker *ranker, uint32_t token)
{
    if (!in_sentence(ranker, token) || ranker->starts[token] == BYLINE_NONE)
        return NULL;
    return by_mention_at(ranker->mentions, ranker->starts[token]);
}

/* The mention that ends just before a token, or NULL. */
static const struct mention *ending(const struct ranker *ranker, uint32_t token)
{
    if (token <= ranker->sentence->first || ranker->ends[token - 1] == BYLINE_NONE)
        return NULL;
    return by_mention_at(ranker->mentions, ranker->ends[token - 1]);
}

static bool starts_person(const struct ranker *ranker, uint32_t token)
{
    const struct mention *mention = starting(ranker, token);
    return mention != NULL && mention->type == BYLINE_PERSON;
}

static bool is_owner(const struct mention *mention)
{
    return mention != NULL && (mention->type == BYLINE_ORGANISATION ||
                               mention->type == BYLINE_PLACE || mention->type == BYLINE_GROUP);
}

/* ---- The span: what belongs to a rank before its head ---- */

static bool is_modifier_before(const struct ranker *ranker, uint32_t first, uint32_t words)
{
    if (first < ranker->sentence->first + words)
        return false;
    const struct match *match =
        by_match_at(&ranker->analysis->matches, first - words, CLASS_RANK_MODIFIER);
    return match != NULL && match->count == words && starting(ranker, first - words) == NULL;
}

/* `in Hanoi Prime Minister …`: the place is where, not of what. */
static bool is_where(const struct ranker *ranker, const struct mention *mention)
{
    static const char *const words[] = {"in", "at", "from", "to", "near", "with"};
    return mention->type == BYLINE_PLACE && mention->first > ranker->sentence->first &&
           is_any(ranker, mention->first - 1, words, sizeof words / sizeof *words);
}

/* One step to the left; returns `first` where nothing more belongs to the rank. */
static uint32_t step_left(const struct ranker *ranker, uint32_t first)
{
    for (uint32_t words = 3; words > 0; words--) {
        if (is_modifier_before(ranker, first, words))
            return first - words;
    }
    const struct mention *mention = ending(ranker, first);
    if (is_owner(mention) && by_token(ranker->tokens, first)->gap != GAP_NONE &&
        !is_where(ranker, mention))
        return mention->first;
    if (first > ranker->sentence->first && is_possessive(ranker, first - 1)) {
        mention = ending(ranker, first - 1);
        if (is_owner(mention))
            return mention->first;
    }
    /* `Public Works` `Minister`: common words that have a capital for the title's sake. */
    if (first > ranker->sentence->first && is_capital(ranker, first) && mention == NULL &&
        is_capital(ranker, first - 1) && first - 1 > ranker->sentence->first &&
        by_has_class(ranker->tokens, first - 1, CLASS_COMMON) &&
        !by_has_class(ranker->tokens, first - 1, CLASS_STARTER) &&
        by_rank_at(ranker->analysis, first - 1) == NULL)
        return first - 1;
    return first;
}

static uint32_t extend_left(const struct ranker *ranker, uint32_t first)
{
    for (;;) {
        uint32_t further = step_left(ranker, first);
        if (further == first)
            return first;
        first = further;
    }
}

/* ---- The span: what belongs to it after its head ---- */

/* Longest complement, in tokens. */
#define LONGEST_COMPLEMENT 16

static bool is_preposition(const struct ranker *ranker, uint32_t token)
{
    static const char *const words[] = {"of", "for"};
    return is_any(ranker, token, words, sizeof words / sizeof *words);
}

static bool is_inner_word(const struct ranker *ranker, uint32_t token)
{
    static const char *const words[] = {"of", "for", "the", "and", "on", "&", "-"};
    return is_possessive(ranker, token) ||
           is_any(ranker, token, words, sizeof words / sizeof *words);
}

/* A lower-case noun, as far as can be told without grammar. */
static bool is_plain_noun(const struct ranker *ranker, uint32_t token)
{
    return in_sentence(ranker, token) && by_token(ranker->tokens, token)->kind == TOKEN_WORD &&
           by_has_class(ranker->tokens, token, CLASS_COMMON) &&
           !by_has_class(ranker->tokens, token, CLASS_STARTER) &&
           !by_has_class(ranker->tokens, token, CLASS_SAYING) && !is_capital(ranker, token);
}

/* Whether another rank begins at a token: `secretary of the party` `and` `head of the board`. */
static bool begins_rank(const struct ranker *ranker, uint32_t token)
{
    return in_sentence(ranker, token) && by_rank_at(ranker->analysis, token) != NULL;
}

/*
 * The end of a rank whose head ends at `last`: `Secretary` `of Russia's Security Council`. Names
 * and capitalised words are taken as they come; words in lower case only where the complement then
 * ends at a name or a mark, since a verb may be among them.
 */
static uint32_t extend_right(const struct ranker *ranker, uint32_t last)
{
    bool body_only = is_word(ranker, last, "in") || is_word(ranker, last, "at");
    if (!body_only && !is_preposition(ranker, last))
        return last;
    uint32_t sure = last;
    uint32_t maybe = last;
    uint32_t i = last + 1;
    if (is_word(ranker, i, "the"))
        i++;
    if (body_only &&
        (starting(ranker, i) == NULL || starting(ranker, i)->type != BYLINE_ORGANISATION))
        return last;
    while (in_sentence(ranker, i) && i - last < LONGEST_COMPLEMENT) {
        const struct mention *mention = starting(ranker, i);
        if (mention != NULL && (mention->type == BYLINE_PERSON || mention->type == BYLINE_DATE))
            break;
        if (mention != NULL) {
            i = mention->last;
            sure = maybe = i;
        } else if (by_rank_at(ranker->analysis, i) != NULL && is_capital(ranker, i)) {
            break;
        } else if (is_capital(ranker, i) && by_token(ranker->tokens, i)->kind == TOKEN_WORD) {
            sure = maybe = ++i;
        } else if (is_plain_noun(ranker, i)) {
            maybe = ++i;
        } else if (is_inner_word(ranker, i) &&
                   !(is_word(ranker, i, "and") && begins_rank(ranker, i + 1))) {
            i++;
        } else {
            break;
        }
    }
    bool closed = !in_sentence(ranker, i) || starts_person(ranker, i) ||
                  by_token(ranker->tokens, i)->kind == TOKEN_MARK;
    return closed ? maybe : sure;
}

/* ---- Candidates ---- */

/* `deputy` is a rank of its own, but not before another: `deputy head`. */
static bool modifies_next(const struct ranker *ranker, const struct match *rank)
{
    const struct match *modifier =
        by_match_at(&ranker->analysis->matches, rank->first, CLASS_RANK_MODIFIER);
    return modifier != NULL && modifier->count == rank->count &&
           begins_rank(ranker, rank->first + rank->count);
}

/* The ranks that the lexicon knows. */
static bool collect_listed(struct ranker *ranker)
{
    for (uint32_t i = ranker->sentence->first; i < ranker->sentence->last;) {
        const struct match *rank = by_rank_at(ranker->analysis, i);
        const struct mention *name = starting(ranker, i);
        if (rank == NULL || (name != NULL && name->last >= i + rank->count) ||
            modifies_next(ranker, rank)) {
            i = name != NULL ? name->last : i + 1;
            continue;
        }
        struct candidate candidate = {.first = extend_left(ranker, i),
                                      .last = extend_right(ranker, i + rank->count),
                                      .kind =
                                          by_rank_head_kind(ranker->analysis, i, i + rank->count),
                                      .person = BYLINE_NONE};
        const struct candidate *before = ranker->candidates.items;
        if (ranker->candidates.count > 0 &&
            before[ranker->candidates.count - 1].last > candidate.first)
            candidate.first = i;
        if (!by_vector_push(&ranker->candidates, &ranker->analysis->arena.allocator, &candidate))
            return false;
        i = candidate.last;
    }
    return true;
}

/* `Health Agency (HA)` `director`: the body and its acronym belong to the rank behind them. */
static uint32_t take_body(const struct ranker *ranker, uint32_t first)
{
    if (first < ranker->sentence->first + 4 || !is_word(ranker, first - 1, ")") ||
        !is_word(ranker, first - 3, "("))
        return first;
    const struct mention *body = ending(ranker, first - 3);
    return body != NULL && body->type == BYLINE_ORGANISATION ? body->first : first;
}

/* The owner directly before a title belongs to it: `Japan's`, `the` `party's`. */
static uint32_t take_owner(const struct ranker *ranker, uint32_t first)
{
    if (first < ranker->sentence->first + 2 || !is_possessive(ranker, first - 1))
        return first;
    const struct mention *owner = ending(ranker, first - 1);
    if (owner != NULL)
        return is_owner(owner) ? owner->first : first;
    return by_has_class(ranker->tokens, first - 2, CLASS_ORGANISATION_HEAD) ? first - 2 : first;
}

/* Whether a title is only hoped for: `justice minister` `nominee`. */
static bool is_hoped_for(const struct ranker *ranker, uint32_t last)
{
    static const char *const words[] = {"nominee", "candidate", "hopeful", "contender", "aspirant"};
    return is_any(ranker, last, words, sizeof words / sizeof *words);
}

/* A new holder's title begins after `new`: `Japan's new` `prime minister`. */
static uint32_t skip_outside(const struct ranker *ranker, uint32_t first, uint32_t last)
{
    uint32_t start = first;
    for (uint32_t i = first; i + 1 < last && !is_preposition(ranker, i); i++) {
        const struct match *word = by_match_at(&ranker->analysis->matches, i, CLASS_RANK_OUTSIDE);
        if (word != NULL && i + word->count < last && starting(ranker, i) == NULL)
            start = i + word->count;
    }
    return start;
}

/* The ranks that the network found in the sentence. */
static bool collect_given(struct ranker *ranker)
{
    for (; ranker->given_count > 0 && ranker->given->first < ranker->sentence->last;
         ranker->given++, ranker->given_count--) {
        uint32_t last = ranker->given->last;
        if (is_hoped_for(ranker, last))
            continue;
        uint32_t first = skip_outside(ranker, ranker->given->first, last);
        if (first == ranker->given->first)
            first = take_owner(ranker, take_body(ranker, first));
        struct candidate candidate = {.first = first,
                                      .last = last,
                                      .kind = by_rank_head_kind(ranker->analysis, first, last),
                                      .person = BYLINE_NONE,
                                      .score = ranker->given->score};
        if (!by_vector_push(&ranker->candidates, &ranker->analysis->arena.allocator, &candidate))
            return false;
    }
    return true;
}

static bool collect_candidates(struct ranker *ranker)
{
    ranker->candidates.count = 0;
    return ranker->learned ? collect_given(ranker) : collect_listed(ranker);
}

/* ---- Attaching ---- */

/* The most tokens between brackets that are passed over. */
#define LONGEST_BRACKETS 6

/* Whether a kind of rank stands only directly before a name. */
static bool only_before(const struct candidate *candidate)
{
    return strcmp(candidate->kind, "honorific") == 0;
}

/* Past an acronym in brackets: `head of the agency` `(ABC)` `Maria Lopez`. */
static uint32_t skip_brackets(const struct ranker *ranker, uint32_t token)
{
    if (!is_word(ranker, token, "("))
        return token;
    for (uint32_t i = token + 1; in_sentence(ranker, i) && i <= token + LONGEST_BRACKETS; i++) {
        if (is_word(ranker, i, ")"))
            return i + 1;
    }
    return token;
}

/* The person after a rank: at once, after a comma, or past further ranks. */
static uint32_t person_after(const struct ranker *ranker, const struct candidate *candidate,
                             const struct candidate *next)
{
    uint32_t at = skip_brackets(ranker, candidate->last);
    if (starts_person(ranker, at))
        return at;
    if (next != NULL && next->first == at)
        return next->person;
    bool follows = is_word(ranker, at, "and") || is_word(ranker, at, "the") ||
                   (is_word(ranker, at, ",") && !only_before(candidate));
    if (!follows)
        return BYLINE_NONE;
    if (next != NULL && next->first == at + 1)
        return next->person;
    return is_word(ranker, at, ",") && starts_person(ranker, at + 1) ? at + 1 : BYLINE_NONE;
}

/* Back over `the`, `a former`, `its then` to what stands before the rank's phrase. */
static uint32_t phrase_start(const struct ranker *ranker, uint32_t first)
{
    static const char *const words[] = {"the", "a",     "an",  "his",  "her",
                                        "its", "their", "all", "both", "-"};
    while (first > ranker->sentence->first &&
           (is_any(ranker, first - 1, words, sizeof words / sizeof *words) ||
            by_has_class(ranker->tokens, first - 1, CLASS_RANK_OUTSIDE)))
        first--;
    return first;
}

/* The person that ends just before a token, as the first token of the name. */
static uint32_t person_ending(const struct ranker *ranker, uint32_t token)
{
    const struct mention *mention = ending(ranker, token);
    return mention != NULL && mention->type == BYLINE_PERSON ? mention->first : BYLINE_NONE;
}

/*
 * Whether a name is not what a later rank is said of: `succeeded` X `as president`, `under` X, and
 * X`'s envoy`.
 */
static bool is_object(const struct ranker *ranker, uint32_t person)
{
    static const char *const words[] = {
        "replaced",  "replaces", "replacing", "succeeded", "succeeds", "succeeding", "defeated",
        "defeating", "beat",     "beating",   "ousted",    "under",    "against",    "than"};
    return is_any(ranker, person - 1, words, sizeof words / sizeof *words) ||
           is_possessive(ranker, starting(ranker, person)->last);
}

/* Back past brackets, `X (Y),`, and an age, `X, 52,`; token is behind the name and them. */
static uint32_t skip_back(const struct ranker *ranker, uint32_t token)
{
    uint32_t first = ranker->sentence->first;
    if (token >= first + 3 && by_token(ranker->tokens, token - 1)->kind == TOKEN_NUMBER &&
        is_word(ranker, token - 2, ","))
        return token - 2;
    if (token <= first || !is_word(ranker, token - 1, ")"))
        return token;
    for (uint32_t back = 2; back <= LONGEST_BRACKETS + 2 && token >= first + back; back++) {
        if (is_word(ranker, token - back, "("))
            return token - back;
    }
    return token;
}

/* Back from `is` over `, who`; token is that of the verb. */
static uint32_t skip_relative(const struct ranker *ranker, uint32_t token)
{
    if (token < ranker->sentence->first + 2 || !is_word(ranker, token - 1, "who"))
        return token;
    return is_word(ranker, token - 2, ",") ? token - 2 : token - 1;
}

static bool is_predicate(const struct ranker *ranker, uint32_t token)
{
    static const char *const words[] = {
        "is",     "are", "was",      "were",    "be",    "been",    "become", "became", "becomes",
        "remain", "as",  "becoming", "remains", "named", "elected", "made",   "being"};
    return is_any(ranker, token, words, sizeof words / sizeof *words);
}

/* The person before a rank: `X, the Y`, `X (Y)`, `X, 52, the Y`, `X is the Y`, `X, who is Y`. */
static uint32_t person_before(const struct ranker *ranker, const struct candidate *candidate)
{
    uint32_t at = phrase_start(ranker, candidate->first);
    if (at < ranker->sentence->first + 2 || only_before(candidate))
        return BYLINE_NONE;
    if (is_word(ranker, at - 1, ",") || is_word(ranker, at - 1, "("))
        return person_ending(ranker, skip_back(ranker, at - 1));
    if (!is_predicate(ranker, at - 1))
        return person_ending(ranker, at);
    uint32_t person = person_ending(ranker, skip_relative(ranker, at - 1));
    return person == BYLINE_NONE || is_object(ranker, person) ? BYLINE_NONE : person;
}

/* Whether a rank is held by several: `ministers of X`. */
static bool is_plural(const struct ranker *ranker, const struct candidate *candidate)
{
    uint32_t head = candidate->first;
    while (head + 1 < candidate->last && !is_preposition(ranker, head + 1))
        head++;
    const struct word *word = by_token_word(ranker->tokens, head);
    return word->lower_length > 2 && word->lower[word->lower_length - 1] == 's' &&
           word->lower[word->lower_length - 2] != 's';
}

/* The first of the people in a list that ends with one: `A, B and` C. */
static uint32_t first_of_list(const struct ranker *ranker, uint32_t person)
{
    while (person > ranker->sentence->first &&
           (is_word(ranker, person - 1, "and") || is_word(ranker, person - 1, ","))) {
        uint32_t before = person_ending(ranker, person - 1);
        if (before == BYLINE_NONE)
            break;
        person = before;
    }
    return person;
}

/* Attaches a rank to a name before it, the first of several where they share it. */
static void attach_back(const struct ranker *ranker, struct candidate *candidate, uint32_t person)
{
    if (person != BYLINE_NONE && is_plural(ranker, candidate))
        person = first_of_list(ranker, person);
    candidate->person = person;
    candidate->side = (uint8_t)(person == BYLINE_NONE ? SIDE_NONE : SIDE_AFTER);
}

static void attach_to(struct candidate *candidate, uint32_t person, enum side side)
{
    candidate->person = person;
    candidate->side = (uint8_t)(person == BYLINE_NONE ? SIDE_NONE : side);
}

/* To people named after their ranks: from the last rank to the first, for those in a row. */
static void attach_forward(struct ranker *ranker)
{
    struct candidate *candidates = ranker->candidates.items;
    for (size_t i = ranker->candidates.count; i-- > 0;) {
        const struct candidate *next = i + 1 < ranker->candidates.count ? &candidates[i + 1] : NULL;
        attach_to(&candidates[i], person_after(ranker, &candidates[i], next), SIDE_BEFORE);
    }
}

/* `X, president and chief executive`: whether the second is the same person's as the first. */
static bool continues(const struct ranker *ranker, const struct candidate *first,
                      const struct candidate *second)
{
    uint32_t at = skip_brackets(ranker, first->last);
    if (is_word(ranker, at, ","))
        at++;
    return first->side == SIDE_AFTER && is_word(ranker, at, "and") &&
           phrase_start(ranker, second->first) == at + 1 && !only_before(second);
}

/* Whether a rank stands before its person with a comma between: `the X, B`, `the X, Mr B`. */
static bool has_comma(const struct ranker *ranker, const struct candidate *candidate)
{
    return candidate->side == SIDE_BEFORE &&
           is_word(ranker, skip_brackets(ranker, candidate->last), ",");
}

/*
 * Whether the ith rank, which has a name before it too, may be that one's: `A, the X, B` and `A, the
 * X and Y B`, unless the list has told its order, `the W, A, the X, B`.
 */
static bool is_doubtful(const struct ranker *ranker, size_t i, uint32_t before)
{
    const struct candidate *candidates = ranker->candidates.items;
    uint32_t at = skip_brackets(ranker, candidates[i].last);
    if (candidates[i].person == at || !(is_word(ranker, at, ",") || is_word(ranker, at, "and")))
        return false;
    for (size_t previous = i; previous-- > 0 && candidates[previous].person == before;) {
        if (has_comma(ranker, &candidates[previous]))
            return false;
    }
    return true;
}

/* How probable the network must call a rank that only stands near a name. */
#define SURE 0.6

/* How far a rank is sought from a name by distance alone, in tokens. */
#define REACH 16

/* The nearest name before a rank, or BYLINE_NONE; an object of the verb only where allowed. */
static uint32_t nearest_before(const struct ranker *ranker, const struct candidate *candidate,
                               uint32_t reach, bool objects)
{
    for (uint32_t i = candidate->first; i > ranker->sentence->first && reach > 0; i--, reach--) {
        uint32_t person = person_ending(ranker, i);
        if (person != BYLINE_NONE && (objects || !is_object(ranker, person)))
            return person;
    }
    return BYLINE_NONE;
}

/* Whether a rank is said of a name before it: `A, an economist who served as the` Y. */
static bool is_said(const struct ranker *ranker, const struct candidate *candidate)
{
    static const char *const others[] = {"to", "by", "with", "for", "from", "of"};
    uint32_t at = phrase_start(ranker, candidate->first);
    if (is_any(ranker, at - 1, others, sizeof others / sizeof *others))
        return false;
    for (uint32_t back = 1; back <= 3 && at >= ranker->sentence->first + back; back++) {
        if (is_predicate(ranker, at - back))
            return true;
    }
    return false;
}

/* To people named before their ranks. */
static void attach_backward(struct ranker *ranker)
{
    struct candidate *candidates = ranker->candidates.items;
    for (size_t i = 0; i < ranker->candidates.count; i++) {
        struct candidate *candidate = &candidates[i];
        uint32_t before = person_before(ranker, candidate);
        if (before == BYLINE_NONE && ranker->learned && is_said(ranker, candidate))
            before = nearest_before(ranker, candidate, REACH, false);
        if (before != BYLINE_NONE &&
            (candidate->person == BYLINE_NONE || is_doubtful(ranker, i, before)))
            attach_back(ranker, candidate, before);
        else if (candidate->person == BYLINE_NONE && i > 0 &&
                 continues(ranker, &candidates[i - 1], candidate))
            attach_to(candidate, candidates[i - 1].person, SIDE_AFTER);
    }
}

/* The nearest name after a rank, or BYLINE_NONE. */
static uint32_t nearest_after(const struct ranker *ranker, const struct candidate *candidate,
                              uint32_t reach)
{
    for (uint32_t i = candidate->last; in_sentence(ranker, i) && reach > 0; i++, reach--) {
        if (starts_person(ranker, i))
            return i;
    }
    return BYLINE_NONE;
}

/* How far behind a rank the name of a new member of a list stands, in tokens. */
#define MEMBER_REACH 6

/* Whether a new member of a list begins with a rank: `A and his` Y `, B`. */
static bool is_listed(const struct ranker *ranker, const struct candidate *candidate,
                      uint32_t after)
{
    uint32_t at = phrase_start(ranker, candidate->first);
    return after != BYLINE_NONE && after - candidate->last <= MEMBER_REACH &&
           at > ranker->sentence->first &&
           (is_word(ranker, at - 1, "and") || is_word(ranker, at - 1, ";"));
}

/* The side on which the holder of a rank is looked for first, where no form of words tells. */
static void attach_nearest(const struct ranker *ranker, struct candidate *candidate)
{
    uint32_t before = nearest_before(ranker, candidate, REACH, false);
    uint32_t after = nearest_after(ranker, candidate, REACH);
    if (before == BYLINE_NONE && after == BYLINE_NONE)
        before = nearest_before(ranker, candidate, REACH, true);
    bool forward = before == BYLINE_NONE || is_listed(ranker, candidate, after);
    if (!forward && after != BYLINE_NONE && !is_said(ranker, candidate)) {
        uint32_t end = starting(ranker, before)->last;
        forward = after - candidate->last < candidate->first - end;
    }
    if (forward && after != BYLINE_NONE)
        attach_to(candidate, after, SIDE_BEFORE);
    else
        attach_back(ranker, candidate, before);
}

static void attach(struct ranker *ranker)
{
    struct candidate *candidates = ranker->candidates.items;
    attach_forward(ranker);
    attach_backward(ranker);
    for (size_t i = 0; i < ranker->candidates.count && ranker->learned; i++) {
        if (candidates[i].person != BYLINE_NONE)
            continue;
        if (i > 0 && continues(ranker, &candidates[i - 1], &candidates[i]))
            attach_to(&candidates[i], candidates[i - 1].person, SIDE_AFTER);
        else if (candidates[i].score >= SURE)
            attach_nearest(ranker, &candidates[i]);
    }
}

static double score_of(const struct candidate *candidate)
{
    if (candidate->score > 0)
        return candidate->score;
    return candidate->side == SIDE_AFTER ? SCORE_AFTER : SCORE_BEFORE;
}

/* Until mentions are sorted, a rank's person is the token at which the name starts. */
static bool push_attached(struct ranker *ranker, struct vector *found)
{
    const struct candidate *candidates = ranker->candidates.items;
    for (size_t i = 0; i < ranker->candidates.count; i++) {
        if (candidates[i].person == BYLINE_NONE)
            continue;
        struct mention mention = by_mention(BYLINE_RANK, candidates[i].first, candidates[i].last,
                                            score_of(&candidates[i]));
        mention.kind = candidates[i].kind;
        mention.person = candidates[i].person;
        if (!by_vector_push(found, &ranker->analysis->arena.allocator, &mention))
            return false;
    }
    return true;
}

/* ---- The pass ---- */

static void index_mentions(struct ranker *ranker)
{
    uint32_t count = by_token_count(ranker->tokens);
    for (uint32_t i = 0; i < count; i++)
        ranker->starts[i] = ranker->ends[i] = BYLINE_NONE;
    for (uint32_t i = 0; i < by_mention_count(ranker->mentions); i++) {
        const struct mention *mention = by_mention_at(ranker->mentions, i);
        if (mention->type == BYLINE_RANK)
            continue;
        ranker->starts[mention->first] = i;
        ranker->ends[mention->last - 1] = i;
    }
}

static bool find_in_sentences(struct ranker *ranker, struct vector *found)
{
    for (uint32_t i = 0; i < by_sentence_count(&ranker->analysis->sentences); i++) {
        ranker->sentence = by_sentence(&ranker->analysis->sentences, i);
        if (!collect_candidates(ranker))
            return false;
        attach(ranker);
        if (!push_attached(ranker, found))
            return false;
    }
    return true;
}

static byline_status add_ranks(struct ranker *ranker, const struct vector *found)
{
    const byline_allocator *allocator = &ranker->analysis->arena.allocator;
    const struct mention *ranks = found->items;
    for (size_t i = 0; i < found->count; i++) {
        if (!by_vector_push(&ranker->mentions->mentions, allocator, &ranks[i]))
            return BYLINE_ERROR_MEMORY;
    }
    if (by_mentions_sort(ranker->mentions, allocator) != BYLINE_OK)
        return BYLINE_ERROR_MEMORY;
    index_mentions(ranker);
    for (uint32_t i = 0; i < by_mention_count(ranker->mentions); i++) {
        struct mention *mention = by_mention_at(ranker->mentions, i);
        if (mention->type == BYLINE_RANK)
            mention->person = ranker->starts[mention->person];
    }
    return BYLINE_OK;
}

/* Moves the ranks out of mentions. Returns false when there is no memory. */
static bool take_ranks(struct mentions *mentions, struct vector *ranks,
                       const byline_allocator *allocator)
{
    size_t kept = 0;
    for (uint32_t i = 0; i < by_mention_count(mentions); i++) {
        const struct mention *mention = by_mention_at(mentions, i);
        if (mention->type != BYLINE_RANK)
            *by_mention_at(mentions, (uint32_t)kept++) = *mention;
        else if (!by_vector_push(ranks, allocator, mention))
            return false;
    }
    mentions->mentions.count = kept;
    return true;
}

static byline_status find_ranks(struct ranker *ranker, struct vector *given, struct vector *found)
{
    const byline_allocator *allocator = &ranker->analysis->arena.allocator;
    size_t size = by_token_count(ranker->tokens) * sizeof *ranker->starts;
    ranker->starts = by_arena_take(&ranker->analysis->arena, size);
    ranker->ends = by_arena_take(&ranker->analysis->arena, size);
    if (ranker->starts == NULL || ranker->ends == NULL ||
        !take_ranks(ranker->mentions, given, allocator))
        return BYLINE_ERROR_MEMORY;
    ranker->given = given->items;
    ranker->given_count = given->count;
    index_mentions(ranker);
    return find_in_sentences(ranker, found) ? add_ranks(ranker, found) : BYLINE_ERROR_MEMORY;
}

byline_status by_find_ranks(struct analysis *analysis, bool learned, struct mentions *mentions)
{
    const byline_allocator *allocator = &analysis->arena.allocator;
    struct ranker ranker = {.analysis = analysis,
                            .tokens = &analysis->tokens,
                            .mentions = mentions,
                            .learned = learned,
                            .candidates.item_size = sizeof(struct candidate)};
    struct vector given = {.item_size = sizeof(struct mention)};
    struct vector found = {.item_size = sizeof(struct mention)};
    byline_status status = find_ranks(&ranker, &given, &found);
    by_vector_free(&given, allocator);
    by_vector_free(&found, allocator);
    by_vector_free(&ranker.candidates, allocator);
    return status;
}
