/* SPDX-License-Identifier: MIT */
#include "rank_heads.h"

#include <string.h>

#include "name_segments.h"

/* Moves *value past a word that it may begin with. Returns whether it does. */
static bool skip_word(const char **value, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(*value, word, length) != 0 || (*value)[length] != ' ')
        return false;
    *value += length + 1;
    return true;
}

static enum gender skip_gender(const char **value)
{
    if (skip_word(value, "female"))
        return GENDER_FEMALE;
    return skip_word(value, "male") ? GENDER_MALE : GENDER_UNKNOWN;
}

static struct rank_head read_head(uint32_t first, uint32_t last, const char *value)
{
    (void)skip_gender(&value);
    bool post = skip_word(&value, "post");
    return (struct rank_head){first, last, value, post};
}

bool by_begins_complement(const struct analysis *analysis, uint32_t token)
{
    static const char *const words[] = {"of", "for", "at", "in", "to", "with", "on"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (by_is_lower(&analysis->tokens, token, words[i]))
            return true;
    }
    return false;
}

/* The last word before the complement. */
static uint32_t head_word(const struct analysis *analysis, uint32_t first, uint32_t last)
{
    uint32_t i = first + 1;
    while (i < last && !by_begins_complement(analysis, i))
        i++;
    return i - 1;
}

struct rank_head by_rank_head(const struct analysis *analysis, uint32_t first, uint32_t last)
{
    struct rank_head head = {.first = first, .last = first, .kind = "government"};
    for (uint32_t i = first; i < last; i++) {
        bool found = head.first < head.last;
        if (found && by_begins_complement(analysis, i))
            return head;
        const struct match *match = by_match_at(&analysis->matches, i, CLASS_RANK);
        if (match != NULL && i + match->count <= last && (!found || i + match->count > head.last))
            head = read_head(i, i + match->count, by_lexicon_value(match->entry));
    }
    if (head.first < head.last)
        return head;
    /* `general`, which the lexicon has with a capital, so that it is no adjective */
    uint32_t word = head_word(analysis, first, last);
    const struct lexicon_entry *entry =
        by_lexicon_word_entry(by_token_word(&analysis->tokens, word)->lexicon, CLASS_RANK);
    return entry == NULL ? head : read_head(word, word + 1, by_lexicon_value(entry));
}

static bool ends_in_woman(const struct word *word)
{
    static const char ending[] = "woman";
    size_t length = sizeof ending - 1;
    return word->lower_length > length &&
           memcmp(word->lower + word->lower_length - length, ending, length) == 0;
}

enum gender by_rank_gender(const struct tokens *tokens, uint32_t first, uint32_t last)
{
    uint32_t head = first;
    while (head + 1 < last && !by_is_lower(tokens, head + 1, "of"))
        head++;
    const struct word *word = by_token_word(tokens, head);
    const struct lexicon_entry *entry = by_lexicon_word_entry(word->lexicon, CLASS_RANK);
    const char *value = entry == NULL ? "" : by_lexicon_value(entry);
    enum gender gender = skip_gender(&value);
    return gender == GENDER_UNKNOWN && ends_in_woman(word) ? GENDER_FEMALE : gender;
}
