/* SPDX-License-Identifier: MIT */
#include "tokens.h"

#include <string.h>
#include <utf8proc.h>

#include "lexicon/lexicon.h"

/* ---- Characters ---- */

/* What a character does in a token. */
enum character {
    SPACE,   /* white space and controls, U+0000 among them */
    BREAK,   /* a line break */
    LEAP,    /* a break between paragraphs or pages */
    LETTER,  /* letters */
    JOINER,  /* combining marks and default-ignorables: part of the word that they stand in */
    DIGIT,   /* digits, fractions, letter numbers */
    MARK,    /* all else */
    FINISHED /* past the end */
};

static enum character ascii_character(unsigned char byte)
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

static enum character unicode_character(int32_t codepoint)
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

/* The character at `at`, its code point and its length in bytes. */
static enum character look(const struct text *text, uint32_t at, int32_t *codepoint, uint32_t *size)
{
    if (at >= text->length) {
        *codepoint = 0;
        *size = 0;
        return FINISHED;
    }
    *size = by_text_decode(text, at, codepoint);
    return *size == 1 ? ascii_character(text->bytes[at]) : unicode_character(*codepoint);
}

static enum character character_at(const struct text *text, uint32_t at)
{
    int32_t codepoint;
    uint32_t size;
    return look(text, at, &codepoint, &size);
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

static bool is_ascii_word(unsigned char byte)
{
    return ascii_character(byte) == LETTER || ascii_character(byte) == DIGIT || byte == '_';
}

/* How many bytes an apostrophe at `at` takes; 0 where there is none. */
static uint32_t apostrophe_at(const struct text *text, uint32_t at)
{
    int32_t codepoint;
    uint32_t size;
    look(text, at, &codepoint, &size);
    return codepoint == '\'' || codepoint == 0x2019 || codepoint == 0x02BC ? size : 0;
}

/* Past the letters and joiners (and digits, where asked) from `at` on. */
static uint32_t skip_letters(const struct text *text, uint32_t at, bool digits)
{
    int32_t codepoint;
    uint32_t size;
    for (;;) {
        enum character c = look(text, at, &codepoint, &size);
        if (c != LETTER && c != JOINER && !(digits && c == DIGIT))
            return at;
        at += size;
    }
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

/* ---- Addresses ---- */

/* The state of one pass over a text. */
struct scanner {
    const struct text *text;
    uint32_t next_at_sign; /* the first `@` at or after the token; the length where none */
};

/* Longest local part of an e-mail address (RFC 5321, 4.5.3.1.1). */
#define LOCAL_PART 64

/* Longest host name (RFC 1035, 2.3.4): without it `a.b.c.d…` would be read again at each dot. */
#define HOST 253

/* Where the address that begins at `at` ends: at white space or a closing mark. */
static uint32_t address_end(const struct text *text, uint32_t at)
{
    uint32_t end = at;
    int32_t codepoint;
    uint32_t size;
    for (;;) {
        enum character c = look(text, end, &codepoint, &size);
        if (c == SPACE || c == BREAK || c == LEAP || c == FINISHED || codepoint == '<' ||
            codepoint == '>' || codepoint == '"' || (codepoint >= 0x2018 && codepoint <= 0x201F))
            break;
        end += size;
    }
    /* Marks that close the sentence around an address are not part of it. */
    while (end > at && strchr(".,;:!?'\")]}*", byte_at(text, end - 1)) != NULL &&
           byte_at(text, end - 1) != 0)
        end--;
    return end;
}

static bool begins_url(const struct text *text, uint32_t at)
{
    switch (ascii_lower(byte_at(text, at))) {
    case 'h': return looks_like(text, at, "http://") || looks_like(text, at, "https://");
    case 'f': return looks_like(text, at, "ftp://");
    case 'w': return looks_like(text, at, "www.");
    default: return false;
    }
}

/* The end of the dotted labels of a host name from `at` on; *dots counts the dots inside. */
static uint32_t host_end(const struct text *text, uint32_t at, uint32_t *dots)
{
    uint32_t limit = text->length - at > HOST ? at + HOST : text->length;
    *dots = 0;
    for (; at < limit; at++) {
        unsigned char byte = byte_at(text, at);
        if (byte == '.' && is_ascii_word(byte_at(text, at + 1)))
            (*dots)++;
        else if (!is_ascii_word(byte) && byte != '-')
            break;
    }
    return at;
}

/* The end of an e-mail address that begins at `at`, or `at` where there is none. */
static uint32_t mail_end(struct scanner *scanner, uint32_t at)
{
    const struct text *text = scanner->text;
    if (scanner->next_at_sign < at) {
        const void *found = memchr(text->bytes + at, '@', text->length - at);
        scanner->next_at_sign =
            found == NULL ? text->length : (uint32_t)((const unsigned char *)found - text->bytes);
    }
    uint32_t sign = scanner->next_at_sign;
    if (sign == text->length || sign - at > LOCAL_PART)
        return at;
    for (uint32_t i = at; i < sign; i++) {
        unsigned char byte = byte_at(text, i);
        if (byte == 0 || (!is_ascii_word(byte) && strchr(".+-%", byte) == NULL))
            return at;
    }
    uint32_t dots;
    uint32_t end = host_end(text, sign + 1, &dots);
    return dots > 0 ? end : at;
}

/*
 * The end of a bare host name, such as `example.com/page`, whose first label ends at `label_end`;
 * label_end where it is none. Only endings that no sentence begins with count: `end.In` is two words.
 */
static uint32_t bare_host_end(const struct text *text, uint32_t at, uint32_t label_end)
{
    static const char *const endings[] = {"com", "org", "net", "gov", "edu", "info", "int", "tv"};
    uint32_t dots;
    uint32_t end = host_end(text, at, &dots);
    if (end <= label_end || dots == 0)
        return label_end;
    uint32_t last = end;
    while (text->bytes[last - 1] != '.')
        last--;
    /* A country's two letters count after another ending: `.com.vn`, `.co.ke`. */
    if (end - last == 2 && dots >= 2 &&
        (looks_like(text, last - 4, "com.") || looks_like(text, last - 3, "co.") ||
         looks_like(text, last - 4, "gov.") || looks_like(text, last - 4, "org.")))
        return address_end(text, at);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (end - last == strlen(endings[i]) && looks_like(text, last, endings[i]))
            return address_end(text, at);
    }
    return label_end;
}

/* ---- Words ---- */

/* Longest abbreviation looked up, in bytes. */
#define LONGEST_ABBREVIATION 24

/* What may follow an abbreviation's full stop, by its entry in the lexicon. */
static bool entry_fits(const struct lexicon_entry *entry, const struct text *text, uint32_t start,
                       uint32_t end)
{
    bool capital = ascii_lower(byte_at(text, start)) != byte_at(text, start);
    if (entry->capital != 0 && !capital)
        return false;
    if (strcmp(by_lexicon_value(entry), "number") != 0)
        return true;
    while (character_at(text, end) == SPACE)
        end++;
    return character_at(text, end) == DIGIT;
}

/* Whether [start, end), which ends in a full stop, is in the lexicon as it is written. */
static bool is_abbreviation(const struct text *text, uint32_t start, uint32_t end)
{
    char lower[LONGEST_ABBREVIATION];
    if (end - start > sizeof lower)
        return false;
    for (uint32_t i = start; i < end; i++)
        lower[i - start] = (char)ascii_lower(text->bytes[i]);
    uint32_t word = by_lexicon_word(lower, end - start);
    if (word == 0)
        return false;
    size_t count;
    const struct lexicon_entry *entries = by_lexicon_entries(by_lexicon_step(0, word), &count);
    for (size_t i = 0; i < count; i++) {
        if (entry_fits(&entries[i], text, start, end))
            return true;
    }
    /* A word of a longer phrase alone, such as the `lt.` of `Sen. Lt. Gen.`. */
    return count == 0 && ascii_lower(byte_at(text, start)) != byte_at(text, start);
}

/* Past single letters that each carry a full stop, from `at` on: `U.S.`, `a.m.`, `J.K.`. */
static uint32_t skip_dotted_letters(const struct text *text, uint32_t at)
{
    for (;;) {
        uint32_t after = skip_letters(text, at, false);
        int32_t codepoint;
        uint32_t size;
        if (look(text, at, &codepoint, &size) != LETTER || at + size != after ||
            byte_at(text, after) != '.')
            return at;
        at = after + 1;
    }
}

/*
 * Where a word that starts at `start` and runs to `end`, at a full stop, ends if the full stop is
 * part of it; `end` if it is not.
 */
static uint32_t stop_end(const struct text *text, uint32_t start, uint32_t end)
{
    int32_t codepoint;
    uint32_t size;
    look(text, start, &codepoint, &size);
    uint32_t dotted = skip_dotted_letters(text, start);
    bool one_letter = start + size == end;
    if (one_letter && dotted > end + 1)
        return dotted;
    if (one_letter && utf8proc_category(codepoint) == UTF8PROC_CATEGORY_LU)
        return end + 1;
    /* `Ph.D.`: a word with letters after it. */
    dotted = skip_dotted_letters(text, end + 1);
    if (dotted > end + 1 && is_abbreviation(text, start, dotted))
        return dotted;
    if (is_abbreviation(text, start, end + 1))
        return end + 1;
    return end;
}

/*
 * Whether what follows an apostrophe ends a word as a clitic: `'s`, `'ll`. `at` is just after it.
 */
static bool is_clitic(const struct text *text, uint32_t at)
{
    static const char *const clitics[] = {"s", "d", "m", "t", "ll", "re", "ve"};
    uint32_t end = skip_letters(text, at, true);
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        if (end - at == strlen(clitics[i]) && looks_like(text, at, clitics[i]))
            return true;
    }
    return false;
}

