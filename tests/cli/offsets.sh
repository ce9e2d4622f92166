#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Offsets in bytes, code points and UTF-16 units on text where the three differ.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

text='“Đà Nẵng” – 😀 Gen. Lê Văn Ba met Mr Kato 𝒳 in Kraków on May 3, said Mr Ōno.'
for unit in byte codepoint utf16; do
    run 0 --offsets=$unit <<<"$text"
    cp "$work/out" "$work/$unit"
done
jq -e 'has("offsets") == false' "$work/byte" >/dev/null || fail 'bytes are named'
jq -e '.offsets == "codepoint" and keys_unsorted[2] == "offsets"' "$work/codepoint" >/dev/null ||
    fail 'code points are not named'
jq -e '.offsets == "utf16"' "$work/utf16" >/dev/null || fail 'UTF-16 is not named'

# jq counts code points, and can tell how long what stands before them is otherwise.
jq -n --arg text "$text" --slurpfile byte "$work/byte" --slurpfile codepoint "$work/codepoint" \
    --slurpfile utf16 "$work/utf16" '
    def units: explode | map(if . > 65535 then 2 else 1 end) | add // 0;
    [range($codepoint[0].entities | length)
     | {codepoint: $codepoint[0].entities[.], byte: $byte[0].entities[.], utf16: $utf16[0].entities[.]}
     | select(
         $text[.codepoint.start:.codepoint.end] != .codepoint.text
         or .byte.text != .codepoint.text or .utf16.text != .codepoint.text
         or .byte.start != ($text[:.codepoint.start] | utf8bytelength)
         or .byte.end != ($text[:.codepoint.end] | utf8bytelength)
         or .utf16.start != ($text[:.codepoint.start] | units)
         or .utf16.end != ($text[:.codepoint.end] | units))]' >"$work/wrong"
[[ $(cat "$work/wrong") == '[]' ]] || {
    fail 'offsets that do not fit'
    head -n 40 "$work/wrong"
}
jq -e '[.entities[].text] | contains(["Lê Văn Ba", "Kato", "May 3", "Ōno"])' "$work/byte" >/dev/null ||
    fail 'too little was found to tell'

finish
