#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Checks that a Markdown file tells the truth. It is read from the top in a folder of its own, with copies of
# examples/ and corpus/, and with build/. In its ```console blocks each line `$ command` must print the
# lines that follow it, both streams together; where an ```output block follows an ```sh block, that script
# must print it. A line `...` stands for one or more lines. Each ```c and ```cpp block must stand in a file of
# examples/, however indented. `<!-- needs PROGRAM... -->` says what commands call, up to the next heading; where
# one of them is missing the commands are not run. With --update what commands print is written into the file.
#
# usage: PATH=BUILD:$PATH run.sh [--update] FILE
set -euo pipefail

update=false
[[ $1 != --update ]] || { update=true && shift; }
file=$(realpath "$1")

# Everything that commands make goes away with their folder, and sorts alike everywhere.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$(dirname "$0")/../../"{examples,corpus} "$work"
program=$(command -v byline)
ln -s "$(dirname "$program")" "$work/build"
cd "$work"
export LC_ALL=C.UTF-8

# The pattern that matches a text whose `...` lines are left open.
pattern_of() {
    sed -e 's/[][\\*?()|!@+]/\\&/g' -e 's/^\.\.\.$/*/' <<<"$1"
}

without_indentation() {
    sed 's/^[[:space:]]*//' "$@"
}

# Prints the first of the programs that is not there, or else nothing.
missing() {
    local program
    for program; do
        command -v "$program" >/dev/null || {
            echo "$program"
            return
        }
    done
}

# Runs a command, and prints what it should have printed where it did, or else what it printed.
run_command() {
    local command=$1 expected=$2 absent printed
    # shellcheck disable=SC2086 # a list of words
    absent=$(missing $3)
    if [[ -n $absent ]]; then
        echo "not run without $absent: $command" >&2
        printed=$expected
    else
        printed=$(bash -c "$command" 2>&1 </dev/null) || true
    fi
    # shellcheck disable=SC2053 # the right side is a pattern
    if [[ $printed == $(pattern_of "$expected") ]]; then
        printed=$expected
    fi
    [[ -z $printed ]] || echo "$printed"
}

# Prints code, marked where no example holds it.
find_code() {
    local code=$1 example
    for example in examples/*.c examples/*.cpp; do
        if [[ $(without_indentation "$example") == *"$(without_indentation <<<"$code")"* ]]; then
            echo "$code"
            return
        fi
    done
    printf 'no file of examples/ holds this:\n%s\n' "$code"
}

# Prints the file as it should be.
truth() {
    local block=none command='' script='' needs='' text='' line
    while IFS= read -r line; do
        case $block:$line in
        console:'```' | console:'$ '*)
            [[ -z $command ]] || run_command "$command" "${text%$'\n'}" "$needs"
            command=${line#'$ '} text=''
            ;;&
        sh:'```') script=$text ;;&
        output:'```')
            run_command "${script:-echo 'no script stands before this'}" "${text%$'\n'}" "$needs"
            ;;&
        c:'```' | cpp:'```') find_code "${text%$'\n'}" ;;&
        *:'```'*)
            command='' text=''
            if [[ $block == none ]]; then block=${line#'```'}; else block=none; fi
            echo "$line"
            ;;
        console:'$ '*) echo "$line" ;;
        console:* | output:* | c:* | cpp:*)
            if [[ $command == *\\ ]]; then
                command+=$'\n'$line
                echo "$line"
            else
                text+=$line$'\n'
            fi
            ;;
        sh:*)
            text+=$line$'\n'
            echo "$line"
            ;;
        *)
            case $line in
            '#'*) needs='' script='' ;;
            '<!-- needs '*) needs=${line#'<!-- needs '} needs=${needs%' -->'} ;;
            ?*) script='' ;;
            esac
            echo "$line"
            ;;
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
