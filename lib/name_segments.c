/* SPDX-License-Identifier: MIT */
#include "name_segments.h"

#include <string.h>

/* ---- Words ---- */

bool by_has_class(const struct tokens *tokens, uint32_t token, enum lexicon_class class)
{
    uint64_t classes = by_lexicon_word_classes(by_token_word(tokens, token)->lexicon);
    return (classes >> class & 1u) != 0;
}

bool by_is_lower(const struct tokens *tokens, uint32_t token, const char *lower)
{
    return strcmp(by_token_word(tokens, token)->lower, lower) == 0;
}

static bool has_shape(const struct tokens *tokens, uint32_t token, unsigned shape)
{
    return (by_token_word(tokens, token)->shape & shape) != 0;
}

/* ---- Runs ---- */

/* A part of a run: a phrase of the lexicon or a single word. */
struct piece {
    uint32_t first, last;
    uint8_t class; /* a lexicon_class of a whole name; CLASS_COUNT for a word */
    const char *country;
};

/* Longest run; a longer one is read in parts. */
#define LONGEST_RUN 24

struct run {
    struct piece pieces[LONGEST_RUN];
    uint32_t count;
};

/* The state of cutting one sentence. */
struct cutter {
    const struct analysis *analysis;
    const struct tokens *tokens;
    const uint8_t *roles;
    struct vector *segments;
    const struct sentence *sentence;
    uint32_t sentence_index;
    bool headline; /* most words have capitals: a capital tells nothing */
};

/* Whether nearly all everyday words of a sentence have a capital: then it tells nothing. */
static bool is_headline(const struct cutter *cutter)
{
    uint32_t words = 0;
    uint32_t capitals = 0;
    for (uint32_t i = cutter->sentence->first; i < cutter->sentence->last; i++) {
        if (cutter->roles[i] != ROLE_PLAIN || !by_has_class(cutter->tokens, i, CLASS_COMMON) ||
            by_has_class(cutter->tokens, i, CLASS_STARTER))
            continue;
        words++;
        capitals += has_shape(cutter->tokens, i, SHAPE_CAPITAL);
    }
    return capitals >= 3 && capitals * 4 >= words * 3;
}

/* Whether a token opens the sentence or a quotation in it, where any word has a capital. */
static bool opens(const struct cutter *cutter, uint32_t i)
{
    if (i == cutter->sentence->first)
        return true;
    const struct token *before = by_token(cutter->tokens, i - 1);
    return before->kind == TOKEN_MARK &&
           strchr("\"'`:(*-", by_token_word(cutter->tokens, i - 1)->form[0]) != NULL;
}

/* The whole names of the lexicon, the most telling first. */
static const enum lexicon_class name_classes[] = {
    CLASS_COUNTRY, CLASS_CAPITAL, CLASS_REGION,  CLASS_AREA,  CLASS_ORGANISATION,
    CLASS_CITY,    CLASS_MISC,    CLASS_DEMONYM, CLASS_GROUP,
};

/* The longest whole name of the lexicon that starts at a token, or NULL. */
static const struct match *listed_at(const struct cutter *cutter, uint32_t i)
{
    const struct match *best = NULL;
    for (size_t k = 0; k < sizeof name_classes / sizeof *name_classes; k++) {
        const struct match *match = by_match_at(&cutter->analysis->matches, i, name_classes[k]);
        if (match != NULL && i + match->count <= cutter->sentence->last &&
            (best == NULL || match->count > best->count))
            best = match;
    }
    return best;
}

/*
 * Whether an everyday word is a name where any word would have a capital: it is one of the
 * lexicon's names and something else says so too, or it begins a name of several words.
 */
