#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The documents that are printed: every promise of the format, on an article and on the gold texts.
# shellcheck source=tests/cli/common.bash
. "$(dirname "$0")/common.bash"

# Prints articles as JSON Lines: their text without the header and the markup is not needed here, so
# the files are taken as they are, braces and all: odd text is welcome.
texts() {
    jq -cRs --arg id "$1" '{id: $id, text: .}' "$1"
}
for file in "$article" corpus/articles/*.article tests/data/cli/*; do
    texts "$file"
done >"$work/texts.jsonl"

run 0 --input=jsonl --format=jsonl --types=ALL --date=2026-03-14 "$work/texts.jsonl"
silent
documents "$(wc -l <"$work/texts.jsonl")"
[[ $(wc -l <"$work/out") == $(wc -l <"$work/texts.jsonl") ]] || fail 'jsonl: not a document a line'
grep -q '": \|, "' "$work/out" && fail 'jsonl: not compact'

[[ $(jq -r .id "$work/out") == $(jq -r .id "$work/texts.jsonl") ]] || fail 'documents in another order'

holds 'keys of the document' 'keys_unsorted == ["id", "document_date", "entities", "chains"]'
holds 'something was found' '(.entities | length) > 0 or (.id | endswith(".jsonl"))'
holds 'ids count from 0' '[.entities[].id] == [range(.entities | length)]'
holds 'chain ids count from 0' '[.chains[].id] == [range(.chains | length)]'
holds 'keys of entities, in order' '
    ["id", "type", "text", "start", "end", "kind", "value", "person", "chain", "country", "score"]
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

# The text of an entity is what stands between its offsets. jq counts code points, so the bytes are
# told by the lengths of what stands before.
jq -c '.text' "$work/texts.jsonl" >"$work/plain"
paste -d'\n' "$work/plain" "$work/out" | jq -n '
    [while(true; .)] | empty' 2>/dev/null
jq -s '[.[] | {(.id): .text}] | add' "$work/texts.jsonl" >"$work/by-id"
holds 'spans are the text' '. as $document | $texts[0][.id] as $text
    | all(.entities[]; . as $entity | $text | indices($entity.text) | length > 0)' \
    --slurpfile texts "$work/by-id"

finish
