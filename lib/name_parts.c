/* SPDX-License-Identifier: MIT */
#include "name_parts.h"

#include <string.h>

#include "lexicon/lexicon.h"

/* The most words in a name that is cut up; longer ones are lists or mistakes. */
#define MOST_WORDS 12

/* A name cut into words: `Geun-hye` and `al-Sisi` are one. */
struct name {
    const struct tokens *tokens;
    struct name_range words[MOST_WORDS];
    uint32_t count;
};

/* ---- Words ---- */

static const struct word *word_of(const struct name *name, uint32_t index)
{
    return by_token_word(name->tokens, name->words[index].first);
}

static bool is_hyphen(const struct tokens *tokens, uint32_t token)
{
    return strcmp(by_token_word(tokens, token)->form, "-") == 0;
}

/* Whether a token belongs to the same word as the one before it. */
static bool is_joined(const struct tokens *tokens, uint32_t token)
{
    return by_token(tokens, token)->gap == GAP_NONE &&
           (is_hyphen(tokens, token) || is_hyphen(tokens, token - 1));
}

/* Returns false where the tokens are too many words. */
static bool cut_words(struct name *name, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        if (name->count > 0 && name->words[name->count - 1].last == i &&
            is_joined(name->tokens, i)) {
            name->words[name->count - 1].last = i + 1;
            continue;
        }
        if (by_token(name->tokens, i)->kind != TOKEN_WORD)
            continue;
        if (name->count == MOST_WORDS)
            return false;
        name->words[name->count++] = (struct name_range){i, i + 1};
    }
    return name->count > 0;
}

static bool is_compound(const struct name *name, uint32_t index)
{
    return name->words[index].last - name->words[index].first > 1;
}

/* Whether the (first part of the) word is one of a list that ends with NULL. */
static bool is_one_of(const struct name *name, uint32_t index, const char *const *list)
{
    const char *lower = word_of(name, index)->lower;
    for (; *list != NULL; list++) {
        if (strcmp(*list, lower) == 0)
            return true;
    }
    return false;
}

static bool has_class(const struct name *name, uint32_t index, enum lexicon_class class)
{
    uint64_t classes = by_lexicon_word_classes(word_of(name, index)->lexicon);
    return !is_compound(name, index) && (classes >> class & 1) != 0;
}

/* The culture that a word tells of as a given or family name; "" where it tells of none. */
static const char *culture_of(const struct name *name, uint32_t index, enum lexicon_class class)
{
    const struct lexicon_entry *entry =
        is_compound(name, index) ? NULL
                                 : by_lexicon_word_entry(word_of(name, index)->lexicon, class);
    return entry == NULL ? "" : by_lexicon_value(entry);
}

static bool is_given_of(const struct name *name, uint32_t index, const char *culture)
{
    return strcmp(culture_of(name, index, CLASS_GIVEN), culture) == 0;
}

static bool is_family_of(const struct name *name, uint32_t index, const char *culture)
{
    return strcmp(culture_of(name, index, CLASS_FAMILY), culture) == 0;
}

static bool ends_in(const struct word *word, const char *ending)
{
    size_t length = strlen(ending);
    return word->lower_length > length &&
           memcmp(word->lower + word->lower_length - length, ending, length) == 0;
}

static void set_part(struct name_parts *parts, enum name_part part, const struct name *name,
                     uint32_t first, uint32_t last)
{
    if (first < last)
        parts->parts[part] =
            (struct name_range){name->words[first].first, name->words[last - 1].last};
}

/* ---- Names with a father's name ---- */

static bool is_article(const struct name *name, uint32_t index)
{
    static const char *const articles[] = {"al", "el", "ul", NULL};
    return is_one_of(name, index, articles);
}

static bool is_son_of(const struct name *name, uint32_t index)
{
    static const char *const words[] = {"bin", "binti", "binte", "bint", "ibn", NULL};
    return is_one_of(name, index, words);
}

/* The first word from `from` on that is an Arabic family's, with its article; count where none is. */
static uint32_t find_article(const struct name *name, uint32_t from)
{
    for (uint32_t i = from; i < name->count; i++) {
        if (is_article(name, i) && (is_compound(name, i) || i + 1 < name->count))
            return i;
    }
    return name->count;
}

/* `Abdullah` `bin Khamis` `Al Raisi`, `Abdel Fattah` `al-Sisi`. */
static bool read_arabic(const struct name *name, struct name_parts *parts)
{
    uint32_t count = name->count;
    uint32_t son = 0;
    while (son < count && !is_son_of(name, son))
        son++;
    uint32_t family = find_article(name, son < count ? son : 1);
    if (son == count && family == count)
        return false;
    uint32_t father = son < family ? son : family;
    for (uint32_t next; son == count && (next = find_article(name, family + 1)) < count;)
        family = next; /* `Sabah` `Al-Khaled Al-Hamad` `Al-Sabah` */
    set_part(parts, NAME_GIVEN, name, 0, father);
    set_part(parts, NAME_PATRONYMIC, name, father, family);
    set_part(parts, NAME_FAMILY, name, family, count);
    return true;
}

