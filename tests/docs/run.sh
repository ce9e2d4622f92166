#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks that a Markdown file tells the truth. In its ```console blocks each line `$ command` is run
# in the source tree and must print the lines that follow it, both streams together; a line `...`
# stands for one or more lines. Each ```c block must stand in a file of examples/, however indented.
# With --update what commands print is written into the file.
#
# usage: PATH=BUILD:$PATH run.sh [--update] FILE
set -euo pipefail

update=false
[[ $1 != --update ]] || { update=true && shift; }
file=$(realpath "$1")
cd "$(dirname "$0")/../.."

# The pattern that matches a text whose `...` lines are left open.
pattern_of() {
    sed -e 's/[][\\*?()|!@+]/\\&/g' -e 's/^\.\.\.$/*/' <<<"$1"
}

without_indentation() {
    sed 's/^[[:space:]]*//' "$@"
}

# Runs a command, and prints what it should have printed where it did, or else what it printed.
run_command() {
    local command=$1 expected=$2 printed
    printed=$(bash -c "$command" 2>&1 </dev/null) || true
    # shellcheck disable=SC2053 # the right side is a pattern
    if [[ $printed == $(pattern_of "$expected") ]]; then
        printed=$expected
    fi
    [[ -z $printed ]] || echo "$printed"
}

# Prints code, marked where no example holds it.
find_code() {
    local code=$1 example
    for example in examples/*.c; do
        if [[ $(without_indentation "$example") == *"$(without_indentation <<<"$code")"* ]]; then
            echo "$code"
            return
        fi
    done
    printf 'no file of examples/ holds this:\n%s\n' "$code"
}

# Prints the file as it should be.
truth() {
    local block=none command='' text='' line
    while IFS= read -r line; do
        case $block:$line in
        console:'```' | console:'$ '*)
            [[ -z $command ]] || run_command "$command" "${text%$'\n'}"
            command=${line#'$ '} text=''
            ;;&
        c:'```') find_code "${text%$'\n'}" ;;&
        *:'```'*)
            command='' text=''
            if [[ $block == none ]]; then block=${line#'```'}; else block=none; fi
            echo "$line"
            ;;
        console:'$ '*) echo "$line" ;;
        console:* | c:*)
            if [[ $command == *\\ ]]; then
                command+=$'\n'$line
                echo "$line"
            else
                text+=$line$'\n'
            fi
            ;;
        *) echo "$line" ;;
        esac
    done <"$file"
    [[ $block == none ]] || echo 'the last block has no end'
}

if $update; then
    new=$(truth)
    echo "$new" >"$file"
else
    diff -u --label "${file##*/}" --label 'the truth' "$file" <(truth)
fi
