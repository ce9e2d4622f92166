/* SPDX-License-Identifier: MIT */
#include "vocabulary.h"

#include <string.h>
#include <utf8proc.h>

#include "lexicon/lexicon.h"

struct vocabulary_slot {
    uint32_t hash;
    uint32_t index; /* of a word plus 1; 0 is an empty slot */
};

#define FIRST_SLOTS 512

void by_vocabulary_init(struct vocabulary *vocabulary)
{
    *vocabulary = (struct vocabulary){
        .words.item_size = sizeof(struct word),
        .slots.item_size = sizeof(struct vocabulary_slot),
    };
}

void by_vocabulary_free(struct vocabulary *vocabulary, const byline_allocator *allocator)
{
    by_vector_free(&vocabulary->words, allocator);
    by_vector_free(&vocabulary->slots, allocator);
}

/* ---- Hash table ---- */

/* Multiplications carry low bits up only, so each is folded; the best mixed bits are the result. */
static uint32_t hash_of(uint64_t seed, const char *bytes, size_t length)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = seed ^ length;
    while (length > 0) {
        uint64_t part = 0;
        size_t step = length < sizeof part ? length : sizeof part;
        memcpy(&part, bytes, step);
        hash = (hash ^ part) * odd;
        hash ^= hash >> 32;
        bytes += step;
        length -= step;
    }
    return (uint32_t)(hash * odd >> 32);
}

static struct vocabulary_slot *slot_of(const struct vocabulary *vocabulary, uint32_t hash,
                                       const char *form, size_t length)
{
    struct vocabulary_slot *slots = vocabulary->slots.items;
    size_t mask = vocabulary->slots.count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        if (slots[i].index == 0)
            return &slots[i];
        if (slots[i].hash != hash)
            continue;
        const struct word *word = by_word(vocabulary, slots[i].index - 1);
        if (word->length == length && memcmp(word->form, form, length) == 0)
            return &slots[i];
    }
}

/* Makes sure that one more word leaves the table at most half full. */
static bool make_room(struct vocabulary *vocabulary, const byline_allocator *allocator)
{
    size_t old_count = vocabulary->slots.count;
    if (old_count > 0 && (vocabulary->words.count + 1) * 2 <= old_count)
        return true;
    struct vector grown = {.item_size = sizeof(struct vocabulary_slot)};
    size_t count = old_count == 0 ? FIRST_SLOTS : old_count * 2;
    struct vocabulary_slot *slots = by_vector_reserve(&grown, allocator, count);
    if (slots == NULL)
        return false;
    memset(slots, 0, count * sizeof *slots);
    grown.count = count;

    const struct vocabulary_slot *old = vocabulary->slots.items;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].index == 0)
            continue;
        size_t at = old[i].hash & (count - 1);
        while (slots[at].index != 0)
            at = (at + 1) & (count - 1);
        slots[at] = old[i];
    }
    by_vector_free(&vocabulary->slots, allocator);
    vocabulary->slots = grown;
    return true;
}

/* ---- Normal form ---- */

/*
 * The longest form that is normalised, in bytes; longer ones stay as they are. No word is longer,
 * and utf8proc sorts combining marks in quadratic time.
 */
#define LONGEST_NORMALISED 256

/* Code points of a form while it is normalised: no byte gives two, even decomposed. */
#define MOST_CODEPOINTS ((size_t)LONGEST_NORMALISED * 2)

/* utf8proc_reencode() wants room for one more, for a NUL. */
struct scratch {
    int32_t codepoints[MOST_CODEPOINTS + 1];
};

/* Typewriter quotes for typographic ones, so that the lexicon needs one form of each word. */
static int32_t straight(int32_t codepoint)
{
    switch (codepoint) {
    case 0x2018: /* left and right single quotation mark, modifier letter apostrophe, okina */
    case 0x2019:
    case 0x02BC:
    case 0x02BB:
    case 0xFF07: return '\'';
    case 0x201C: /* left and right double quotation mark */
    case 0x201D: return '"';
    case 0x2010: /* hyphen, non-breaking hyphen */
    case 0x2011: return '-';
    default: return codepoint;
    }
}

