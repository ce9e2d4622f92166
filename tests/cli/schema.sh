#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# What the program prints fits docs/byline.schema.json, and the schema refuses what is no such output.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

for file in "$article" "${articles[@]}"; do
    jq -cRs --arg id "$file" '{id: $id, text: .}' "$file"
done >"$work/texts.jsonl"
echo 'not JSON' >>"$work/texts.jsonl"
cat tests/formats/texts.jsonl >>"$work/texts.jsonl"

cat >"$work/validate.py" <<'PYTHON'
import json, sys, jsonschema
with open("docs/byline.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for number, line in enumerate(sys.stdin, 1):
    errors = [f"{error.json_path}: {error.message:.200}" for error in validator.iter_errors(json.loads(line))]
    print("fits" if not errors else f"line {number}: {errors[0]}")
PYTHON
validate() {
    python3 "$work/validate.py" | sort | uniq -c | sed 's/^ *[0-9]* //'
}

for options in '' --types=ALL --types=RANK,DATE --offsets=utf16 --model=rules; do
    # shellcheck disable=SC2086 # no option, or one
    "$BYLINE" --input=jsonl --format=jsonl $options "$work/texts.jsonl" 2>"$work/err" >"$work/out"
    grep -q '^{"error":' "$work/out" || fail 'no error object'
    [[ $(validate <"$work/out") == fits ]] || {
        fail "$options: does not fit the schema"
        validate <"$work/out" | head -n 5
    }
done
run 0 --date=none "$article"
[[ $(jq -c . "$work/out" | validate) == fits ]] || fail 'json: does not fit the schema'

# refuses FILTER: a document that the filter has spoilt does not fit.
refuses() {
    [[ $(jq -c "$1" "$work/out" | validate) == line* ]] || fail "the schema takes $1"
}
refuses 'del(.id)'
refuses '.document_date = "tomorrow"'
refuses '.entities[0].type = "CITY"'
refuses '.entities[0].start = -1'
refuses '.entities[0].score = 2'
refuses 'del(.entities[0].score)'
refuses '(.entities[] | select(.type == "RANK").kind) = "date"'
refuses '(.entities[] | select(.type == "PERSON").country) = "VN"'
refuses '(.entities[] | select(.type == "PERSON").person) = 0'
refuses '.entities[0].surprise = 1'
refuses '.chains[0].mentions = []'
refuses '.chains[0].type = "DATE"'
refuses '(.chains[] | select(.type == "PERSON").parts) = {"name": "Long"}'
refuses '{error: "", id: "-"}'

finish
