#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Where documents go, and what happens when they cannot.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

"$BYLINE" "$article" >"$work/expected"
mkdir "$work/folder"

# --output gives what standard output would have, and leaves nothing beside it.
run 0 --output="$work/folder/new.json" "$article"
silent
prints_nothing
cmp -s "$work/expected" "$work/folder/new.json" || fail '--output: other contents'
echo old >"$work/folder/new.json"
run 0 --output="$work/folder/new.json" "$article"
cmp -s "$work/expected" "$work/folder/new.json" || fail '--output: the old file stays'
[[ $(ls "$work/folder") == new.json ]] || fail '--output: something is left beside the file'

# The file has the permissions that any new file has.
(umask 027 && "$BYLINE" --output="$work/folder/mode.json" "$article")
[[ $(stat -c %a "$work/folder/mode.json") == 640 ]] || fail '--output: other permissions'
rm "$work/folder/mode.json"

# A document that fails does not take the others away.
run 1 --output="$work/folder/new.json" "$work/none.txt" "$article"
cmp -s "$work/expected" "$work/folder/new.json" || fail '--output: one failed, the others are not there'

# A command line that is wrong touches no file.
echo old >"$work/folder/new.json"
run 2 --output="$work/folder/new.json" --date=2026-02-30 "$article"
[[ $(cat "$work/folder/new.json") == old ]] || fail '--output: a wrong command line wrote the file'

# A folder that is not there, or that stands where the file should.
run 1 --output="$work/none/new.json" "$article"
says "byline: cannot write $work/none/new.json: No such file or directory"
run 1 --output="$work/folder" "$article"
says "byline: cannot write $work/folder: Is a directory"

# Devices and pipes are written, not replaced.
run 0 --output=/dev/null "$article"
[[ -c /dev/null ]] || fail '--output=/dev/null: replaced'
mkfifo "$work/pipe"
cat "$work/pipe" >"$work/through" &
run 0 --output="$work/pipe" "$article"
wait $!
cmp -s "$work/expected" "$work/through" || fail '--output to a pipe: other contents'
[[ -p $work/pipe ]] || fail '--output to a pipe: replaced'
ln -s folder/target.json "$work/link.json"
run 0 --output="$work/link.json" "$article"
cmp -s "$work/expected" "$work/folder/target.json" || fail '--output to a link: not through it'
[[ -L $work/link.json ]] || fail '--output to a link: replaced'

# FILE.part is not written through a link that someone else left.
echo precious >"$work/precious"
ln -s "$work/precious" "$work/folder/new.json.part"
run 1 --output="$work/folder/new.json" "$article"
[[ $(cat "$work/precious") == precious ]] || fail '--output: written through a link'
rm "$work/folder/new.json.part"

# A full disk.
full='No space left on device'
run 1 --output=/dev/full "$article"
says "byline: cannot write /dev/full: $full"
cannot_write() {
    local reason=$1
    shift
    grep -qxF "byline: cannot write standard output: $reason" "$work/err" ||
        fail "byline $*: does not say: $reason"
    [[ $(wc -l <"$work/err") == 1 ]] || fail "byline $*: more than one message"
}
for arguments in "$article" "--format=jsonl $article $article" --help --version 'eval --help' \
    'bench --help' 'train --help' "eval --predicted=tests/data/cli/predicted.jsonl tests/data/cli/gold.jsonl"; do
    # shellcheck disable=SC2086 # words
    "$BYLINE" $arguments >/dev/full 2>"$work/err"
    [[ $? == 1 ]] || fail "byline $arguments: exit status is not 1 on a full disk"
    cannot_write "$full" "$arguments"
done

# A limit on the size of files: nothing half written is left.
(
    ulimit -f 1
    trap '' XFSZ
    "$BYLINE" --output="$work/folder/large.json" "$article" "$article" "$article" 2>"$work/err"
)
[[ $? == 1 ]] || fail 'a file too large: exit status is not 1'
grep -qxF "byline: cannot write $work/folder/large.json: File too large" "$work/err" ||
    fail 'a file too large: no message'
[[ -z $(find "$work/folder" -name 'large*') ]] || fail 'a file too large: half of it is left'

# A reader that goes away.
for ((i = 0; i < 200; i++)); do cat "$article"; done >"$work/long.txt"
{
    "$BYLINE" "$work/long.txt" "$work/long.txt" 2>"$work/err"
    echo $? >"$work/status"
} | head -c 0
[[ $(cat "$work/status") == 1 ]] || fail 'a closed pipe: exit status is not 1'
cannot_write 'Broken pipe' 'into a closed pipe'

# With --flush documents are written one by one: the first is there before the second text is.
mkfifo "$work/in" "$work/answer"
"$BYLINE" --flush --input=jsonl --format=jsonl <"$work/in" >"$work/answer" &
exec 3>"$work/in" 4<"$work/answer"
echo '{"id": 1, "text": "Mr Kato"}' >&3
read -r -t 20 line <&4 || fail 'the first document waits for the second text'
[[ $line == '{"id":1,'* ]] || fail "the first document is: $line"
exec 3>&-
wait $!
exec 4<&-

finish
