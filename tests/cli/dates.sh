#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# What tells the dates of a text: options, lines, the text itself, and never the clock.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# values EXPECTED ARGUMENT...: the values of the dates in this input.
values() {
    local expected=$1
    shift
    run 0 --types=DATE "$@"
    holds "byline $*: $expected" '[.entities[].value] | join(" ") == $expected' --arg expected "$expected"
}

# ---- Figures: the text tells, and else the option ----

figures='It opened on 3/4/2017.'
values 2017-04-03 <<<"$figures"
values 2017-04-03 --date-order=dmy <<<"$figures"
values 2017-03-04 --date-order=mdy <<<"$figures"
values '2017-03-04 2017-05-24' --date-order=dmy <<<'It opened on 3/4/2017 and closed on 5/24/2017.'
values '2017-04-03 2017-05-24' --date-order=mdy <<<'It opened on 3/4/2017 and closed on 24/5/2017.'
values 2017-05-24 --date-order=mdy <<<'It closed on 24/5/2017.'
values '2022-12-03 2022-12-02' --date-order=mdy <<<$'Updated: 12/03/2022\n\nThey left yesterday.'

# ---- The document's date: given, found, or left unknown ----

stamped=$'Updated: 2022-03-12\n\nThey left yesterday.'
values '2022-03-12 2022-03-11' <<<"$stamped"
holds 'the source of a date that was found' '.document_date_source == "stamp"'
values '2022-03-12 2026-03-13' --date=2026-03-14 <<<"$stamped"
holds 'a date that was given' '.document_date == "2026-03-14"'
values '2022-03-12 XXXX-XX-XX' --date=none <<<"$stamped"
holds 'a date that stays unknown' '.document_date == null and has("document_date_source") == false'
values '2022-03-12 2026-03-13' --date=none --date=2026-03-14 <<<"$stamped"
values '2022-03-12 XXXX-XX-XX' --date=2026-03-14 --date=none <<<"$stamped"

# A line's own date stands before the option.
jq -cn --arg text "$stamped" '{$text, document_date: "2020-02-02"}' >"$work/line.jsonl"
values '2022-03-12 2020-02-01' --input=jsonl --date=none "$work/line.jsonl"

# ---- Never the clock, the zone or the locale ----

: "${FAKE_CLOCK:?the library that fakes the clock}"
# A sanitizer would rather be loaded first; it need not be.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
on_day() {
    local seconds=$1
    shift
    FAKE_CLOCK_SECONDS=$seconds LD_PRELOAD=$FAKE_CLOCK "$@"
}
[[ $(on_day 1000000000 date -u +%F) == 2001-09-09 ]] || fail 'the clock is not faked'

echo $'Updated 2 hours ago\n\nThey met on Friday, last week and in May; now they wait until the 14th.' >"$work/relative.txt"
for input in "$article" "$work/relative.txt" "$work/line.jsonl"; do
    format=text
    [[ $input == *.jsonl ]] && format=jsonl
    "$BYLINE" --types=ALL --input=$format "$input" >"$work/now"
    for seconds in 0 1000000000 4102444800; do
        on_day $seconds "$BYLINE" --types=ALL --input=$format "$input" >"$work/then" 2>"$work/err"
        cmp -s "$work/now" "$work/then" || fail "$input at second $seconds: other output"
    done
    TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 "$BYLINE" --types=ALL --input=$format "$input" >"$work/there"
    cmp -s "$work/now" "$work/there" || fail "$input in another zone and locale: other output"
done

finish
