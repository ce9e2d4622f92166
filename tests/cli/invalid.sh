#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Bytes that are not UTF-8.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

printf 'Mr Kato\xFF \xC3\xA9 \xE2\x82 met Gen. Lee.' >"$work/bad.txt"

for policy in '' --invalid=error; do
    run 1 ${policy:+$policy} "$work/bad.txt" "$article"
    documents 1
    says "byline: $work/bad.txt: invalid UTF-8 at byte 7 (0xFF)"
done

# Offsets are of the bytes that the file holds.
run 0 --invalid=replace "$work/bad.txt"
silent
holds 'people' '[.entities[] | select(.type == "PERSON") | .text] == ["Kato", "Lee"]'
while read -r start end text; do
    [[ $(tail -c "+$((start + 1))" "$work/bad.txt" | head -c "$((end - start))") == "$text" ]] ||
        fail "bytes $start to $end are not '$text'"
done < <(jq -r '.entities[] | "\(.start) \(.end) \(.text)"' "$work/out")

# A text of nothing else, surrogates, overlong forms, and what is cut off at the end.
for bytes in '\xFF' '\xED\xA0\x80' '\xC0\x80' '\xF5\x80\x80\x80' 'Mr Kato \xF0\x9F\x98'; do
    # shellcheck disable=SC2059 # the bytes are escapes
    printf "$bytes" >"$work/bad.txt"
    run 1 "$work/bad.txt"
    prints_nothing
    run 0 --invalid=replace "$work/bad.txt"
    documents 1
done

finish