static bool stands_out(const struct cutter *cutter, uint32_t i, bool name)
{
    const struct tokens *tokens = cutter->tokens;
    bool last = i + 1 >= cutter->sentence->last;
    if (cutter->headline || last)
        return false;
    if (has_shape(tokens, i + 1, SHAPE_CAPITAL))
        return name || by_has_class(tokens, i, CLASS_ORGANISATION_HEAD) ||
               by_has_class(tokens, i, CLASS_PLACE_START);
    const struct word *lower = by_word(&tokens->vocabulary, by_token_word(tokens, i)->folded);
    bool always_capital = lower->count == 0 && lower->any_case > 1;
    return name && (always_capital || by_has_class(tokens, i + 1, CLASS_SAYING));
}

/* Whether a capitalised token may be part of a name. */
static bool is_name_word(const struct cutter *cutter, uint32_t i)
{
    const struct tokens *tokens = cutter->tokens;
    if (i >= cutter->sentence->last || cutter->roles[i] != ROLE_PLAIN ||
        by_token(tokens, i)->kind != TOKEN_WORD || !has_shape(tokens, i, SHAPE_CAPITAL))
        return false;
    if (by_token_word(tokens, i)->length == 1 && by_is_lower(tokens, i, "i"))
        return false;
    bool common = by_has_class(tokens, i, CLASS_COMMON);
    bool name = by_has_class(tokens, i, CLASS_GIVEN) || by_has_class(tokens, i, CLASS_FAMILY);
    bool free = cutter->headline || opens(cutter, i);
    if (by_has_class(tokens, i, CLASS_STARTER) && !has_shape(tokens, i, SHAPE_INITIAL))
        return !free && !has_shape(tokens, i, SHAPE_UPPER) &&
               (name || cutter->roles[i - 1] == ROLE_RANK); /* `Gen. Do Quang Thinh` */
    if (by_has_class(tokens, i, CLASS_PARTICLE))
        return true;
    if (free && common)
        return stands_out(cutter, i, name);
    return true;
}

/* The second half of a given name: `Suk-yeol`, `Chan-o-cha`, but not `Paris-based`. */
static bool is_second_half(const struct cutter *cutter, uint32_t i)
{
    return i < cutter->sentence->last && cutter->roles[i] == ROLE_PLAIN &&
           by_token(cutter->tokens, i)->kind == TOKEN_WORD &&
           has_shape(cutter->tokens, i, SHAPE_LOWER) &&
           !by_has_class(cutter->tokens, i, CLASS_COMMON) &&
           !by_has_class(cutter->tokens, i, CLASS_STARTER);
}

/* Whether a mark joins the words that it touches on both sides: `Asia-Pacific`, `AT&T`. */
static bool joins(const struct cutter *cutter, uint32_t i)
{
    if (i <= cutter->sentence->first || i + 1 >= cutter->sentence->last)
        return false;
    const char *form = by_token_word(cutter->tokens, i)->form;
    return (strcmp(form, "-") == 0 || strcmp(form, "&") == 0) &&
           by_token(cutter->tokens, i)->gap == GAP_NONE &&
           by_token(cutter->tokens, i + 1)->gap == GAP_NONE &&
           (is_name_word(cutter, i + 1) || is_second_half(cutter, i + 1));
}

/* `de`, `bin`, `al-` before the next part of a name. */
static bool leads(const struct cutter *cutter, uint32_t i)
{
    if (i + 1 >= cutter->sentence->last || cutter->roles[i] != ROLE_PLAIN ||
        !by_has_class(cutter->tokens, i, CLASS_PARTICLE))
        return false;
    if (is_name_word(cutter, i + 1))
        return true;
    if (joins(cutter, i + 1))
        return true;
    return by_has_class(cutter->tokens, i + 1, CLASS_PARTICLE) && i + 2 < cutter->sentence->last &&
           is_name_word(cutter, i + 2);
}

