#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Lines may be split anywhere between them, among any number of processes: the answers are the same.
# So it is a filter for GNU parallel, Hadoop Streaming and Spark's pipe().
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

for ((copy = 0; copy < 5; copy++)); do
    for file in "${articles[@]}"; do
        jq -cRs --arg id "$copy $file" '{id: $id, text: .}' "$file"
    done
done >"$work/in.jsonl"
filter=("$BYLINE" --model=rules --input=jsonl --format=jsonl)
"${filter[@]}" <"$work/in.jsonl" >"$work/expected"

# In one part, in several, in as many as there are lines and more: some processes get nothing at all.
for parts in 1 7 100 130; do
    rm -f "$work"/part.*
    split -n l/$parts -a 3 "$work/in.jsonl" "$work/part."
    for part in "$work"/part.*; do
        "${filter[@]}" <"$part" || fail "a part of $parts: exit status $?"
    done >"$work/out"
    cmp -s "$work/expected" "$work/out" || fail "in $parts parts: other lines"
done

# As an engine calls a mapper: each process reads its lines, in any order; what they print is sorted.
# A line holds no tab, which would end a key, and each line gives one, also one that is wrong.
sed '3s/"text"/"test"/;77s/$/,/' "$work/in.jsonl" | shuf --random-source="$work/in.jsonl" >"$work/shuffled"
split -n r/5 -a 1 "$work/shuffled" "$work/task."
cat >"$work/byline-lines" <<'END'
#!/bin/sh
"$BYLINE" --model=rules --input=jsonl --format=jsonl || [ $? -eq 1 ]
END
for task in "$work"/task.*; do
    sh "$work/byline-lines" <"$task" 2>/dev/null || fail "$task: failed as a whole"
done | sort >"$work/out"
[[ $(wc -l <"$work/out") == 100 ]] || fail 'an engine: not a line for each line'
grep -q $'\t' "$work/out" && fail 'an engine: a tab in a line'
[[ $(grep -c '^{"error":"' "$work/out") == 2 ]] || fail 'an engine: not two errors'
grep -v '^{"error":"' "$work/out" | cmp -s - <(sed '3d;77d' "$work/expected" | sort) ||
    fail 'an engine: other lines'

if command -v parallel >/dev/null; then
    export PARALLEL_HOME=$work
    for block in 10k 100k 10M; do
        parallel --will-cite --pipe --keep-order --block $block -j 3 "${filter[@]}" \
            <"$work/in.jsonl" >"$work/out" || fail "parallel --block $block: exit status $?"
        cmp -s "$work/expected" "$work/out" || fail "parallel --block $block: other lines"
    done
    parallel --will-cite --pipepart -a "$work/in.jsonl" --keep-order --block -2 "${filter[@]}" >"$work/out" ||
        fail "parallel --pipepart: exit status $?"
    cmp -s "$work/expected" "$work/out" || fail 'parallel --pipepart: other lines'
else
    echo 'not tested without GNU parallel'
fi

finish
