#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Runs that break off, and go on without loss or repeat.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

for ((copy = 0; copy < 10; copy++)); do
    for file in "${articles[@]}"; do
        jq -cRs --arg id "$copy $file" '{id: $id, text: .[:3000]}' "$file"
    done
done >"$work/in.jsonl"
sed -i '5s/"text"/"test"/;6s/"id":"[^"]*"/"id":17/;7s/"id":"[^"]*",//' "$work/in.jsonl"
count=$(wc -l <"$work/in.jsonl")
"$BYLINE" --model=rules --format=jsonl "$work/in.jsonl" >"$work/expected" 2>/dev/null
out=$work/out.jsonl
byline=("$BYLINE" --model=rules --format=jsonl -o "$out")

# complete WHAT: the output is what one run gives, and nothing else is left.
complete() {
    cmp -s "$work/expected" "$out" || fail "$1: another output"
    [[ ! -e $out.part ]] || fail "$1: FILE.part is left"
    rm -f "$out" "$out.part"
}

# From whatever was left: nothing, whole lines, and lines cut anywhere, with numbers for ids, and
# errors; from any number of threads. The earlier error still counts.
size=$(stat -c %s "$work/expected")
seventh=$(head -n 7 "$work/expected" | wc -c)
for length in 0 1 40 "$(head -n 4 "$work/expected" | wc -c)" "$(head -n 5 "$work/expected" | wc -c)" \
    "$(head -n 6 "$work/expected" | wc -c)" "$seventh" $((seventh + 9)) $((size / 2)) $((size - 1)) "$size"; do
    for threads in 1 3; do
        head -c "$length" "$work/expected" >"$out.part"
        "${byline[@]}" -j $threads --resume "$work/in.jsonl" 2>"$work/err"
        [[ $? == 1 ]] || fail "$length bytes: exit status is not 1 though a document failed"
        complete "from $length bytes, -j $threads"
    done
done
"${byline[@]}" --resume "$work/in.jsonl" 2>"$work/err"
complete 'with nothing to resume'

# Without --resume what was left is thrown away.
head -n 3 "$work/expected" >"$out.part"
"${byline[@]}" "$work/in.jsonl" 2>"$work/err"
complete 'anew'

# What is left of other inputs is not gone on with, nor touched.
refused() {
    cp "$out.part" "$work/part"
    "${byline[@]}" --resume "$@" 2>"$work/err"
    [[ $? == 1 ]] || fail 'other inputs: exit status is not 1'
    says "byline: $out.part: not of these inputs: name the same, or remove it to begin anew"
    cmp -s "$work/part" "$out.part" || fail 'other inputs: FILE.part has changed'
    [[ ! -e $out ]] || fail 'other inputs: an output'
}
head -n 10 "$work/expected" >"$out.part"
tail -n +2 "$work/in.jsonl" >"$work/other.jsonl"
refused "$work/other.jsonl"
head -n 9 "$work/in.jsonl" >"$work/other.jsonl"
refused "$work/other.jsonl"
echo 'no JSON' >"$out.part"
refused "$work/in.jsonl"
rm "$out.part"

# Files and folders are resumed as lines are.
mkdir "$work/folder"
for ((i = 10; i < 30; i++)); do echo "Mr Kato left $i." >"$work/folder/$i.txt"; done
"${byline[@]}" "$work/folder" "$work/none.txt" "$article" 2>"$work/err"
mv "$out" "$work/whole"
head -n 21 "$work/whole" >"$out.part"
run 1 --model=rules --format=jsonl -o "$out" --resume "$work/folder" "$work/none.txt" "$article"
silent
cmp -s "$work/whole" "$out" || fail 'a folder: another output'
rm "$out"

# What a script starts in the background ignores Ctrl-C, unless it is told otherwise.
attentive=(env --default-signal=INT)

