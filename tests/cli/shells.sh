#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Completions and man pages: right in themselves, and complete.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

bash -n completions/byline.bash || fail 'bash: syntax'
zsh -n completions/_byline || fail 'zsh: syntax'
fish -n completions/byline.fish || fail 'fish: syntax'

run 0 --help
options=$(grep -oE -e '--[a-z][a-z-]+' "$work/out" | sort -u)
[[ $(wc -l <<<"$options") -ge 14 ]] || fail 'the help has no options'
for option in $options; do
    # A word of its own: --date is not --date-order.
    grep -qE -e "${option}[= ']" completions/byline.bash || fail "bash: no $option"
    grep -qE -e "${option}[]=[]" completions/_byline || fail "zsh: no $option"
    grep -qE -e "-l ${option#--} " completions/byline.fish || fail "fish: no $option"
    grep -qE -e "Fl -${option#--}( |$)" man/byline.1 || fail "man page: no $option"
done
commands=$(sed -n '1s/^Usage: byline \[\([a-z|]*\)\].*/\1/p' "$work/out")
[[ -n $commands ]] || fail 'the help has no commands'
for command in ${commands//|/ }; do
    for file in completions/byline.bash completions/_byline completions/byline.fish; do
        grep "people.*corpus" "$file" | grep -qw "$command" || fail "$file: no command $command"
    done
    grep -qx ".It Cm $command" man/byline.1 || fail "man page: no command $command"
done
for format in json jsonl tsv conll brat xml text html; do
    run 0 --format=$format /dev/null
    for file in completions/byline.bash completions/_byline completions/byline.fish; do
        grep -qE "format.*\\b$format\\b" "$file" || fail "$file: no format $format"
    done
    grep -qx ".It Cm $format" man/byline.1 || fail "man page: no format $format"
done

# completes LINE WORD...: what bash offers after the line.
completes() {
    local offered
    offered=$(bash -c '
        . completions/byline.bash
        COMP_WORDBREAKS=" =" COMP_LINE=$1
        read -ra COMP_WORDS <<<"${1//=/ = }"
        [[ $1 != *[\ ] ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _byline
        echo "${COMPREPLY[*]}"' bash "$1")
    [[ $offered == "${*:2}" ]] || fail "after '$1' bash offers: $offered"
}
completes 'byline --fo' --format=
completes 'byline --format=js' json jsonl
completes 'byline --date-order=' dmy mdy
completes 'byline --types=PERSON,MO' PERSON,MONEY
completes 'byline examples/border' "$article"
completes 'byline -o examples/border' "$article"
completes 'byline --output=examples/border' "$article"

for page in man/byline.1 man/libbyline.3; do
    mandoc -T lint -W warning "$page" >"$work/lint" || {
        fail "$page: not right"
        cat "$work/lint"
    }
done
python3 man/from_header.py include/byline/byline.h | diff -u man/libbyline.3 - ||
    fail 'man/libbyline.3 is not what man/from_header.py makes of the header'
while IFS= read -r name; do
    grep -q "\\b$name\\b" man/libbyline.3 || fail "man/libbyline.3: no $name"
done < <(grep -oE '\bbyline_[a-z_]+\(' include/byline/byline.h | tr -d '(' | sort -u)

finish
