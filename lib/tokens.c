/* SPDX-License-Identifier: MIT */
#include "tokens.h"

#include <string.h>
#include <utf8proc.h>

#include "lexicon/lexicon.h"

/* ---- Characters ---- */

/* What a character does in a token. */
enum role {
    SPACE,   /* white space and controls, U+0000 among them */
    BREAK,   /* a line break */
    LEAP,    /* a break between paragraphs or pages */
    LETTER,  /* letters */
    JOINER,  /* combining marks and default-ignorables: part of the word that they stand in */
    DIGIT,   /* digits, fractions, letter numbers */
    MARK,    /* all else */
    FINISHED /* past the end */
};

struct character {
    enum role role;
    uint32_t size;     /* bytes; 0 past the end */
    int32_t codepoint; /* 0 past the end */
};

static enum role ascii_role(unsigned char byte)
{
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'))
        return LETTER;
    if (byte >= '0' && byte <= '9')
        return DIGIT;
    if (byte == '\n' || byte == '\r')
        return BREAK;
    if (byte == '\f' || byte == '\v')
        return LEAP;
    return byte <= ' ' || byte == 0x7F ? SPACE : MARK;
}

static enum role unicode_role(int32_t codepoint)
{
    const utf8proc_property_t *property = utf8proc_get_property(codepoint);
    if (property->ignorable)
        return JOINER;
    switch (property->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return JOINER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return DIGIT;
    case UTF8PROC_CATEGORY_ZL: return BREAK;
    case UTF8PROC_CATEGORY_ZP: return LEAP;
    case UTF8PROC_CATEGORY_ZS: return SPACE;
    case UTF8PROC_CATEGORY_CC: return codepoint == 0x85 ? BREAK : SPACE;
    default: return MARK;
    }
}

static struct character unicode_character_at(const struct text *text, uint32_t at)
{
    struct character c = {.role = FINISHED};
    if (at >= text->length)
        return c;
    c.size = by_text_decode(text, at, &c.codepoint);
    c.role = unicode_role(c.codepoint);
    return c;
}

static inline struct character character_at(const struct text *text, uint32_t at)
{
    if (at >= text->length || text->bytes[at] >= 0x80)
        return unicode_character_at(text, at);
    unsigned char byte = text->bytes[at];
    return (struct character){.role = ascii_role(byte), .size = 1, .codepoint = byte};
}

static enum role role_at(const struct text *text, uint32_t at)
{
    return character_at(text, at).role;
}

static bool is_white(enum role role)
{
    return role == SPACE || role == BREAK || role == LEAP;
}

/* The ASCII byte at `at`, or 0 past the end and for other bytes. */
static unsigned char byte_at(const struct text *text, uint32_t at)
{
    return at < text->length && text->bytes[at] < 0x80 ? text->bytes[at] : 0;
}

static unsigned char ascii_lower(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte | 0x20) : byte;
}

