#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Which types are found.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

text='Russian President Ivan Petrov gave the United Nations $5 million in Paris on May 3.'
found() {
    run 0 "$@" <<<"$text"
    silent
    jq -r '[.entities[].type] | unique | join(" ")' "$work/out"
}
expect() {
    local types=$1 got
    shift
    got=$(found "$@")
    [[ $got == "$types" ]] || fail "byline $*: found $got, not $types"
}
default='DATE ORGANISATION PERSON PLACE RANK'
expect "$default"
expect "$default" --types=PERSON,RANK,ORGANISATION,PLACE,DATE
expect "$default" --types=date,Place,organisation,RaNk,person,date
expect DATE --types=DATE
expect 'DATE MONEY' --types=MONEY,DATE
expect PLACE --types=PLACE
expect RANK --types=RANK
all=$(found --types=ALL)
for type in $default MONEY; do
    [[ " $all " == *" $type "* ]] || fail "--types=ALL: no $type"
done
expect "$all" --types=all,DATE

# What links to a type that was not asked for is left out.
run 0 --types=RANK <<<"$text"
holds 'a rank alone' '.chains == [] and all(.entities[]; has("person") == false)'

# The types asked for do not change what is found of them.
for type in PERSON RANK ORGANISATION PLACE DATE GROUP MONEY MISC; do
    "$BYLINE" --types=$type "$article" | jq -c '.entities[] | [.text, .start]' >"$work/alone"
    "$BYLINE" --types=ALL "$article" |
        jq -c --arg type $type '.entities[] | select(.type == $type) | [.text, .start]' >"$work/among"
    cmp -s "$work/alone" "$work/among" || fail "$type: found otherwise alone than among all"
done

finish
