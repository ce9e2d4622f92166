# SPDX-License-Identifier: MIT
#
# What the tests of the program share. BYLINE is the program; $work is a folder that goes away. A
# check that fails says so, the test goes on, and `finish` at its end gives the status.
set -uo pipefail

: "${BYLINE:?the program to test}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
article=examples/border-talks.txt
# Twenty articles of the corpus, read with their markup: texts to have many of.
articles=(corpus/*/*.article)
articles=("${articles[@]:0:20}")
failures=0

fail() {
    failures=$((failures + 1))
    echo "failed: $1"
}

# run STATUS ARGUMENT...: runs the program on this input. Output goes to $work/out, errors to
# $work/err. Not for the end of a pipe: failures would be counted in a subshell.
run() {
    local expected=$1 status=0
    shift
    "$BYLINE" "$@" >"$work/out" 2>"$work/err" || status=$?
    if ((status != expected)); then
        fail "byline $*: exit status $status, not $expected"
        head -n 5 "$work/err"
    fi
}

# holds WHAT FILTER [OPTION...]: the jq filter is true of every document of the output.
holds() {
    local what=$1 filter=$2
    shift 2
    jq -es "$@" "length > 0 and all(.[]; $filter)" "$work/out" >"$work/jq" 2>&1 || {
        fail "$what: not so: $filter"
        head -c 400 "$work/out"
    }
}

# documents COUNT: how many JSON documents the output is.
documents() {
    local count
    count=$(jq -s length "$work/out" 2>&1) || true
    [[ $count == "$1" ]] || fail "$count documents, not $1"
}

# says LINE...: standard error is exactly these lines.
says() {
    diff -u --label expected --label 'standard error' <(printf '%s\n' "$@") "$work/err" ||
        fail 'another message'
}

# silent: nothing on standard error.
silent() {
    [[ ! -s $work/err ]] || {
        fail 'a message where none was expected'
        head -n 5 "$work/err"
    }
}

# prints_nothing: nothing on standard output.
prints_nothing() {
    [[ ! -s $work/out ]] || fail 'output where none was expected'
}

# skip WHY: ends a test that cannot be run here.
skip() {
    echo "not tested $1"
    exit 77
}

finish() {
    ((failures == 0)) || echo "$failures checks failed"
    exit $((failures > 0))
}
