/* SPDX-License-Identifier: MIT */
#include "date_tense.h"

#include <string.h>

/* How far from a date, in tokens, its verb is looked for. */
enum { TENSE_WINDOW = 16 };

/* A regular verb in the past: `announced`, but not `need`. */
static bool is_past_form(const struct word *word)
{
    return word->length > 4 && (word->shape & SHAPE_LOWER) != 0 &&
           strcmp(word->form + word->length - 2, "ed") == 0 && word->form[word->length - 3] != 'e';
}

/* Whether `the`, `a` or `its` stands at a token. */
static bool is_determiner(const struct date_reader *reader, uint32_t at)
{
    struct date_word article;
    return by_accept_role(reader, at, ROLE_BIT(ROLE_THE)) != 0 || by_is_form(reader, at, "its") ||
           by_is_form(reader, at, "his") ||
           (by_read_word(reader, at, CLASS_NUMBER, &article) == at + 1 && article.article);
}

/*
 * ROLE_WILL, ROLE_HAD or ROLE_DID for a verb of that role at a token, which is not `Theresa May`,
 * `Will Smith` or `agreed to the plan`; otherwise ROLE_NONE.
 */
static enum date_role verb_at(const struct date_reader *reader, uint32_t at)
{
    const uint64_t verbs = ROLE_BIT(ROLE_WILL) | ROLE_BIT(ROLE_HAD) | ROLE_BIT(ROLE_DID);
    enum date_role role;
    uint32_t next = by_read_role(reader, at, &role);
    if ((ROLE_BIT(role) & verbs) == 0 || by_is_name_like(reader, at) ||
        by_is_form(reader, at, "May"))
        return ROLE_NONE;
    return by_is_form(reader, next - 1, "to") && is_determiner(reader, next) ? ROLE_NONE : role;
}

/* Whether a verb of a role is one of the three before a token. */
static bool is_governed_by(const struct date_reader *reader, uint32_t at, enum date_role role)
{
    for (uint32_t back = 1; back <= 3 && at >= reader->first + back; back++) {
        if (verb_at(reader, at - back) == role)
            return true;
    }
    return false;
}

/* `still`, `newly` before a participle. */
static bool is_adverb(const struct date_reader *reader, uint32_t at)
{
    const struct word *word = by_token_word(&reader->analysis->tokens, at);
    return by_is_form(reader, at, "still") ||
           (word->length > 3 && strcmp(word->form + word->length - 2, "ly") == 0);
}

/* Whether a participle is said of a noun: `the planned visit`, `a newly announced plan`. */
static bool is_attribute(const struct date_reader *reader, uint32_t at)
{
    if (at > reader->first && is_adverb(reader, at - 1))
        at--;
    if (at <= reader->first)
        return false;
    return is_determiner(reader, at - 1) || by_is_form(reader, at - 1, "'s");
}

/* Whether a participle tells what is done as a rule, or is the case now: `is heard`, `has met`. */
static bool is_present(const struct date_reader *reader, uint32_t at)
{
    static const char *const present[] = {"is", "are", "has", "have"};
    for (size_t i = 0; at > reader->first && i < sizeof present / sizeof *present; i++) {
        if (by_is_form(reader, at - 1, present[i]))
            return true;
    }
    return false;
}

/* What a token tells of the tense. */
static enum date_tense tense_at(const struct date_reader *reader, uint32_t at)
{
    enum date_role role = verb_at(reader, at);
    /* `is scheduled`, but `had been scheduled` */
    if (role == ROLE_WILL)
        return is_governed_by(reader, at, ROLE_HAD) ? TENSE_PAST : TENSE_FUTURE;
    if (role == ROLE_HAD)
        return TENSE_PAST;
    if (role == ROLE_NONE && !is_past_form(by_token_word(&reader->analysis->tokens, at)))
        return TENSE_UNKNOWN;
    if (is_attribute(reader, at) || is_present(reader, at))
        return TENSE_UNKNOWN;
    /* `announced`, but `to be announced` */
    return is_governed_by(reader, at, ROLE_WILL) ? TENSE_FUTURE : TENSE_PAST;
}

/* Whether a clause ends at a token. */
static bool is_clause_end(const struct date_reader *reader, uint32_t at)
{
    const struct token *token = by_token(&reader->analysis->tokens, at);
    const char *form = by_token_word(&reader->analysis->tokens, at)->form;
    return token->kind == TOKEN_MARK && strchr(";:?!\"", form[0]) != NULL;
}

/* The nearest verb before the date tells most; without one, the first after it does. */
static enum date_tense tense_around(const struct date_reader *reader,
                                    const struct date_expression *date)
{
    uint32_t at = date->first;
    for (int i = 0; i < TENSE_WINDOW && at > reader->first; i++) {
        at--;
        if (is_clause_end(reader, at))
            break;
        enum date_tense tense = tense_at(reader, at);
        if (tense != TENSE_UNKNOWN)
            return tense;
    }
    at = date->last;
    for (int i = 0; i < TENSE_WINDOW && at < reader->last; i++, at++) {
        enum date_tense tense = tense_at(reader, at);
        if (tense != TENSE_UNKNOWN)
            return tense;
        if (is_clause_end(reader, at))
            break;
    }
    return TENSE_UNKNOWN;
}

/* Whether what is said had happened: `had answered by Friday`. */
static bool is_pluperfect(const struct date_reader *reader, const struct date_expression *date)
{
    uint32_t at = date->first;
    for (int i = 0; i < TENSE_WINDOW && at > reader->first; i++) {
        if (verb_at(reader, --at) == ROLE_HAD)
            return true;
    }
    return by_is_form(reader, date->last, ",") && verb_at(reader, date->last + 2) == ROLE_HAD;
}

enum date_tense by_date_tense(const struct date_reader *reader, const struct date_expression *date)
{
    /* `ahead of the weekend` */
    if (date->first > reader->first + 1 && by_is_form(reader, date->first - 1, "of") &&
        by_is_form(reader, date->first - 2, "ahead"))
        return TENSE_FUTURE;
    if (date->first > reader->first && by_is_form(reader, date->first - 1, "since"))
        return TENSE_PAST;
    /* `Friday's vote` */
    if (by_is_form(reader, date->last, "'s"))
        return is_governed_by(reader, date->first, ROLE_WILL) ? TENSE_FUTURE : TENSE_PAST;
    bool limit = by_follows_role(reader, date->first, ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_UNTIL)) &&
                 !by_is_form(reader, date->first - 1, "through");
    if (limit)
        return is_pluperfect(reader, date) ? TENSE_PAST : TENSE_FUTURE;
    return tense_around(reader, date);
}
