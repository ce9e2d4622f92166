#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures byline's dates on the test specifications of Microsoft's Recognizers-Text (MIT).

usage: recogniser.py convert DIRECTORY > GOLD.jsonl
       recogniser.py score GOLD.jsonl PREDICTED.jsonl [--errors N]

DIRECTORY holds the English DateTime specifications (DateTimeModel.json and so on). They are
written for a calendar assistant: `convert` keeps the cases that could stand in news, each a
document with its date, and tells on standard error what it left out, by rule, and how many.
`score` tells for each type how many have the right span and the right place in time. Prepositions
and articles around a date are not compared: the specifications put them inside it. Their ranges
exclude the last day, ours include it. Where they give several readings (past and future), any is
right.
"""
import collections
import datetime
import json
import os
import re
import sys

FILES = ["DateParser", "DatePeriodParser", "DurationParser", "SetParser", "HolidayParser",
         "DateTimeModel", "MergedParser"]
TYPES = {"date", "daterange", "duration", "set", "holiday"}

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

# What is left out: name, reason, and a test of the input, the text of the date and its values.
RULES = [
    ("not supported", "the specification says that some of its own implementations fail",
     lambda case, text, values: "NotSupported" in case or "NotSupportedByDesign" in case),
    ("time of day", "a time or a time range, which this measure does not cover",
     lambda case, text, values: any("T" in v.get("timex", "").lstrip("P(")[:11] and v["type"] != "set"
                                    and v["type"] != "duration" for v in values)),
    ("assistant", "an order to a calendar or a search box",
     lambda case, text, values: re.search(r"cortana|alarm|calendar|skype|schedule|find |please|"
                                          r"remind|\bbook\b|appointment|e-?mail|\bshow\b|what('s| is| are| do)|"
                                          r"let's|sales (for|of|data|where)|query|report|when |who |meet me|nba|"
                                          r"search|do you|\bAdd\b", case["Input"], re.I)),
    ("open range", "`before`, `after`, `since`: the preposition is part of their date, not of ours",
     lambda case, text, values: any(v.get("Mod") in ("before", "after", "since", "until",
                                                     "before-end", "after-start", "before-start",
                                                     "before-approx", "after-approx", "more", "less",
                                                     "ref_undef")
                                    for v in values)),
    ("two dates", "a range of two dates in full: two DATEs here",
     lambda case, text, values: re.search(r"\b(to|until|till|through|thru|and|--?|–|~|-)\b", text)
     and len(re.findall(r"(?:%s)[a-z]*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:19|20)\d\d\b|\d+[/.-]\d+"
                        r"|tomorrow|today|now" % MONTHS, text)) > 1),
    ("typing", "lower case, run together or misspelt as in chat: `22april`, `oct2`, `jan-1`, `y15`",
     lambda case, text, values: re.search(r"\d(%s)|(%s)[a-z]*\.?[-/,.]?\s?\d{1,2}$|y\d\d|\btmr|\bmnth|"
                                          r"\b(hr|hrs|min|mins|sec|s|h|wk|yr|yrs|mon|fri|tue|tues|wed|thu|thur|thurs|sat|sun)\b"
                                          % (MONTHS, "(?!x)x"), text, re.I)),
]


CAPITALS = re.compile(r"\b(january|february|march|april|may|june|july|august|september|october|november|december|"
                      r"(?:%s|sept)(?=[ .]|$)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|q[1-4]|h[12]|"
                      r"christmas(?: day| eve)?|thanksgiving(?: day)?|halloween|black friday|easter|"
                      r"new year(?:'s)?(?: day| eve)?|labor day|memorial day|(?:mother|father)'s day|mlk day|"
                      r"(?<=4th of )july|(?<=fourth of )july)\b" % MONTHS)


def with_capitals(text):
    """The text with the names of months, days and holidays written as in print."""
    return CAPITALS.sub(lambda match: re.sub(r"(?<![\w'])[a-z]", lambda c: c[0].upper(), match[0]), text)


def values_of(result):
    """The readings of a result, each with timex, type and value or start and end."""
    resolution = result.get("Resolution") or result.get("Value") or {}
    if "values" in resolution:
        return resolution["values"]
    kind = result.get("Type") or result.get("TypeName", "").split(".")[-1]
    values = []
    for side in ("FutureResolution", "PastResolution"):
        given = resolution.get(side) or {}
        value = {"timex": resolution.get("Timex", ""), "type": kind, "Mod": resolution.get("Mod")}
        value["value"] = given.get("date") or given.get("duration") or given.get("set")
        value["start"], value["end"] = given.get("startDate"), given.get("endDate")
        values.append(value)
    return values


def convert(directory):
    left_out = collections.Counter()
    seen = set()
    for name in FILES:
        with open(os.path.join(directory, name + ".json"), encoding="utf-8-sig") as file:
            cases = json.load(file)
        for number, case in enumerate(cases):
            text = with_capitals(case["Input"])
            date = (case.get("Context") or {}).get("ReferenceDateTime", "")[:10]
            entities = []
            for result in case["Results"]:
                kind = (result.get("Type") or result.get("TypeName", "")).split(".")[-1]
                values = values_of(result)
                if kind not in TYPES:
                    left_out["time of day"] += 1
                    continue
                reason = next((rule for rule, _, test in RULES if test(case, result["Text"].lower(), values)),
                              None)
                if reason:
                    left_out[reason] += 1
                    continue
                start = result["Start"]
                end = result["End"] + 1 if "End" in result else start + result["Length"]
                entities.append({"type": "DATE", "start": len(text[:start].encode()),
                                 "end": len(text[:end].encode()), "text": text[start:end],
                                 "kind": kind, "readings": values})
            key = (text, date)
            if not entities or key in seen:
                left_out["the same case again"] += len(entities)
                continue
            seen.add(key)
            print(json.dumps({"id": "%s-%d" % (name, number), "text": text,
                              "document_date": date or None, "layers": ["DATE"],
                              "entities": entities}, ensure_ascii=False))
    for rule, reason, _ in RULES + [("the same case again", "given in more than one file", None)]:
        print("left out %4d  %-20s %s" % (left_out[rule], rule, reason), file=sys.stderr)


# ---- Values as stretches of days ----

def month_end(year, month):
    return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1))


def stretch(value):
    """The first and last day of a TIMEX3 value, or None."""
    if "/" in value:
        first, last = (stretch(part) for part in value.split("/"))
        return first and last and (first[0], last[1])
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = datetime.date.fromisoformat(value)
            return day, day
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            day = datetime.timedelta(days=1)
            return (monday + 5 * day if match[3] else monday), monday + 6 * day
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            year, month = int(match[1]), int(match[2])
            return datetime.date(year, month, 1), month_end(year, month)
        if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
            year, length = int(match[1]), 3 if match[2] == "Q" else 6
            last = length * int(match[3])
            return datetime.date(year, last - length + 1, 1), month_end(year, last)
        if match := re.fullmatch(r"\d{2,4}", value):
            missing = 4 - len(value)
            return (datetime.date(int(value + "0" * missing), 1, 1),
                    datetime.date(int(value + "9" * missing), 12, 31))
    except ValueError:
        pass
    return None


def seconds(value):
    match = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)Q)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:([\d.]+)WE)?"
                         r"(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", value or "")
    if not match:
        return None
    units = (365 * 86400, 91 * 86400, 30 * 86400, 7 * 86400, 86400, 2 * 86400, 3600, 60, 1)
    return sum(float(n) * u for n, u in zip(match.groups(), units) if n)


def agrees(value, reading):
    timex = reading.get("timex") or ""
    if value is None:
        return False
    if value == timex or (value == "PRESENT_REF" and timex == "PRESENT_REF"):
        return True
    if reading.get("type") in ("duration", "set"):
        given = seconds(timex)
        return given is not None and given == seconds(value)
    got = stretch(value)
    if reading.get("value"):
        return got is not None and got[0] == got[1] and got[0].isoformat() == reading["value"][:10]
    if got is None or not reading.get("start") or not reading.get("end"):
        return False
    if reading.get("Mod") in ("start", "mid", "end", "approx"):
        inner = datetime.date.fromisoformat(reading["start"][:10])
        return got[0] <= inner <= got[1]
    last = datetime.date.fromisoformat(reading["end"][:10]) - datetime.timedelta(days=1)
    return (got[0].isoformat(), got[1]) == (reading["start"][:10], last)


def bare(text, start, end):
    """A span without the words around a date that the two sides treat differently."""
    raw = text.encode()[start:end].decode().lower()
    head = re.match(r"(?:(?:on|in|from|between|during|the|at|of|for|around|about|over|within|within the|by|a day)\s+)*", raw)
    tail = re.search(r"[\s,.]*$", raw)
    return start + len(head[0].encode()), end - len(tail[0].encode())


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def score(gold_path, predicted_path, errors):
    predicted = {document["id"]: document["entities"] for document in load(predicted_path)}
    total, spans, right = (collections.Counter() for _ in range(3))
    for document in load(gold_path):
        found = [e for e in predicted[document["id"]] if e["type"] == "DATE"]
        for entity in document["entities"]:
            text = document["text"]
            want = bare(text, entity["start"], entity["end"])
            same = [e for e in found if bare(text, e["start"], e["end"]) == want]
            good = any(agrees(e.get("value"), r) for e in same for r in entity["readings"])
            for kind in (entity["kind"], "all"):
                total[kind] += 1
                spans[kind] += bool(same)
                right[kind] += good
            if not good and errors > 0:
                errors -= 1
                near = [(e["text"], e.get("value")) for e in found]
                print("%s %s %r %r: %s, found %s" % (document["id"], document["document_date"], text, entity["text"],
                      sorted({str(r.get("value") or "%s..%s" % (r.get("start"), r.get("end"))) for r in entity["readings"]}), near))
    for kind in sorted(total, key=lambda k: (k == "all", k)):
        print("%-10s %4d cases, span %5.1f %%, span and value %5.1f %%" %
              (kind, total[kind], 100 * spans[kind] / total[kind], 100 * right[kind] / total[kind]))


def main():
    arguments = sys.argv[1:]
    errors = 0
    if "--errors" in arguments:
        at = arguments.index("--errors")
        errors = int(arguments[at + 1])
        del arguments[at:at + 2]
    if len(arguments) == 2 and arguments[0] == "convert":
        convert(arguments[1])
    elif len(arguments) == 3 and arguments[0] == "score":
        score(arguments[1], arguments[2], errors)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