/*
 * The normal form of a stretch of UTF-8: composed (NFC), without default-ignorable code points,
 * with straight quotes. It is the stretch itself or lies in the scratch.
 */
static const char *normalise(const char *bytes, size_t length, struct scratch *scratch,
                             size_t *form_length)
{
    *form_length = length;
    if (length > LONGEST_NORMALISED)
        return bytes;
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length,
                           scratch->codepoints, MOST_CODEPOINTS, options);
    if (count <= 0 || (size_t)count > MOST_CODEPOINTS)
        return bytes;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        scratch->codepoints[i] = straight(scratch->codepoints[i]);
    count = utf8proc_reencode(scratch->codepoints, count, options);
    if (count <= 0)
        return bytes;
    *form_length = (size_t)count;
    return (const char *)scratch->codepoints;
}

static bool is_ascii(const char *bytes, size_t length)
{
    unsigned char all = 0;
    for (size_t i = 0; i < length; i++)
        all |= (unsigned char)bytes[i];
    return all < 0x80;
}

/* The code point that starts at bytes[*at], which is moved past it. */
static int32_t next_codepoint(const char *bytes, size_t length, size_t *at)
{
    if ((unsigned char)bytes[*at] < 0x80)
        return bytes[(*at)++];
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + *at,
                                             (utf8proc_ssize_t)(length - *at), &codepoint);
    *at += size > 0 ? (size_t)size : 1;
    return codepoint;
}

static int32_t lower_codepoint(int32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'A' && codepoint <= 'Z' ? codepoint | 0x20 : codepoint;
    return utf8proc_tolower(codepoint);
}

static bool is_lower_case(const char *form, size_t length)
{
    for (size_t at = 0; at < length;) {
        int32_t codepoint = next_codepoint(form, length, &at);
        if (lower_codepoint(codepoint) != codepoint)
            return false;
    }
    return true;
}

/* Lower-cases a form into `lower`, which has room for twice its length, and returns the length. */
static size_t lower_case(const char *form, size_t length, char *lower)
{
    size_t written = 0;
    for (size_t at = 0; at < length;) {
        int32_t codepoint = lower_codepoint(next_codepoint(form, length, &at));
        written += (size_t)utf8proc_encode_char(codepoint, (utf8proc_uint8_t *)lower + written);
    }
    return written;
}

/* ---- Shape ---- */

/* What a form's characters are, counted. */
struct tally {
    uint32_t letters, upper, lower, digits, stops, others;
    bool first_upper;
};

static void count_character(struct tally *tally, int32_t codepoint)
{
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        if (tally->letters == 0)
            tally->first_upper = true;
        tally->letters++;
        tally->upper++;
        break;
    case UTF8PROC_CATEGORY_LL:
        tally->letters++;
        tally->lower++;
        break;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: tally->letters++; break;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: break;
    case UTF8PROC_CATEGORY_ND: tally->digits++; break;
    default:
        if (codepoint == '.')
            tally->stops++;
        else if (codepoint != '\'')
            tally->others++;
        break;
    }
}

