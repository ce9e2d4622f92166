#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# byline eval: its tables, the forms of gold, and gold that is wrong. tests/test_evaluate.c counts.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

gold=tests/data/cli/gold.jsonl
predicted=tests/data/cli/predicted.jsonl

prints() {
    diff -u --label expected --label printed "tests/data/cli/$1" "$work/out" || fail "another table: $1"
}
run 0 eval --predicted="$predicted" --by=region --errors=4 "$gold"
silent
prints exact.table
run 0 eval --predicted="$predicted" --relaxed --errors=99 "$gold"
prints relaxed.table
run 0 eval --predicted="$predicted" --only=date,RANK "$gold"
prints only.table

# The tagger's own output scores as the tagger does, but for what the output does not hold.
run 0 eval "$gold"
silent
grep -q '^ALL ' "$work/out" || fail 'no row for all'
grep -q '^token edges ' "$work/out" || fail 'no row for the edges of tokens'
grep -v '^token edges\|^sentence boundaries' "$work/out" >"$work/expected"
"$BYLINE" --types=ALL --input=jsonl --format=jsonl "$gold" >"$work/output.jsonl"
run 0 eval --predicted="$work/output.jsonl" "$gold"
cmp -s "$work/expected" "$work/out" || fail '--predicted: another score for the same output'

# Gold has sentences: their boundaries are scored.
jq -c 'select(.id == "a") | .sentences = [[0, 44], [45, 53], [54, 66]]' "$gold" >"$work/sentences.jsonl"
run 0 eval "$work/sentences.jsonl"
grep -q '^sentence boundaries  *P ' "$work/out" || fail 'no row for the boundaries of sentences'

# An article, a folder of them, and several at once; with a folder, keys of the header group.
mkdir "$work/folder"
cp tests/data/cli/border.article "$work/folder/"
sed 's/^id: .*/id: other/; s/^country: VN/country: KH/' tests/data/cli/border.article >"$work/folder/other.article"
echo 'not an article' >"$work/folder/notes.txt"
total() {
    sed -nE 's/^ALL .* gold ([0-9]+) .*/\1/p' "$work/out"
}
run 0 eval tests/data/cli/border.article
once=$(total)
run 0 eval "$work/folder"
[[ $(total) == $((2 * once)) ]] || fail "a folder of two articles has $(total) entities, one $once"
run 0 eval --by=country "$work/folder" "$gold"
[[ $(grep -oE '^country=[A-Z]*' "$work/out" | paste -sd' ') == 'country= country=KH country=VN' ]] ||
    fail '--by: a key of the header'
# An article of several values is in the row of each.
sed -i 's/^hard:.*/hard: initials; lists of names/' "$work/folder/other.article"
run 0 eval --by=hard "$work/folder"
[[ $(grep -oE '^hard=.* P ' "$work/out" | sed 's/ *P $//' | paste -sd,) == 'hard=,hard=initials,hard=lists of names' ]] ||
    fail '--by: several values'
[[ $(grep -c "^hard=.* gold $once " "$work/out") == 3 ]] || fail '--by: an article is not whole in each row'
run 0 eval corpus
silent

# Gold that is wrong is named, with line and column, and nothing is scored.
wrong() {
    run 1 eval "$1"
    prints_nothing
    says "byline: $2"
}
cp -r "$work/folder" "$work/bad"
sed -i 's/{DATE 2026-03-14.2026-03-15 date|/{DATE 2026-03-14 day|/' "$work/bad/other.article"
wrong "$work/bad" "$work/bad/other.article:6:297: not an attribute of its type: 'day'"
rm "$work/folder/"*.article
wrong "$work/folder" "$work/folder: no file in it ends in .article"
wrong "$work/none.jsonl" "$work/none.jsonl: No such file or directory"
bad_line() {
    printf '%s\n' '{"id": "x", "entities": []}' "$1" >"$work/bad.jsonl"
    wrong "$work/bad.jsonl" "$2"
}
bad_line '{"id": "x", "entities": []}' "the id 'x' stands twice"
bad_line '[]' "$work/bad.jsonl:2: not a JSON object"
bad_line '{"entities": []}' "$work/bad.jsonl:2: no \"id\""
bad_line '{"id": "a"}' "$work/bad.jsonl:2: no \"entities\""
bad_line '{"id": "a", "entities": 3}' "$work/bad.jsonl:2: entities[0]: a list was expected"
bad_line '{"id": "a", "entities": [{"type": "CITY", "start": 0, "end": 1}]}' \
    "$work/bad.jsonl:2: entities[0]: no known type"
bad_line '{"id": "a", "entities": [{"type": "DATE", "start": 3, "end": 3}]}' \
    "$work/bad.jsonl:2: entities[0]: no start before an end"
bad_line '{"id": "a", "text": "é", "entities": [{"type": "DATE", "start": 0, "end": 3}]}' \
    "$work/bad.jsonl:2: entities[0]: it ends after the text"
bad_line '{"id": "a", "entities": [], "layers": ["DATE", "CITY"]}' \
    "$work/bad.jsonl:2: layers[1]: no known type"
bad_line '{"id": "a", "entities": [], "offsets": "utf16"}' \
    "$work/bad.jsonl:2: its offsets are not in bytes"

# Without its text gold can score an output, but not the tagger.
echo '{"id": "x", "entities": []}' >"$work/bare.jsonl"
wrong "$work/bare.jsonl" 'x: gold without text needs --predicted'
run 0 eval --predicted="$predicted" "$work/bare.jsonl"
grep -qx 'documents missing from the predictions: 1 of 1' "$work/out" || fail 'no word of a missing document'

# A date that is not in the calendar is the gold's mistake.
echo '{"id": "x", "text": "Mr Kato", "document_date": "2026-02-30", "entities": []}' >"$work/date.jsonl"
run 1 eval "$work/date.jsonl"
grep -q "^byline: x: '2026-02-30'" "$work/err" || fail 'a date that is not in the calendar'

finish
