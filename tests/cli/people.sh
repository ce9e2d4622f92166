#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Who is who: byline people.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

text='Deputy Minister Bui Van Nam met Russian President Ivan Petrov in Paris on May 3. Nam smiled.'

# As a table: the document, the headings, a row a person in the order of their first mentions.
run 0 people --date=2017-05-25 "$article"
silent
[[ $(head -n 1 "$work/out") == "$article, 2017-05-25" ]] || fail 'no first line of the document'
[[ $(sed -n 2p "$work/out") == NAME*MENTIONS*PLACE*DATE*RANKS ]] || fail 'no headings'
grep -q '^Hoang Duc Long  *2  *Svay Rieng  *2017-03-12/2017-03-13  *Deputy Minister of National Defence; Sen. Lt. Gen.$' \
    "$work/out" || fail 'no row of Hoang Duc Long'
! grep -q ' $' "$work/out" || fail 'space at the end of a line'

# Cells stay in their columns and on their lines, whatever the letters.
printf 'Prime\tMinister Łukasz Kowalski met Mr Ivan Petrov in Rome.' >"$work/names.txt"
run 0 people "$work/names.txt"
diff -u - "$work/out" <<EOF || fail 'another table'
$work/names.txt
NAME             MENTIONS  PLACE  DATE  RANKS
Łukasz Kowalski  1         Rome   -     Prime Minister
Ivan Petrov      1         Rome   -     Mr

EOF

# What is not known is a dash; a date without its year is in the article's own words.
run 0 people <<<'Ivan Petrov spoke in Rome on Friday.'
[[ $(sed -n 3p "$work/out") == 'Ivan Petrov  1         Rome   Friday  -' ]] || fail 'another row'

# Nothing acts on a terminal, neither names nor ids.
printf '%s\n' '{"id": "\u001b[2J\nx", "text": "Mr Ivan\u001b[31m Petrov left."}' >"$work/escapes.jsonl"
run 0 people "$work/escapes.jsonl"
[[ $(head -n 1 "$work/out") == '␛[2J x' ]] || fail 'another first line'
! grep -q $'\033' "$work/out" || fail 'an escape in the table'

# As JSON.
run 0 people --format=json --date=2017-05-25 <<<"$text"
silent
documents 1
holds 'the document' '.id == "-" and .document_date == "2017-05-25"'
holds 'the people' '[.people[].name] == ["Bui Van Nam", "Ivan Petrov"]'
holds 'mentions' '.people[0].mentions == 2'
holds 'parts' '.people[0].parts == {"given": "Van Nam", "family": "Bui"}'
holds 'ranks' '.people[1].ranks == [{"text": "Russian President", "kind": "government"}]'
holds 'the place' '.people[1].place == {"text": "Paris", "country": "FR"}'
holds 'the date' '.people[1].date == {"text": "May 3", "value": "2017-05-03"}'

# What is part of a rank is not beside its holder; what is in another sentence neither.
run 0 people --format=json <<<'The president of Kenya, William Ruto, spoke. They met in Rome in 2021.'
holds 'no place' '.people[0] | has("place") or has("date") | not'

# Documents follow each other; a text of nobody has an empty table.
run 0 people --format=jsonl "$article" - <<<'Nothing happened.'
documents 2
[[ $(wc -l <"$work/out") == 2 ]] || fail 'not a document a line'
run 0 people <<<'Nothing happened.'
[[ $(wc -l <"$work/out") == 3 ]] || fail 'more than the headings for nobody'

# Help, and what is wrong.
run 0 people --help
[[ $(head -n 1 "$work/out") == 'Usage: byline people '* ]] || fail 'no usage'
run 2 people --types=PERSON "$article"
says 'byline: people: --types and --offsets mean nothing here' "Try 'byline people --help'."
prints_nothing
run 2 people --format=xml "$article"
says "byline: --format=table|json|jsonl: 'xml' is none of these" "Try 'byline people --help'."
run 1 people "$work/none"
prints_nothing

# As JSON Lines, each text has its line, failures too; so what broke off can be resumed.
out=$work/out.jsonl
run 1 people --format=jsonl "$work/none" "$article" "$work/names.txt"
cp "$work/out" "$work/whole"
[[ $(head -n 1 "$work/whole") == "{\"error\":\"No such file or directory\",\"id\":\"$work/none\"}" ]] ||
    fail 'no line for a failure'
head -n 2 "$work/whole" >"$out.part"
run 1 people --format=jsonl -o "$out" --resume "$work/none" "$article" "$work/names.txt"
silent
cmp -s "$work/whole" "$out" || fail 'resumed: another output'

finish
