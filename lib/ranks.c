/* SPDX-License-Identifier: MIT */
#include "ranks.h"

#include <string.h>

#include "name_segments.h"
#include "names.h"
#include "rank_heads.h"
#include "rank_spans.h"

/* How probable a rank of the rules is to be right: the share in 1,800 articles of annotated news. */
#define SCORE_BEFORE 0.9 /* before the name */
#define SCORE_AFTER 0.58 /* in apposition or after a verb */

/* Where a rank stands to the name that it belongs to. */
enum side { SIDE_NONE, SIDE_BEFORE, SIDE_AFTER };

/* A rank that may be attached to a name. */
struct candidate {
    uint32_t first, last; /* tokens, half open */
    const char *kind;
    uint32_t person; /* the first token of the person's name, or BYLINE_NONE */
    uint8_t side;    /* a side */
    bool other;      /* not held by the person behind it */
    double score;    /* the network's, or 0 */
};

struct ranker {
    struct rank_view view;
    struct vector candidates;    /* of struct candidate, of one sentence */
    bool learned;                /* a network has found the ranks */
    const struct mention *given; /* then: those of this sentence and the next ones, in order */
    size_t given_count;
};

/* ---- Candidates ---- */

/* `deputy` is a rank of its own, but not before another: `deputy head`. */
static bool modifies_next(const struct rank_view *view, const struct match *rank)
{
    const struct match *modifier =
        by_match_at(&view->analysis->matches, rank->first, CLASS_RANK_MODIFIER);
    return modifier != NULL && modifier->count == rank->count &&
           by_view_rank_at(view, rank->first + rank->count);
}

/* The ranks that the lexicon knows. */
static bool collect_listed(struct ranker *ranker)
{
    for (uint32_t i = ranker->view.sentence->first; i < ranker->view.sentence->last;) {
        const struct match *rank = by_rank_at(ranker->view.analysis, i);
        const struct mention *name = by_view_starting(&ranker->view, i);
        if (rank == NULL || (name != NULL && name->last >= i + rank->count) ||
            modifies_next(&ranker->view, rank)) {
            i = name != NULL ? name->last : i + 1;
            continue;
        }
        struct candidate candidate = {
            .first = by_extend_rank_left(&ranker->view, i),
            .last = by_extend_rank_right(&ranker->view, i + rank->count),
            .kind = by_rank_head(ranker->view.analysis, i, i + rank->count).kind,
            .person = BYLINE_NONE};
        const struct candidate *before = ranker->candidates.items;
        if (ranker->candidates.count > 0 &&
            before[ranker->candidates.count - 1].last > candidate.first)
            candidate.first = i;
        if (!by_vector_push(&ranker->candidates, &ranker->view.analysis->arena.allocator,
                            &candidate))
            return false;
        i = candidate.last;
    }
    return true;
}

/* Whether a span is a rank's own acronym: `chief executive officer` `(CEO)`. */
static bool is_gloss(const struct rank_view *view, const struct mention *rank, uint32_t behind)
{
    return rank->first == behind + 1 && by_view_word(view, behind, "(") &&
           by_view_word(view, rank->last, ")");
}

