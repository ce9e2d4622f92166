/* SPDX-License-Identifier: MIT */
/* What the date stage finds in a text: spans, kinds and TIMEX3 values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dates.h"
#include "stages.h"

/* A text, and its dates as `span|kind|value` with `; ` between them; `-` for no value. */
struct date_case {
    const char *text;
    const char *expected;
};

/* ---- Running the stage ---- */

struct run {
    struct analysis analysis;
    struct mentions mentions;
};

static byline_status analyse(struct run *run, const struct date_patterns *patterns,
                             const char *text, const struct civil_date *document_date)
{
    struct analysis *analysis = &run->analysis;
    byline_status status = stages_run(analysis, text, strlen(text));
    if (status == BYLINE_OK)
        status =
            by_find_dates(analysis, patterns,
                          &(struct date_options){.document_date = document_date}, &run->mentions);
    return status;
}

static struct run start(const byline_allocator *allocator)
{
    return (struct run){.analysis.arena.allocator = *allocator,
                        .mentions.mentions.item_size = sizeof(struct mention)};
}

static void finish(struct run *run)
{
    byline_allocator allocator = run->analysis.arena.allocator;
    by_mentions_free(&run->mentions, &allocator);
    stages_close(&run->analysis);
}

/* Writes what was found as a date_case expects it. */
static void describe(const struct run *run, char *found, size_t size)
{
    const struct analysis *analysis = &run->analysis;
    size_t length = 0;
    found[0] = '\0';
    for (uint32_t i = 0; i < by_mention_count(&run->mentions); i++) {
        const struct mention *mention = by_mention_at(&run->mentions, i);
        uint32_t from = by_token(&analysis->tokens, mention->first)->start;
        uint32_t to = by_token(&analysis->tokens, mention->last - 1)->end;
        assert_int_equal(mention->type, BYLINE_DATE);
        assert_true(mention->score > 0.0 && mention->score <= 1.0);
        length += (size_t)snprintf(found + length, size - length, "%s%.*s|%s|%s", i > 0 ? "; " : "",
                                   (int)(to - from), (const char *)analysis->text.bytes + from,
                                   mention->kind, mention->value != NULL ? mention->value : "-");
        assert_true(length < size);
    }
}

static void check(void **state, const char *document_date, const struct date_case *cases,
                  size_t count)
{
    struct civil_date date = {0};
    if (document_date != NULL)
        assert_true(by_date_parse(document_date, &date));
    for (size_t i = 0; i < count; i++) {
        struct run run = start(&by_default_allocator);
        char found[1024];
        assert_int_equal(analyse(&run, *state, cases[i].text, document_date != NULL ? &date : NULL),
                         BYLINE_OK);
        describe(&run, found, sizeof found);
        if (strcmp(found, cases[i].expected) != 0)
            print_error("in: %s\n", cases[i].text);
        assert_string_equal(found, cases[i].expected);
        finish(&run);
    }
}

/* ---- Without a document date ---- */

static void unknown_years_stay_open(void **state)
{
    static const struct date_case cases[] = {
        {"The meeting is in Tver on May 24-25.", "May 24-25|date|XXXX-05-24/XXXX-05-25"},
        {"They met on Friday.", "Friday|date|XXXX-WXX-5"},
        {"He left yesterday.", "yesterday|date|XXXX-XX-XX"},
        {"It began last week.", "last week|date|XXXX-WXX"},
        {"It rose last month and last year.", "last month|date|XXXX-XX; last year|date|XXXX"},
        {"They will vote in March.", "March|date|XXXX-03"},
        {"He died in 1997.", "1997|date|1997"},
        {"It opens at 2:30 p.m.", "2:30 p.m.|time|T14:30"},
        {"They rest on Christmas Eve.", "Christmas Eve|date|XXXX-12-24"},
        {"They rest on Easter Sunday.", "Easter Sunday|date|-"},
        {"Profit fell in the third quarter.", "the third quarter|date|XXXX-Q3"},
        {"He left two days ago.", "two days ago|date|XXXX-XX-XX"},
    };
    check(state, NULL, cases, COUNT(cases));
}

