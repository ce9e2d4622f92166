#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# byline train: a model from columns and articles, a run that goes on where it stopped, and command
# lines and samples that are wrong.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# A toy language: Mr and a name went to a town in -ville.
names=(Adam Bede Carl Dora Emil Fred Gwen Hugo Ines Jack Kate Liam)
for name in "${names[@]}"; do
    printf 'Mr O\n%s B-PER\nwent O\nto O\n%sville B-LOC\n. O\n\n' "$name" "$name"
done >"$work/train.conll"
for word in mr went to . the; do
    printf '%s' "$word"
    for ((i = 0; i < 8; i++)); do printf ' 0.%d' $(((i * 7 + ${#word} * 31) % 10)); done
    printf '\n'
done >"$work/vectors.txt"
small=(--vectors="$work/vectors.txt" --channels=16 --layers=2 --rate=0.02 --dropout=0 --part=8 --batch=1 --patience=0)
toy=(train "${small[@]}" --train="$work/train.conll")

# epochs: prints the numbers of the epochs that were run.
epochs() {
    sed -n 's/^epoch \([0-9]*\) .*/\1/p' "$work/out" | paste -sd' '
}

# A model learns what it was shown, and tags with it.
run 0 "${toy[@]}" --dev="$work/train.conll" --checkpoint="$work/toy.ckpt" --epochs=12 --output="$work/toy.model"
[[ $(epochs) == '1 2 3 4 5 6 7 8 9 10 11 12' ]] || fail "epochs: $(epochs)"
run 0 eval --model="$work/toy.model" "$work/train.conll"
grep -q '^ALL .* F1  *\(9[0-9]\|100\)\.' "$work/out" || {
    fail 'the model did not learn its own samples'
    cat "$work/out"
}

# The same input gives the same model; so does the checkpoint, without any training.
cp "$work/toy.model" "$work/first.model"
run 0 "${toy[@]}" --dev="$work/train.conll" --checkpoint="$work/again.ckpt" --epochs=12 --output="$work/toy.model"
cmp -s "$work/first.model" "$work/toy.model" || fail 'two runs made two models'
run 0 train "${small[@]}" --checkpoint="$work/toy.ckpt" --test="$work/train.conll" --output="$work/other.model"
cmp -s "$work/first.model" "$work/other.model" || fail 'the checkpoint made another model'

# A run goes on from its checkpoint, with the same types only.
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=2
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=4 --resume
[[ $(epochs) == '3 4' ]] || fail "resumed epochs: $(epochs)"
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=4 --resume
[[ -z $(epochs) ]] || fail "epochs after the end: $(epochs)"
run 1 train "${small[@]}" --map=LOC=RIVER --train="$work/train.conll" --checkpoint="$work/on.ckpt" --resume
says "byline: $work/on.ckpt: was trained on other types or vectors"

# Articles and columns may be mixed; a corpus may be weighed down, and cut off.
run 0 "${toy[@]}" --train='corpus/articles*0.5:3' --checkpoint="$work/mixed.ckpt" --epochs=1 --output="$work/mixed.model"
run 0 --model="$work/mixed.model" "$article"
silent

# Nothing is trained for a model that could not be used.
run 1 "${toy[@]}" --map=LOC=RIVER --train="$work/train.conll" --checkpoint="$work/b.ckpt" --output="$work/b.model"
says "byline: --output: unknown type 'RIVER': say --map=RIVER=TYPE"
[[ ! -e $work/b.ckpt ]] || fail 'trained before types were looked at'

# Files that are missing or wrong.
run 1 train "${small[@]}" --train="$work/none.conll" --checkpoint="$work/b.ckpt"
says "byline: $work/none.conll: No such file or directory"
run 1 train --vectors="$work/none" --train="$work/train.conll" --checkpoint="$work/b.ckpt"
says "byline: $work/none: cannot be read"
run 1 train "${small[@]}" --checkpoint="$work/train.conll"
says "byline: $work/train.conll: not a checkpoint of this program"
run 1 "${toy[@]}" --checkpoint="$work/none/b.ckpt" --epochs=1
grep -qx "byline: $work/none/b.ckpt: cannot be written: No such file or directory" "$work/err" ||
    fail 'a checkpoint that cannot be written is not named'
run 2 train --train="$work/train.conll"
says 'byline: --vectors and --checkpoint are needed' "Try 'byline train --help'."

finish
