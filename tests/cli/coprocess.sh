#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# One process that answers question after question, from a shell and by the drivers in examples/.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

# Each answer is there before the next question is asked, whatever came before and with any number of
# threads; an error is an answer too, and a blank line is no question.
for threads in 1 3; do
    coproc "$BYLINE" --model=rules --input=jsonl --format=jsonl --flush -j $threads 2>"$work/err"
    pid=$!
    exec 3<&"${COPROC[0]}" 4>&"${COPROC[1]}"
    eval "exec ${COPROC[0]}<&- ${COPROC[1]}>&-"
    for ((i = 0; i < 200; i++)); do
        case $((i % 4)) in
        0) question="{\"id\": $i, \"text\": \"Mr Kato left.\"}" expected="{\"id\":$i,\"document_date\":null,*Kato*" ;;
        1) question='no JSON' expected='{"error":"not JSON: *' ;;
        2) question=$'\n'"{\"id\": $i}" expected="{\"error\":\"no *text*\",\"id\":$i}" ;;
        3) question="{\"text\": \"\", \"id\": \"$i\"}" expected="{\"id\":\"$i\",*\"entities\":\[\],\"chains\":\[\]}" ;;
        esac
        echo "$question" >&4
        read -r -t 20 answer <&3 || {
            fail "-j $threads: no answer to question $i"
            break
        }
        # shellcheck disable=SC2053 # the right side is a pattern
        [[ $answer == $expected ]] || {
            fail "-j $threads: question $i: $answer"
            break
        }
    done
    exec 4>&-
    status=0
    wait $pid || status=$?
    exec 3<&-
    [[ $status == 1 ]] || fail "-j $threads: exit status $status, not 1"
done

# The drivers, as programs and as modules.
export PATH=${BYLINE%/*}:$PATH
"$BYLINE" "$article" | jq -r '"\(.id): \([.chains[] | select(.type == "PERSON").name] | join(", "))"' >"$work/people"

if command -v python3 >/dev/null; then
    python3 examples/coprocess.py "$article" >"$work/out" || fail 'coprocess.py fails'
    cmp -s "$work/people" "$work/out" || fail 'coprocess.py: other people'
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=examples python3 - 2>/dev/null <<'END' || fail 'coprocess.py as a module'
from coprocess import Byline

with Byline("--model=rules", "--offsets=codepoint") as byline:
    for number in range(100):
        text = "“Gen. Lê Văn Ba\u2028\ud83d\ude00 left on \nFriday.” " * (1 + number % 7 * 50)
        try:
            byline.tag("Mr Kato", document_date="2026-02-30")
            assert False, "no error"
        except ValueError as error:
            assert "2026-02-30" in str(error)
        document = byline.tag(text, id=number, document_date="2026-03-14")
        assert document["id"] == number
        text = text.encode("utf-16", "surrogatepass").decode("utf-16")
        assert all(text[e["start"]:e["end"]] == e["text"] for e in document["entities"])
        assert document["entities"][-1]["value"] == "2026-03-13"
try:
    Byline("--nonsense").tag("Mr Kato")
    assert False, "no error"
except RuntimeError as error:
    assert "status 2" in str(error)
END
else
    echo 'not tested without python3'
fi

if command -v node >/dev/null; then
    node examples/coprocess.mjs "$article" >"$work/out" || fail 'coprocess.mjs fails'
    cmp -s "$work/people" "$work/out" || fail 'coprocess.mjs: other people'
    node --input-type=module - 2>/dev/null <<END || fail 'coprocess.mjs as a module'
import assert from "node:assert";
import { Byline } from "$PWD/examples/coprocess.mjs";

const byline = new Byline({ options: ["--model=rules", "--offsets=utf16", "-j", "2"] });
const asked = [...Array(300).keys()].map(async (number) => {
  const text = "\u201cGen. Lê Văn Ba\u2028😀 left on \nFriday.\u201d ".repeat(1 + (number % 7) * 50);
  const wrong = assert.rejects(byline.tag("Mr Kato", { document_date: "2026-02-30" }), /2026-02-30/);
  const document = await byline.tag(text, { id: "\u2028" + number, document_date: "2026-03-14" });
  await wrong;
  assert.equal(document.id, "\u2028" + number);
  for (const entity of document.entities)
    assert.equal(text.slice(entity.start, entity.end), entity.text);
  assert.equal(document.entities.at(-1).value, "2026-03-13");
});
await Promise.all(asked);
await byline.close();
await assert.rejects(byline.tag("Mr Kato"), /status 1/);
await assert.rejects(new Byline({ options: ["--nonsense"] }).tag("Mr Kato"), /status 2/);
await assert.rejects(new Byline({ program: "./none" }).tag("Mr Kato"), /ENOENT/);
END
else
    echo 'not tested without node'
fi

finish
