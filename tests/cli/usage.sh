#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Help, version, and command lines that are wrong.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

for help in --help 'eval --help' 'bench --help' 'train --help' 'corpus --help'; do
    # shellcheck disable=SC2086 # words
    run 0 $help
    silent
    grep -q '^Usage: byline' "$work/out" || fail "$help: no usage"
    LC_ALL=C awk 'length > 80 || NR > 24 { exit 1 }' "$work/out" || fail "$help: more than a screen of 80x24"
done

# Every long option of the program is in its help.
run 0 --help
for option in format input date date-order types offsets invalid output resume jobs files-from flush \
    model version help; do
    grep -q -e "--$option" "$work/out" || fail "--help: no --$option"
done

run 0 --version
grep -qxE 'byline [0-9]+\.[0-9]+\.[0-9]+' "$work/out" || fail '--version: no version'

wrong() {
    run 2 "$@" "$article"
    prints_nothing
    grep -q '^byline: ' "$work/err" || fail "byline $*: no message"
    grep -q "^Try 'byline .*--help'" "$work/err" || fail "byline $*: does not point to the help"
    [[ $(wc -l <"$work/err") == 2 ]] || fail "byline $*: more than a message and a hint"
}
wrong --nonsense
wrong -x
wrong --format=csv
wrong --format=json,
wrong --input=csv
wrong --offsets=char
wrong --invalid=skip
wrong --date=yesterday
wrong --date=2026-02-30
wrong --date=
wrong --date=None
wrong --date-order=
wrong --date-order=ymd
wrong --types=
wrong --types=PERSON,
wrong --types=PERSON,CITY
wrong --types=PERSONS
wrong --jobs=
wrong -j two
wrong -j -1
wrong -j 1000
wrong --resume
wrong --resume --format=jsonl
wrong --resume --output="$work/none"
wrong eval --nonsense
wrong eval --only=CITY
wrong eval --errors=many
wrong eval --map=PER
wrong eval --map==PERSON
wrong eval --map=PER=HUMAN
wrong bench --types=CITY
wrong bench -j many
wrong train --nonsense
wrong train --epochs=0
wrong train --epochs=many
wrong train --map=PER
run 2 --date
run 2 --model
run 2 eval
run 2 bench
run 2 train
run 2 corpus
run 2 corpus count
run 2 corpus split corpus
run 2 corpus check --nonsense
run 2 corpus split --dev=many corpus corpus
says "byline: --dev: 'many' is not a number" "Try 'byline corpus --help'."

run 2 --format=csv "$article"
says "byline: --format=json|jsonl|tsv|conll|brat|xml|text|html: 'csv' is none of these" "Try 'byline --help'."
run 2 --types=person,city "$article"
says "byline: unknown type 'city' (known: PERSON RANK ORGANISATION PLACE DATE GROUP MONEY MISC ALL)" \
    "Try 'byline --help'."

# At a terminal with nothing to read the program explains itself and does not wait.
if command -v script >/dev/null; then
    timeout 20 script -qec "'$BYLINE'" "$work/screen" </dev/null >"$work/out" 2>&1
    [[ $? == 2 ]] || fail 'standard input is a terminal: exit status is not 2'
    grep -q '^Usage: byline' "$work/out" || fail 'standard input is a terminal: no usage'
fi

finish
