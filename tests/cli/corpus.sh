#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# byline corpus: what check finds in articles and in a corpus, its table, and how split moves files.
# shellcheck disable=SC1111,SC1112 # curly quotes are what articles have
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

mkdir "$work/corpus"
cat >"$work/corpus/lists.txt" <<'END'
# The lists of a small corpus.
least-words: 5
most-words: 30
least-countries: 2
most-region-percent: 80
most-resemblance-percent: 30
most-skeleton-uses: 1

region: North
region: South >= 2
form: letter
hard: initials
hard: names >= 1
person: Ana Cruz
name: Moody’s
END

# article SPLIT ID BODY [HEADER LINE]...: writes an article; the lines of its header can be replaced.
article() {
    local path=$work/corpus/$1/$2.article key
    mkdir -p "${path%/*}"
    declare -A header=([id]=$2 [date]=2026-03-14 [country]=VN [region]=North [form]=letter [hard]=names)
    local body=$3
    shift 3
    for line in "$@"; do header[${line%%:*}]=${line#*: }; done
    for key in id date country region form hard more; do
        [[ -z ${header[$key]+set} || ${header[$key]} == - ]] || echo "$key: ${header[$key]}"
    done >"$path"
    printf '\n%s\n' "$body" >>"$path"
}

# finds MESSAGE...: the check of the corpus finds exactly this, in any order.
finds() {
    local status=1
    [[ $* == *': '* && $* =~ ^([^ ]*:\ warning:) ]] && status=0
    run "$status" corpus check "$work/corpus"
    prints_nothing
    diff -u --label expected --label found <(printf '%s\n' "$@" | sort) \
        <(sed "s#^$work/corpus/##" "$work/err" | grep -v ' warnings in ' | sort) || fail 'other findings'
}

# finds_in BODY MESSAGE [HEADER LINE]...: an article with that body has that one fault.
finds_in() {
    local body=$1 message=$2
    shift 2
    article train bad "$body" "$@"
    finds "train/bad.article:$message"
    rm "$work/corpus/train/bad.article"
}

article train a '{RANK honorific >|Mr} {PERSON #c|Ana Cruz} went to {PLACE VN|Hue} on {DATE date 2026-03-13|Friday}.'
article dev b 'In {PLACE BR|Recife} {PERSON|Ana Cruz} read {ORGANISATION|Moody’s} figures to us all.' 'country: BR' 'region: South'
article test c 'It rained, and {PERSON|Du Fei} wrote a letter of no more than a few words.' 'region: South' 'hard: -'
sed -i 's/^region: South$/&\nhard:/' "$work/corpus/test/c.article"
run 0 corpus check "$work/corpus"
silent
prints_nothing

# The header.
text='Rain fell over fields and hills.'
finds_in "$text" "1: id: not the name of the file: 'other'" 'id: other'
finds_in "$text" "2: date: no such day: '2026-02-30'" 'date: 2026-02-30'
finds_in "$text" "3: country: no such code: 'UK'" 'country: UK'
finds_in "$text" "1: country: the header lacks it: ''" 'country: -'
finds_in "$text" "1: region: the header lacks it: ''" 'region: -'
finds_in "$text" "4: region: not in lists.txt: 'West'" 'region: West'
finds_in "$text" "4: region: one value too many: 'South'" 'region: North; South'
finds_in "$text" "5: form: empty: ''" 'form: '
finds_in "$text" "6: hard: not in lists.txt: 'rain'" 'hard: names; rain'
finds_in "$text" "6: hard: it stands twice: 'names'" 'hard: names; names'
finds_in "$text" "7: more: no such key: 'yes'" 'more: yes'
finds_in 'Rain.' '8: 1 words, which is less than 5'
finds_in "$(printf 'word%d ' {1..31})" '8: 31 words, which is more than 30'

# What cannot be read at all.
finds_in 'Rain {PERSON Ann|fell} over fields.' "8: not an attribute of its type: 'Ann'"

# Spans.
finds_in $'Rain fell\non {PLACE|the Alps} and the hills.' "9: PLACE 'the Alps': it begins with an article"
finds_in 'We gave {MONEY|A million} to the poor.' "8: MONEY 'A million': it begins with an article"
finds_in "Rain fell on {PERSON|Bo Li's} garden again." "8: PERSON 'Bo Li's': it ends with a possessive"
finds_in 'Then {PERSON|“Bo”} slept in the garden.' "8: PERSON '“Bo”': a quote, bracket or mark at its edge"
finds_in 'Then {PERSON|Bo,} slept in the garden.' "8: PERSON 'Bo,': a quote, bracket or mark at its edge"
finds_in 'Then {PERSON|Bo}nny slept in the garden.' "8: PERSON 'Bo': it begins or ends within a word"
finds_in $'Then {PERSON|Bo\nLi} slept in the garden.' "8: PERSON 'Bo?Li': a line break in it"
finds_in 'We read {MISC|Notes on {PLACE|Hue}} in bed.' "8: PLACE 'Hue': it stands in an annotation that is no RANK"
finds_in 'Our {RANK sport >|chief {RANK sport >|coach}} {PERSON|Bo} slept.' "8: RANK 'coach': a RANK in a RANK"

# Attributes.
finds_in 'Then {RANK >|Mr} {PERSON|Bo} slept in the garden.' "8: RANK 'Mr': it needs a kind"
finds_in 'Then {RANK honorific|Mr} {PERSON|Bo} slept in bed.' "8: RANK 'Mr': it needs a link to a person"
finds_in 'Rain fell over {PLACE UK|Kent} all night.' "8: PLACE 'Kent': no such country"
finds_in 'Rain fell on {DATE date|Friday} over the hills.' "8: DATE 'Friday': it needs a kind and a value"
finds_in 'Rain fell on {DATE date 2026-02-29|that day} over hills.' "8: DATE 'that day': no such day: 'date 2026-02-29'"
finds_in 'Rain fell for {DATE date P3D|three days} over hills.' "8: DATE 'three days': not a value of that kind: 'date P3D'"
finds_in 'Rain fell on {DATE date 2026-03-13|Thursday} over hills.' "8: DATE 'Thursday': 2026-03-13 is no Thursday"
finds_in 'Both {PLACE #x|Hue} and {ORGANISATION #x|Hue} won again.' "8: ORGANISATION 'Hue': its chain has another type above"

# A name left out is worth a look, no more. It is looked for by whole words.
finds_in '{PERSON|Bo} slept. Later Bo spoke of Bonn.' "8: warning: 'Bo' stands here without an annotation"

# Articles together.
cp "$work/corpus/train/a.article" "$work/corpus/dev/a.article"
run 1 corpus check "$work/corpus"
grep -q "^$work/corpus/train/a.article:1: $work/corpus/dev/a.article has the same id" "$work/err" || fail 'no word of an id'
rm "$work/corpus/dev/a.article"
long='went down to the sea with a bucket of paint and his sister'
article train d "{PERSON|Bo} $long."
article train e "{PERSON|Xi Yun} $long."
finds "train/e.article:1: resembles $work/corpus/train/d.article by 66.7 %" \
    "train/e.article:1: resembles $work/corpus/train/d.article by 100.0 %, names masked" \
    "train/e.article:8: use 2 of the sentence 'PERSON $long'"
rm "$work/corpus/train/"[de].article
article train d 'In the garden stood {PERSON|Du Fei} with a spade.' 'region: South'
finds "train/d.article:8: 'Du Fei' is also in another split: $work/corpus/test/c.article"
rm "$work/corpus/train/d.article"

# A whole corpus has limits of its own, which do not hold for a part of it.
mv "$work/corpus/dev/b.article" "$work/b"
finds 'lists.txt: articles of 1 countries, which is less than 2' \
    "lists.txt: region: 'South' has 1 articles, which is less than 2"
for part in train train/a.article; do
    run 0 corpus check "$work/corpus/$part"
    silent
done
mv "$work/b" "$work/corpus/dev/b.article"
sed -i 's/^most-region.*/most-region-percent: 60/' "$work/corpus/lists.txt"
finds "lists.txt: region: 'South' has 66.7 % of the articles, which is more than 60"
sed -i 's/^most-region.*/most-region-percent: 80/' "$work/corpus/lists.txt"

# Without lists the form alone is checked; with others, by them.
mkdir "$work/alone"
printf 'id: x\n\nRain.\n' >"$work/alone/x.article"
run 0 corpus check "$work/alone"
silent
run 1 corpus check --rules="$work/corpus/lists.txt" "$work/alone"
grep -q ": country: the header lacks it: ''$" "$work/err" || fail '--rules: not used'
echo 'least-words: many' >"$work/wrong.txt"
run 1 corpus check --rules="$work/wrong.txt" "$work/alone"
says "byline: $work/wrong.txt:1: a line is 'key: value', or a limit and its number"
rm "$work/alone/x.article"
run 1 corpus check "$work/alone"
says 'byline: no file named ends in .article'
run 1 corpus check "$work/none"
grep -qx "$work/none: No such file or directory" "$work/err" || fail 'a file that is not there'

# The table.
run 0 corpus check --summary "$work/corpus"
silent
row() {
    sed -E 's/ +/ /g' "$work/out" | grep -qxF -e "$1" || fail "no row '$1'"
}
row ' all train dev test'
row 'articles 3 1 1 1'
row 'words 33 8 10 15'
row 'annotations 8 4 3 1'
row 'PERSON 3 1 1 1'
row 'region: 2'
row ' South 2 0 1 1'
row ' North 1 1 0 0'
row ' names 2 1 1 0'
row ' VN 2, BR 1'

# Split moves every article, and nothing changes in them.
mkdir "$work/pool" "$work/split"
for number in {1..9}; do
    article ../pool "n$number" "{PERSON|Bo $((number / 2))} saw {PLACE VN|Hue} again today."
done
cat "$work/pool"/*.article | sort >"$work/before"
run 0 corpus split --dev=2 --test=3 "$work/pool" "$work/split"
silent
counts() {
    for split in train dev test; do
        find "$work/split/$split" -name '*.article' | wc -l
    done | paste -sd' '
}
[[ $(counts) == '4 2 3' ]] || fail "split: $(counts) articles in train, dev, test"
cat "$work/split"/*/*.article | sort | cmp -s - "$work/before" || fail 'split: another text'
# folder_of NUMBER: where an article is now.
folder_of() {
    find "$work/split" -name "n$1.article" -printf '%h'
}
for number in 2 4 6 8; do
    [[ $(folder_of $number) == "$(folder_of $((number + 1)))" ]] ||
        fail "split: n$number and the next name one person, and are parted"
done
cp "$work/split/dev"/*.article "$work/pool/"
run 1 corpus split --dev=1 --test=0 "$work/pool" "$work/split"
[[ $(ls "$work/pool" | wc -l) == 2 ]] || fail 'split: something was moved'
run 1 corpus split "$work/pool" "$work/split"
says "byline: $work/pool: 2 articles are less than dev and test have"

finish
