#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks that a Markdown file tells the truth. In its ```console blocks each line `$ command` is run
# in the source tree and must print the lines that follow it, both streams together; a line `...`
# stands for one or more lines. Each ```c block must stand in a file of examples/, however indented.
#
# usage: PATH=BUILD:$PATH run.sh FILE
set -euo pipefail

file=$1
cd "$(dirname "$0")/../.."
checked=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "$file:$1: $2"
}

# The pattern that matches a text whose `...` lines are left open.
pattern_of() {
    sed -e 's/[][\\*?()|!@+]/\\&/g' -e 's/^\.\.\.$/*/' <<<"$1"
}

without_indentation() {
    sed 's/^[[:space:]]*//' "$@"
}

check_command() {
    local line=$1 command=$2 expected=${3%$'\n'} printed
    checked=$((checked + 1))
    printed=$(bash -c "$command" 2>&1 </dev/null) || true
    # shellcheck disable=SC2053 # the right side is a pattern
    if [[ $printed != $(pattern_of "$expected") ]]; then
        fail "$line" "\$ $command"
        diff -u --label expected --label printed <(echo "$expected") <(echo "$printed") || true
    fi
}

check_code() {
    local line=$1 code example
    checked=$((checked + 1))
    code=$(without_indentation <<<"$2")
    for example in examples/*.c; do
        [[ $(without_indentation "$example") != *"$code"* ]] || return 0
    done
    fail "$line" "this code stands in no file of examples/"
}

# Where the block, and in it the command, began; what was read of it.
block=none start=0 command='' text='' number=0

check_read() {
    case $block in
    console) [[ -z $command ]] || check_command "$start" "$command" "$text" ;;
    c) check_code "$start" "${text%$'\n'}" ;;
    esac
    command='' text=''
}

while IFS= read -r line; do
    number=$((number + 1))
    case $block:$line in
    none:'```'*)
        block=${line#'```'}
        block=${block:-plain}
        start=$number
        ;;
    *:'```')
        check_read
        block=none
        ;;
    console:'$ '*)
        check_read
        command=${line#'$ '}
        start=$number
        ;;
    console:*)
        if [[ $command == *\\ ]]; then
            command+=$'\n'$line
        else
            text+=$line$'\n'
        fi
        ;;
    *) text+=$line$'\n' ;;
    esac
done <"$file"
[[ $block == none ]] || fail "$start" "this block has no end"

echo "$file: $checked checked, $failed failed"
((failed == 0))
