/* SPDX-License-Identifier: MIT */
#include "timex3.h"

#include <stddef.h>
#include <string.h>

static const char no_value[] = "not a value of TIMEX3";

/* What is left to read of a value, and what was wrong with what was read. */
struct reader {
    const char *at;
    const char *fault;
};

struct day {
    int year, month, day;
};

/* ---- Calendar ------------------------------------------------------------ */

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* In a year that is not known a February has 29 days. */
static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && (year == 0 || is_leap(year)));
}

/* From 1 for Monday to 7 for Sunday: Tomohiko Sakamoto's rule. */
static int weekday(struct day day)
{
    static const int shifts[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = day.month < 3 ? day.year - 1 : day.year;
    int sunday_first = year + year / 4 - year / 100 + year / 400 + shifts[day.month - 1] + day.day;

    return (sunday_first + 6) % 7 + 1;
}

/* ISO 8601: a year has 53 weeks where it begins or ends with a Thursday. */
static int weeks_in_year(int year)
{
    return year == 0 || weekday((struct day){year, 1, 1}) == 4 ||
                   weekday((struct day){year, 12, 31}) == 4
               ? 53
               : 52;
}

/* ---- Pieces -------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t count_digits(const char *at)
{
    size_t count = 0;

    while (is_digit(at[count]))
        count++;
    return count;
}

static bool begins(const char *string, const char *prefix)
{
    return strncmp(string, prefix, strlen(prefix)) == 0;
}

static bool take(struct reader *reader, const char *word)
{
    if (!begins(reader->at, word))
        return false;
    reader->at += strlen(word);
    return true;
}

/* Takes one of several words, NULL after the last. */
static bool take_one_of(struct reader *reader, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take(reader, *words))
            return true;
    return false;
}

static void blame(struct reader *reader, const char *fault)
{
    if (reader->fault == NULL)
        reader->fault = fault;
}

/* Takes exactly two digits, from `least` to `most`, or XX, which is -1. */
static bool take_pair(struct reader *reader, int least, int most, const char *fault, int *number)
{
    if (take(reader, "XX")) {
        *number = -1;
        return true;
    }
    if (count_digits(reader->at) != 2)
        return false;
    *number = (reader->at[0] - '0') * 10 + reader->at[1] - '0';
    reader->at += 2;
    if (*number < least || *number > most)
        blame(reader, fault);
    return true;
}

/* ---- Times of day -------------------------------------------------------- */

static bool take_clock(struct reader *reader)
{
    int hour, minute = 0, second = 0;

    if (!take_pair(reader, 0, 24, "no such hour", &hour))
        return false;
    if (!take(reader, ":"))
        return true;
    if (!take_pair(reader, 0, 59, "no such minute", &minute))
        return false;
    if (take(reader, ":") && !take_pair(reader, 0, 60, "no such second", &second))
        return false;
    if (hour == 24 && (minute != 0 || second != 0))
        blame(reader, "no such hour");
    return true;
}

/* Takes what follows a T. */
static bool take_time(struct reader *reader)
{
    static const char *const parts[] = {"MO", "MI", "AF", "EV", "NI", "DT", NULL};

    return take_one_of(reader, parts) || take_clock(reader);
}

/* ---- Dates --------------------------------------------------------------- */

/* Takes the week after a W. */
static bool take_week(struct reader *reader, int year)
{
    int week;

    if (!take_pair(reader, 1, weeks_in_year(year), "no such week", &week))
        return false;
    if (take(reader, "-WE") || *reader->at != '-')
        return true;
    reader->at++;
    if (count_digits(reader->at) != 1)
        return take(reader, "X");
    if (*reader->at < '1' || *reader->at > '7')
        blame(reader, "no such day of the week");
    reader->at++;
    return true;
}

/* Takes a quarter or a half after its letter. */
static bool take_part(struct reader *reader, char most)
{
    if (take(reader, "X"))
        return true;
    if (count_digits(reader->at) != 1)
        return false;
    if (*reader->at < '1' || *reader->at > most)
        blame(reader, "no such part of a year");
    reader->at++;
    return true;
}

static bool take_month(struct reader *reader, int year)
{
    int month, day;

    if (!take_pair(reader, 1, 12, "no such month", &month))
        return false;
    if (!take(reader, "-"))
        return true;
    return take_pair(reader, 1, month >= 1 && month <= 12 ? days_in_month(year, month) : 31,
                     "no such day", &day);
}

/* Takes what follows a year and a hyphen. */
static bool take_within_year(struct reader *reader, int year)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI", NULL};

    if (take_one_of(reader, seasons))
        return true;
    if (take(reader, "Q"))
        return take_part(reader, '4');
    if (take(reader, "H"))
        return take_part(reader, '2');
    if (take(reader, "W"))
        return take_week(reader, year);
    return take_month(reader, year);
}

/* Takes a century, a decade, a year, and what stands in it: `20`, `201`, `2017`, `XXXX-05-24`. */
static bool take_date(struct reader *reader)
{
    size_t digits = count_digits(reader->at);
    int year = 0;

    if (take(reader, "BC")) {
        digits = count_digits(reader->at);
        reader->at += digits;
        return digits >= 2 && digits <= 4;
    }
    if (digits == 2 || digits == 3) {
        reader->at += digits;
        return true;
    }
    if (digits == 4) {
        for (; digits > 0; digits--)
            year = year * 10 + *reader->at++ - '0';
        if (year == 0)
            blame(reader, "no such year");
    } else if (!take(reader, "XXXX")) {
        return false;
    }
    return !take(reader, "-") || take_within_year(reader, year);
}

/* ---- Durations ----------------------------------------------------------- */

