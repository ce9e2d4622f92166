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
cut -d' ' -f1-8 "$work/vectors.txt" >"$work/seven.txt"
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

# A run that is killed and goes on gives the same bits as one that is left alone.
long=("${toy[@]}" --dropout=0.5 --upper=0.3 --dev="$work/train.conll" --epochs=60)
run 0 "${long[@]}" --checkpoint="$work/whole.ckpt" --output="$work/whole.model"
"$BYLINE" "${long[@]}" --checkpoint="$work/killed.ckpt" >"$work/log" 2>&1 &
until grep -qs '^epoch 3 ' "$work/log"; do sleep 0.01; done
{ kill -KILL $! && wait $!; } 2>/dev/null
run 0 "${long[@]}" --checkpoint="$work/killed.ckpt" --output="$work/killed.model" --resume
[[ $(epochs) == *' 60' ]] || fail "epochs after the kill: $(epochs)"
cmp -s "$work/whole.ckpt" "$work/killed.ckpt" || fail 'a run that was killed ended in another checkpoint'
cmp -s "$work/whole.model" "$work/killed.model" || fail 'a run that was killed made another model'

# A run goes on from its checkpoint, with the same types only.
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=2
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=4 --resume
[[ $(epochs) == '3 4' ]] || fail "resumed epochs: $(epochs)"
run 0 "${toy[@]}" --checkpoint="$work/on.ckpt" --epochs=4 --resume
[[ -z $(epochs) ]] || fail "epochs after the end: $(epochs)"
run 1 train "${small[@]}" --map=LOC=RIVER --train="$work/train.conll" --checkpoint="$work/on.ckpt" --resume
says "byline: $work/on.ckpt: was trained on other types or vectors"

# A run may begin with a model: at a rate of 0 it is that model that comes out, whatever its types.
run 0 "${toy[@]}" --start="$work/toy.model" --channels=32 --rate=0 --epochs=1 --checkpoint="$work/start.ckpt" --dev="$work/train.conll" --output="$work/start.model"
run 0 eval --model="$work/start.model" "$work/train.conll"
grep -q '^ALL .* F1  *\(9[0-9]\|100\)\.' "$work/out" || {
    fail 'a run that began with a model lost it'
    cat "$work/out"
}
sed 's/LOC/MISC/' "$work/train.conll" >"$work/misc.conll"
run 0 train "${small[@]}" --start="$work/toy.model" --train="$work/misc.conll" --map=MISC=MISC --epochs=1 --rate=0 --checkpoint="$work/start.ckpt" --dev="$work/train.conll"
grep -q 'PERSON \(9[0-9]\|100\)\.' "$work/out" || fail "a model's type was not found again: $(cat "$work/out")"
run 1 "${toy[@]}" --start --checkpoint="$work/b.ckpt"
says 'byline: --start: the model was made with other word vectors; the built-in one with GloVe 6B of 100 numbers'
run 1 "${toy[@]}" --start="$work/none" --checkpoint="$work/b.ckpt"
says "byline: $work/none: cannot be read: No such file or directory"

# Articles and columns may be mixed; a corpus may be weighed down, and cut off.
run 0 "${toy[@]}" --train='corpus*0.5:3' --checkpoint="$work/mixed.ckpt" --epochs=1 --output="$work/mixed.model"
run 0 --model="$work/mixed.model" "$article"
silent

# Nothing is trained for a model that could not be used.
run 1 "${toy[@]}" --map=LOC=RIVER --train="$work/train.conll" --checkpoint="$work/b.ckpt" --output="$work/b.model"
says "byline: --output: unknown type 'RIVER': say --map=RIVER=TYPE"
[[ ! -e $work/b.ckpt ]] || fail 'trained before types were looked at'

run 1 train "${small[@]}" --vectors="$work/seven.txt" --train="$work/train.conll" --checkpoint="$work/b.ckpt" --output="$work/b.model"
says 'byline: --output: word vectors of 7 numbers: a multiple of 4 is needed'
types=(PERSON ORGANISATION PLACE DATE GROUP MONEY MISC)
for ((i = 0; i < 9; i++)); do printf 'word B-%s\n' "${types[i]:-OTHER$i}"; done >"$work/nine.conll"
run 1 train "${small[@]}" --train="$work/nine.conll" --checkpoint="$work/b.ckpt" --output="$work/b.model"
says "byline: --output: unknown type 'OTHER7': say --map=OTHER7=TYPE"
run 2 "${toy[@]}" --channels=100 --checkpoint="$work/b.ckpt"
says 'byline: --channels: not one of 16, 32 and so on to 1024: 100' "Try 'byline train --help'."
run 2 "${toy[@]}" --width=4 --checkpoint="$work/b.ckpt"
says 'byline: --width: not one of 1, 3 and so on to 15: 4' "Try 'byline train --help'."
[[ ! -e $work/b.ckpt ]] || fail 'trained what no model can hold'

# A model is there whole or not at all.
mkdir "$work/full"
for output in "$work/none/b.model" "$work/full"; do
    run 1 train "${small[@]}" --checkpoint="$work/toy.ckpt" --output="$output"
    grep -q "^byline: $output: cannot be written: " "$work/err" || fail "$output was written"
done
cp "$work/toy.model" "$work/kept.model"
(
    failures=0
    ulimit -f 64 # as a disk that is full after 64 KB
    trap '' XFSZ
    run 1 train "${small[@]}" --checkpoint="$work/toy.ckpt" --output="$work/kept.model"
    says "byline: $work/kept.model: cannot be written: File too large"
    exit "$failures"
) || fail 'a model that did not fit'
cmp -s "$work/kept.model" "$work/toy.model" || fail 'half a model took the place of a whole one'
[[ -z $(find "$work" -name '*.part') ]] || fail 'half a file was left behind'

# Files that are missing or wrong.
run 1 train "${small[@]}" --train="$work/none.conll" --checkpoint="$work/b.ckpt"
says "byline: $work/none.conll: No such file or directory"
run 1 train --vectors="$work/none" --train="$work/train.conll" --checkpoint="$work/b.ckpt"
says "byline: $work/none: cannot be read: No such file or directory"
run 1 train --vectors="$work" --train="$work/train.conll" --checkpoint="$work/b.ckpt"
says "byline: $work: cannot be read: Is a directory"
run 1 train "${small[@]}" --checkpoint="$work/train.conll"
says "byline: $work/train.conll: not a checkpoint of this program"
run 1 "${toy[@]}" --checkpoint="$work/none/b.ckpt" --epochs=1
grep -qx "byline: $work/none/b.ckpt: cannot be written: No such file or directory" "$work/err" ||
    fail 'a checkpoint that cannot be written is not named'
run 2 train --train="$work/train.conll"
says 'byline: --vectors and --checkpoint are needed' "Try 'byline train --help'."

finish
