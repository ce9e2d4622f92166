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
    ("typing", "run together, without capitals or stops, or misspelt, as in chat: `mar3`, `y15`, `oct`",
     lambda case, text, values: re.search(r"\d(?:%s|[hq]\d|y|year)|(?:%s)\d|y\d\d|\btmr|\. ?\d+(st|nd|rd|th)|"
                                          r"\b(?:hr|hrs|min|mins|sec|h|wk|yr|yrs|eoy|eom|eod|tue|tues|wed|"
                                          r"thu|thur|thurs|fri|sat|sun|mon)\b(?!\.)|thanks giving|haha|"
                                          r"\b(?:%s|sept)\b(?!\.| \d)|\d{8}|\dh$|twenty and|^week \d+$|\d{4} \d\d \d\d|\. \d|int'l|new year eve"
                                          % (MONTHS, MONTHS, MONTHS.replace("may|", "")), text)),
    ("figures", "a day or month in figures without its year, or a year of two: in news a score or a share",
     lambda case, text, values: re.search(r"(?<![\d/.-])\d{1,2} ?[./-] ?\d{1,2}(?![\d/.-])(?!-year)|\d+[/-]\d+[,/-]\d\d$|"
                                          r"\b\d{4} ?[./-] ?\d{1,2}$|^\d{1,2}[./-]\d{4}$|(?:%s)[a-z]*[-/] ?\d+|\d\d,\d{4}"
                                          % MONTHS, text)),
    ("bare number", "a day of the month as a number or an ordinal in words alone: `the 27`, `the second`",
     lambda case, text, values: re.fullmatch(r"(the )?(\d{1,2}\.?|[a-z]+ty|(twenty |thirty )?[a-z]+(st|nd|rd|th|ond))|"
                                             r".*day the (?!\d)[a-z ]+", text)
     and "month" not in text and not re.search(MONTHS, text)),
    ("count first", "`from 4 to 22 this month`, `first Sunday` with no month, `two Sundays from now`",
     lambda case, text, values: re.search(r"\d+ ?(to|till|until|and|-) ?\d+ (of |in )?(this|next|last|current) month|"
                                          r"^(first|second|third|fourth|fifth) \w+day$|days? (from|after) (to|yes)|sundays from|"
                                          r"between \d+ and \d+$|^0?\d to [a-z]+ \d", text)),
    ("frequency", "`daily`, `annually`, `once a year`: no DATE by docs/entities.md",
     lambda case, text, values: re.search(r"^(bi)?-?(daily|weekly|monthly|quarterly|yearly|annual(ly)?|everyday)$|"
                                          r"^(once|one|twice) a ", text)),
    ("set with a time", "`3pm every day`, `mornings at 9`: a clock time that recurs",
     lambda case, text, values: any(v["type"] == "set" for v in values) and re.search(r"\d ?[ap]\.?m|at \d|^mornings", text)),
    ("vague amount", "`few`, `some`, `several`: they take three, TIMEX3 says X",
     lambda case, text, values: re.search(r"\b(few|some|several)\b", text)),
    ("rest", "what is left of a stretch, from today to its end, and `mine`: `rest of the week`, `my day`",
     lambda case, text, values: re.search(r"\brest\b|remaining|\bmy\b|to date|^the (day|year|week|weekend)$|^weekend$|any year|"
                                          r"the remainder", text)),
    ("no such day", "February 30: they give no value, ours has none either",
     lambda case, text, values: any(str(v.get("value")).startswith(("0001", "not resolved"))
                                    and v["type"] != "set" for v in values)
     or all(v["type"] == "daterange" and not v.get("start") and not v.get("timex") for v in values)),
    ("country's holiday", "one whose day depends on the country, or known in one alone",
     lambda case, text, values: re.search(r"yuandan|independence|freedom|jubilee|national|inauguration", text)),
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
                if re.search(r" (ago|from now|later|earlier)$", text[start:end]):
                    values = [dict(value, counted=True) for value in values]
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
        own = seconds(value)
        # Half a year is P6M here, 182.5 days there.
        return given is not None and own is not None and abs(given - own) <= 0.02 * given
    # A stretch counted from today is right as its length: `the next two days` is P2D.
    if value.startswith("P") and timex.startswith("("):
        return seconds(value) == seconds(timex.rstrip(")").split(",")[-1])
    got = stretch(value)
    # `two years ago` is as fine as its unit, as TimeML has it.
    if reading.get("counted") and got is not None and reading.get("value"):
        return got[0].isoformat() <= reading["value"][:10] <= got[1].isoformat()
    if reading.get("value"):
        return got is not None and got[0] == got[1] and got[0].isoformat() == reading["value"][:10]
    if got is None or not reading.get("start") or not reading.get("end"):
        return False
    if reading.get("Mod") in ("start", "mid", "end", "approx"):
        inner = datetime.date.fromisoformat(reading["start"][:10])
        return got[0] <= inner <= got[1]
    end = datetime.date.fromisoformat(reading["end"][:10])
    # The end of a range that names it (`from May 3 to 5`) is in it there, too.
    named = timex.startswith("(") and got[0].day != 1
    last = {end - datetime.timedelta(days=1)} | ({end} if named else set())
    return got[0].isoformat() == reading["start"][:10] and got[1] in last


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
