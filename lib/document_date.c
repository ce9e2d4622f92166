/* SPDX-License-Identifier: MIT */
#include "document_date.h"

#include "date_grammar.h"
#include "date_patterns.h"

enum {
    HEAD_LINES = 12,   /* title, summary, author, stamp, caption, dateline */
    TAIL_LINES = 4,    /* author, stamp, address */
    LINE_TOKENS = 48,  /* a dateline and a stamp stand at the beginning of theirs */
    PLACE_TOKENS = 12, /* the most before the date of a dateline */
    STAMP_TOKENS = 24  /* a longer line is prose */
};

/* What has been found so far; the best source has the lowest number. */
struct finding {
    const struct analysis *analysis;
    struct date_matcher matcher;
    enum document_date_source source;
    struct civil_date date;
};

static void keep(struct finding *finding, enum document_date_source source,
                 const struct civil_date *date)
{
    if (finding->source != DOCUMENT_DATE_NONE && finding->source <= source)
        return;
    if (!by_date_exists(date))
        return;
    finding->source = source;
    finding->date = *date;
}

/* ---- Lines ---- */

static bool begins_line(const struct tokens *tokens, uint32_t at)
{
    return at == 0 || by_token(tokens, at)->gap >= GAP_LINE;
}

/* The token after the line that begins at one, or after its first part. */
static uint32_t line_end(const struct tokens *tokens, uint32_t at)
{
    uint32_t count = by_token_count(tokens);
    uint32_t end = at + 1;
    while (end < count && end - at < LINE_TOKENS && !begins_line(tokens, end))
        end++;
    return end;
}

static uint32_t next_line(const struct tokens *tokens, uint32_t at)
{
    uint32_t count = by_token_count(tokens);
    do
        at++;
    while (at < count && !begins_line(tokens, at));
    return at;
}

/* The beginning of the line that ends before a token, or of what of it is looked at. */
static uint32_t line_before(const struct tokens *tokens, uint32_t end)
{
    uint32_t at = end - 1;
    while (end - at < LINE_TOKENS && !begins_line(tokens, at))
        at--;
    return at;
}

/* ---- Addresses ---- */

/* Reads up to `most` digits at a byte, and gives their number. */
static uint32_t read_digits(const char *bytes, uint32_t at, uint32_t end, uint32_t most,
                            int32_t *number)
{
    uint32_t start = at;
    *number = 0;
    while (at < end && at - start < most && bytes[at] >= '0' && bytes[at] <= '9')
        *number = *number * 10 + (bytes[at++] - '0');
    return at;
}

/* `/2022/03/12`, `/2022-03-12` at the slash. */
static bool date_in_path(const char *bytes, uint32_t at, uint32_t end, struct civil_date *date)
{
    uint32_t year = read_digits(bytes, at + 1, end, 4, &date->year);
    if (year != at + 5 || year >= end || (bytes[year] != '/' && bytes[year] != '-'))
        return false;
    uint32_t month = read_digits(bytes, year + 1, end, 2, &date->month);
    if (month >= end || bytes[month] != bytes[year])
        return false;
    uint32_t day = read_digits(bytes, month + 1, end, 2, &date->day);
    bool whole = day == end || bytes[day] < '0' || bytes[day] > '9';
    return day > month + 1 && whole && by_date_exists(date);
}

static void look_in_address(struct finding *finding, uint32_t at)
{
    const struct token *token = by_token(&finding->analysis->tokens, at);
    const char *bytes = (const char *)finding->analysis->text.bytes;
    for (uint32_t i = token->start; i < token->end; i++) {
        struct civil_date date;
        if (bytes[i] == '/' && date_in_path(bytes, i, token->end, &date)) {
            keep(finding, DOCUMENT_DATE_URL, &date);
            return;
        }
    }
}

/* ---- Datelines and stamps ---- */

/* Whether an expression is a day with its year; gives the day. */
static bool is_full_day(const struct date_expression *date, struct civil_date *day)
{
    const struct date_point *point = &date->start;
    *day = (struct civil_date){point->year, point->month, point->day};
    return date->form == FORM_POINT && point->unit == UNIT_DAY && by_date_exists(day);
}