static bool is_capital(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_name_byte(unsigned char byte)
{
    return ascii_role(byte) == LETTER || ascii_role(byte) == DIGIT || byte == '_';
}

/* How many bytes an apostrophe at `at` takes; 0 where there is none. */
static uint32_t apostrophe_at(const struct text *text, uint32_t at)
{
    struct character c = character_at(text, at);
    return c.codepoint == '\'' || c.codepoint == 0x2019 || c.codepoint == 0x02BC ? c.size : 0;
}

/* Past the letters and joiners, and the digits where they are asked for, from `at` on. */
static inline uint32_t skip(const struct text *text, uint32_t at, bool digits)
{
    for (;;) {
        struct character c = character_at(text, at);
        if (c.role != LETTER && c.role != JOINER && !(digits && c.role == DIGIT))
            return at;
        at += c.size;
    }
}

static uint32_t skip_letters(const struct text *text, uint32_t at)
{
    return skip(text, at, false);
}

static uint32_t skip_word(const struct text *text, uint32_t at)
{
    return skip(text, at, true);
}

/* Whether the ASCII text at `at` is `wanted`, in any case. */
static bool looks_like(const struct text *text, uint32_t at, const char *wanted)
{
    for (; *wanted != '\0'; wanted++, at++) {
        if (ascii_lower(byte_at(text, at)) != (unsigned char)*wanted)
            return false;
    }
    return true;
}

/* Whether [start, end) is one of `count` words in lower case, in any case. */
static bool is_one_of(const struct text *text, uint32_t start, uint32_t end,
                      const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (end - start == strlen(words[i]) && looks_like(text, start, words[i]))
            return true;
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- White space ---- */

/* Moves *at past white space, and past joiners that have no word to join, and says what it was. */
static enum token_gap skip_space(const struct text *text, uint32_t *at)
{
    unsigned breaks = 0;
    bool space = false;
    for (;;) {
        struct character c = character_at(text, *at);
        if (c.role == BREAK)
            breaks += c.codepoint != '\r' || byte_at(text, *at + 1) != '\n';
        else if (c.role == LEAP)
            breaks += 2;
        else if (c.role == SPACE)
            space = true;
        else if (c.role != JOINER)
            break;
        *at += c.size;
    }
    if (breaks > 0)
        return breaks > 1 ? GAP_PARAGRAPH : GAP_LINE;
    return space ? GAP_SPACE : GAP_NONE;
}

/* ---- Addresses ---- */

/* The state of one pass over a text: what keeps the search for addresses linear. */
struct scanner {
    const struct text *text;
    uint32_t next_at_sign; /* the first `@` at or after the token; the length where none */
    uint32_t no_host;      /* no host name ends between the token and here */
};

/* Longest local part of an e-mail address (RFC 5321, 4.5.3.1.1). */
#define LOCAL_PART 64

/* Longest host name (RFC 1035, 2.3.4). */
#define HOST 253

static uint32_t find_at_sign(const struct text *text, uint32_t at)
{
    const unsigned char *sign =
        at < text->length ? memchr(text->bytes + at, '@', text->length - at) : NULL;
    return sign == NULL ? text->length : (uint32_t)(sign - text->bytes);
}

/* Where the address that begins at `at` ends: at white space, a bracket or a typographic mark. */
static uint32_t address_end(const struct text *text, uint32_t at)
{
    uint32_t end = at;
    for (;;) {
        struct character c = character_at(text, end);
        if (is_white(c.role) || c.role == FINISHED || c.codepoint == '<' || c.codepoint == '>' ||
            c.codepoint == '"' || (c.role == MARK && c.size > 1))
            break;
        end += c.size;
    }
    /* Marks that close the sentence around an address are not part of it. */
    while (end > at && byte_at(text, end - 1) != 0 &&
           strchr(".,;:!?'()[]{}*", byte_at(text, end - 1)) != NULL)
        end--;
    return end;
}

static bool begins_url(const struct text *text, uint32_t at)
{
    switch (ascii_lower(byte_at(text, at))) {
    case 'h': return looks_like(text, at, "http://") || looks_like(text, at, "https://");
    case 'f': return looks_like(text, at, "ftp://");
    case 'w': return looks_like(text, at, "www.") && is_name_byte(byte_at(text, at + 4));
    default: return false;
    }
}

/* The end of a host name whose first label begins at `at`; *dots counts the dots inside. */
static uint32_t host_end(const struct text *text, uint32_t at, uint32_t *dots)
{
    uint32_t limit = text->length - at > HOST ? at + HOST : text->length;
    *dots = 0;
    for (; at < limit; at++) {
        unsigned char byte = byte_at(text, at);
        if (byte == '.' && is_name_byte(byte_at(text, at + 1)))
            (*dots)++;
        else if (!is_name_byte(byte) && byte != '-')
            break;
    }
    while (byte_at(text, at - 1) == '-')
        at--;
    return at;
}

/* Where the last label of a host name starts that has a dot and ends at `end`. */
static uint32_t last_label(const struct text *text, uint32_t end)
{
    while (byte_at(text, end - 1) != '.')
        end--;
    return end;
}

/* The end of an e-mail address that begins at `at`, or `at` where there is none. */
static uint32_t mail_end(struct scanner *scanner, uint32_t at)
{
    const struct text *text = scanner->text;
    if (scanner->next_at_sign < at)
        scanner->next_at_sign = find_at_sign(text, at);
    uint32_t sign = scanner->next_at_sign;
    if (sign == text->length || sign - at > LOCAL_PART || !is_name_byte(byte_at(text, sign + 1)))
        return at;
    for (uint32_t i = at; i < sign; i++) {
        unsigned char byte = byte_at(text, i);
        if (byte == 0 || (!is_name_byte(byte) && strchr(".+-%", byte) == NULL))
            return at;
    }
    uint32_t dots;
    uint32_t end = host_end(text, sign + 1, &dots);
    return dots > 0 && role_at(text, last_label(text, end)) == LETTER ? end : at;
}

/*
 * Whether a dotted name that ends at `end` and is written without `http://` is a host's. Only
 * endings that no sentence begins with count: `end.In` is two words.
 */
static bool ends_host(const struct text *text, uint32_t end, uint32_t dots)
{
    static const char *const endings[] = {"com", "org", "net", "gov", "edu", "info", "int", "tv"};
    static const char *const inner[] = {"com", "co", "org", "gov", "ac", "net"};
    if (dots == 0)
        return false;
    uint32_t last = last_label(text, end);
    if (is_capital(byte_at(text, last)))
        return false;
    if (is_one_of(text, last, end, endings, COUNT(endings)))
        return true;
    /* A country's two letters count after another ending: `.com.vn`, `.co.ke`. */
    return dots >= 2 && end - last == 2 &&
           is_one_of(text, last_label(text, last - 1), last - 1, inner, COUNT(inner));
}

/* The end of an address such as `example.com/page` that begins at `at`; label_end where none. */
static uint32_t bare_address_end(struct scanner *scanner, uint32_t at, uint32_t label_end)
{
    if (label_end < scanner->no_host)
        return label_end;
    uint32_t dots;
    uint32_t end = host_end(scanner->text, at, &dots);
    if (end > label_end && ends_host(scanner->text, end, dots))
        return address_end(scanner->text, at);
    scanner->no_host = end;
    return label_end;
}

/* ---- Full stops ---- */

/* Longest word looked up in the lexicon, in bytes: `Notwithstanding`, `N.A.A.C.P.`. */
#define LONGEST_LOOKUP 16

/* What follows a full stop, as far as it tells whether the stop belongs to the word before. */
enum sequel {
    GOES_ON, /* a lower-case word, a number, a comma: the sentence is not over */
    NAME,    /* a capitalised word */
    OPENER,  /* a capitalised word that often opens a sentence */
    ENDING   /* the end of the paragraph */
};

/* The lexicon's id of the ASCII word [start, end) in lower case, or 0. */
static uint32_t lexicon_word(const struct text *text, uint32_t start, uint32_t end)
{
    char lower[LONGEST_LOOKUP];
    if (end - start > sizeof lower)
        return 0;
    for (uint32_t i = start; i < end; i++)
        lower[i - start] = (char)ascii_lower(text->bytes[i]);
    return by_lexicon_word(lower, end - start);
}

static bool has_class(uint32_t word, enum lexicon_class class)
{
    return (by_lexicon_word_classes(word) >> class & 1u) != 0;
}

static bool is_lower_letter(struct character c)
{
    return c.role == LETTER && utf8proc_category(c.codepoint) == UTF8PROC_CATEGORY_LL;
}

/* Whether a capitalised word opens a sentence. `A` may be an initial, but not before lower case. */
static bool is_opener(const struct text *text, uint32_t at)
{
    uint32_t end = skip_letters(text, at);
    if (!has_class(lexicon_word(text, at, end), CLASS_STARTER))
        return false;
    if (end - at > 1)
        return byte_at(text, end) != '.' && byte_at(text, end) != '-';
    return skip_space(text, &end) != GAP_NONE && is_lower_letter(character_at(text, end));
}

static enum sequel sequel_at(const struct text *text, uint32_t at)
{
    enum token_gap gap = skip_space(text, &at);
    struct character c = character_at(text, at);
    if (gap == GAP_PARAGRAPH || c.role == FINISHED)
        return ENDING;
    if (gap != GAP_NONE && c.role == MARK) { /* an opening quote or bracket */
        at += c.size;
        c = character_at(text, at);
    }
    if (c.role != LETTER || is_lower_letter(c))
        return GOES_ON;
    return is_opener(text, at) ? OPENER : NAME;
}

static bool is_digit_next(const struct text *text, uint32_t at)
{
    return skip_space(text, &at) != GAP_PARAGRAPH && role_at(text, at) == DIGIT;
}

/* Whether the letters of [start, end) are two capitals or more and nothing else. */
static bool in_capitals(const struct text *text, uint32_t start, uint32_t end)
{
    unsigned capitals = 0;
    for (uint32_t i = start; i < end; i++) {
        if (is_capital(text->bytes[i]))
            capitals++;
        else if (text->bytes[i] != '.')
            return false;
    }
    return capitals >= 2;
}

/* Whether the word after a full stop is written in capitals, as all of a headline may be. */
static bool capitals_follow(const struct text *text, uint32_t at)
{
    (void)skip_space(text, &at);
    uint32_t end = skip_letters(text, at);
    return in_capitals(text, at, end) || (end == at + 1 && byte_at(text, end) == '.');
}

/* Whether an entry is a unit or the like, in lower case with one stop: `km.`, `etc.`. */
static bool is_unit(const struct lexicon_entry *entry, const struct text *text, uint32_t start,
                    uint32_t end)
{
    return entry->capital == 0 &&
           memchr(text->bytes + start, '.', end - start) == text->bytes + end - 1;
}

/* Whether the stop belongs to [start, end) in the sense that an entry of the lexicon gives it. */
static bool keeps_stop(const struct lexicon_entry *entry, const struct text *text, uint32_t start,
                       uint32_t end, enum sequel sequel)
{
    if (entry->capital != 0 && !is_capital(byte_at(text, start)))
        return false;
    /* `SEC. At`, unlike `LT. GEN. NAM`, is no abbreviation shouted. */
    if (entry->upper == 0 && sequel != GOES_ON && in_capitals(text, start, end) &&
        !capitals_follow(text, end))
        return false;
    switch ((enum lexicon_class)entry->class) {
    case CLASS_RANK:
    case CLASS_RANK_MODIFIER: return sequel != ENDING;
    case CLASS_ABBREVIATION_ENDING:
        if (!is_unit(entry, text, start, end))
            return true;
        return sequel == GOES_ON || (sequel == NAME && is_capital(byte_at(text, start)));
    default:
        if (strcmp(by_lexicon_value(entry), "number") == 0)
            return is_digit_next(text, end);
        return sequel == GOES_ON || sequel == NAME;
    }
}

/* Whether [start, end), which ends in a full stop, is in the lexicon as it stands in the text. */
static bool is_abbreviation(const struct text *text, uint32_t start, uint32_t end)
{
    uint32_t word = lexicon_word(text, start, end);
    if (word == 0)
        return false;
    enum sequel sequel = sequel_at(text, end);
    size_t count;
    const struct lexicon_entry *entries = by_lexicon_entries(by_lexicon_step(0, word), &count);
    for (size_t i = 0; i < count; i++) {
        if (keeps_stop(&entries[i], text, start, end, sequel))
            return true;
    }
    /* A word of longer phrases alone, such as the `al.` of `et al.`. */
    return count == 0 && (sequel == GOES_ON || sequel == NAME);
}

/*
 * The end of the longest abbreviation that begins at `start`, such as `Gen.` or `Ph.D.`, or of a
 * name with a stop inside, such as `E.ON`; `end` where there is none.
 */
static uint32_t abbreviation_end(const struct text *text, uint32_t start, uint32_t end)
{
    uint32_t found = end;
    while (byte_at(text, end) == '.' && end + 1 - start <= LONGEST_LOOKUP) {
        end++;
        if (is_abbreviation(text, start, end))
            found = end;
        uint32_t next = skip_letters(text, end);
        if (next == end)
            break;
        end = next;
        if (lexicon_word(text, start, end) != 0)
            found = end;
    }
    return found;
}

/* Past single letters with stops between them, from `start` on: `U.S.`, `a.m.`, `J.K`. */
static uint32_t dotted_letters_end(const struct text *text, uint32_t start)
{
    uint32_t at = start;
    for (;;) {
        struct character c = character_at(text, at);
        uint32_t end = c.role == LETTER ? skip_letters(text, at) : at;
        if (end == at || end != at + c.size)
            return at;
        if (byte_at(text, end) != '.')
            return at > start && role_at(text, end) != DIGIT ? end : at;
        at = end + 1;
    }
}

/*
 * Where a word that starts at `start` and runs to `end`, at a full stop, ends if the full stop is
 * part of it; `end` if it is not.
 */
static uint32_t stop_end(const struct text *text, uint32_t start, uint32_t end)
{
    uint32_t found = abbreviation_end(text, start, end);
    struct character first = character_at(text, start);
    if (start + first.size != end)
        return found;
    uint32_t dotted = dotted_letters_end(text, start);
    if (dotted > end + 1)
        return dotted > found ? dotted : found;
    if (found > end || utf8proc_category(first.codepoint) != UTF8PROC_CATEGORY_LU)
        return found;
    /* An initial, unless the sentence ends: `J. Smith`, but `World War I. In`. */
    enum sequel sequel = sequel_at(text, end + 1);
    return sequel == GOES_ON || sequel == NAME ? end + 1 : end;
}

/* ---- Words ---- */

/* Whether what follows an apostrophe, from `at` on, ends a word as a clitic: `'s`, `'ll`. */
static bool is_clitic(const struct text *text, uint32_t at)
{
    static const char *const clitics[] = {"s", "d", "m", "ll", "re", "ve"};
    return is_one_of(text, at, skip_word(text, at), clitics, COUNT(clitics));
}

/* The end of an `n't` that begins at `at` and ends a word, or `at`. */
static uint32_t negation_end(const struct text *text, uint32_t at)
{
    if (ascii_lower(byte_at(text, at)) != 'n')
        return at;
    uint32_t quote = apostrophe_at(text, at + 1);
    uint32_t end = at + 1 + quote + 1;
    bool ends =
        quote > 0 && ascii_lower(byte_at(text, end - 1)) == 't' && skip_word(text, end) == end;
    return ends ? end : at;
}

/* The letters of the longest sign of a currency before a number: `Tshs`. */
#define CURRENCY_LETTERS 4

/* Whether letters [start, end) before a digit are a currency, and no part of a name like `G20`. */
static bool is_currency(const struct text *text, uint32_t start, uint32_t end)
{
    if (end - start > CURRENCY_LETTERS)
        return false;
    if (has_class(lexicon_word(text, start, end), CLASS_CURRENCY) &&
        is_capital(byte_at(text, start)))
        return true;
    /* Any letters before a number with a mark in it: `R1.2bn`. */
    while (role_at(text, end) == DIGIT)
        end += character_at(text, end).size;
    return (byte_at(text, end) == '.' || byte_at(text, end) == ',') &&
           role_at(text, end + 1) == DIGIT;
}

/* The end of the letters and digits that begin at `at`, over apostrophes in a name: `O'Brien`. */
static uint32_t letters_end(const struct text *text, uint32_t at)
{
    uint32_t end = skip_letters(text, at);
    if (role_at(text, end) == DIGIT) {
        if (is_currency(text, at, end))
            return end;
        end = skip_word(text, end);
    }
    for (;;) {
        if (end > at + 1 && negation_end(text, end - 1) > end - 1)
            return end - 1;
        uint32_t quote = apostrophe_at(text, end);
        if (quote == 0 || role_at(text, end + quote) != LETTER || is_clitic(text, end + quote))
            return end;
        end = skip_word(text, end + quote);
    }
}

/* Past a currency sign after letters, as in `US$`. */
static uint32_t skip_currency_sign(const struct text *text, uint32_t at)
{
    struct character c = character_at(text, at);
    bool is_sign = c.role == MARK && utf8proc_category(c.codepoint) == UTF8PROC_CATEGORY_SC;
    return is_sign ? at + c.size : at;
}

/* Ignorables at the end of a token are not part of it. */
static uint32_t trim(const struct text *text, uint32_t start, uint32_t end)
{
    while (end > start + 1 && text->bytes[end - 1] >= 0x80) {
        uint32_t last = end - 1;
        while ((text->bytes[last] & 0xC0) == 0x80)
            last--;
        int32_t codepoint;
        (void)by_text_decode(text, last, &codepoint);
        if (last <= start || !utf8proc_get_property(codepoint)->ignorable)
            break;
        end = last;
    }
    return end;
}

static uint32_t word_end(struct scanner *scanner, uint32_t at, enum token_kind *kind)
{
    const struct text *text = scanner->text;
    uint32_t end = negation_end(text, at);
    if (end > at)
        return end;
    end = letters_end(text, at);
    if (end - at <= CURRENCY_LETTERS && skip_currency_sign(text, end) > end)
        return skip_currency_sign(text, end);
    if (byte_at(text, end) != '.')
        return trim(text, at, end);
    uint32_t address = bare_address_end(scanner, at, end);
    if (address > end) {
        *kind = TOKEN_ADDRESS;
        return address;
    }
    return trim(text, at, stop_end(text, at, end));
}

/* ---- Numbers ---- */

/*
 * Whether letters glued to a number belong to it: an ordinal, a decade, a team (`49ers`), or one
 * capital that does not multiply it: `4G`, but `5M`.
 */
static bool is_number_suffix(const struct text *text, uint32_t at, uint32_t end)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th", "s", "ers"};
    if (end - at == 1 && is_capital(byte_at(text, at)))
        return strchr("KMBT", byte_at(text, at)) == NULL;
    return is_one_of(text, at, end, suffixes, COUNT(suffixes));
}

static uint32_t number_end(const struct text *text, uint32_t at, enum token_kind *kind)
{
    uint32_t end = at;
    for (;;) {
        struct character c = character_at(text, end);
        bool inner = c.codepoint == '.' || c.codepoint == ',' || c.codepoint == ':';
        if (c.role != DIGIT && !(inner && role_at(text, end + 1) == DIGIT))
            break;
        end += c.size;
    }
    uint32_t letters = skip_word(text, end);
    if (letters > end && is_number_suffix(text, end, letters)) {
        *kind = TOKEN_WORD;
        return letters;
    }
    *kind = TOKEN_NUMBER;
    return end;
}

/* ---- Marks ---- */

/* Marks that are one token when they are repeated: `...`, `--`. */
static bool repeats(int32_t codepoint)
{
    if (codepoint < 0x80)
        return strchr(".-!?*=_~`'", (char)codepoint) != NULL;
    return codepoint == 0x2013 || codepoint == 0x2014 || codepoint == 0x2026;
}

/* The end of a handle or a topic that begins with the mark at `at`; `at` where there is none. */
static uint32_t handle_end(const struct text *text, uint32_t at)
{
    unsigned char sign = byte_at(text, at);
    /* `#5` is a number with a sign. */
    if ((sign != '@' && sign != '#') || role_at(text, at + 1) == DIGIT)
        return at;
    uint32_t end = at + 1;
    for (;;) {
        uint32_t next = skip_word(text, end);
        if (byte_at(text, next) == '_')
            next++;
        if (next == end)
            return end > at + 1 ? end : at;
        end = next;
    }
}

static uint32_t mark_end(const struct text *text, uint32_t at, bool after_word,
                         enum token_kind *kind)
{
    uint32_t quote = apostrophe_at(text, at);
    if (quote > 0 && is_clitic(text, at + quote)) {
        *kind = TOKEN_WORD;
        return skip_letters(text, at + quote);
    }
    uint32_t end = after_word ? at : handle_end(text, at);
    if (end > at) {
        *kind = TOKEN_HANDLE;
        return end;
    }
    *kind = TOKEN_MARK;
    struct character c = character_at(text, at);
    end = at + c.size;
    if (repeats(c.codepoint)) {
        while (character_at(text, end).codepoint == c.codepoint && end < text->length)
            end += c.size;
    }
    return end;
}

/* ---- The pass ---- */

/* The end and the kind of the token that begins at `at`. */
static uint32_t token_end(struct scanner *scanner, uint32_t at, bool after_word,
                          enum token_kind *kind)
{
    const struct text *text = scanner->text;
    enum role role = role_at(text, at);
    if (role == MARK)
        return mark_end(text, at, after_word, kind);
    uint32_t end = begins_url(text, at) ? address_end(text, at) : mail_end(scanner, at);
    if (end > at) {
        *kind = TOKEN_ADDRESS;
        return end;
    }
    if (role == DIGIT)
        return number_end(text, at, kind);
    *kind = TOKEN_WORD;
    return word_end(scanner, at, kind);
}

static bool push(struct tokens *tokens, struct token *token, const struct text *text,
                 struct arena *arena)
{
    return by_vocabulary_add(&tokens->vocabulary, text->bytes + token->start,
                             token->end - token->start, arena, &token->word) &&
           by_vector_push(&tokens->tokens, &arena->allocator, token);
}

byline_status by_tokenise(const struct text *text, struct arena *arena, struct tokens *tokens)
{
    *tokens = (struct tokens){.tokens.item_size = sizeof(struct token)};
    by_vocabulary_init(&tokens->vocabulary);

    struct scanner scanner = {.text = text, .next_at_sign = find_at_sign(text, 0)};
    bool after_word = false;
    for (uint32_t at = 0;;) {
        enum token_gap gap = skip_space(text, &at);
        if (at >= text->length)
            return BYLINE_OK;
        if (tokens->tokens.count == 0)
            gap = GAP_SPACE;
        enum token_kind kind;
        uint32_t end = token_end(&scanner, at, after_word && gap == GAP_NONE, &kind);
        struct token token = {.start = at, .end = end, .kind = (uint8_t)kind, .gap = (uint8_t)gap};
        if (!push(tokens, &token, text, arena))
            return BYLINE_ERROR_MEMORY;
        after_word = kind != TOKEN_MARK;
        at = end;
    }
}

void by_tokens_free(struct tokens *tokens, const byline_allocator *allocator)
{
    by_vector_free(&tokens->tokens, allocator);
    by_vocabulary_free(&tokens->vocabulary, allocator);
}