/* Whether the middle word of three is a Russian father's name: `Vladimir` `Vladimirovich` `Putin`. */
static bool has_russian_father(const struct name *name)
{
    static const char *const endings[] = {"ovich", "evich", "ovna", "evna", "ichna", "yich"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings && name->count == 3; i++) {
        if (ends_in(word_of(name, 1), endings[i]))
            return true;
    }
    return false;
}

/* Whether a name has letters that of those with fathers' names in -sson only Iceland's have. */
static bool has_icelandic_letter(const struct name *name)
{
    static const char *const letters[] = {"ð", "þ", "á", "í", "ó", "ú", "ý"};
    for (uint32_t i = 0; i < name->count; i++) {
        for (size_t n = 0; n < sizeof letters / sizeof *letters; n++) {
            if (strstr(word_of(name, i)->lower, letters[n]) != NULL)
                return true;
        }
    }
    return false;
}

static bool has_icelandic_father(const struct name *name)
{
    const struct word *last = word_of(name, name->count - 1);
    return ends_in(last, "dóttir") || ends_in(last, "dottir") ||
           (ends_in(last, "son") && has_icelandic_letter(name));
}

/* How many initials a name begins with: `M.` `K.` Stalin. */
static uint32_t count_initials(const struct name *name)
{
    uint32_t count = 0;
    while (count < name->count && (word_of(name, count)->shape & SHAPE_INITIAL) != 0)
        count++;
    return count;
}

/* Names of those who have no family name, but may bear their father's. */
static bool read_without_family(const struct name *name, struct name_parts *parts)
{
    uint32_t count = name->count;
    uint32_t initials = count_initials(name);
    if (has_icelandic_father(name)) {
        set_part(parts, NAME_GIVEN, name, 0, count - 1);
        set_part(parts, NAME_PATRONYMIC, name, count - 1, count);
    } else if (is_given_of(name, 0, "ethiopian") || is_given_of(name, 0, "malay")) {
        set_part(parts, NAME_GIVEN, name, 0, 1);
        set_part(parts, NAME_PATRONYMIC, name, 1, count);
    } else if (initials + 1 == count && is_given_of(name, initials, "indian")) {
        set_part(parts, NAME_PATRONYMIC, name, 0, initials);
        set_part(parts, NAME_GIVEN, name, initials, count);
    } else if (is_given_of(name, 0, "indonesian") ||
               (is_given_of(name, 0, "burmese") && is_given_of(name, count - 1, "burmese"))) {
        set_part(parts, NAME_GIVEN, name, 0, count);
    } else {
        return false;
    }
    return true;
}

/* ---- Names that begin with the family ---- */

/* The length of the longest of the strings that `text` begins with; 0 where it begins with none. */
static size_t longest_start(const char *text, const char *const *strings)
{
    size_t longest = 0;
    for (; *strings != NULL; strings++) {
        size_t length = strlen(*strings);
        if (length > longest && strncmp(text, *strings, length) == 0)
            longest = length;
    }
    return longest;
}

/*
 * Whether a word can be a Chinese or Korean given name in Latin letters: one or two syllables of a
 * consonant, vowels, and a final `n`, `ng`, `k` ….
 */
static bool has_eastern_syllables(const char *word)
{
    static const char *const initials[] = {"b", "p", "m",  "f",  "d",  "t",  "n",  "l",  "g",
                                           "k", "h", "j",  "q",  "x",  "r",  "z",  "c",  "s",
                                           "y", "w", "zh", "ch", "sh", "ts", "hs", "kw", NULL};
    static const char *const finals[] = {"n", "ng", "k", "l", "m", "p", "t", "h", NULL};
    unsigned syllables = 0;
    while (*word != '\0') {
        word += longest_start(word, initials);
        size_t vowels = strspn(word, "aeiouw");
        if (vowels == 0 || ++syllables > 2)
            return false;
        word += vowels;
        size_t final = longest_start(word, finals);
        /* A consonant before a vowel begins the next syllable: `Jin-ping`, but `E-ri`. */
        while (final > 0 && word[final] != '\0' && strchr("aeiou", word[final]) != NULL)
            final--;
        word += final;
    }
    return syllables > 0;
}

/* Whether a word may be a given name behind an Eastern family name. */
static bool fits_eastern(const struct name *name, uint32_t index)
{
    if (is_compound(name, index))
        return true;
    bool western = has_class(name, index, CLASS_FAMILY) && !has_class(name, index, CLASS_GIVEN) &&
                   is_family_of(name, index, "");
    return !western && has_eastern_syllables(word_of(name, index)->lower);
}

