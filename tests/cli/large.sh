#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Fifty megabytes in one line, by rules, and five with the model, which takes longer: nothing is cut
# off, and the time grows with the text.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# A sentence of 100 bytes, doubled until there is enough of it.
printf 'On Monday both sides met at the river for long talks, which went on until late; then Mr Katoh left. ' >"$work/text"
while (($(stat -c %s "$work/text") < 50000000)); do
    cat "$work/text" "$work/text" >"$work/twice"
    mv "$work/twice" "$work/text"
done
head -c 50000000 "$work/text" >"$work/line"
printf 'Gen. Lee stayed.' >>"$work/line"

run 0 --model=rules --types=RANK --format=jsonl "$work/line"
silent
[[ $(wc -l <"$work/out") == 1 ]] || fail 'not one line'
tail -c 200 "$work/out" | grep -qF '"text":"Gen.","start":50000000,"end":50000004' ||
    fail 'the last entity is not where it should be'

# The same as one line of JSON.
{
    printf '{"id": 1, "text": "'
    head -c 5000000 "$work/text"
    printf 'Gen. Lee stayed."}'
} >"$work/line"
run 0 --types=RANK --format=jsonl --input=jsonl "$work/line"
tail -c 200 "$work/out" | grep -qF '"text":"Gen.","start":5000000,"end":5000004' ||
    fail 'in JSON Lines the last entity is not where it should be'

finish