/* Reads the piece at a token that continues (or begins) a run. Returns false where none does. */
static bool read_piece(const struct cutter *cutter, uint32_t i, bool begins, struct piece *piece)
{
    if (i >= cutter->sentence->last || cutter->roles[i] != ROLE_PLAIN)
        return false;
    const struct match *match = listed_at(cutter, i);
    if (match != NULL && cutter->roles[i + match->count - 1] == ROLE_PLAIN &&
        (match->count > 1 || has_shape(cutter->tokens, i, SHAPE_CAPITAL))) {
        const char *value = by_lexicon_value(match->entry);
        *piece =
            (struct piece){i, i + match->count, match->entry->class, *value == '\0' ? NULL : value};
        return true;
    }
    bool word = is_name_word(cutter, i) || (!begins && joins(cutter, i - 1));
    if (!word && !leads(cutter, i) && (begins || !joins(cutter, i)))
        return false;
    /* A particle opens a run only where a hyphen ties it to the name: `al-Sisi`. */
    if (!word && begins && !joins(cutter, i + 1))
        return false;
    *piece = (struct piece){i, i + 1, CLASS_COUNT, NULL};
    return true;
}

/* Reads the run that starts at a token; count is 0 where none does. */
static void read_run(const struct cutter *cutter, uint32_t i, struct run *run)
{
    run->count = 0;
    while (run->count < LONGEST_RUN) {
        struct piece *piece = &run->pieces[run->count];
        if (!read_piece(cutter, i, run->count == 0, piece))
            break;
        run->count++;
        i = piece->last;
    }
}

/* ---- Segments ---- */

static bool is_group(const struct piece *piece)
{
    return piece->class == CLASS_DEMONYM || piece->class == CLASS_GROUP;
}

static bool is_place(const struct piece *piece)
{
    return piece->class == CLASS_COUNTRY || piece->class == CLASS_CAPITAL ||
           piece->class == CLASS_CITY || piece->class == CLASS_REGION || piece->class == CLASS_AREA;
}

static bool is_named_person_word(const struct cutter *cutter, uint32_t token)
{
    return by_has_class(cutter->tokens, token, CLASS_GIVEN) ||
           by_has_class(cutter->tokens, token, CLASS_FAMILY);
}

/*
 * Whether a place of one word could be part of a person's name as well: `Van`, `Jackson`. Of
 * countries and continents only those that people are named after.
 */
static bool is_town(const struct cutter *cutter, const struct piece *piece)
{
    if (!is_place(piece) || piece->last - piece->first > 1)
        return false;
    bool large = piece->class == CLASS_COUNTRY || piece->class == CLASS_AREA;
    return !large || is_named_person_word(cutter, piece->first);
}

static bool is_certain(const struct cutter *cutter, const struct piece *piece)
{
    return piece->class != CLASS_COUNT && !is_town(cutter, piece);
}

static bool push(struct cutter *cutter, struct segment segment)
{
    segment.sentence = cutter->sentence_index;
    segment.after_rank =
        segment.first > cutter->sentence->first && cutter->roles[segment.first - 1] == ROLE_RANK;
    return by_vector_push(cutter->segments, &cutter->analysis->arena.allocator, &segment);
}

static enum segment_kind kind_of(const struct cutter *cutter, const struct piece *piece)
{
    if (is_town(cutter, piece))
        return SEGMENT_TOWN;
    if (is_place(piece))
        return SEGMENT_PLACE;
    if (is_group(piece))
        return SEGMENT_GROUP;
    return piece->class == CLASS_MISC ? SEGMENT_MISC : SEGMENT_BODY;
}

static bool push_piece(struct cutter *cutter, const struct piece *piece)
{
    return push(cutter, (struct segment){.first = piece->first,
                                         .last = piece->last,
                                         .kind = (uint8_t)kind_of(cutter, piece),
                                         .listed = true,
                                         .country = piece->country});
}

/* What the head of a name says that the name is; SEGMENT_OPEN where the word is no head. */
static enum segment_kind head_kind(const struct cutter *cutter, const struct piece *piece)
{
    uint32_t last = piece->last - 1;
    if (is_place(piece) || is_group(piece) || !has_shape(cutter->tokens, last, SHAPE_CAPITAL))
        return SEGMENT_OPEN;
    if (by_has_class(cutter->tokens, last, CLASS_ORGANISATION_HEAD) ||
        by_has_class(cutter->tokens, last, CLASS_ORGANISATION_SUFFIX))
        return SEGMENT_BODY;
    if (by_has_class(cutter->tokens, last, CLASS_PLACE_HEAD))
        return SEGMENT_PLACE;
    return by_has_class(cutter->tokens, last, CLASS_MISC_HEAD) ? SEGMENT_MISC : SEGMENT_OPEN;
}