static bool begins_with_eastern_family(const struct name *name)
{
    const char *culture = culture_of(name, 0, CLASS_FAMILY);
    const char *last = culture_of(name, name->count - 1, CLASS_FAMILY);
    if (strcmp(culture, "vietnamese") == 0)
        return name->count > 2 || fits_eastern(name, 1);
    if (strcmp(culture, "chinese") != 0 && strcmp(culture, "korean") != 0)
        return false;
    if (strcmp(last, "vietnamese") == 0 && has_class(name, 0, CLASS_GIVEN))
        return false; /* `Kim Nguyen` */
    for (uint32_t i = 1; i < name->count; i++) {
        if (!fits_eastern(name, i))
            return false;
    }
    return true;
}

/* Hungarian and Japanese names in their own order: `Orbán Viktor`; the press turns most round. */
static bool is_in_own_order(const struct name *name)
{
    const char *culture = culture_of(name, 0, CLASS_FAMILY);
    uint32_t last = name->count - 1;
    return (strcmp(culture, "hungarian") == 0 || strcmp(culture, "japanese") == 0) &&
           has_class(name, last, CLASS_GIVEN) && !has_class(name, 0, CLASS_GIVEN) &&
           !has_class(name, last, CLASS_FAMILY);
}

/* ---- Names that end with the family ---- */

static bool is_particle(const struct name *name, uint32_t index)
{
    return has_class(name, index, CLASS_PARTICLE);
}

static bool is_and(const struct name *name, uint32_t index)
{
    static const char *const words[] = {"y", NULL};
    return is_one_of(name, index, words);
}

/* Where the family's part begins, its particles with it. */
static uint32_t find_family(const struct name *name)
{
    uint32_t last = name->count - 1;
    if (last >= 3 && is_and(name, last - 1))
        return last - 2; /* `José` `Ortega y Gasset` */
    if (last < 2 || !is_family_of(name, last - 1, "spanish")) {
        for (uint32_t i = 1; i < last; i++) {
            if (is_particle(name, i))
                return i; /* `Ursula` `von der Leyen` */
        }
        return last;
    }
    uint32_t family = last - 1; /* `Gabriel` `García Márquez` */
    while (family > 1 && is_particle(name, family - 1))
        family--;
    return family;
}

static void read_western(const struct name *name, struct name_parts *parts)
{
    uint32_t family = is_particle(name, 0) ? 0 : find_family(name);
    uint32_t bare = family;
    while (bare + 1 < name->count && is_particle(name, bare))
        bare++;
    set_part(parts, NAME_GIVEN, name, 0, family);
    set_part(parts, NAME_PARTICLE, name, family, bare);
    set_part(parts, NAME_FAMILY, name, bare, name->count);
}

/* ---- All of them ---- */

static void read_single(const struct name *name, struct name_parts *parts)
{
    if (*culture_of(name, 0, CLASS_GIVEN) != '\0')
        set_part(parts, NAME_GIVEN, name, 0, 1);
    else if (has_class(name, 0, CLASS_FAMILY) || (is_article(name, 0) && is_compound(name, 0)))
        set_part(parts, NAME_FAMILY, name, 0, 1);
    else if (has_class(name, 0, CLASS_GIVEN))
        set_part(parts, NAME_GIVEN, name, 0, 1);
}

static void cut_suffix(struct name *name, struct name_parts *parts)
{
    uint32_t count = name->count;
    while (name->count > 1 && has_class(name, name->count - 1, CLASS_SUFFIX))
        name->count--;
    set_part(parts, NAME_SUFFIX, name, name->count, count);
}

struct name_parts by_name_parts(const struct tokens *tokens, uint32_t first, uint32_t last)
{
    struct name_parts parts = {0};
    struct name name = {.tokens = tokens};
    if (!cut_words(&name, first, last))
        return parts;
    cut_suffix(&name, &parts);
    if (name.count == 1) {
        read_single(&name, &parts);
    } else if (has_russian_father(&name)) {
        set_part(&parts, NAME_GIVEN, &name, 0, 1);
        set_part(&parts, NAME_PATRONYMIC, &name, 1, 2);
        set_part(&parts, NAME_FAMILY, &name, 2, 3);
    } else if (begins_with_eastern_family(&name) || is_in_own_order(&name)) {
        set_part(&parts, NAME_FAMILY, &name, 0, 1);
        set_part(&parts, NAME_GIVEN, &name, 1, name.count);
    } else if (!read_arabic(&name, &parts) && !read_without_family(&name, &parts)) {
        read_western(&name, &parts);
    }
    return parts;
}
