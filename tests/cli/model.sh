#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# --model: another model, the rules alone, and files that are no model.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

built_in=model/byline.model

# The model in the library is the file in the tree.
"$BYLINE" "$article" >"$work/expected"
run 0 --model=$built_in "$article"
silent
cmp -s "$work/expected" "$work/out" || fail 'the model in the library is not the one in the tree'

# Rules alone find something, and something else.
run 0 --model=rules "$article"
silent
holds 'rules alone' '[.entities[].text] | contains(["Hoang Duc Long", "Sen. Lt. Gen."])'
cmp -s "$work/expected" "$work/out" && fail '--model=rules changes nothing'

# The commands that tag take it too.
gold=$(echo corpus/*/hanoi-mongolia-police-talks.article)
"$BYLINE" eval $gold >"$work/expected"
run 0 eval --model=$built_in $gold
silent
cmp -s "$work/expected" "$work/out" || fail 'eval: another score for the same model'
run 0 eval --model=rules $gold
cmp -s "$work/expected" "$work/out" && fail 'eval --model=rules changes nothing'
run 0 bench --model=rules "$article"
silent

# A file that has the name of the rules is one all the same.
echo 'no model' >"$work/rules"
(cd "$work" && "$BYLINE" --model=./rules rules >out 2>err)
[[ $? == 1 ]] || fail '--model=./rules: exit status is not 1'
says 'byline: ./rules: not a model of byline'

# wrong FILE REASON: a file that is no model is named, and nothing is printed.
wrong() {
    local command
    for command in '' eval bench; do
        run 1 ${command:+"$command"} --model="$1" $gold
        prints_nothing
        says "byline: $1: $2"
    done
}
wrong "$work/none" 'cannot be read: No such file or directory'
wrong "$article" 'not a model of byline'
wrong "$work" 'not a model of byline'
: >"$work/empty"
wrong "$work/empty" 'not a model of byline'
head -c 100000 $built_in >"$work/cut"
wrong "$work/cut" 'the model is cut short'
cp $built_in "$work/damaged"
printf 'X' | dd of="$work/damaged" bs=1 seek=5000000 conv=notrunc status=none
wrong "$work/damaged" 'the model is corrupt'

finish
