#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Many inputs at once: folders, lists of files, packed files, several threads.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# 400 lines: the articles of the corpus, cut into paragraphs so that long and short ones alternate.
for ((copy = 0; copy < 20; copy++)); do
    for file in "${articles[@]}"; do
        jq -cRs --arg id "$copy:$file" --argjson length $((copy * 97)) '{id: $id, text: .[$length:]}' "$file"
    done
done >"$work/many.jsonl"
count=$(wc -l <"$work/many.jsonl")

# ids: the ids of the documents, and of the errors, in one line, without the folder.
ids() {
    jq -r .id "$work/out" | sed "s|^$work/||" | paste -sd' '
}

# The same bytes come out, on both streams, whatever the number of threads.
sed '7s/^/x/;200s/"text"/"test"/;400d' "$work/many.jsonl" >"$work/some-bad.jsonl"
run 1 --model=rules --format=jsonl "$work/some-bad.jsonl"
cp "$work/out" "$work/expected"
cp "$work/err" "$work/complaints"
[[ $(wc -l <"$work/out") == $((count - 1)) ]] || fail 'not a line for each line'
[[ $(wc -l <"$work/err") == 2 ]] || fail 'not two complaints'
for threads in 1 2 3 16 0; do
    run 1 -j $threads --model=rules --format=jsonl "$work/some-bad.jsonl"
    cmp -s "$work/expected" "$work/out" || fail "-j $threads: other documents"
    cmp -s "$work/complaints" "$work/err" || fail "-j $threads: other complaints"
done
run 0 --jobs=2 --format=jsonl - --input=jsonl < <(head -n 20 "$work/many.jsonl")
cp "$work/out" "$work/two"
run 0 --format=jsonl - --input=jsonl < <(head -n 20 "$work/many.jsonl")
cmp -s "$work/two" "$work/out" || fail 'the network: other documents with two threads'

# A reader that goes away ends all threads, with one complaint.
{
    "$BYLINE" -j 4 --model=rules --format=jsonl "$work/many.jsonl" 2>"$work/err"
    echo $? >"$work/status"
} | head -c 0
[[ $(cat "$work/status") == 1 ]] || fail '-j 4 into a closed pipe: exit status is not 1'
says 'byline: cannot write standard output: Broken pipe'

# Folders, with the folders in them, in order; what is neither text nor lines is passed over.
tree=$work/tree
mkdir -p "$tree/b/deep" "$tree/c.d" "$tree/.hidden" "$tree/empty"
for name in a.txt b/2.txt b/10.txt b/deep/x.txt c.d/z.txt .hidden/no.txt .no.txt b/readme.md note; do
    echo "Mr Kato left $name." >"$tree/$name"
done
echo '{"id": "line", "text": "Mr Kato"}' >"$tree/lines.jsonl"
ln -s .. "$tree/b/deep/loop"
ln -s ../a.txt "$tree/b/link.txt"
run 0 --format=jsonl "$tree"
silent
[[ $(ids) == 'tree/a.txt tree/b/10.txt tree/b/2.txt tree/b/deep/x.txt tree/b/link.txt tree/c.d/z.txt line' ]] ||
    fail "a folder: $(ids)"
run 0 --format=jsonl --input=text "$tree/" "$tree/note"
[[ $(ids) == 'tree/a.txt tree/b/10.txt tree/b/2.txt tree/b/deep/x.txt tree/b/link.txt tree/c.d/z.txt tree/note' ]] ||
    fail "a folder of texts: $(ids)"
run 0 --format=jsonl --input=jsonl "$tree"
[[ $(ids) == line ]] || fail "a folder of lines: $(ids)"
run 1 --format=jsonl "$tree/empty" "$tree/a.txt"
[[ $(ids) == tree/a.txt ]] || fail 'a folder with nothing in it stops the others'
says "byline: $tree/empty: holds no file whose name ends in .txt or .jsonl"

# What was written into a folder before is not read from there.
for time in first second; do
    run 0 --format=jsonl -o "$tree/b/out.jsonl" "$tree"
    [[ $(wc -l <"$tree/b/out.jsonl") == 7 ]] || fail "an output in the folder, the $time time"
done
rm "$tree/b/out.jsonl"

# Lists of files: by line, by NUL, from standard input, with folders among them.
printf '%s\n' "$tree/b/2.txt" '' "$tree/c.d" "$tree/a.txt" >"$work/list"
printf '%s\0' "$tree/b/2.txt" "$tree/c.d" "$tree/a.txt" >"$work/list0"
for list in list list0; do
    run 0 --format=jsonl --files-from="$work/$list"
    [[ $(ids) == 'tree/b/2.txt tree/c.d/z.txt tree/a.txt' ]] || fail "--files-from=$list: $(ids)"
    run 0 --format=jsonl --files-from=- <"$work/$list"
    [[ $(ids) == 'tree/b/2.txt tree/c.d/z.txt tree/a.txt' ]] || fail "--files-from=- <$list: $(ids)"
