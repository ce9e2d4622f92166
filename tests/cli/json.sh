#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The documents that are printed: every promise of the format, on an article and on the gold texts.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# The annotated articles are read with their markup: odd text is welcome here.
for file in "$article" corpus/*/*.article; do
    jq -cRs --arg id "$file" '{id: $id, text: .}' "$file"
done >"$work/texts.jsonl"

run 0 --input=jsonl --format=jsonl --types=ALL --date=2026-03-14 "$work/texts.jsonl"
silent
documents "$(wc -l <"$work/texts.jsonl")"
[[ $(wc -l <"$work/out") == $(wc -l <"$work/texts.jsonl") ]] || fail 'jsonl: not a document a line'
head -n 1 "$work/out" | grep -q '^{"id":"[^"]*","document_date":"2026-03-14","entities":\[{"id":0,"type":"' ||
    fail 'jsonl: not compact'

[[ $(jq -r .id "$work/out") == $(jq -r .id "$work/texts.jsonl") ]] || fail 'documents in another order'

holds 'keys of the document' 'keys_unsorted == ["id", "document_date", "entities", "chains"]'
holds 'something was found' '(.entities | length) > 5 and (.chains | length) > 1'
holds 'ids count from 0' '[.entities[].id] == [range(.entities | length)]'
holds 'chain ids count from 0' '[.chains[].id] == [range(.chains | length)]'
holds 'keys of entities, in order' '
    ["id", "type", "text", "start", "end", "kind", "value", "written", "person", "chain", "country", "score"]
    as $order | all(.entities[]; keys_unsorted as $keys
        | $keys == [$order[] | select(. as $key | $keys | index($key))]
        and (["id", "type", "text", "start", "end", "score"] - $keys == []))'
holds 'nothing is null' 'all(.entities[], .chains[]; all(.[]; . != null))'
holds 'order of entities' '
    [.entities[] | [.start, -.end]] as $order | $order == ($order | sort)'
holds 'scores are probabilities' 'all(.entities[].score; . >= 0 and . <= 1)'
holds 'kinds' 'all(.entities[]; has("kind") == false or (.type == "RANK" or .type == "DATE"))'
holds 'values' 'all(.entities[]; has("value") == false or .type == "DATE")'
holds 'countries' 'all(.entities[]; has("country") == false or
    (.type == "PLACE" and (.country | test("^[A-Z]{2}$"))))'
holds 'ranks lead to people' '. as $document | all(.entities[]; has("person") == false or
    (.type == "RANK" and $document.entities[.person].type == "PERSON"))'
holds 'entities and chains agree' '. as $document
    | all(.entities[] | select(has("chain")); .id as $id
        | $document.chains[.chain] as $chain | $chain.type == .type and ($chain.mentions | index($id)) != null)
    and all(.chains[]; .id as $id | .mentions != [] and .mentions == (.mentions | sort)
        and all(.mentions[]; $document.entities[.].chain == $id))'
holds 'ranks of chains' '. as $document | all(.chains[]; has("ranks") == false or
    (.type == "PERSON" and .ranks == (.ranks | reduce .[] as $rank ([]; if index($rank) then . else . + [$rank] end))
    and (. as $chain | [$document.entities[] | select(.type == "RANK" and has("person"))
        | select($document.entities[.person].chain == $chain.id).text] | unique == ($chain.ranks | unique))))'

# Each entity is the very bytes between its offsets.
run 0 --types=ALL "$article"
while IFS=$'\t' read -r start end text; do
    [[ $(tail -c "+$((start + 1))" "$article" | head -c "$((end - start))") == "$text" ]] ||
        fail "bytes $start to $end are not '$text'"
done < <(jq -r '.entities[] | [.start, .end, .text] | @tsv' "$work/out")

# --format=json lays the same out with an entity a line.
jq -c . "$work/out" >"$work/compact"
"$BYLINE" --types=ALL --format=jsonl "$article" | jq -c . | cmp -s - "$work/compact" ||
    fail 'json and jsonl are not the same document'
lines=$(wc -l <"$work/out")
expected=$(jq '3 + (.entities | length) + (.chains | length)' "$work/out")
((lines == expected)) || fail "json: $lines lines, not $expected"
head -n 1 "$work/out" | grep -qxF "{\"id\": \"$article\", \"document_date\": null," || fail 'json: first line'
sed -n 2p "$work/out" | grep -qxF ' "entities": [' || fail 'json: second line'
sed -n 3p "$work/out" | grep -qE '^  \{"id": 0, "type": "[A-Z]+", "text": ".*\},$' || fail 'json: third line'

# Scores have four digits that count, at most.
grep -oE '"score": [^}]*' "$work/out" | grep -vE '^"score": (0|1)(\.[0-9]{1,4})?$|^"score": 0\.0+[0-9]{1,4}$' &&
    fail 'a score with too many digits'

finish
