/* SPDX-License-Identifier: MIT */
#include "date_patterns.h"

#include <stdalign.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "error.h"

/*
 * The forms, tried in this order. Each letter of `fields` tells what the capture of its place
 * holds:
 *   Y year   M month   D day   A B day and month in either order   h hour   m minute
 *   p `a` or `p` of a.m., p.m.   Z last year of a range   E year that a decade begins with
 */
static const struct {
    const char *fields;
    const char *pattern;
} forms[] = {
    /* 2017-05-24, 2017-05-24T14:30:00Z */
    {"YMDhm", "(\\d{4})-(\\d\\d)-(\\d\\d)"
              "(?:[Tt\\h](\\d\\d):(\\d\\d)(?::\\d\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?"
              "(?![\\w/-])"},
    /* 2017/05/24, 2017.5.24 */
    {"YMD", "(\\d{4})(?|/(\\d\\d?)/|\\.(\\d\\d?)\\.)(\\d\\d?)(?![\\w/-])"},
    /* 24/05/2017, 5/24/17 */
    {"ABY", "(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d\\d)(?![\\w/-])"},
    /* 24.5.2017, 24-05-2017 */
    {"ABY", "(\\d{1,2})(?|\\.(\\d{1,2})\\.|-(\\d{1,2})-)(\\d{4})(?![\\w/-])"},
    /* 2 p.m., 9.30am, 10:35 a.m. */
    {"hmp", "(\\d{1,2})(?:[:.](\\d\\d))?(?::\\d\\d)?\\h?([apAP])(?:\\.\\h?[mM]\\b\\.?|[mM]\\b)"},
    /* 14:30, 14:30:05 */
    {"hm", "(\\d{1,2}):(\\d\\d)(?::\\d\\d)?(?![\\w:])"},
    /* 14h30 */
    {"hm", "(\\d{1,2})[hH](\\d\\d)(?!\\w)"},
    /* 0735 GMT, 1430 hrs */
    {"hm", "(\\d{1,2})(\\d\\d)(?:\\h?hrs?\\b|(?=\\h(?:GMT|UTC)\\b))"},
    /* 1990s, 1990's */
    {"E", "(\\d{3}0)['\\x{2019}]?s\\b"},
    /* '90s, 90s */
    {"E", "['\\x{2018}\\x{2019}]?(\\d0)s\\b"},
    /* 2009-10, 2009-2010, 2021/22 */
    {"YZ", "(\\d{4})\\h?[-\\x{2010}\\x{2013}/]\\h?(\\d{4}|\\d{1,2})(?![\\w/-]|[.,:]\\d)"},
};

enum { FORM_COUNT = sizeof forms / sizeof forms[0] };

/* More than any of the patterns can need: none of them repeats without a bound. */
enum { MATCH_LIMIT = 1000, DEPTH_LIMIT = 100, HEAP_LIMIT_KIB = 64 };

/* The most captures of a form, and the whole match. */
enum { PAIRS = 6 };

struct date_patterns {
    byline_allocator allocator;
    pcre2_match_context *limits;
    pcre2_code *codes[FORM_COUNT];
};

/* ---- Memory: PCRE2 gives blocks back without their size, so each carries it ---- */

struct sized_block {
    size_t size;
    alignas(max_align_t) unsigned char payload[];
};

static void *allocate_sized(size_t size, void *data)
{
    const byline_allocator *allocator = data;
    size += offsetof(struct sized_block, payload);
    struct sized_block *block = allocator->allocate(allocator->context, size);
    if (block == NULL)
        return NULL;
    block->size = size;
    return block->payload;
}

static void release_sized(void *payload, void *data)
{
    const byline_allocator *allocator = data;
    if (payload == NULL)
        return;
    struct sized_block *block =
        (struct sized_block *)((unsigned char *)payload - offsetof(struct sized_block, payload));
    allocator->release(allocator->context, block, block->size);
}

static pcre2_general_context *general_context(const byline_allocator *allocator)
{
    /* PCRE2 hands the pointer back to the functions above, which do not write through it. */
    return pcre2_general_context_create(allocate_sized, release_sized, (void *)allocator);
}

/* ---- Patterns ---- */

