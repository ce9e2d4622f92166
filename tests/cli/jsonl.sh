#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# JSON Lines in and out, with lines that are wrong among those that are right.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# Ids, dates, and what escapes stand for, through and back.
cat >"$work/good.jsonl" <<'END'
{"id": "a \"é\" \\ \u0001 \u0000 😀", "text": "Mr Kato left yesterday.", "document_date": "2026-03-14"}

{"id": 17, "text": "Mr\u0000 Kato left yesterday.", "other": [{"text": 1}]}
   
{"text": "Gen. L\u00ea V\u0103n Ba \ud83d\ude00 left.\nMr Kato stayed.", "document_date": null, "id": null}
END
printf '{"text": ""}' >>"$work/good.jsonl"
run 0 --input=jsonl --format=jsonl "$work/good.jsonl"
silent
documents 4
[[ $(wc -l <"$work/out") == 4 ]] || fail 'not a document a line'
jq -cs 'map(.id)' "$work/out" | cmp -s - <(
    jq -cn --arg file "$work/good.jsonl" \
        '["a \"é\" \\ \u0001 \u0000 😀", 17, "\($file):5", "\($file):6"]'
) || fail 'other ids'
jq -cs 'map(.document_date)' "$work/out" | grep -qxF '["2026-03-14",null,null,null]' || fail 'other dates'
jq -cs 'map([.entities[] | select(.type == "PERSON") | [.text, .start]])' "$work/out" |
    grep -qxF '[[["Kato",3]],[["Kato",4]],[["Lê Văn Ba",5],["Kato",31]],[]]' || fail 'other people'
jq -es '.[0].entities[-1].value == "2026-03-13"' "$work/out" >/dev/null || fail 'the date of the line'

# The date of the command line is for lines without one.
run 0 --input=jsonl --format=jsonl --date=2020-01-01 "$work/good.jsonl"
jq -cs 'map(.document_date)' "$work/out" |
    grep -qxF '["2026-03-14","2020-01-01","2020-01-01","2020-01-01"]' || fail '--date beside dates of lines'

# Line by line from standard input, as json too.
run 0 --input=jsonl <"$work/good.jsonl"
documents 4
[[ $(jq -r .id "$work/out" | tail -n 1) == -:6 ]] || fail 'the id of a line of standard input'

# A byte-order mark, and lines that end as on Windows.
printf '\xEF\xBB\xBF{"id": 1, "text": "Mr Kato"}\r\n\r\n{"id": 2, "text": "Mr Kato"}\r\n' >"$work/windows.jsonl"
run 0 --input=jsonl "$work/windows.jsonl"
silent
documents 2

# What is wrong is named by its line; the others are printed.
{
    echo '{"id": 1, "text": "Mr Kato"}'
    echo 'Mr Kato'
    echo '["text"]'
    echo '{"id": 2}'
    echo '{"id": 3, "text": ["Mr Kato"]}'
    echo '{"id": 4.5, "text": "Mr Kato"}'
    echo '{"id": 5, "text": "Mr Kato", "document_date": 20260314}'
    echo '{"id": 6, "text": "Mr Kato", "document_date": "2026-02-30"}'
    echo '{"id": 7, "text": "Mr Kato'
    echo '{"id": 8, "text": "Mr Kato"} {}'
    printf '{"id": 9, "text": "Mr Kato \xFF"}\n'
    echo '{"id": 10, "text": "\ud800"}'
    echo '{"id": 11, "text": "Mr Kato"}'
} >"$work/bad.jsonl"
run 1 --input=jsonl --format=jsonl "$work/bad.jsonl"
[[ $(jq -c 'select(.error | not).id' "$work/out" | paste -sd' ') == '1 11' ]] || fail 'not the two good lines'
sed "s|^byline: $work/bad.jsonl:||" "$work/err" | cut -d: -f1 | paste -sd' ' |
    grep -qx '2 3 4 5 6 7 8 9 10 11 12' || fail 'not each bad line, once'
line_says() {
    grep -qF "byline: $work/bad.jsonl:$1: $2" "$work/err" || fail "line $1 does not say: $2"
}
line_says 2 'not JSON: byte 2: '
line_says 3 'not a JSON object'
line_says 4 'no "text"'
line_says 5 '"text" is not a string'
line_says 6 '"id" is neither a string nor an integer'
line_says 7 '"document_date" is not a string'
line_says 8 "'2026-02-30'"
line_says 9 'not JSON: '

# An error stands where the document would: one line for each line, with its id where it has one.
jq -c '[.id, (.error | type)]' "$work/out" | diff - <(
    echo '[1,"null"]'
    for line in 2 3; do echo "[\"$work/bad.jsonl:$line\",\"string\"]"; done
    printf '%s\n' '[2,"string"]' '[3,"string"]' "[\"$work/bad.jsonl:6\",\"string\"]" '[5,"string"]' '[6,"string"]'
    for line in 9 10 11 12; do echo "[\"$work/bad.jsonl:$line\",\"string\"]"; done
    echo '[11,"null"]'
) || fail 'not an error in the place of each bad line'
[[ $(grep -c '^{"error":"' "$work/out") == 11 ]] || fail 'errors are not found by their first bytes'
run 1 --input=jsonl "$work/bad.jsonl"
documents 2

# Lists within lists do not exhaust the stack.
{
    printf '{"id": 1, "other": '
    head -c 1000000 /dev/zero | tr '\0' '['
    echo
    echo '{"id": 2, "text": "Mr Kato"}'
} >"$work/deep.jsonl"
run 1 --input=jsonl --format=jsonl "$work/deep.jsonl"
documents 2

# What is printed can be read again: tagging its own output's texts changes nothing.
jq -c '{id, text: "Mr Kato met Gen. Lee."}' "$work/out" >"$work/again.jsonl"
run 0 --input=jsonl --format=jsonl "$work/again.jsonl"
cp "$work/out" "$work/first"
run 0 --input=jsonl --format=jsonl - <"$work/again.jsonl"
cmp -s "$work/first" "$work/out" || fail 'the same lines give other documents'

# A file that is missing, or that is no file.
run 1 --input=jsonl --format=jsonl "$work/none" /dev/null "$work/again.jsonl"
documents 3
says "byline: $work/none: No such file or directory"

# A file is read as JSON Lines for its name too, unless it is said to be a text.
run 0 --format=jsonl "$work/again.jsonl"
documents 2
run 0 --format=jsonl --input=text "$work/again.jsonl"
documents 1

# What a message quotes of a line is UTF-8, even where it is cut off in a character.
printf '{"text": éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé%s\n' \
    'ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé' >"$work/cut.jsonl"
run 1 --format=jsonl "$work/cut.jsonl"
iconv -f UTF-8 -t UTF-8 "$work/out" >/dev/null || fail 'an error that is not UTF-8'

finish