static uint16_t shape_of(const char *form, size_t length)
{
    struct tally tally = {0};
    for (size_t at = 0; at < length;)
        count_character(&tally, next_codepoint(form, length, &at));
    unsigned shape = 0;
    bool pure = tally.digits == 0 && tally.others == 0;
    if (tally.first_upper)
        shape |= SHAPE_CAPITAL;
    if (tally.upper >= 2 && tally.lower == 0)
        shape |= SHAPE_UPPER;
    if (tally.letters > 0 && tally.upper == 0)
        shape |= SHAPE_LOWER;
    if (tally.letters > 0 && pure)
        shape |= SHAPE_ALPHABETIC;
    if (tally.digits > 0)
        shape |= SHAPE_HAS_DIGIT;
    if (tally.digits > 0 && tally.letters + tally.stops + tally.others == 0)
        shape |= SHAPE_DIGITS;
    if (tally.upper == 1 && tally.letters == 1 && pure && tally.stops <= 1)
        shape |= SHAPE_INITIAL;
    if (tally.letters > 0 && pure && length > 1 && form[length - 1] == '.')
        shape |= SHAPE_STOP;
    return (uint16_t)shape;
}

/* ---- Adding ---- */

static bool find_or_add(struct vocabulary *vocabulary, const char *form, size_t length,
                        struct arena *arena, uint32_t *index);

/* Fills in the lower-cased form and, unless the form is that already, adds its word type. */
static bool fold(struct vocabulary *vocabulary, struct word *word, uint32_t own_index,
                 struct arena *arena)
{
    word->lower = word->form;
    word->lower_length = word->length;
    word->folded = own_index;
    if (is_lower_case(word->form, word->length))
        return true;
    /* A lower-case letter takes at most one byte more than its capital. */
    char *lower = by_arena_take(arena, (size_t)word->length * 2 + 1);
    if (lower == NULL)
        return false;
    word->lower_length = (uint32_t)lower_case(word->form, word->length, lower);
    lower[word->lower_length] = '\0';
    word->lower = lower;
    return find_or_add(vocabulary, lower, word->lower_length, arena, &word->folded);
}

static bool add(struct vocabulary *vocabulary, uint32_t hash, const char *form, size_t length,
                struct arena *arena, uint32_t *index)
{
    struct word word = {.length = (uint32_t)length, .shape = shape_of(form, length)};
    word.form = by_arena_copy(arena, form, length);
    if (word.form == NULL || !by_vector_push(&vocabulary->words, &arena->allocator, &word))
        return false;
    *index = (uint32_t)vocabulary->words.count - 1;
    *slot_of(vocabulary, hash, form, length) = (struct vocabulary_slot){hash, *index + 1};
    if (!fold(vocabulary, &word, *index, arena))
        return false;
    word.lexicon = by_lexicon_word(word.lower, word.lower_length);
    ((struct word *)vocabulary->words.items)[*index] = word;
    return true;
}

static bool find_or_add(struct vocabulary *vocabulary, const char *form, size_t length,
                        struct arena *arena, uint32_t *index)
{
    if (!make_room(vocabulary, &arena->allocator))
        return false;
    uint32_t hash = hash_of(vocabulary->seed, form, length);
    const struct vocabulary_slot *slot = slot_of(vocabulary, hash, form, length);
    if (slot->index == 0)
        return add(vocabulary, hash, form, length, arena, index);
    *index = slot->index - 1;
    return true;
}

bool by_vocabulary_add(struct vocabulary *vocabulary, const unsigned char *bytes, size_t length,
                       struct arena *arena, uint32_t *index)
{
    if (vocabulary->words.count == 0) {
        /*
         * Words that all fall into one slot would make the table quadratic. Where the memory lies
         * is not for the author of a text to know, and changes nothing but the slots' order.
         */
        void *somewhere = by_arena_take(arena, 1);
        if (somewhere == NULL)
            return false;
        vocabulary->seed = (uint64_t)(uintptr_t)somewhere * UINT64_C(0xD6E8FEB86659FD93);
    }
    struct scratch scratch;
    const char *form = (const char *)bytes;
    size_t form_length = length;
    if (!is_ascii(form, length))
        form = normalise(form, length, &scratch, &form_length);
    if (!find_or_add(vocabulary, form, form_length, arena, index))
        return false;
    struct word *words = vocabulary->words.items;
    words[*index].count++;
    words[words[*index].folded].any_case++;
    return true;
}