/* `, May 24, 2017 (VNA)`, `, May 24, 2017 -`: what stands around the date of a dateline. */
static bool is_dateline(const struct date_reader *reader, const struct date_expression *date)
{
    bool before =
        date->first > reader->first && date->first - reader->first <= PLACE_TOKENS &&
        (by_is_form(reader, date->first - 1, ",") || by_is_form(reader, date->first - 1, "("));
    bool after = by_is_form(reader, date->last, "(") || by_is_form(reader, date->last, ")") ||
                 by_accept_dash(reader, date->last) != 0;
    return before && after && by_is_capitalised(reader, reader->first);
}

/* Whether a token outside of the dates of a line may stand in a stamp: `Updated`, `|`, `GMT+7`. */
static bool is_stamp_token(const struct date_reader *reader, uint32_t at)
{
    struct date_word zone;
    return by_accept_role(reader, at, ROLE_BIT(ROLE_STAMP)) != 0 ||
           by_accept_role(reader, at, ROLE_BIT(ROLE_ON) | ROLE_BIT(ROLE_FOR)) != 0 ||
           by_read_word(reader, at, CLASS_ZONE, &zone) != 0 || by_has_digit(reader, at) ||
           by_token(&reader->analysis->tokens, at)->kind == TOKEN_MARK;
}

/* Whether a line has a figure: a full date is not written without. */
static bool has_figure(const struct tokens *tokens, uint32_t first, uint32_t last)
{
    for (uint32_t at = first; at < last; at++) {
        if ((by_token_word(tokens, at)->shape & SHAPE_HAS_DIGIT) != 0)
            return true;
    }
    return false;
}

/* Looks through one line, in which all that is not a date may make it no stamp. */
static void look_in_line(struct finding *finding, uint32_t first, uint32_t last)
{
    struct date_reader reader = {
        .analysis = finding->analysis, .matcher = &finding->matcher, .first = first, .last = last};
    bool short_line = last - first <= STAMP_TOKENS, word = false, prose = false, found = false;
    struct civil_date stamp = {0};
    if (!has_figure(&finding->analysis->tokens, first, last))
        return;
    for (uint32_t at = first; at < last;) {
        struct date_expression date = {0};
        struct civil_date day;
        if (by_token(&finding->analysis->tokens, at)->kind == TOKEN_ADDRESS)
            look_in_address(finding, at);
        uint32_t next = by_read_date(&reader, at, &date);
        if (next == 0) {
            word = word || by_accept_role(&reader, at, ROLE_BIT(ROLE_STAMP)) != 0;
            /* `Updated: ...` may follow a name on its line; a bare date may not. */
            prose = prose || !is_stamp_token(&reader, at);
            at++;
            continue;
        }
        if (is_full_day(&date, &day)) {
            if (is_dateline(&reader, &date))
                keep(finding, DOCUMENT_DATE_DATELINE, &day);
            if (!found)
                stamp = day;
            found = true;
        }
        at = next;
    }
    if (found && short_line && (word || !prose))
        keep(finding, DOCUMENT_DATE_STAMP, &stamp);
}

byline_status by_find_document_date(const struct analysis *analysis,
                                    const struct date_patterns *patterns, enum date_order order,
                                    struct civil_date *date, enum document_date_source *source)
{
    const struct tokens *tokens = &analysis->tokens;
    uint32_t count = by_token_count(tokens), at = 0;
    struct finding finding = {.analysis = analysis, .source = DOCUMENT_DATE_NONE};
    finding.matcher =
        (struct date_matcher){.patterns = patterns, .allocator = &analysis->arena.allocator};
    finding.matcher.order = by_date_order(analysis, &finding.matcher, order);
    for (int i = 0; i < HEAD_LINES && at < count; i++) {
        look_in_line(&finding, at, line_end(tokens, at));
        at = next_line(tokens, at);
    }
    uint32_t end = count;
    for (int i = 0; i < TAIL_LINES && end > at; i++) {
        uint32_t first = line_before(tokens, end);
        if (begins_line(tokens, first))
            look_in_line(&finding, first, end);
        end = first;
    }
    bool out_of_memory = finding.matcher.out_of_memory;
    by_date_matcher_close(&finding.matcher);
    *source = finding.source;
    *date = finding.date;
    return out_of_memory ? BYLINE_ERROR_MEMORY : BYLINE_OK;
}