/*
 * The last head of a name that begins with piece `from`: `Council` in `Security Council Nikolai
 * Patrushev`, `Club` in `Manchester United Football Club`. A given name after a head begins
 * another name. run->count where there is no head.
 */
static uint32_t find_head(const struct cutter *cutter, const struct run *run, uint32_t from)
{
    uint32_t head = run->count;
    for (uint32_t i = from; i < run->count; i++) {
        if (head_kind(cutter, &run->pieces[i]) != SEGMENT_OPEN)
            head = i;
        else if (head < run->count &&
                 (is_group(&run->pieces[i]) ||
                  by_has_class(cutter->tokens, run->pieces[i].first, CLASS_GIVEN)))
            break;
    }
    return head;
}

/* Whether `of` and the like tie the name before token i to a complement after it. */
static bool is_tie(const struct cutter *cutter, uint32_t i)
{
    return i + 1 < cutter->sentence->last &&
           (by_is_lower(cutter->tokens, i, "of") || by_is_lower(cutter->tokens, i, "for") ||
            by_is_lower(cutter->tokens, i, "on"));
}

/* `and` between two common words: `Health and Human Services`. */
static bool is_inner_and(const struct cutter *cutter, uint32_t i)
{
    return i + 1 < cutter->sentence->last && by_is_lower(cutter->tokens, i, "and") &&
           by_has_class(cutter->tokens, i - 1, CLASS_COMMON) && is_name_word(cutter, i + 1) &&
           by_has_class(cutter->tokens, i + 1, CLASS_COMMON);
}

/* The end of the complement of a body whose head ends at token `end`: `Ministry` `of Health`. */
static uint32_t complement_end(const struct cutter *cutter, uint32_t end)
{
    uint32_t i = end;
    while (is_tie(cutter, i)) {
        uint32_t start = i + 1;
        if (by_is_lower(cutter->tokens, start, "the"))
            start++;
        struct run run;
        read_run(cutter, start, &run);
        uint32_t kept = 0;
        while (kept < run.count &&
               (kept == 0 || !by_has_class(cutter->tokens, run.pieces[kept].first, CLASS_GIVEN)))
            kept++;
        if (kept == 0)
            break;
        i = run.pieces[kept - 1].last;
        while (kept == run.count && is_inner_and(cutter, i)) {
            read_run(cutter, i + 1, &run);
            kept = run.count;
            i = run.pieces[kept - 1].last;
        }
        end = i;
    }
    return end;
}

/* Pushes the pieces [from, head] as one name. Sets *end past it. */
static bool push_headed(struct cutter *cutter, const struct run *run, uint32_t from, uint32_t head,
                        uint32_t *end)
{
    struct segment segment = {.first = run->pieces[from].first,
                              .last = run->pieces[head].last,
                              .kind = (uint8_t)head_kind(cutter, &run->pieces[head])};
    bool alone = from == head && segment.last - segment.first == 1;
    if (segment.kind == SEGMENT_BODY && head + 1 == run->count)
        segment.last = complement_end(cutter, segment.last);
    *end = segment.last;
    /* A head alone is a name only where the lexicon has it or an article goes before: `the Court`. */
    if (alone && segment.last - segment.first == 1) {
        segment.listed = run->pieces[head].class != CLASS_COUNT;
        bool short_form = segment.kind == SEGMENT_BODY && !opens(cutter, segment.first) &&
                          by_is_lower(cutter->tokens, segment.first - 1, "the");
        if (!segment.listed && !short_form)
            return true;
    }
    return push(cutter, segment);
}