static void calendar_dates(void **state)
{
    static const struct date_case cases[] = {
        {"He was born on May 24, 2017.", "May 24, 2017|date|2017-05-24"},
        {"He was born on 24 May 2017.", "24 May 2017|date|2017-05-24"},
        {"the 24th of May, 2017", "24th of May, 2017|date|2017-05-24"},
        {"Friday, Oct. 13, 1989, was bad", "Friday, Oct. 13, 1989|date|1989-10-13"},
        {"on September 16th", "September 16th|date|XXXX-09-16"},
        {"on March eighth", "March eighth|date|XXXX-03-08"},
        {"from May 3 to 5 in Rome", "May 3 to 5|date|XXXX-05-03/XXXX-05-05"},
        {"on April 16 and 17", "April 16 and 17|date|XXXX-04-16/XXXX-04-17"},
        {"on May 29, 30 and 31", "May 29, 30 and 31|date|XXXX-05-29/XXXX-05-31"},
        {"on May 30, 31 and 32", "May 30|date|XXXX-05-30"},
        {"24-25 May 2017", "24-25 May 2017|date|2017-05-24/2017-05-25"},
        {"Dec. 28 - Jan. 3, 2017", "Dec. 28 - Jan. 3, 2017|date|2016-12-28/2017-01-03"},
        {"June 15 to June 18", "June 15|date|XXXX-06-15; June 18|date|XXXX-06-18"},
        {"from January 2017 to March 2018", "January 2017|date|2017-01; March 2018|date|2018-03"},
        {"in September of 2016", "September of 2016|date|2016-09"},
        {"in early September 2016", "early September 2016|date|2016-09"},
        {"by mid-2004", "mid-2004|date|2004"},
        {"in 2009-10 and 2011-2013", "2009-10|date|2009/2010; 2011-2013|date|2011/2013"},
        {"the fiscal year 2021/22", "fiscal year 2021/22|date|2021/2022"},
        {"in fiscal 1989", "fiscal 1989|date|1989"},
        {"in nineteen ninety-six", "nineteen ninety-six|date|1996"},
        {"in the early 1990s", "the early 1990s|date|199"},
        {"in the '80s", "the '80s|date|198"},
        {"in the seventies", "the seventies|date|197"},
        {"in the 19th century", "the 19th century|date|18"},
        {"in the summer of 2009", "the summer of 2009|date|2009-SU"},
        {"the third quarter of 1984", "the third quarter of 1984|date|1984-Q3"},
        {"the first half of 2019", "the first half of 2019|date|2019-H1"},
        {"in the first week of May 2019", "the first week of May 2019|date|2019-05"},
        {"at the end of June 2016", "the end of June 2016|date|2016-06"},
        {"the 2004 election", "2004|date|2004"},
    };
    check(state, NULL, cases, COUNT(cases));
}

static void dates_in_figures(void **state)
{
    static const struct date_case cases[] = {
        {"on 2017-05-24 at noon", "2017-05-24|date|2017-05-24; noon|time|T12:00"},
        {"at 2017-05-24T14:30:00Z", "2017-05-24T14:30:00Z|time|2017-05-24T14:30"},
        {"on 24/05/2017", "24/05/2017|date|2017-05-24"},
        {"on 5/24/17", "5/24/17|date|2017-05-24"},
        {"on 24.5.2017", "24.5.2017|date|2017-05-24"},
        {"at 14:30 GMT", "14:30 GMT|time|T14:30"},
        {"at 9.30 a.m. local time", "9.30 a.m. local time|time|T09:30"},
        {"at 9am", "9am|time|T09:00"},
        {"at 12 a.m. and 12 p.m.", "12 a.m.|time|T00:00; 12 p.m.|time|T12:00"},
        {"at 14h30", "14h30|time|T14:30"},
        {"(0735 GMT)", "0735 GMT|time|T07:35"},
        {"from 7:00 a.m. to 4:00 p.m.", "7:00 a.m. to 4:00 p.m.|time|T07:00/T16:00"},
    };
    check(state, NULL, cases, COUNT(cases));
}