/* The ranks that the network found in the sentence. */
static bool collect_given(struct ranker *ranker)
{
    const struct rank_view *view = &ranker->view;
    struct mended_ranks mended;
    uint32_t behind = view->sentence->first; /* the ranks so far */
    for (; ranker->given_count > 0 && ranker->given->first < view->sentence->last;
         ranker->given++, ranker->given_count--) {
        if (behind > view->sentence->first && is_gloss(view, ranker->given, behind))
            continue;
        by_mend_rank(view, ranker->given->first, ranker->given->last, &mended);
        for (uint32_t i = 0; i < mended.count; i++) {
            uint32_t first = mended.ranks[i].first < behind ? behind : mended.ranks[i].first;
            behind = mended.ranks[i].last;
            struct candidate candidate = {.first = first,
                                          .last = behind,
                                          .kind = by_rank_head(view->analysis, first, behind).kind,
                                          .person = BYLINE_NONE,
                                          .other = mended.ranks[i].other,
                                          .score = ranker->given->score};
            if (!by_vector_push(&ranker->candidates, &view->analysis->arena.allocator, &candidate))
                return false;
        }
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
static uint32_t skip_brackets(const struct rank_view *view, uint32_t token)
{
    if (!by_view_word(view, token, "("))
        return token;
    for (uint32_t i = token + 1; by_view_has(view, i) && i <= token + LONGEST_BRACKETS; i++) {
        if (by_view_word(view, i, ")"))
            return i + 1;
    }
    return token;
}

/* The person after a rank: at once, after a comma, or past further ranks. */
static uint32_t person_after(const struct rank_view *view, const struct candidate *candidate,
                             const struct candidate *next)
{
    uint32_t at = skip_brackets(view, candidate->last);
    if (candidate->other)
        return BYLINE_NONE;
    if (by_view_starts_person(view, at))
        return at;
    if (next != NULL && next->first == at)
        return next->person;
    bool follows = by_view_word(view, at, "and") || by_view_word(view, at, "the") ||
                   (by_view_word(view, at, ",") && !only_before(candidate));
    if (!follows)
        return BYLINE_NONE;
    if (next != NULL && next->first == at + 1)
        return next->person;
    return by_view_word(view, at, ",") && by_view_starts_person(view, at + 1) ? at + 1
                                                                              : BYLINE_NONE;
}

/* Back over `the`, `a former`, `its then` to what stands before the rank's phrase. */
static uint32_t phrase_start(const struct rank_view *view, uint32_t first)
{
    static const char *const words[] = {"the", "a",     "an",  "his",  "her",
                                        "its", "their", "all", "both", "-"};
    while (first > view->sentence->first &&
           (by_view_any(view, first - 1, words, sizeof words / sizeof *words) ||
            by_has_class(view->tokens, first - 1, CLASS_RANK_OUTSIDE)))
        first--;
    return first;
}

/* The person that ends just before a token, as the first token of the name. */
static uint32_t person_ending(const struct rank_view *view, uint32_t token)
{
    const struct mention *mention = by_view_ending(view, token);
    return mention != NULL && mention->type == BYLINE_PERSON ? mention->first : BYLINE_NONE;
}

/*
 * Whether a name is not what a later rank is said of: `succeeded` X `as president`, `under` X, and
 * X`'s envoy`.
 */
static bool is_object(const struct rank_view *view, uint32_t person)
{
    static const char *const words[] = {
        "replaced",  "replaces", "replacing", "succeeded", "succeeds", "succeeding", "defeated",
        "defeating", "beat",     "beating",   "ousted",    "under",    "against",    "than"};
    return by_view_any(view, person - 1, words, sizeof words / sizeof *words) ||
           by_view_possessive(view, by_view_starting(view, person)->last);
}

/* Back past brackets, `X (Y),`, and an age, `X, 52,`; token is behind the name and them. */
static uint32_t skip_back(const struct rank_view *view, uint32_t token)
{
    uint32_t first = view->sentence->first;
    if (token >= first + 3 && by_token(view->tokens, token - 1)->kind == TOKEN_NUMBER &&
        by_view_word(view, token - 2, ","))
        return token - 2;
    if (token <= first || !by_view_word(view, token - 1, ")"))
        return token;
    for (uint32_t back = 2; back <= LONGEST_BRACKETS + 2 && token >= first + back; back++) {
        if (by_view_word(view, token - back, "("))
            return token - back;
    }
    return token;
}

/* Back from `is` over `, who`; token is that of the verb. */
static uint32_t skip_relative(const struct rank_view *view, uint32_t token)
{
    if (token < view->sentence->first + 2 || !by_view_word(view, token - 1, "who"))
        return token;
    return by_view_word(view, token - 2, ",") ? token - 2 : token - 1;
}

static bool is_predicate(const struct rank_view *view, uint32_t token)
{
    static const char *const words[] = {
        "is",     "are", "was",      "were",    "be",    "been",    "become", "became", "becomes",
        "remain", "as",  "becoming", "remains", "named", "elected", "made",   "being"};
    return by_view_any(view, token, words, sizeof words / sizeof *words);
}

/* The person before a rank: `X, the Y`, `X (Y)`, `X, 52, the Y`, `X is the Y`, `X, who is Y`. */
static uint32_t person_before(const struct rank_view *view, const struct candidate *candidate)
{
    uint32_t at = phrase_start(view, candidate->first);
    if (at < view->sentence->first + 2 || only_before(candidate))
        return BYLINE_NONE;
    if (by_view_word(view, at - 1, ",") || by_view_word(view, at - 1, "("))
        return person_ending(view, skip_back(view, at - 1));
    if (!is_predicate(view, at - 1))
        return person_ending(view, at);
    uint32_t person = person_ending(view, skip_relative(view, at - 1));
    return person == BYLINE_NONE || is_object(view, person) ? BYLINE_NONE : person;
}

/* Whether a rank is held by several: `ministers of X`. */
static bool is_plural(const struct rank_view *view, const struct candidate *candidate)
{
    uint32_t head = candidate->first;
    while (head + 1 < candidate->last && !by_view_preposition(view, head + 1))
        head++;
    const struct word *word = by_token_word(view->tokens, head);
    return word->lower_length > 2 && word->lower[word->lower_length - 1] == 's' &&
           word->lower[word->lower_length - 2] != 's';
}

/* The first of the people in a list that ends with one: `A, B and` C. */
static uint32_t first_of_list(const struct rank_view *view, uint32_t person)
{
    while (person > view->sentence->first &&
           (by_view_word(view, person - 1, "and") || by_view_word(view, person - 1, ","))) {
        uint32_t before = person_ending(view, person - 1);
        if (before == BYLINE_NONE)
            break;
        person = before;
    }
    return person;
}

/* Attaches a rank to a name before it, the first of several where they share it. */
static void attach_back(const struct rank_view *view, struct candidate *candidate, uint32_t person)
{
    if (person != BYLINE_NONE && is_plural(view, candidate))
        person = first_of_list(view, person);
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
        attach_to(&candidates[i], person_after(&ranker->view, &candidates[i], next), SIDE_BEFORE);
    }
}

/* `X, president and chief executive`: whether the second is the same person's as the first. */
static bool continues(const struct rank_view *view, const struct candidate *first,
                      const struct candidate *second)
{
    uint32_t at = skip_brackets(view, first->last);
    if (by_view_word(view, at, ","))
        at++;
    return first->side == SIDE_AFTER && by_view_word(view, at, "and") &&
           phrase_start(view, second->first) == at + 1 && !only_before(second);
}

/* Whether a rank stands before its person with a comma between: `the X, B`, `the X, Mr B`. */
static bool has_comma(const struct rank_view *view, const struct candidate *candidate)
{
    return candidate->side == SIDE_BEFORE &&
           by_view_word(view, skip_brackets(view, candidate->last), ",");
}

/*
 * Whether the ith rank, which has a name before it too, may be that one's: `A, the X, B` and `A, the
 * X and Y B`, unless the list has told its order, `the W, A, the X, B`.
 */
static bool is_doubtful(const struct ranker *ranker, size_t i, uint32_t before)
{
    const struct candidate *candidates = ranker->candidates.items;
    uint32_t at = skip_brackets(&ranker->view, candidates[i].last);
    if (candidates[i].person == at ||
        !(by_view_word(&ranker->view, at, ",") || by_view_word(&ranker->view, at, "and")))
        return false;
    for (size_t previous = i; previous-- > 0 && candidates[previous].person == before;) {
        if (has_comma(&ranker->view, &candidates[previous]))
            return false;
    }
    return true;
}

/* How probable the network must call a rank that only stands near a name. */
#define SURE 0.6

/* How far a rank is sought from a name by distance alone, in tokens. */
#define REACH 16

/* The nearest name before a rank, or BYLINE_NONE; an object of the verb only where allowed. */
static uint32_t nearest_before(const struct rank_view *view, const struct candidate *candidate,
                               uint32_t reach, bool objects)
{
    for (uint32_t i = candidate->first; i > view->sentence->first && reach > 0; i--, reach--) {
        uint32_t person = person_ending(view, i);
        if (person != BYLINE_NONE && (objects || !is_object(view, person)))
            return person;
    }
    return BYLINE_NONE;
}

/* Whether a rank is said of a name before it: `A, an economist who served as the` Y. */
static bool is_said(const struct rank_view *view, const struct candidate *candidate)
{
    static const char *const others[] = {"to", "by", "with", "for", "from", "of"};
    uint32_t at = phrase_start(view, candidate->first);
    if (by_view_any(view, at - 1, others, sizeof others / sizeof *others))
        return false;
    for (uint32_t back = 1; back <= 3 && at >= view->sentence->first + back; back++) {
        if (is_predicate(view, at - back))
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
        uint32_t before = person_before(&ranker->view, candidate);
        if (before == BYLINE_NONE && ranker->learned && is_said(&ranker->view, candidate))
            before = nearest_before(&ranker->view, candidate, REACH, false);
        if (before != BYLINE_NONE &&
            (candidate->person == BYLINE_NONE || is_doubtful(ranker, i, before)))
            attach_back(&ranker->view, candidate, before);
        else if (candidate->person == BYLINE_NONE && i > 0 &&
                 continues(&ranker->view, &candidates[i - 1], candidate))
            attach_to(candidate, candidates[i - 1].person, SIDE_AFTER);
    }
}

/* The nearest name after a rank, or BYLINE_NONE. */
static uint32_t nearest_after(const struct rank_view *view, const struct candidate *candidate,
                              uint32_t reach)
{
    for (uint32_t i = candidate->last; by_view_has(view, i) && reach > 0; i++, reach--) {
        if (by_view_starts_person(view, i))
            return i;
    }
    return BYLINE_NONE;
}

/* How far behind a rank the name of a new member of a list stands, in tokens. */
#define MEMBER_REACH 6

/* Whether a new member of a list begins with a rank: `A and his` Y `, B`. */
static bool is_listed(const struct rank_view *view, const struct candidate *candidate,
                      uint32_t after)
{
    uint32_t at = phrase_start(view, candidate->first);
    return after != BYLINE_NONE && after - candidate->last <= MEMBER_REACH &&
           at > view->sentence->first &&
           (by_view_word(view, at - 1, "and") || by_view_word(view, at - 1, ";"));
}

/* The side on which the holder of a rank is looked for first, where no form of words tells. */
static void attach_nearest(const struct rank_view *view, struct candidate *candidate)
{
    uint32_t before = nearest_before(view, candidate, REACH, false);
    uint32_t after = candidate->other ? BYLINE_NONE : nearest_after(view, candidate, REACH);
    if (before == BYLINE_NONE && after == BYLINE_NONE)
        before = nearest_before(view, candidate, REACH, true);
    bool forward = before == BYLINE_NONE || is_listed(view, candidate, after);
    if (!forward && after != BYLINE_NONE && !is_said(view, candidate)) {
        uint32_t end = by_view_starting(view, before)->last;
        forward = after - candidate->last < candidate->first - end;
    }
    if (forward && after != BYLINE_NONE)
        attach_to(candidate, after, SIDE_BEFORE);
    else
        attach_back(view, candidate, before);
}

static void attach(struct ranker *ranker)
{
    struct candidate *candidates = ranker->candidates.items;
    attach_forward(ranker);
    attach_backward(ranker);
    size_t count = candidates == NULL ? 0 : ranker->candidates.count;
    for (size_t i = 0; i < count && ranker->learned; i++) {
        if (candidates[i].person != BYLINE_NONE)
            continue;
        if (i > 0 && continues(&ranker->view, &candidates[i - 1], &candidates[i]))
            attach_to(&candidates[i], candidates[i - 1].person, SIDE_AFTER);
        else if (candidates[i].score >= SURE)
            attach_nearest(&ranker->view, &candidates[i]);
    }
}

static double score_of(const struct candidate *candidate)
{
    if (candidate->score > 0)
        return candidate->score;
    return candidate->side == SIDE_AFTER ? SCORE_AFTER : SCORE_BEFORE;
}

/*
 * Names lie wholly inside a rank or wholly outside it: a rank that begins or ends in the middle of a
 * name takes it in, `president of the Union nautique de Jounieh`, or stops short of a person's.
 * Returns false where nothing is left, or nothing but a name: `Dr. Germ`, `Prophet's Mosque`.
 */
static bool keep_names_whole(const struct rank_view *view, struct candidate *rank)
{
    const struct mention *around = by_view_around(view, rank->first);
    if (around != NULL)
        rank->first = around->type == BYLINE_PERSON ? around->last : around->first;
    around = by_view_around(view, rank->last);
    if (around != NULL)
        rank->last = around->type == BYLINE_PERSON ? around->first : around->last;
    const struct mention *name = by_view_starting(view, rank->first);
    return rank->first < rank->last && (name == NULL || name->last != rank->last);
}

/* Until mentions are sorted, a rank's person is the token at which the name starts. */
static bool push_attached(struct ranker *ranker, struct vector *found)
{
    struct candidate *candidates = ranker->candidates.items;
    uint32_t end = 0; /* of the last rank, which the next one does not overlap */
    for (size_t i = 0; i < ranker->candidates.count; i++) {
        if (candidates[i].person == BYLINE_NONE ||
            !keep_names_whole(&ranker->view, &candidates[i]) || candidates[i].first < end)
            continue;
        end = candidates[i].last;
        struct mention mention = by_mention(BYLINE_RANK, candidates[i].first, candidates[i].last,
                                            score_of(&candidates[i]));
        mention.kind = candidates[i].kind;
        mention.person = candidates[i].person;
        if (!by_vector_push(found, &ranker->view.analysis->arena.allocator, &mention))
            return false;
    }
    return true;
}

/* ---- The pass ---- */

static void index_mentions(struct ranker *ranker)
{
    struct rank_view *view = &ranker->view;
    for (uint32_t i = 0; i < by_token_count(view->tokens); i++)
        view->starts[i] = view->ends[i] = view->around[i] = BYLINE_NONE;
    for (uint32_t i = 0; i < by_mention_count(view->mentions); i++) {
        const struct mention *mention = by_mention_at(view->mentions, i);
        if (mention->type == BYLINE_RANK)
            continue;
        view->starts[mention->first] = i;
        view->ends[mention->last - 1] = i;
        for (uint32_t token = mention->first + 1; token < mention->last; token++)
            view->around[token] = i;
    }
}

static bool find_in_sentences(struct ranker *ranker, struct vector *found)
{
    for (uint32_t i = 0; i < by_sentence_count(&ranker->view.analysis->sentences); i++) {
        ranker->view.sentence = by_sentence(&ranker->view.analysis->sentences, i);
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
    const byline_allocator *allocator = &ranker->view.analysis->arena.allocator;
    const struct mention *ranks = found->items;
    for (size_t i = 0; i < found->count; i++) {
        if (!by_vector_push(&ranker->view.mentions->mentions, allocator, &ranks[i]))
            return BYLINE_ERROR_MEMORY;
    }
    if (by_mentions_sort(ranker->view.mentions, allocator) != BYLINE_OK)
        return BYLINE_ERROR_MEMORY;
    index_mentions(ranker);
    for (uint32_t i = 0; i < by_mention_count(ranker->view.mentions); i++) {
        struct mention *mention = by_mention_at(ranker->view.mentions, i);
        if (mention->type == BYLINE_RANK)
            mention->person = ranker->view.starts[mention->person];
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
    const byline_allocator *allocator = &ranker->view.analysis->arena.allocator;
    size_t size = by_token_count(ranker->view.tokens) * sizeof *ranker->view.starts;
    struct rank_view *view = &ranker->view;
    view->starts = by_arena_take(&view->analysis->arena, size);
    view->ends = by_arena_take(&view->analysis->arena, size);
    view->around = by_arena_take(&view->analysis->arena, size);
    if (view->starts == NULL || view->ends == NULL || view->around == NULL ||
        !take_ranks(view->mentions, given, allocator))
        return BYLINE_ERROR_MEMORY;
    ranker->given = given->items;
    ranker->given_count = given->count;
    index_mentions(ranker);
    return find_in_sentences(ranker, found) ? add_ranks(ranker, found) : BYLINE_ERROR_MEMORY;
}

byline_status by_find_ranks(struct analysis *analysis, bool learned, struct mentions *mentions)
{
    const byline_allocator *allocator = &analysis->arena.allocator;
    struct ranker ranker = {
        .view = {.analysis = analysis, .tokens = &analysis->tokens, .mentions = mentions},
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
