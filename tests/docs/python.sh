#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# examples/byline.py finds what the program finds, and says what is wrong. BYLINE is the program, BYLINE_LIBRARY the
# shared library.
# shellcheck source=../cli/common.bash
. "$(dirname "$0")/../cli/common.bash"

command -v python3 >/dev/null || skip 'without python3'
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=examples

echo 'Mr Kato said that Mr Kato had met Mr Ito.' >"$work/twice.txt"
files=("$article" "$work/twice.txt" examples/news/*.txt)
python3 examples/byline.py "${files[@]}" >"$work/python" || fail 'byline.py fails'
run 0 --offsets=codepoint --format=jsonl "${files[@]}"
diff <(jq -c -S 'del(.offsets)' "$work/out") <(jq -c -S . "$work/python") >"$work/diff" || {
    fail 'byline.py finds something else'
    head -c 400 "$work/diff"
}

python3 - <<'END' || fail 'byline.py as a module'
from concurrent.futures import ThreadPoolExecutor

from byline import Byline

with Byline() as byline:
    text = "“Gen. Lê Văn Ba 😀 left on Friday.”"
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(lambda _: byline.tag(text, document_date="2026-03-14"), range(100)))
    assert all(document == documents[0] for document in documents)
    entities = documents[0]["entities"]
    assert [text[entity["start"]:entity["end"]] for entity in entities] == ["Gen.", "Lê Văn Ba", "Friday"]
    assert entities[0]["person"] == 1 and entities[2]["value"] == "2026-03-13"
    assert byline.tag(text, types=1 << 4)["entities"][0]["type"] == "DATE"
    try:
        byline.tag(text, document_date="2026-02-30")
        assert False, "no error"
    except ValueError as error:
        assert "2026-02-30" in str(error)
with Byline(rules_only=True) as byline:
    assert byline.tag("")["entities"] == []
try:
    Byline(model="no/such.model")
    assert False, "no error"
except ValueError as error:
    assert "no/such.model" in str(error)
END

finish