static byline_status compile(struct date_patterns *patterns, pcre2_compile_context *context,
                             byline_error *error)
{
    for (size_t form = 0; form < FORM_COUNT; form++) {
        int code;
        PCRE2_SIZE offset;
        patterns->codes[form] =
            pcre2_compile((PCRE2_SPTR)forms[form].pattern, PCRE2_ZERO_TERMINATED,
                          PCRE2_ANCHORED | PCRE2_UTF | PCRE2_NO_UTF_CHECK, &code, &offset, context);
        if (patterns->codes[form] == NULL && code == PCRE2_ERROR_HEAP_FAILED)
            return by_fail_memory(error);
        if (patterns->codes[form] == NULL)
            return by_fail(error, BYLINE_ERROR_INTERNAL, 0, "date pattern %zu: PCRE2 error %d",
                           form, code);
        /* Where this fails, matching is interpreted: slower, and the same. */
        (void)pcre2_jit_compile(patterns->codes[form], PCRE2_JIT_COMPLETE);
    }
    return by_succeed(error);
}

static byline_status fill(struct date_patterns *patterns, pcre2_general_context *general,
                          byline_error *error)
{
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    patterns->limits = pcre2_match_context_create(general);
    if (context == NULL || patterns->limits == NULL) {
        pcre2_compile_context_free(context);
        return by_fail_memory(error);
    }
    (void)pcre2_set_match_limit(patterns->limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(patterns->limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(patterns->limits, HEAP_LIMIT_KIB);
    byline_status status = compile(patterns, context, error);
    pcre2_compile_context_free(context);
    return status;
}

byline_status by_date_patterns_open(const byline_allocator *allocator,
                                    struct date_patterns **patterns, byline_error *error)
{
    *patterns = NULL;
    struct date_patterns *opened =
        allocator->allocate(allocator->context, sizeof(struct date_patterns));
    if (opened == NULL)
        return by_fail_memory(error);
    *opened = (struct date_patterns){.allocator = *allocator};
    /* The copy's address, since the codes keep it. */
    pcre2_general_context *general = general_context(&opened->allocator);
    byline_status status = general == NULL ? by_fail_memory(error) : fill(opened, general, error);
    pcre2_general_context_free(general);
    if (status != BYLINE_OK) {
        by_date_patterns_close(opened);
        return status;
    }
    *patterns = opened;
    return BYLINE_OK;
}

void by_date_patterns_close(struct date_patterns *patterns)
{
    if (patterns == NULL)
        return;
    for (size_t form = 0; form < FORM_COUNT; form++)
        pcre2_code_free(patterns->codes[form]);
    pcre2_match_context_free(patterns->limits);
    byline_allocator allocator = patterns->allocator;
    allocator.release(allocator.context, patterns, sizeof *patterns);
}

/* ---- Matching ---- */

static bool prepare(struct date_matcher *matcher)
{
    if (matcher->match_data != NULL)
        return true;
    pcre2_general_context *general = general_context(matcher->allocator);
    if (general != NULL)
        matcher->match_data = pcre2_match_data_create(PAIRS, general);
    pcre2_general_context_free(general);
    matcher->out_of_memory = matcher->match_data == NULL;
    return matcher->match_data != NULL;
}

void by_date_matcher_close(struct date_matcher *matcher)
{
    pcre2_match_data_free(matcher->match_data);
    matcher->match_data = NULL;
}

/* The number in the digits [from, to), of which there are at most four. */
static int32_t number_in(const unsigned char *bytes, PCRE2_SIZE from, PCRE2_SIZE to)
{
    int32_t number = 0;

    for (; from < to; from++)
        number = number * 10 + (bytes[from] - '0');
    return number;
}

/* A year written with two digits is the one nearest 2000: 1950 to 2049. */
static int32_t full_year(int32_t year, PCRE2_SIZE digits)
{
    if (digits > 2)
        return year;
    return year < 50 ? 2000 + year : 1900 + year;
}

/* `'90s` is the 1990s; `'10s`, the 2010s. */
static int32_t full_decade(int32_t year)
{
    if (year >= 100)
        return year;
    return year <= 20 ? 2000 + year : 1900 + year;
}

/* `10` after `2009-` and `9` after `2008-`: the next year that ends so. */
static int32_t next_year_ending(int32_t year, int32_t ending, PCRE2_SIZE digits)
{
    int32_t modulus = digits == 1 ? 10 : digits == 2 ? 100 : 10000;
    int32_t result = year - year % modulus + ending;

    return result > year || digits == 4 ? result : result + modulus;
}

/* Day and month in the order that they show by one being over 12, or else in that of the document. */
static void put_either(struct date_figures *figures, enum date_order order, int32_t first,
                       int32_t second)
{
    if (first > 12 || second > 12)
        order = figures->order = second > 12 ? ORDER_MONTH_FIRST : ORDER_DAY_FIRST;
    bool day_first = order != ORDER_MONTH_FIRST;
    figures->day = day_first ? first : second;
    figures->month = day_first ? second : first;
}

static void put_meridiem(struct date_figures *figures, char meridiem)
{
    if (figures->minute == FIGURE_NONE)
        figures->minute = 0;
    /* Out of range on purpose: `14 p.m.` is no time. */
    if (figures->hour == 0 || figures->hour > 12)
        figures->hour = 24;
    else
        figures->hour = figures->hour % 12 + (meridiem == 'p' || meridiem == 'P' ? 12 : 0);
}

static void put_field(struct date_figures *figures, enum date_order order, char field,
                      const unsigned char *bytes, PCRE2_SIZE from, PCRE2_SIZE to)
{
    int32_t number = field == 'p' ? 0 : number_in(bytes, from, to);

    switch (field) {
    case 'Y': figures->year = full_year(number, to - from); break;
    case 'M': figures->month = number; break;
    case 'A':
    case 'D': figures->day = number; break;
    case 'B': put_either(figures, order, figures->day, number); break;
    case 'h': figures->hour = number; break;
    case 'm': figures->minute = number; break;
    case 'p': put_meridiem(figures, (char)bytes[from]); break;
    case 'Z': figures->last_year = next_year_ending(figures->year, number, to - from); break;
    case 'E': figures->decade = full_decade(number); break;
    default: break;
    }
}

/* Whether the figures are a date, a time or years that there can be. */
static bool plausible(const struct date_figures *figures)
{
    struct civil_date date = {figures->year, figures->month, figures->day};

    if (figures->day != FIGURE_NONE && !by_date_exists(&date))
        return false;
    if (figures->hour != FIGURE_NONE && (figures->hour > 23 || figures->minute > 59))
        return false;
    if (figures->last_year != FIGURE_NONE &&
        (figures->year < 1000 || figures->last_year > 2200 || figures->last_year <= figures->year))
        return false;
    return figures->decade == FIGURE_NONE || (figures->decade >= 1000 && figures->decade < 2200);
}

static void read_fields(struct date_figures *figures, enum date_order order, const char *fields,
                        const unsigned char *bytes, const PCRE2_SIZE *offsets, size_t captures)
{
    *figures = (struct date_figures){FIGURE_NONE, FIGURE_NONE, FIGURE_NONE, FIGURE_NONE,
                                     FIGURE_NONE, FIGURE_NONE, FIGURE_NONE, ORDER_UNKNOWN};
    for (size_t i = 1; i < captures; i++) {
        if (offsets[2 * i] != PCRE2_UNSET)
            put_field(figures, order, fields[i - 1], bytes, offsets[2 * i], offsets[2 * i + 1]);
    }
}

/*
 * Where the subject of a match ends: PCRE2 may look for a character that a match needs as far as
 * that, and no form is longer.
 */
static PCRE2_SIZE subject_end(const struct text *text, uint32_t start)
{
    const uint32_t longest_form = 64;
    if (text->length - start <= longest_form)
        return text->length;
    uint32_t end = start + longest_form;
    while ((text->bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

uint32_t by_match_figures(struct date_matcher *matcher, const struct text *text, uint32_t start,
                          struct date_figures *figures)
{
    if (!prepare(matcher))
        return 0;
    PCRE2_SIZE end = subject_end(text, start);
    for (size_t form = 0; form < FORM_COUNT; form++) {
        int captures =
            pcre2_match(matcher->patterns->codes[form], text->bytes, end, start, PCRE2_NO_UTF_CHECK,
                        matcher->match_data, matcher->patterns->limits);
        if (captures == PCRE2_ERROR_NOMEMORY) {
            matcher->out_of_memory = true;
            return 0;
        }
        if (captures <= 0)
            continue;
        const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->match_data);
        read_fields(figures, matcher->order, forms[form].fields, text->bytes, offsets,
                    (size_t)captures);
        if (plausible(figures))
            return (uint32_t)offsets[1];
    }
    return 0;
}

enum date_order by_date_order(const struct analysis *analysis, struct date_matcher *matcher,
                              enum date_order otherwise)
{
    const struct tokens *tokens = &analysis->tokens;
    int32_t balance = 0;
    for (uint32_t at = 0; at + 1 < by_token_count(tokens) && !matcher->out_of_memory; at++) {
        struct date_figures figures;
        if ((by_token_word(tokens, at)->shape & SHAPE_DIGITS) == 0 ||
            by_token_word(tokens, at + 1)->form[0] != '/' ||
            by_match_figures(matcher, &analysis->text, by_token(tokens, at)->start, &figures) == 0)
            continue;
        balance += (figures.order == ORDER_DAY_FIRST) - (figures.order == ORDER_MONTH_FIRST);
    }
    if (balance == 0)
        return otherwise;
    return balance > 0 ? ORDER_DAY_FIRST : ORDER_MONTH_FIRST;
}
