#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The page of --format=html in a browser: its script runs under its policy, what the text holds does
# not; mentions are lit together; dark, narrow and printed it is another picture.
#
# usage: chromium.sh BYLINE
set -euo pipefail
cd "$(dirname "$0")/../.."
byline=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    failures=$((failures + 1))
    echo "failed: $1"
}

browse() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
        --user-data-dir="$work/profile" "$@" 2>"$work/messages"
}

# within: prints the page as it is once its script has run.
within() {
    browse --enable-logging=stderr --virtual-time-budget=2000 --dump-dom "file://$1"
}

jq -cRs '{id: "talks", text: .}' examples/border-talks.txt | cat - tests/formats/texts.jsonl |
    "$byline" --input=jsonl --format=html --types=ALL - >"$work/page.html"
within "$work/page.html" >"$work/dom"
articles=$(grep -c '^<article>' "$work/page.html")
[[ $(grep -o 'href="#article-' "$work/dom" | wc -l) == "$articles" ]] || fail 'the articles are not listed'
grep -q 'Refused\|Content Security Policy' "$work/messages" && fail 'the policy refuses something'
grep -qE '<(script|img|style|b)[^>]*>[^<]*alert|<img' "$work/dom" && fail 'the text acts as markup'

# The keyboard is on a person: all that is about them is lit, and nothing else.
"$byline" --format=html examples/border-talks.txt |
    sed '0,/<mark \([^>]*\)>Sar Vichet/s//<mark autofocus \1>Sar Vichet/' >"$work/talks.html"
within "$work/talks.html" >"$work/dom"
grep -q '<title>examples/border-talks.txt</title>' "$work/dom" || fail 'the page has no title'
grep -oE '<(mark|li)[^>]* class="([A-Z]+ )?lit"[^>]*>[^<]*' "$work/dom" | sed 's/.*>//' | paste -sd, >"$work/lit"
[[ $(cat "$work/lit") == 'Secretary of State,Gen.,Sar Vichet,Mr,Vichet,' ]] || fail "lit is: $(cat "$work/lit")"

picture() {
    browse --screenshot="$work/$1.png" "${@:2}" "file://$work/talks.html" >/dev/null
    [[ -s $work/$1.png ]] || fail "no picture: $1"
}
picture light --window-size=1280,1000
picture dark --window-size=1280,1000 --blink-settings=preferredColorScheme=0
picture narrow --window-size=500,1000
cmp -s "$work/light.png" "$work/dark.png" && fail 'dark is not dark'
browse --print-to-pdf="$work/page.pdf" "file://$work/talks.html" >/dev/null
[[ $(head -c 4 "$work/page.pdf") == %PDF ]] || fail 'not printed'

exit $((failures > 0))