/* Takes an amount: digits, perhaps with a fraction, or X. */
static bool take_amount(struct reader *reader)
{
    size_t whole, fraction;

    if (take(reader, "X"))
        return true;
    whole = count_digits(reader->at);
    reader->at += whole;
    if (!take(reader, "."))
        return whole > 0;
    fraction = count_digits(reader->at);
    reader->at += fraction;
    return fraction > 0;
}

/* Takes amounts with their units, each unit once and the larger first. Returns how many. */
static size_t take_amounts(struct reader *reader, const char *const *units)
{
    size_t count = 0;

    for (; *units != NULL; units++) {
        struct reader ahead = *reader;

        if (take_amount(&ahead) && take(&ahead, *units)) {
            *reader = ahead;
            count++;
        }
    }
    return count;
}

/* Takes what follows a P. CE, DE and Q are centuries, decades and quarters, WE weekends. */
static bool take_duration(struct reader *reader)
{
    static const char *const days[] = {"CE", "DE", "Y", "Q", "M", "WE", "W", "D", NULL};
    static const char *const hours[] = {"H", "M", "S", NULL};
    size_t count = take_amounts(reader, days);

    if (!take(reader, "T"))
        return count > 0;
    return take_amounts(reader, hours) > 0;
}

/* ---- Values -------------------------------------------------------------- */

enum form { FORM_NONE, FORM_REFERENCE, FORM_DURATION, FORM_TIME, FORM_DATE };

static enum form take_point(struct reader *reader)
{
    static const char *const references[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF", NULL};

    if (take_one_of(reader, references))
        return FORM_REFERENCE;
    if (take(reader, "P"))
        return take_duration(reader) ? FORM_DURATION : FORM_NONE;
    if (take(reader, "T"))
        return take_time(reader) ? FORM_TIME : FORM_NONE;
    if (!take_date(reader))
        return FORM_NONE;
    if (!take(reader, "T"))
        return FORM_DATE;
    return take_time(reader) ? FORM_TIME : FORM_NONE;
}

static bool suits(enum form form, const char *kind)
{
    if (strcmp(kind, "date") == 0)
        return form == FORM_DATE || form == FORM_REFERENCE;
    if (strcmp(kind, "time") == 0)
        return form == FORM_TIME || form == FORM_REFERENCE;
    if (strcmp(kind, "duration") == 0)
        return form == FORM_DURATION;
    return true; /* a set has the value of what recurs, or of the time between */
}

/* Where both ends are written alike, in digits alone, their bytes stand in the order of time. */
static bool is_reversed(const char *value, const char *second)
{
    size_t length = strlen(second);

    return is_digit(*value) && (size_t)(second - 1 - value) == length &&
           strchr(value, 'X') == NULL && memcmp(value, second, length) > 0;
}

const char *timex3_fault(const char *value, const char *kind)
{
    struct reader reader = {value, NULL};
    enum form form = take_point(&reader);
    const char *second = NULL;

    if (form != FORM_NONE && take(&reader, "/")) {
        second = reader.at;
        if (take_point(&reader) != form)
            return "an interval of two sorts of value";
    }
    if (form == FORM_NONE || *reader.at != '\0')
        return no_value;
    if (reader.fault != NULL)
        return reader.fault;
    if (second != NULL && is_reversed(value, second))
        return "the interval ends before it begins";
    return suits(form, kind) ? NULL : "not a value of that kind";
}

/* ---- Days of the week ---------------------------------------------------- */

/* Reads `YYYY-MM-DD` at the start of a value. */
static bool read_day(const char *value, struct day *day)
{
    static const char shape[] = "dddd-dd-dd";

    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == 'd' ? !is_digit(value[i]) : value[i] != shape[i])
            return false;
    day->year =
        (value[0] - '0') * 1000 + (value[1] - '0') * 100 + (value[2] - '0') * 10 + (value[3] - '0');
    day->month = (value[5] - '0') * 10 + (value[6] - '0');
    day->day = (value[8] - '0') * 10 + (value[9] - '0');
    return true;
}

bool timex3_is_day(const char *value)
{
    struct day day;

    return strlen(value) == strlen("YYYY-MM-DD") && read_day(value, &day) &&
           timex3_fault(value, "date") == NULL;
}

/* The day of the week at the start of a value that has no fault, or 0 where it is none. */
static int weekday_of(const char *value)
{
    struct day day;

    if (read_day(value, &day))
        return weekday(day);
    if (strlen(value) >= strlen("XXXX-WXX-1") && begins(value + 4, "-W") && value[8] == '-' &&
        is_digit(value[9]))
        return value[9] - '0';
    return 0;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           ((unsigned char)byte & 0x80) != 0;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* The day that a word is the name of, or its first three or more letters; 0 where it is none. */
static int weekday_named(const char *word, size_t length)
{
    static const char *const names[] = {"mondays", "tuesdays",  "wednesdays", "thursdays",
                                        "fridays", "saturdays", "sundays"};

    for (int i = 0; length >= 3 && i < 7; i++) {
        size_t same = 0;

        while (same < length && lower(word[same]) == names[i][same])
            same++;
        if (same == length)
            return i + 1;
    }
    return 0;
}

const char *timex3_wrong_weekday(const char *value, const char *text)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    const char *slash = strchr(value, '/');
    int first = weekday_of(value), last = slash == NULL ? first : weekday_of(slash + 1);

    if (first == 0 || last == 0)
        return NULL;
    while (*text != '\0') {
        size_t length = 0;
        int named;

        while (is_letter(text[length]))
            length++;
        named = weekday_named(text, length);
        if (named != 0 && named != first && named != last)
            return names[named - 1];
        text += length > 0 ? length : 1;
    }
    return NULL;
}
