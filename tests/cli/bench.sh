#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# byline bench: that it measures what it says.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

figure() {
    sed -nE "s|^$1 +([0-9.]+).*|\1|p" "$work/out"
}

jq -cRs '{text: ., document_date: "2026-03-14"}' "$article" >"$work/texts.jsonl"
started=$(date +%s%N)
run 0 bench --types=ALL "$article" "$work/texts.jsonl"
took=$((($(date +%s%N) - started) / 1000000))
silent
((took >= 2000)) || fail "took $took ms, not 2 s"
[[ $(figure texts) == 2 ]] || fail "$(figure texts) texts, not 2"
[[ $(figure bytes) == $((2 * $(stat -c %s "$article"))) ]] || fail "$(figure bytes) bytes"
for name in tokens rounds tokens/s MB/s 'peak memory'; do
    [[ $(figure "$name") =~ ^[0-9.]*[1-9][0-9.]*$ ]] || fail "no figure for: $name"
done
(($(figure rounds) >= 3)) || fail "$(figure rounds) rounds"

# Several threads take turns with one.
run 0 bench -j 2 --model=rules "$article" "$article"
[[ $(tail -n 1 "$work/out") =~ ^\ \ 2\ threads\ \ \ [0-9.]+\ times\ as\ fast$ ]] || fail 'no speed of two threads'
run 0 bench --model=rules "$article"
grep -q threads "$work/out" && fail 'several threads that were not asked for'

printf 'Mr Kato \xFF' >"$work/bad.txt"
run 1 bench "$work/bad.txt"
prints_nothing
says 'byline: text 1: invalid UTF-8 at byte 8 (0xFF)'
run 1 bench "$work/none.txt"
says "byline: $work/none.txt: No such file or directory"
echo '{"id": 1}' >"$work/bad.jsonl"
run 1 bench "$work/bad.jsonl"
says "byline: $work/bad.jsonl:1: no \"text\""

finish
