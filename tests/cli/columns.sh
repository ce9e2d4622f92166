#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# byline eval on gold in columns: three schemes of tags, names of types, and lines that are wrong.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# predict FILE: prints what finds all that FILE annotates, with every text as it was tagged.
predict() {
    jq -nc --arg file "$1" '
        def entity(type; start; text): {type: type, start: start,
            end: (start + (text | utf8bytelength)), text: text};
        {id: "\($file):1", entities: [entity("PERSON"; 0; "Lê Van Ba"), entity("PERSON"; 15; "Ann"),
            entity("PERSON"; 19; "Bob"), entity("PLACE"; 26; "Hue"), entity("PLACE"; 32; "Hue"),
            entity("DATE"; 42; "May 3")]},
        {id: "\($file):2", entities: [entity("ORGANISATION"; 0; "Acme")]}'
}

for scheme in bio iob conll; do
    gold=tests/data/cli/columns.$scheme
    predict "$gold" >"$work/predicted.jsonl"
    run 0 eval --map=MONTH=DATE --predicted="$work/predicted.jsonl" --errors=9 "$gold"
    silent
    grep -q '^ALL  *P 100.00  R 100.00  F1 100.00  * gold 7 ' "$work/out" || {
        fail "$scheme: not read as it should be"
        cat "$work/out"
    }
    grep -q '^PERSON .* gold 3 ' "$work/out" || fail "$scheme: PER is not PERSON"
done

# The tagger gets the tokens with spaces between them, and sentences that are known.
run 0 eval --map=MONTH=DATE tests/data/cli/columns.bio
silent
grep -q '^sentence boundaries ' "$work/out" || fail 'no row for the boundaries of sentences'

# A type that is mapped to nothing is left out; the last map of a type counts.
run 0 eval --map=MONTH=DATE --map=MONTH= --map=LOC= tests/data/cli/columns.bio
grep -q '^ALL .* gold 4 ' "$work/out" || fail '--map=LOC=: not left out'
grep -q '^\(PLACE\|DATE\) ' "$work/out" && fail '--map=LOC=: still counted'
run 1 eval tests/data/cli/columns.bio
prints_nothing
says "byline: tests/data/cli/columns.bio:15: unknown type 'MONTH': say --map=MONTH=TYPE"

# A file that does not say where documents begin has one for each 100 sentences.
for ((i = 0; i < 250; i++)); do printf 'Hue B-LOC\r\n\r\n'; done >"$work/long.bio"
jq -nc --arg file "$work/long.bio" 'range(1; 4) | {id: "\($file):\(.)", entities: []}' >"$work/none.jsonl"
run 0 eval --predicted="$work/none.jsonl" "$work/long.bio"
grep -q 'missing' "$work/out" && fail 'not three documents of at most 100 sentences'
grep -q '^PLACE .* gold 250 ' "$work/out" || fail 'sentences are lost'

# wrong LINE MESSAGE: the line, the second of a file, is refused.
wrong() {
    printf 'Hue B-LOC\n%s\n' "$1" >"$work/bad.conll"
    run 1 eval "$work/bad.conll"
    prints_nothing
    says "byline: $work/bad.conll:2: $2"
}
wrong Hanoi 'not a token and, last on the line, its tag'
wrong ' B-LOC' 'not a token and, last on the line, its tag'
for tag in LOC B- U-LOC o BLOC; do
    wrong "Hanoi NNP $tag" "'$tag' is no tag: not O, nor B- I- E- S- and a type"
done
run 1 eval "$work/none.conll"
says "byline: $work/none.conll: No such file or directory"
: >"$work/empty.conll"
run 0 eval "$work/empty.conll"

finish
