#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Where texts come from, and texts of every sort.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# A file, standard input without and with its name, and `--` before a name all give the same.
same() {
    run 0 "$@" <"$article"
    silent
    documents 1
    jq -S 'del(.id)' "$work/out" >"$work/found"
    cmp -s "$work/expected" "$work/found" || fail "byline $*: another document"
}
jq -S 'del(.id)' <("$BYLINE" "$article") >"$work/expected"
same
holds 'standard input is called -' '.id == "-"'
same -
same -- -
same "$article"
holds 'a file is called as it was named' '.id == $id' --arg id "$article"
same -- "$article"

cp "$article" "$work/eval"
(cd "$work" && "$BYLINE" ./eval | jq -e '.id == "./eval"' >/dev/null) || fail 'a file called eval'

# Several, in their order.
cp "$article" "$work/b.txt"
echo 'Mr Kato left.' >"$work/a.txt"
run 0 "$work/b.txt" - "$work/a.txt" <"$article"
documents 3
[[ $(jq -r .id "$work/out" | paste -sd' ') == "$work/b.txt - $work/a.txt" ]] || fail 'another order'

# A file that is missing does not stop the others.
run 1 "$work/a.txt" "$work/none.txt" "$work/b.txt"
documents 2
says "byline: $work/none.txt: No such file or directory"

# An empty text is a text; so is one of white space.
for text in '' ' ' $'\n\n\n'; do
    run 0 - <<<"$text"
    holds 'an empty text' '.entities == [] and .chains == [] and .document_date == null'
done
run 0 /dev/null
silent
holds 'an empty file' '. == {id: "/dev/null", document_date: null, entities: [], chains: []}'

# A byte-order mark counts in the offsets and is in no entity.
run 0 < <(printf '\xEF\xBB\xBFMr Kato left.')
holds 'a byte-order mark' '.entities[0] | .text == "Mr" and .start == 3 and .end == 5'

# U+0000 is a character like others.
run 0 < <(printf 'Mr \0Kato met Gen. Lee.\0')
holds 'U+0000 in the text' '.entities[-1] | .text == "Lee" and .start == 18 and .end == 21'

# The document's date resolves what is relative to it.
run 0 --date=2026-03-14 <<<'He left yesterday.'
holds 'a date' '.document_date == "2026-03-14" and .entities[0].value == "2026-03-13"'
run 0 <<<'He left yesterday.'
holds 'no date' '.document_date == null'

# A name that is not UTF-8 is no reason not to read the file, nor to print what is not JSON.
name=$work/$'caf\xE9 \xC3\xA9.txt'
if echo 'Mr Kato left.' 2>/dev/null >"$name"; then
    run 0 "$name"
    holds 'a name that is not UTF-8' '.id | endswith("caf\uFFFD é.txt")'
fi

# Control characters in a name do not reach the terminal.
run 1 "$work/"$'\e[31m\nred'
says "byline: $work/?[31m?red: No such file or directory"

# Texts longer than a text may be are refused before they are read. The file has no contents.
truncate -s 2147483648 "$work/long.txt" 2>/dev/null && {
    run 1 "$work/long.txt"
    prints_nothing
    says "byline: $work/long.txt: longer than a text may be (2147483647 bytes)"
}

finish