/* Whether `n't` begins at `at` and ends a word. Sets *end past it. */
static bool is_negation(const struct text *text, uint32_t at, uint32_t *end)
{
    uint32_t quote = ascii_lower(byte_at(text, at)) == 'n' ? apostrophe_at(text, at + 1) : 0;
    *end = at + 1 + quote + 1;
    return quote > 0 && ascii_lower(byte_at(text, at + 1 + quote)) == 't' &&
           skip_letters(text, *end, true) == *end;
}

/* The end of the letters that begin at `at`, over apostrophes inside a name: `O'Brien`. */
static uint32_t letters_end(const struct text *text, uint32_t at)
{
    uint32_t end = at;
    for (;;) {
        uint32_t run = end;
        end = skip_letters(text, end, true);
        uint32_t negation_end;
        if (end > run + 1 && end - 1 > at && is_negation(text, end - 1, &negation_end))
            return end - 1;
        uint32_t quote = apostrophe_at(text, end);
        if (quote == 0 || character_at(text, end + quote) != LETTER || is_clitic(text, end + quote))
            return end;
        end += quote;
    }
}

static uint32_t word_end(struct scanner *scanner, uint32_t at, enum token_kind *kind)
{
    const struct text *text = scanner->text;
    uint32_t end = begins_url(text, at) ? address_end(text, at) : mail_end(scanner, at);
    if (end > at) {
        *kind = TOKEN_ADDRESS;
        return end;
    }
    end = letters_end(text, at);
    if (byte_at(text, end) == '$' && end - at <= 3)
        return end + 1;
    if (byte_at(text, end) != '.')
        return end;
    uint32_t host = bare_host_end(text, at, end);
    if (host > end) {
        *kind = TOKEN_ADDRESS;
        return host;
    }
    return stop_end(text, at, end);
}

