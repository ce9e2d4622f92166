#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Each format says the same as the JSON of the same texts: ranks that hold entities, entities over
# several lines, letters of many bytes, control characters, text that tries to act as markup.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

texts=$work/texts.jsonl
cp tests/formats/texts.jsonl "$texts"
jq -cRs --arg id "$article" '{id: $id, text: ., document_date: "2026-03-14"}' "$article" >>"$texts"
for file in corpus/*/*.article; do
    jq -cRs --arg id "$file" 'split("\n\n")[1:] | join("\n\n") | gsub("\\{[A-Z]+[^|{}]*\\|"; "") | gsub("[{}]"; "")
        | {id: $id, text: .}' "$file"
done | sed -n 1~8p >>"$texts"

tag_in() {
    "$BYLINE" --input=jsonl --format=jsonl --types=ALL --offsets="$1" "$texts" >"$work/$1.jsonl"
}
tag_in codepoint
tag_in byte
tag_in utf16
jq -es 'any(.[].entities[]; .text | test("\n"))
    and any(.[]; .entities as $all | any($all[]; . as $outer | $outer.type == "RANK"
        and any($all[]; .id != $outer.id and .start >= $outer.start and .end <= $outer.end)))' \
    "$work/byte.jsonl" >/dev/null || fail 'no entity over several lines, or none in a rank'

# check FORMAT UNIT OUTPUT...: the outputs say what the documents say.
check() {
    python3 tests/formats/check.py "$1" "$texts" "$work/$2.jsonl" "${@:3}" || fail "$1 is not as it should be"
}

for unit in byte codepoint utf16; do
    run 0 --input=jsonl --format=tsv --types=ALL --offsets=$unit "$texts"
    silent
    check tsv $unit "$work/out"
done

run 0 --input=jsonl --format=conll --types=ALL "$texts"
check conll codepoint "$work/out"
# The program reads it back.
cp "$work/out" "$work/own.conll"
run 0 eval "$work/own.conll"
grep -q '^ALL ' "$work/out" || fail 'byline eval does not read what --format=conll prints'

# A file that holds one text has one in brat's form; a second is refused.
count=0
outputs=()
while IFS= read -r line; do
    count=$((count + 1))
    outputs+=("$work/$count.ann")
    "$BYLINE" --input=jsonl --format=brat --types=ALL <<<"$line" >"$work/$count.ann" || fail "brat: text $count"
done <"$texts"
check brat codepoint "${outputs[@]}"
run 1 --format=brat -o "$work/two.ann" "$article" "$article"
says 'byline: --format=brat is of one document: run byline once for each'
[[ ! -e $work/two.ann && ! -e $work/two.ann.part ]] || fail 'brat: a file of two documents'

# The others have a place for a text that failed.
{
    cat "$texts"
    echo '{"text": 1}'
} >"$work/with-failure.jsonl"
ln -s "$work/with-failure.jsonl" "$work/formats"
for format in xml html; do
    (cd "$work" && "$BYLINE" --input=jsonl --format=$format --types=ALL formats >"$work/$format" 2>"$work/err")
    [[ $? == 1 ]] || fail "$format: exit status"
    sed -i 's/formats:[0-9]*/formats:last/' "$work/$format"
    check $format codepoint "$work/$format"
done
run 0 --format=html /dev/null
grep -q '</html>' "$work/out" || fail 'html: no end'

# Colours are for terminals, unless NO_COLOR says otherwise.
run 0 --input=jsonl --format=text --types=ALL "$texts"
cp "$work/out" "$work/plain"
grep -q $'\033' "$work/plain" && fail 'text: colours in a pipe'
on_terminal() {
    env -u NO_COLOR TERM=xterm "$@" script -qec "'$BYLINE' --input=jsonl --format=text --types=ALL '$texts'" /dev/null \
        </dev/null >"$work/screen" 2>&1
}
on_terminal
grep -q $'\033' "$work/screen" || fail 'text: no colours on a terminal'
check text codepoint "$work/plain" "$work/screen"
for setting in NO_COLOR=1 TERM=dumb; do
    on_terminal $setting
    tr -d '\r' <"$work/screen" | cmp -s - "$work/plain" || fail "text: $setting is not heeded"
done
on_terminal NO_COLOR=
grep -q $'\033' "$work/screen" || fail 'text: an empty NO_COLOR takes the colours away'

# Bytes that are not UTF-8 become U+FFFD, and the output is UTF-8 in every format.
for format in tsv conll brat xml text html; do
    run 0 --invalid=replace --format=$format <<<$'Mr Ka\xFFto and Gen. L\xEA Van Ba \xC3 met in Tokyo.'
    iconv -f UTF-8 -t UTF-8 "$work/out" >/dev/null 2>&1 || fail "$format: not UTF-8"
    grep -q 'Tokyo' "$work/out" || fail "$format: text is lost"
    run 0 --format=$format /dev/null
done

# Several threads give the same bytes.
for format in tsv conll xml text html; do
    run 0 --input=jsonl --format=$format "$texts"
    "$BYLINE" -j 3 --input=jsonl --format=$format "$texts" | cmp -s - "$work/out" || fail "$format: threads"
done

for format in conll brat xml text html; do
    run 2 --format=$format --offsets=utf16 "$article"
    says 'byline: --offsets goes with --format=json, jsonl and tsv alone' "Try 'byline --help'."
done

finish