# begin SIGNAL OPTION...: starts a run whose input does not end, waits for 12 answers, and sends it
# the signal. Its exit status is in $status.
mkfifo "$work/pipe"
begin() {
    local signal=$1 tries=0 process
    shift
    "${attentive[@]}" "${byline[@]}" --flush --input=jsonl "$@" - <"$work/pipe" 2>"$work/err" &
    process=$!
    exec 3>"$work/pipe"
    head -n 12 "$work/in.jsonl" >&3
    until [[ -e $out.part && $(wc -l <"$out.part") == 12 ]] || ((++tries > 200)); do sleep 0.05; done
    kill -"$signal" $process
    status=0
    wait $process || status=$?
    exec 3>&-
}
"$BYLINE" --model=rules --format=jsonl --input=jsonl - <"$work/in.jsonl" >"$work/expected" 2>/dev/null
for threads in 1 3; do
    for signal in INT:130 TERM:143 HUP:129 KILL:137; do
        begin "${signal%:*}" -j $threads
        [[ $status == "${signal#*:}" ]] || fail "SIG${signal%:*}: exit status $status"
        [[ ! -e $out ]] || fail "SIG${signal%:*}: an output"
        [[ $(wc -l <"$out.part") == 12 ]] || fail "SIG${signal%:*}: not 12 answers"
        [[ $signal == KILL* ]] || grep -qxF "byline: $out.part: broke off here; the same command with --resume goes on" \
            "$work/err" || fail "SIG${signal%:*}: does not say how to go on"
        "${byline[@]}" --input=jsonl --resume - <"$work/in.jsonl" 2>"$work/err"
        complete "after SIG${signal%:*}, -j $threads"
    done
done

# Again and again, in the middle of work.
tries=0
until [[ -e $out ]] || ((++tries > 100)); do
    timeout -s INT 0.2 "${byline[@]}" -j 2 --resume --input=jsonl - <"$work/in.jsonl" 2>"$work/err"
done
complete 'after many signals'

# While long texts wait behind others, and reading waits for them: it ends all the same.
mkdir "$work/long"
for name in 1 2; do yes 'Mr Kato met Ms Long in Tay Ninh.' | head -n 25000 >"$work/long/$name.txt"; done
yes 'Mr Kato met Ms Long in Tay Ninh.' | head -n 100000 >"$work/long/3.txt"
for delay in 0.1 0.2 0.4; do
    status=0
    timeout -k 30 -s INT $delay "$BYLINE" -j 2 --format=jsonl -o "$out" "$work/long" 2>"$work/err" || status=$?
    ((status != 137)) || fail "interrupted after $delay s: it does not end"
    rm -f "$out" "$out.part"
done

# A format that cannot be resumed leaves nothing.
"${attentive[@]}" "$BYLINE" --model=rules -o "$out" --input=jsonl - <"$work/pipe" 2>"$work/err" &
exec 3>"$work/pipe"
head -n 3 "$work/in.jsonl" >&3
sleep 0.5
kill -INT $!
wait $!
exec 3>&-
[[ ! -e $out && ! -e $out.part ]] || fail 'json: something is left'

# Two runs do not write one file.
"${byline[@]}" --input=jsonl --flush - <"$work/pipe" 2>/dev/null &
first=$!
exec 3>"$work/pipe"
head -n 1 "$work/in.jsonl" >&3
tries=0
until [[ -s $out.part ]] || ((++tries > 200)); do sleep 0.05; done
"${byline[@]}" "$work/in.jsonl" 2>"$work/err"
[[ $? == 1 ]] || fail 'a second run: exit status is not 1'
says "byline: $out.part: another byline is writing it"
tail -n +2 "$work/in.jsonl" >&3
exec 3>&-
wait $first
complete 'beside a second run'

# A disk that is full: when there is room again, the run goes on.
(
    ulimit -f $((count / 3))
    trap '' XFSZ
    "${byline[@]}" --input=jsonl - <"$work/in.jsonl" 2>"$work/err"
)
grep -qxF "byline: cannot write $out: File too large" "$work/err" || fail 'a full disk: no complaint'
grep -qF 'with --resume goes on' "$work/err" || fail 'a full disk: does not say how to go on'
[[ -s $out.part && ! -e $out ]] || fail 'a full disk: nothing to resume'
"${byline[@]}" --resume --input=jsonl - <"$work/in.jsonl" 2>"$work/err"
complete 'after a full disk'

# What is no file cannot be resumed.
run 1 --format=jsonl --resume -o /dev/null "$work/in.jsonl"
says 'byline: /dev/null: not a file: what is written to it cannot be resumed'
echo precious >"$out"
ln -s "$out" "$work/link.jsonl"
run 1 --format=jsonl --resume -o "$work/link.jsonl" "$work/in.jsonl"
[[ $(cat "$out") == precious ]] || fail 'a link that cannot be resumed: what it leads to has changed'

finish