/* ---- Numbers ---- */

/* Whether letters glued to a number belong to it: an ordinal, a decade, or one capital (`4G`). */
static bool is_number_suffix(const struct text *text, uint32_t at, uint32_t end)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th", "s"};
    unsigned char first = byte_at(text, at);
    if (end - at == 1 && first >= 'A' && first <= 'Z')
        return true;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (end - at == strlen(suffixes[i]) && looks_like(text, at, suffixes[i]))
            return true;
    }
    return false;
}

static uint32_t number_end(const struct text *text, uint32_t at, enum token_kind *kind)
{
    uint32_t end = at;
    int32_t codepoint;
    uint32_t size;
    for (;;) {
        while (look(text, end, &codepoint, &size) == DIGIT)
            end += size;
        unsigned char byte = byte_at(text, end);
        if ((byte != '.' && byte != ',' && byte != ':') || character_at(text, end + 1) != DIGIT)
            break;
        end++;
    }
    uint32_t letters = skip_letters(text, end, true);
    if (letters > end && is_number_suffix(text, end, letters)) {
        *kind = TOKEN_WORD;
        return letters;
    }
    return end;
}

/* ---- Marks ---- */

static bool repeats(int32_t codepoint)
{
    return strchr(".-!?*=_~`'", codepoint < 0x80 ? (char)codepoint : '\0') != NULL
               ? codepoint < 0x80
               : codepoint == 0x2013 || codepoint == 0x2014 || codepoint == 0x2026;
}

/* The end of a handle or a topic that begins with the mark at `at`; `at` where there is none. */
static uint32_t handle_end(const struct text *text, uint32_t at)
{
    unsigned char sign = byte_at(text, at);
    if (sign != '@' && sign != '#')
        return at;
    uint32_t end = at + 1;
    for (;;) {
        uint32_t next = skip_letters(text, end, true);
        if (byte_at(text, next) == '_')
            next++;
        if (next == end)
            break;
        end = next;
    }
    /* `#5` is a number with a sign. */
    return end > at + 1 && character_at(text, at + 1) != DIGIT ? end : at;
}