static void durations_and_sets(void **state)
{
    static const struct date_case cases[] = {
        {"for three years", "three years|duration|P3Y"},
        {"a two-day visit", "two-day|duration|P2D"},
        {"for 24 hours", "24 hours|duration|PT24H"},
        {"for 5 1/2 hours", "5 1/2 hours|duration|PT5H30M"},
        {"for twenty-five minutes", "twenty-five minutes|duration|PT25M"},
        {"a minute and a half", "a minute and a half|duration|PT1M30S"},
        {"for two and a half years", "two and a half years|duration|P2Y6M"},
        {"to two years and six months in prison", "two years and six months|duration|P2Y6M"},
        {"for several weeks", "several weeks|duration|PXW"},
        {"for decades", "decades|duration|PXY"},
        {"more than four decades", "more than four decades|duration|P40Y"},
        {"a decade-long war", "decade-long|duration|P10Y"},
        {"the past three years", "the past three years|duration|P3Y"},
        {"over the past three years", "the past three years|duration|P3Y"},
        {"in recent months", "recent months|duration|PXM"},
        {"in two to three weeks", "two to three weeks|duration|P2W"},
        {"within a week", "a week|duration|P1W"},
        {"It lived 100 million years ago.", "100 million years ago|date|XXXX"},
        {"every Monday", "every Monday|set|XXXX-WXX-1"},
        {"every two weeks", "every two weeks|set|P2W"},
        {"each year", "each year|set|P1Y"},
        {"on Sundays", "Sundays|set|XXXX-WXX-7"},
        {"on Friday nights", "Friday nights|set|XXXX-WXX-5TNI"},
        {"six days a week", "six days a week|set|P6D"},
    };
    check(state, NULL, cases, COUNT(cases));
}

static void references(void **state)
{
    static const struct date_case cases[] = {
        {"He is now in Rome.", "now|date|PRESENT_REF"},
        {"He was recently in Rome.", "recently|date|PAST_REF"},
        {"as in the past", "the past|date|PAST_REF"},
        {"in the near future", "the near future|date|FUTURE_REF"},
        {"It is closed at the moment.", "the moment|date|PRESENT_REF"},
        {"There are none at present.", "present|date|PRESENT_REF"},
        {"It may be used in future.", "future|date|FUTURE_REF"},
        {"It was left a long time ago.", "a long time ago|date|PAST_REF"},
        {"Prices rose 4 per cent over 2022, more than in 2021.", "2022|date|2022; 2021|date|2021"},
        {"It was better than 2021.", "2021|date|2021"},
        {"several years ago", "several years ago|date|PAST_REF"},
    };
    check(state, NULL, cases, COUNT(cases));
}

/* ---- With a document date: 2017-05-25 was a Thursday ---- */