done
newline=$tree/$'new\nline.txt'
echo 'Mr Kato' >"$newline"
run 0 --format=jsonl --files-from=- < <(find "$tree" -name new\* -print0)
documents 1
rm "$newline"
run 0 --format=jsonl --files-from=/dev/null
silent
prints_nothing
run 1 --format=jsonl --files-from="$work/none" -o "$work/not-made"
says "byline: $work/none: No such file or directory"
[[ ! -e $work/not-made ]] || fail 'no list, but an output'

# Files that fail have an error in their place.
printf 'Mr Kato \xFF' >"$tree/b/bad.txt"
printf '%s\n' "$tree/a.txt" "$tree/none.txt" "$tree/b/bad.txt" "$tree/b/2.txt" >"$work/list"
run 1 --format=jsonl --files-from="$work/list"
[[ $(jq -c '.error' "$work/out" | paste -sd' ') == \
    'null "No such file or directory" "invalid UTF-8 at byte 8 (0xFF)" null' ]] || fail 'no errors in place'
[[ $(ids) == 'tree/a.txt tree/none.txt tree/b/bad.txt tree/b/2.txt' ]] || fail 'no ids of errors'

# Packed files give what is in them, whatever their names; several parts, an end that is missing.
head -n 40 "$work/many.jsonl" >"$work/plain.jsonl"
run 0 --model=rules --format=jsonl "$work/plain.jsonl"
cp "$work/out" "$work/expected"
packed() {
    local kind=$1 ending=$2 file
    shift 2
    if ! command -v "$1" >/dev/null; then
        echo "not tested without $1"
        return
    fi
    file=$work/plain.jsonl.$ending
    "$@" -c <"$work/plain.jsonl" >"$file"
    if ! "$BYLINE" --model=rules --format=jsonl "$file" >"$work/out" 2>"$work/err" &&
        grep -q "packed by $1, and this byline was built without" "$work/err"; then
        echo "not tested: built without $kind"
        return
    fi
    run 0 --model=rules --format=jsonl "$file"
    silent
    cmp -s "$work/expected" "$work/out" || fail "$kind: other documents"
    run 0 -j 2 --model=rules --format=jsonl --input=jsonl <"$file"
    cmp -s "$work/expected" "$work/out" || fail "$kind from standard input: other documents"
    for ((line = 1; line <= 40; line++)); do sed -n ${line}p "$work/plain.jsonl" | "$@" -c; done >"$work/parts.$ending"
    run 0 --model=rules --format=jsonl --input=jsonl "$work/parts.$ending"
    cmp -s "$work/expected" "$work/out" || fail "$kind in parts: other documents"

    head -c -100 "$file" >"$work/cut.jsonl.$ending"
    run 1 --model=rules --format=jsonl "$work/cut.jsonl.$ending"
    says "byline: $work/cut.jsonl.$ending: the packed data is cut short"
    [[ $(tail -n 1 "$work/out") == "{\"error\":\"the packed data is cut short\",\"id\":\"$work/cut.jsonl.$ending\"}" ]] ||
        fail "$kind: cut short, and no error in its place"
    { head -c 4 "$file"; head -c 100 /dev/zero | tr '\0' '\377'; } >"$work/bad.txt.$ending"
    run 1 --format=jsonl "$work/bad.txt.$ending"
    says "byline: $work/bad.txt.$ending: damaged $kind data"

    "$@" -c <"$article" >"$tree/b/article.txt.$ending"
    run 1 --format=jsonl "$tree" "$work/none"
    [[ " $(ids) " == *" tree/b/article.txt.$ending "* ]] || fail "$kind: not found in a folder"
    jq -c --arg id "$tree/b/article.txt.$ending" 'select(.id == $id).entities' "$work/out" |
        cmp -s - <("$BYLINE" "$article" | jq -c .entities) || fail "$kind of a text: another document"
}
packed gzip gz gzip
packed Zstandard zst zstd -q

# What begins like a packed file, and is none.
for text in '(' $'\x1F' 'Mr Kato'; do
    run 0 --format=jsonl - < <(printf '%s' "$text")
    documents 1
done

# Progress is for terminals, and only when documents go elsewhere.
if command -v script >/dev/null; then
    yes "$(head -n 20 "$work/many.jsonl")" | head -n 30000 >"$work/long.jsonl"
    screen() {
        TERM=dumb timeout 20 script -qec "$1" /dev/null </dev/null 2>&1
    }
    screen "'$BYLINE' --model=rules -o '$work/long.out' --format=jsonl '$work/long.jsonl' & sleep 3; kill \$!; wait" |
        tr '\r' '\n' | grep -qE '[0-9]+ documents, [0-9.]+ MB/s, [0-9]+:[0-9]{2} min left' || fail 'no progress'
    screen "'$BYLINE' --model=rules --format=jsonl '$work/long.jsonl' & sleep 2; kill \$!; wait" |
        grep -q 'MB/s' && fail 'progress among the documents'
    rm -f "$work"/long.*
fi

finish