/* `Mount Kenya`, `Gulf of Aden`: a start with a name after it. Returns the pieces used, or 0. */
static uint32_t started_place(const struct cutter *cutter, const struct run *run, uint32_t from)
{
    uint32_t first = run->pieces[from].first;
    const struct match *start = by_match_at(&cutter->analysis->matches, first, CLASS_PLACE_START);
    if (start == NULL || run->pieces[from].class != CLASS_COUNT)
        return 0;
    for (uint32_t i = from + 1; i < run->count; i++) {
        if (run->pieces[i].first == first + start->count)
            return i - from + 1;
    }
    return 0;
}

static bool is_acronym(const struct cutter *cutter, const struct piece *piece)
{
    const struct word *word = by_token_word(cutter->tokens, piece->first);
    return piece->last - piece->first == 1 && (word->shape & SHAPE_UPPER) != 0 &&
           word->length <= 8 && !cutter->headline &&
           !by_has_class(cutter->tokens, piece->first, CLASS_SUFFIX);
}

/* The end of the pieces from `from` on that only context can tell. */
static uint32_t open_end(const struct cutter *cutter, const struct run *run, uint32_t from)
{
    uint32_t end = from + 1;
    while (end < run->count && !is_certain(cutter, &run->pieces[end]))
        end++;
    return end;
}

static bool push_open(struct cutter *cutter, const struct run *run, uint32_t from, uint32_t end)
{
    const struct piece *first = &run->pieces[from];
    if (end == from + 1 && is_place(first))
        return push_piece(cutter, first);
    enum segment_kind kind =
        end == from + 1 && is_acronym(cutter, first) ? SEGMENT_ACRONYM : SEGMENT_OPEN;
    return push(cutter, (struct segment){.first = first->first,
                                         .last = run->pieces[end - 1].last,
                                         .kind = (uint8_t)kind});
}

/* Cuts a run. Sets *end past what was used of the sentence. */
static bool cut_run(struct cutter *cutter, const struct run *run, uint32_t *end)
{
    *end = run->pieces[run->count - 1].last;
    for (uint32_t at = 0; at < run->count;) {
        uint32_t head = find_head(cutter, run, at);
        uint32_t started = started_place(cutter, run, at);
        bool pushed;
        if (is_group(&run->pieces[at])) {
            pushed = push_piece(cutter, &run->pieces[at++]);
        } else if (head < run->count) {
            uint32_t used;
            pushed = push_headed(cutter, run, at, head, &used);
            *end = used > *end ? used : *end;
            at = head + 1;
        } else if (started > 0) {
            pushed = push(cutter, (struct segment){.first = run->pieces[at].first,
                                                   .last = run->pieces[at + started - 1].last,
                                                   .kind = SEGMENT_PLACE});
            at += started;
        } else if (is_certain(cutter, &run->pieces[at])) {
            pushed = push_piece(cutter, &run->pieces[at++]);
        } else {
            uint32_t open = open_end(cutter, run, at);
            pushed = push_open(cutter, run, at, open);
            at = open;
        }
        if (!pushed)
            return false;
    }
    return true;
}

static bool cut_sentence(struct cutter *cutter)
{
    cutter->headline = is_headline(cutter);
    for (uint32_t i = cutter->sentence->first; i < cutter->sentence->last;) {
        struct run run;
        read_run(cutter, i, &run);
        if (run.count == 0)
            i++;
        else if (!cut_run(cutter, &run, &i))
            return false;
    }
    return true;
}

byline_status by_cut_segments(const struct analysis *analysis, const uint8_t *roles,
                              struct vector *segments)
{
    struct cutter cutter = {
        .analysis = analysis, .tokens = &analysis->tokens, .roles = roles, .segments = segments};
    for (uint32_t i = 0; i < by_sentence_count(&analysis->sentences); i++) {
        cutter.sentence = by_sentence(&analysis->sentences, i);
        cutter.sentence_index = i;
        if (!cut_sentence(&cutter))
            return BYLINE_ERROR_MEMORY;
    }
    return BYLINE_OK;
}