static uint32_t mark_end(const struct text *text, uint32_t at, bool touches, enum token_kind *kind)
{
    uint32_t quote = apostrophe_at(text, at);
    if (quote > 0 && touches && is_clitic(text, at + quote)) {
        *kind = TOKEN_WORD;
        return skip_letters(text, at + quote, false);
    }
    uint32_t end = touches ? at : handle_end(text, at);
    if (end > at) {
        *kind = TOKEN_HANDLE;
        return end;
    }
    int32_t codepoint;
    uint32_t size;
    look(text, at, &codepoint, &size);
    end = at + size;
    if (repeats(codepoint)) {
        int32_t next;
        while (look(text, end, &next, &size) == MARK && next == codepoint)
            end += size;
    }
    return end;
}

/* ---- The pass ---- */

/* Moves *at past white space and says what it was. */
static enum token_gap skip_space(const struct text *text, uint32_t *at)
{
    uint32_t start = *at;
    unsigned breaks = 0;
    bool stray = false;
    int32_t codepoint;
    uint32_t size;
    for (;; *at += size) {
        enum character c = look(text, *at, &codepoint, &size);
        if (c == BREAK)
            breaks += codepoint != '\r' || byte_at(text, *at + 1) != '\n';
        else if (c == LEAP)
            breaks += 2;
        else if (c == JOINER) /* with no word to belong to: a byte-order mark, a soft hyphen */
            stray = true;
        else if (c != SPACE)
            break;
    }
    if (breaks > 0)
        return breaks > 1 ? GAP_PARAGRAPH : GAP_LINE;
    return *at == start || (stray && start > 0 && *at - start <= 3) ? GAP_NONE : GAP_SPACE;
}

/* Ignorables at the end of a token are not part of it. */
static uint32_t trim(const struct text *text, uint32_t start, uint32_t end)
{
    while (end > start + 1 && text->bytes[end - 1] >= 0x80) {
        uint32_t last = end - 1;
        while ((text->bytes[last] & 0xC0) == 0x80)
            last--;
        int32_t codepoint;
        by_text_decode(text, last, &codepoint);
        if (last <= start || !utf8proc_get_property(codepoint)->ignorable)
            break;
        end = last;
    }
    return end;
}

static uint32_t token_end(struct scanner *scanner, uint32_t at, bool touches, enum token_kind *kind)
{
    const struct text *text = scanner->text;
    uint32_t end;
    switch (character_at(text, at)) {
    case LETTER:
        *kind = TOKEN_WORD;
        if (touches && is_negation(text, at, &end))
            return end;
        return trim(text, at, word_end(scanner, at, kind));
    case DIGIT: *kind = TOKEN_NUMBER; return number_end(text, at, kind);
    default: *kind = TOKEN_MARK; return mark_end(text, at, touches, kind);
    }
}

byline_status by_tokenise(const struct text *text, struct arena *arena, struct tokens *tokens)
{
    *tokens = (struct tokens){.tokens.item_size = sizeof(struct token)};
    by_vocabulary_init(&tokens->vocabulary);

    struct scanner scanner = {.text = text};
    const void *sign = text->length == 0 ? NULL : memchr(text->bytes, '@', text->length);
    scanner.next_at_sign =
        sign == NULL ? text->length : (uint32_t)((const unsigned char *)sign - text->bytes);

    for (uint32_t at = 0;;) {
        enum token_gap gap = skip_space(text, &at);
        if (at >= text->length)
            return BYLINE_OK;
        bool first = tokens->tokens.count == 0;
        enum token_kind kind;
        uint32_t end = token_end(&scanner, at, gap == GAP_NONE && !first, &kind);
        struct token token = {.start = at, .end = end, .kind = (uint8_t)kind};
        token.gap = (uint8_t)(first && gap == GAP_NONE ? GAP_SPACE : gap);
        if (!by_vocabulary_add(&tokens->vocabulary, text->bytes + at, end - at, arena,
                               &token.word) ||
            !by_vector_push(&tokens->tokens, &arena->allocator, &token))
            return BYLINE_ERROR_MEMORY;
        at = end;
    }
}

void by_tokens_free(struct tokens *tokens, const byline_allocator *allocator)
{
    by_vector_free(&tokens->tokens, allocator);
    by_vocabulary_free(&tokens->vocabulary, allocator);
}