static void days_near_the_document(void **state)
{
    static const struct date_case cases[] = {
        {"He said it yesterday.", "yesterday|date|2017-05-24"},
        {"It rained last night.", "last night|time|2017-05-24TNI"},
        {"They met early this morning.", "early this morning|time|2017-05-25TMO"},
        {"They met on Friday.", "Friday|date|2017-05-19"},
        {"They met on Thursday.", "Thursday|date|2017-05-25"},
        {"They will meet on Friday.", "Friday|date|2017-05-26"},
        {"The talks are to be held on Monday.", "Monday|date|2017-05-29"},
        {"He said on Monday that he will go.", "Monday|date|2017-05-22"},
        {"They met last Thursday.", "last Thursday|date|2017-05-18"},
        {"They meet next Thursday.", "next Thursday|date|2017-06-01"},
        {"They met late Tuesday.", "late Tuesday|date|2017-05-23"},
        {"They met on Monday night.", "Monday night|time|2017-05-22TNI"},
        {"They met on Monday of last week.", "Monday of last week|date|2017-05-15"},
        {"He arrives at 9 a.m. on Tuesday.", "9 a.m. on Tuesday|time|2017-05-30T09:00"},
        {"It ran until 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6|time|2017-11-06T17:00"},
        {"It was open Monday-Friday.", "Monday-Friday|date|2017-05-22/2017-05-26"},
        {"They met on May 24-25.", "May 24-25|date|2017-05-24/2017-05-25"},
        {"They met ten days ago.", "ten days ago|date|2017-05-15"},
        {"He fell on May 3 and died the next day.",
         "May 3|date|2017-05-03; the next day|date|2017-05-04"},
        {"It cost $12 December 27.", "December 27|date|2016-12-27"},
        {"They met over the weekend.", "the weekend|date|2017-W20-WE"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void longer_stretches_near_the_document(void **state)
{
    static const struct date_case cases[] = {
        {"last week and next week", "last week|date|2017-W20; next week|date|2017-W22"},
        {"earlier this month", "earlier this month|date|2017-05"},
        {"in December", "December|date|2016-12"},
        {"They will vote in December.", "December|date|2017-12"},
        {"last May", "last May|date|2016-05"},
        {"in March last year", "March last year|date|2016-03"},
        {"on Jan. 5", "Jan. 5|date|2017-01-05"},
        {"He retires on June 30.", "June 30|date|2017-06-30"},
        {"five months ago", "five months ago|date|2016-12"},
        {"about two weeks ago", "about two weeks ago|date|2017-W19"},
        {"a decade ago", "a decade ago|date|2007"},
        {"this summer", "this summer|date|2017-SU"},
        {"the second quarter", "the second quarter|date|2017-Q2"},
        {"the fourth quarter", "the fourth quarter|date|2016-Q4"},
        {"last year's third quarter", "last year's third quarter|date|2016-Q3"},
        {"Profit rose in the first quarter from a year earlier.",
         "the first quarter|date|2017-Q1; a year earlier|date|2016-Q1"},
        {"last Thanksgiving", "last Thanksgiving|date|2016-11-24"},
        {"on Good Friday", "Good Friday|date|2017-04-14"},
        {"at the end of the year", "the end of the year|date|2017"},
        {"during Ramadan", "Ramadan|date|2017-05-27/2017-06-24"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void days_by_their_place(void **state)
{
    static const struct date_case cases[] = {
        {"the first Friday of July 2017", "the first Friday of July 2017|date|2017-07-07"},
        {"the last Monday of May 2017", "the last Monday of May 2017|date|2017-05-29"},
        {"the fifth Friday of May 2017", "the fifth Friday of May 2017|date|-"},
        {"on the 20th of next month", "the 20th of next month|date|2017-06-20"},
        {"They will meet on the 27th.", "the 27th|date|2017-05-27"},
        {"on the 27th floor", ""},
        {"on Thursday the 18th", "Thursday the 18th|date|2017-05-18"},
        {"next week on Friday", "next week on Friday|date|2017-06-02"},
        {"the first week of 2019", "the first week of 2019|date|2019-W01"},
        {"the last week of 2020", "the last week of 2020|date|2020-W53"},
        {"the day before yesterday", "the day before yesterday|date|2017-05-23"},
        {"every other Friday", "every other Friday|set|XXXX-WXX-5"},
        {"half an hour, an hour and a half", "half an hour|duration|PT30M; "
                                             "an hour and a half|duration|PT1H30M"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void codes_and_eras(void **state)
{
    static const struct date_case cases[] = {
        {"in Q3 2016", "Q3 2016|date|2016-Q3"},
        {"in 2016-Q3 and 4Q 2016", "2016-Q3|date|2016-Q3; 4Q 2016|date|2016-Q4"},
        {"sales fell in Q1", "Q1|date|2017-Q1"},
        {"in FY09 and FY2016", "FY09|date|2009; FY2016|date|2016"},
        {"in 300 B.C. and A.D. 79", "300 B.C.|date|BC0300; A.D. 79|date|0079"},
        {"the 5th century BC", "the 5th century BC|date|BC04"},
        {"by year-end", "year-end|date|2017-12-31"},
        {"2016/03/12, 23-Sep-2016", "2016/03/12|date|2016-03-12; 23-Sep-2016|date|2016-09-23"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void holidays_of_other_calendars(void **state)
{
    static const struct date_case cases[] = {
        {"before Tet", "Tet|date|2017-01-28"},
        {"at Chinese New Year 2007 and Tet 2007",
         "Chinese New Year 2007|date|2007-02-18; Tet 2007|date|2007-02-17"},
        {"on Eid al-Fitr", "Eid al-Fitr|date|2017-06-25"},
        {"on Eid al-Adha 2016", "Eid al-Adha 2016|date|2016-09-11"},
        {"at Diwali in 2016, at Nowruz", "Diwali|date|2016-10-30; 2016|date|2016; "
                                         "Nowruz|date|2017-03-21"},
        {"on Yom Kippur 2015", "Yom Kippur 2015|date|2015-09-23"},
        {"at Passover 1950", "Passover 1950|date|-"},
        {"on Mother's Day", "Mother's Day|date|2017-05-14"},
    };
    /* 2000 had two. */
    static const struct date_case twice[] = {{"on Eid al-Fitr", "Eid al-Fitr|date|2000-12-27"}};
    check(state, "2017-05-25", cases, COUNT(cases));
    check(state, "2001-01-10", twice, COUNT(twice));
}

static void what_was_said_before(void **state)
{
    static const struct date_case cases[] = {
        {"He left on March 3, 2015. The following day he returned.",
         "March 3, 2015|date|2015-03-03; The following day|date|2015-03-04"},
        {"It began in April 2014. The following month it ended.",
         "April 2014|date|2014-04; The following month|date|2014-05"},
        {"He died in 1997. Later that year the war ended.",
         "1997|date|1997; Later that year|date|1997"},
        {"They met on May 3, 2016. The previous Friday he was in Rome.",
         "May 3, 2016|date|2016-05-03; The previous Friday|date|2016-04-29"},
        {"from Monday to Friday", "Monday to Friday|date|2017-05-22/2017-05-26"},
        {"Net was up in the quarter ended March 31 from a year ago.",
         "the quarter|date|2017-Q1; March 31|date|2017-03-31; a year ago|date|2016-Q1"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void ranges_and_lists(void **state)
{
    static const struct date_case cases[] = {
        {"They will meet from June 3 to 7.", "June 3 to 7|date|2017-06-03/2017-06-07"},
        {"They will meet from 28 to 31 July.", "28 to 31 July|date|2017-07-28/2017-07-31"},
        {"It fell between 2009 and 2012.", "2009|date|2009; 2012|date|2012"},
        {"The 2009-10 budget, and that of fiscal year 2022-23",
         "2009-10|date|2009/2010; fiscal year 2022-23|date|2022/2023"},
        {"He ruled in 1976-83.", "1976-83|date|1976/1983"},
        {"The shops will close on May 28, 29 and 30.",
         "May 28, 29 and 30|date|2017-05-28/2017-05-30"},
        {"On May 3, 40 people met.", "May 3|date|2017-05-03"},
        {"It lost in FY2015-16.", "FY2015-16|date|2015/2016"},
        {"It is open from 9 a.m. to 5 p.m. on Tuesday.",
         "9 a.m. to 5 p.m. on Tuesday|time|2017-05-23T09:00/2017-05-23T17:00"},
        {"the first and second quarters of 2016",
         "the first and second quarters of 2016|date|2016-Q1/2016-Q2"},
        {"the second to fourth quarters of 2016",
         "the second to fourth quarters of 2016|date|2016-Q2/2016-Q4"},
        {"the first and third quarters", ""},
        {"in the 16th and 17th centuries", "the 16th and 17th centuries|date|15/16"},
        {"from December to April", "December to April|date|2016-12/2017-04"},
        {"from August until December 2016", "August until December 2016|date|2016-08/2016-12"},
        {"from June to July 15", "June|date|2017-06; July 15|date|2017-07-15"},
        {"Thursday through Sunday", "Thursday through Sunday|date|2017-05-25/2017-05-28"},
        {"from Monday to Tuesday night",
         "Monday|date|2017-05-22; Tuesday night|time|2017-05-23TNI"},
        {"in the winter of 1998-1999", "the winter of 1998-1999|date|1998-WI"},
        {"in the academic year 2020/21", "year 2020/21|date|2020/2021"},
        {"the accounts of the period 2015-2019", "period 2015-2019|date|2015/2019"},
        {"the years 2015 and 2016", "2015|date|2015; 2016|date|2016"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void times_and_zones(void **state)
{
    static const struct date_case cases[] = {
        {"The quake struck at 9:30 a.m. local time.", "9:30 a.m. local time|time|2017-05-25T09:30"},
        {"It struck at 6 p.m. Friday (2200 GMT).",
         "6 p.m. Friday|time|2017-05-19T18:00; 2200 GMT|time|2017-05-19T22:00"},
        {"The train left at 14h30 on May 5.", "14h30 on May 5|time|2017-05-05T14:30"},
        {"Updated 11:52 p.m. ET, Fri March 22, 2013",
         "11:52 p.m. ET, Fri March 22, 2013|time|2013-03-22T23:52"},
        {"He landed at 7.15 p.m. Vietnam time.", "7.15 p.m. Vietnam time|time|2017-05-25T19:15"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void weekends_of_holidays(void **state)
{
    static const struct date_case cases[] = {
        {"They met on Easter weekend.", "Easter weekend|date|2017-W15-WE"},
        {"during Easter week", "Easter week|date|2017-W15"},
        {"It closed for the Labor Day weekend.", "the Labor Day weekend|date|2016-W35-WE"},
        {"the Thanksgiving weekend of 2015", "the Thanksgiving weekend of 2015|date|2015-W48-WE"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void company_reports(void **state)
{
    static const struct date_case cases[] = {
        {"First-quarter profit rose after a flat fourth quarter. In the year-earlier period it "
         "fell.",
         "First-quarter|date|2017-Q1; fourth quarter|date|2016-Q4; "
         "the year-earlier period|date|2016-Q1"},
        {"It posted a second-quarter loss. In the latest period sales fell from a year earlier.",
         "second-quarter|date|2017-Q2; the latest period|date|2017-Q2; a year "
         "earlier|date|2016-Q2"},
        {"The first quarter will be good. For the quarter a year ago, it had a loss.",
         "The first quarter|date|2017-Q1; the quarter a year ago|date|2016-Q1"},
        {"Net rose in the fiscal third quarter. Sales in the quarter ended March 31 fell.",
         "the fiscal third quarter|date|2016-Q3; the quarter|date|2016-Q3; "
         "March 31|date|2017-03-31"},
        {"Sales in the quarter ended March 31 fell.",
         "the quarter|date|2017-Q1; March 31|date|2017-03-31"},
        {"It is paid July 3 to stock of record June 16.",
         "July 3|date|2017-07-03; June 16|date|2017-06-16"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void the_tense_decides(void **state)
{
    static const struct date_case cases[] = {
        {"Theresa May said on Tuesday that she would go.", "Tuesday|date|2017-05-23"},
        {"The actor Will Smith arrived on Tuesday.", "Tuesday|date|2017-05-23"},
        {"They set aside their plans on Monday.", "Monday|date|2017-05-22"},
        {"They agreed to the meeting on Monday.", "Monday|date|2017-05-22"},
        {"They want to delay the scheduled June 30 poll.", "June 30|date|2017-06-30"},
        {"They signed an agreement to meet on Monday.", "Monday|date|2017-05-29"},
        {"They were planning for the talks on Monday.", "Monday|date|2017-05-29"},
        {"It would be paid on a still unnamed date in July.", "July|date|2017-07"},
        {"They have offered loans through July.", "July|date|2017-07"},
        {"Prices have risen since December.", "December|date|2016-12"},
        {"The court will sit on the 14th.", "the 14th|date|2017-06-14"},
        {"The court sat on the 14th.", "the 14th|date|2017-05-14"},
        {"It will last until at least 2030.", "2030|date|2030"},
        {"They had answered by Friday.", "Friday|date|2017-05-19"},
        {"They must answer by Friday.", "Friday|date|2017-05-26"},
        {"He left for the hastily planned talks on Monday.", "Monday|date|2017-05-22"},
        {"He spoke ahead of Sunday's vote.", "Sunday|date|2017-05-28"},
        {"He spoke of Sunday's vote.", "Sunday|date|2017-05-21"},
        {"The case is heard in June.", "June|date|2017-06"},
        {"They brought it in November.", "November|date|2016-11"},
        {"The year ended Jan. 31 was good.", "The year|duration|P1Y; Jan. 31|date|2017-01-31"},
    };
    check(state, "2017-05-25", cases, COUNT(cases));
}

static void the_order_of_figures(void **state)
{
    static const struct date_case cases[] = {
        {"on 3/4/2017", "3/4/2017|date|2017-04-03"},
        {"on 3/4/2017 and 5/24/2017", "3/4/2017|date|2017-03-04; 5/24/2017|date|2017-05-24"},
        {"on 3/4/2017 and 24/5/2017", "3/4/2017|date|2017-04-03; 24/5/2017|date|2017-05-24"},
    };
    check(state, NULL, cases, COUNT(cases));
}

/* What the text says, and what was inferred from the document's date. */
static void written_and_inferred_are_kept_apart(void **state)
{
    static const struct {
        const char *text, *value, *written;
    } cases[] = {
        {"They met on Friday.", "2017-05-19", "XXXX-WXX-5"},
        {"They met on May 24.", "2017-05-24", "XXXX-05-24"},
        {"They met yesterday.", "2017-05-24", "XXXX-XX-XX"},
        {"They met on May 24, 2017.", "2017-05-24", NULL},
        {"They met for two days.", "P2D", NULL},
        {"They met on Eid al-Fitr.", "2017-06-25", NULL},
    };
    const struct civil_date date = {2017, 5, 25};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct run run = start(&by_default_allocator);
        assert_int_equal(analyse(&run, *state, cases[i].text, &date), BYLINE_OK);
        assert_int_equal(by_mention_count(&run.mentions), 1);
        const struct mention *mention = by_mention_at(&run.mentions, 0);
        assert_string_equal(mention->value, cases[i].value);
        if (cases[i].written == NULL)
            assert_null(mention->written);
        else
            assert_string_equal(mention->written, cases[i].written);
        finish(&run);
    }
}

static void values_at_the_calendar_s_ends(void **state)
{
    static const struct date_case first[] = {
        {"last year", "last year|date|-"},
        {"yesterday", "yesterday|date|-"},
        {"five million years ago", "five million years ago|date|-"},
    };
    static const struct date_case last[] = {
        {"next year", "next year|date|-"},
        {"tomorrow", "tomorrow|date|-"},
        {"They will meet on Monday.", "Monday|date|-"},
    };
    static const struct date_case leap[] = {
        {"on February 29", "February 29|date|2016-02-29"},
        {"on February 29, 2015", "February 29, 2015|date|-"},
    };
    check(state, "0001-01-01", first, COUNT(first));
    check(state, "9999-12-31", last, COUNT(last));
    check(state, "2017-05-25", leap, COUNT(leap));
}

/* ---- What is no date ---- */

static void what_is_no_date(void **state)
{
    static const char *const texts[] = {
        "a 75-year-old man, 75 years old",
        "the annual report, published daily",
        "$5 per year",
        "May said she may go.",
        "They march in step.",
        "2,000 people and 300 cars",
        "more than 1600 soldiers",
        "The novel \"Friday's Child\" sold well.",
        "He read Friday's Child by Auden.",
        "He came second.",
        "The Sunday Times said so.",
        "the CBS programme 60 Minutes",
        "stocks began to fall",
        "the fall of the Berlin Wall",
        "three quarters of the profit",
        "the future of Europe",
        "during peak hours",
        "The score was 3:2.",
        "version 2.10.2017a",
        "at 25:00 or 14 p.m.",
        "on 31/31/2017",
        "Ms April Hope met Gen. March Wvut.",
        "flight 2015 and room 1998",
        "more than 1990 soldiers, over 2022 people",
        "the moment he came, in future elections, at present rates",
        "from the moment the bomb went off, not that long ago",
        "call 1800 555 2010",
        "passport 2882015",
        "The Sun said so.",
        "the quarter-finals",
        "children under 13 years of age, or aged 5 years",
        "workers above the age of 50 years",
        "the Companies (Amendment) Act, 2019, and Act No. 23 of 1992",
        "By law no. 132 of 2022 and Law No. (10) of 2021 it is so.",
        "It made 26,780 terawatt-hours.",
        "The coach said that the second half was bad.",
        "Q1: Thank you for your time.",
        "He told the Sun that he was well.",
        "Thousands march in the capital.",
        "They won 3-1, and 21-15 in the other game.",
        "A 65-year-old who is not 12 years old",
        "the Winter Games",
        "The goal came in the second half.",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct date_case none = {texts[i], ""};
        check(state, "2017-05-25", &none, 1);
    }
}

/* ---- Hostile input ---- */

/* Each is repeated to a hundred thousand tokens or so: time must stay linear, the stack flat. */
static void repetition_is_linear(void **state)
{
    static const char *const pieces[] = {
        "Monday night ",
        "the first half of ",
        "hundred ",
        "May 24-",
        "5 p.m. Monday night ",
        "two years and ",
        "tonight ",
        "2009-10-",
        "about ",
        "the end of the early ",
        "first week of the ",
        "Monday ",
        "1.",
        "'90",
        "every ",
        "last year's third ",
        "twenty nineteen ",
        "24/05/2017",
        "7:",
        "a year and a half or two ",
        "first Friday of ",
        "on the 27th of ",
        "Thursday the 2nd ",
        "3/4/2017 ",
        "3/4/",
        "Q1 FY09 ",
        "A.D. 5th century ",
        "from Monday to ",
        "next week Monday ",
        "May 3, 4, ",
        "first and second ",
        "FY2017-",
        "the fiscal second quarter ended Sept. 30 ",
        "5 p.m. to 6 p.m. on ",
        "Easter week of ",
    };
    for (size_t i = 0; i < COUNT(pieces); i++) {
        const size_t repeats = 50000;
        size_t length = strlen(pieces[i]);
        char *text = malloc(length * repeats + 1);
        assert_non_null(text);
        for (size_t j = 0; j < repeats; j++)
            memcpy(text + j * length, pieces[i], length + 1);
        struct run run = start(&by_default_allocator);
        struct civil_date date = {2017, 5, 25};
        assert_int_equal(analyse(&run, *state, text, &date), BYLINE_OK);
        finish(&run);
        free(text);
    }
}

/* An allocator that fails from its nth call on, and counts what is not given back. */
struct failing {
    size_t left, blocks;
};

static void *failing_allocate(void *context, size_t size)
{
    struct failing *failing = context;
    if (failing->left == 0)
        return NULL;
    failing->left--;
    failing->blocks++;
    return malloc(size);
}

static void *failing_resize(void *context, void *block, size_t old_size, size_t size)
{
    struct failing *failing = context;
    (void)old_size;
    if (failing->left == 0)
        return NULL;
    failing->left--;
    return realloc(block, size);
}

static void failing_release(void *context, void *block, size_t size)
{
    struct failing *failing = context;
    (void)size;
    failing->blocks--;
    free(block);
}

static void every_allocation_may_fail(void **state)
{
    static const char text[] = "They met on May 24-25, at 14:30 on 24/05/2017 and two days later.";
    struct civil_date date = {2017, 5, 25};
    byline_status status = BYLINE_ERROR_MEMORY;
    (void)state;
    for (size_t limit = 0; status != BYLINE_OK; limit++) {
        struct failing failing = {.left = limit};
        byline_allocator allocator = {failing_allocate, failing_resize, failing_release, &failing};
        struct date_patterns *patterns;
        byline_error error;
        status = by_date_patterns_open(&allocator, &patterns, &error);
        assert_int_equal(error.code, status);
        if (status == BYLINE_OK) {
            struct run run = start(&allocator);
            status = analyse(&run, patterns, text, &date);
            if (status == BYLINE_OK)
                assert_int_equal(by_mention_count(&run.mentions), 4);
            finish(&run);
        } else {
            assert_null(patterns);
        }
        assert_true(status == BYLINE_OK || status == BYLINE_ERROR_MEMORY);
        by_date_patterns_close(patterns);
        assert_int_equal(failing.blocks, 0);
        assert_true(limit < 10000);
    }
}

static int open_patterns(void **state)
{
    struct date_patterns *patterns;
    if (by_date_patterns_open(&by_default_allocator, &patterns, NULL) != BYLINE_OK)
        return -1;
    *state = patterns;
    return 0;
}

static int close_patterns(void **state)
{
    by_date_patterns_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_years_stay_open),
        cmocka_unit_test(calendar_dates),
        cmocka_unit_test(dates_in_figures),
        cmocka_unit_test(durations_and_sets),
        cmocka_unit_test(references),
        cmocka_unit_test(days_near_the_document),
        cmocka_unit_test(longer_stretches_near_the_document),
        cmocka_unit_test(days_by_their_place),
        cmocka_unit_test(codes_and_eras),
        cmocka_unit_test(holidays_of_other_calendars),
        cmocka_unit_test(what_was_said_before),
        cmocka_unit_test(ranges_and_lists),
        cmocka_unit_test(times_and_zones),
        cmocka_unit_test(weekends_of_holidays),
        cmocka_unit_test(company_reports),
        cmocka_unit_test(the_tense_decides),
        cmocka_unit_test(the_order_of_figures),
        cmocka_unit_test(written_and_inferred_are_kept_apart),
        cmocka_unit_test(values_at_the_calendar_s_ends),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(repetition_is_linear),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("dates", tests, open_patterns, close_patterns);
}
