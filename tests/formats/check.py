#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares each format with the JSON of the same texts, and says what differs.

usage: check.py FORMAT TEXTS.jsonl DOCUMENTS.jsonl OUTPUT...
The documents have offsets in code points; for tsv, in the unit of the output. brat has an output a text.
"""
import base64
import hashlib
import json
import re
import sys
import xml.etree.ElementTree
from html.parser import HTMLParser

RANK = "RANK"


def read_lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def equal(what, found, expected):
    if found != expected:
        sys.exit(f"{what}:\n  is        {found!r:.1500}\n  should be {expected!r:.1500}")


def holds(what, condition):
    if not condition:
        sys.exit(f"not so: {what}")


def spans(document):
    return [(e["type"], e["start"], e["end"]) for e in document["entities"]]


def without_mark(text):
    """The text as it is printed, and how far its offsets move."""
    return (text[1:], 1) if text.startswith("\ufeff") else (text, 0)


def picture(character):
    """How HTML and terminals show a control character."""
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


# ---- tsv ----


def unescape(cell):
    def replace(match):
        escape = match[1]
        return chr(int(escape[1:], 16)) if escape[0] == "x" else {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[escape]

    return re.sub(r"\\(x[0-9A-F]{2}|.)", replace, cell)


def check_tsv(texts, documents, outputs):
    columns = "document id type text start end kind value written person chain country score".split()
    lines = read(outputs[0]).split("\n")
    equal("header", lines[0].split("\t"), columns)
    equal("the last line has an end", lines.pop(), "")
    rows = [dict(zip(columns, map(unescape, line.split("\t")), strict=True)) for line in lines[1:]]
    expected = [
        {"document": str(document["id"])} | {key: str(entity.get(key, "")) for key in columns[1:]}
        for document in documents
        for entity in document["entities"]
    ]
    equal("rows", rows, expected)


# ---- conll ----


def tagged(tokens, column):
    """The spans of a column of BIO tags."""
    found = []
    for start, end, *tags in tokens:
        tag = tags[column]
        if tag.startswith("B-"):
            found.append((tag[2:], start, end))
        elif tag != "O":
            holds(f"{tag} goes on with an entity", found and found[-1][0] == tag[2:])
            found[-1] = (found[-1][0], found[-1][1], end)
    return found


def check_conll(texts, documents, outputs):
    parts = read(outputs[0]).split("-DOCSTART-\t")
    equal("before the first document", parts.pop(0), "")
    equal("documents", len(parts), len(documents))
    for text, document, part in zip(texts, documents, parts):
        head, *lines = part.split("\n")
        equal("id", unescape(head).replace("_", " "), f"{document['id']}\tO".replace("_", " "))
        tokens, at = [], 0
        for line in filter(None, lines):
            form, *tags = line.split("\t")
            equal(f"columns of {line!r}", len(tags), 2)
            form = re.sub(r"\\x([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), form)
            at = text["text"].index(form, at)
            tokens.append((at, at + len(form), *tags))
            at += len(form)
        found = spans(document)
        equal("ranks", tagged(tokens, 0), [span for span in found if span[0] == RANK])
        equal("others", tagged(tokens, 1), [span for span in found if span[0] != RANK])


# ---- brat ----


def check_brat(texts, documents, outputs):
    for text, document, output in zip(texts, documents, outputs, strict=True):
        text, entities = text["text"], document["entities"]
        expected, found = [], read(output).split("\n")
        for entity in entities:
            number, whole = entity["id"] + 1, text[entity["start"] : entity["end"]]
            lines = [
                (entity["start"] + match.start(), entity["start"] + match.end())
                for match in re.finditer(r"[^\r\n]+", whole)
            ]
            offsets = ";".join(f"{start} {end}" for start, end in lines)
            words = " ".join(text[start:end] for start, end in lines).replace("\\", "\\\\").replace("\t", "\\t")
            expected.append(f"T{number}\t{entity['type']} {offsets}\t{words}")
            if "kind" in entity:
                expected.append(f"A{number}\tKind T{number} {entity['kind']}")
            note = entity.get("value", entity.get("country"))
            if note:
                expected.append(f"#{number}\tAnnotatorNotes T{number}\t{note}")
            if "person" in entity:
                expected.append(f"R{number}\tRank_of Arg1:T{number} Arg2:T{entity['person'] + 1}")
        for chain in document["chains"]:
            if len(chain["mentions"]) > 1:
                expected.append("*\tSame " + " ".join(f"T{mention + 1}" for mention in chain["mentions"]))
        equal(f"{output}", found, expected + [""])


# ---- xml ----


def inline(element):
    """The text of an element, and (element, start, end) of those within it, in their order."""
    text, found = element.text or "", []
    for child in element:
        inner, within = inline(child)
        found.append((child, len(text), len(text) + len(inner)))
        found += [(e, start + len(text), end + len(text)) for e, start, end in within]
        text += inner + (child.tail or "")
    return text, found


def check_xml(texts, documents, outputs):
    with open(outputs[0], "rb") as file:
        root = xml.etree.ElementTree.parse(file).getroot()
    errors = [document for document in root if "error" in document.attrib]
    equal("documents that failed", [(e.get("id"), len(e)) for e in errors], [("formats:last", 0)])
    for text, document, element in zip(texts, documents, list(root)[:-1], strict=True):
        equal("id", element.get("id"), str(document["id"]))
        equal("date", element.get("date"), document["document_date"])
        expected, moved = without_mark(text["text"])
        expected = re.sub("[\0-\b\v\f\x0e-\x1f\ufffe\uffff]", "\ufffd", expected)
        content, found = inline(element.find("text"))
        equal("text", content, expected)
        equal("spans", [(e.tag, start + moved, end + moved) for e, start, end in found], spans(document))
        for entity, (e, _, _) in zip(document["entities"], found):
            keys = entity.keys() - {"type", "text", "start", "end"}
            equal("attributes", e.attrib, {key: str(entity[key]) for key in keys})
        chains = [
            {key: e.get(key) for key in ("id", "type", "name")}
            | {"mentions": e.get("mentions").split(), "ranks": [rank.text for rank in e]}
            for e in element.find("chains")
        ]
        equal("chains", chains, [
            {key: str(chain[key]) for key in ("id", "type", "name")}
            | {"mentions": [str(mention) for mention in chain["mentions"]], "ranks": chain.get("ranks", [])}
            for chain in document["chains"]
        ])


# ---- text ----


def shown(text):
    """A text as a terminal may have it."""
    text = re.sub("[\r\u202a-\u202e\u2066-\u2069]", "", text)
    return re.sub("[\0-\b\v-\x1f\x7f-\x9f]", lambda match: picture(match[0]), text)


def bracketed(text, document):
    """The body of a document, with its entities in brackets."""
    text, moved = without_mark(text)
    before = [""] * (len(text) + 1)
    for kind, start, end in reversed(spans(document)):
        before[start - moved] = f"[{kind} " + before[start - moved]
    for _, _, end in spans(document):
        before[end - moved] = "]" + before[end - moved]
    body = "".join(mark + shown(character) for mark, character in zip(before, [*text, ""]))
    return body + ("" if text.endswith("\n") or text == "" else "\n") + "\n"


def headed(document, body):
    name = shown(str(document["id"]).replace("\n", " "))
    return f"== {name}{' ' + document['document_date'] if document['document_date'] else ''}\n{body}"


def check_text(texts, documents, outputs):
    plain, coloured = (read(output) for output in outputs)
    bodies = [bracketed(text["text"], document) for text, document in zip(texts, documents)]
    equal("in brackets", plain, "".join(map(headed, documents, bodies)))
    # A terminal gets line breaks with a carriage return.
    coloured = re.sub("\033\\[[0-9;]+m", "", coloured.replace("\r\n", "\n"))
    legend = "(?: (?:PERSON|RANK|ORGANISATION|PLACE|DATE|GROUP|MONEY|MISC))*"
    for text, document in zip(texts, documents):
        body = bracketed(text["text"], document | {"entities": []})
        heading, _, rest = headed(document, body).partition("\n")
        match = re.match(re.escape(heading) + legend + "\n", coloured)
        holds(f"{heading} is followed by nothing but a legend", match)
        equal("in colours", coloured[match.end() :][: len(rest)], rest)
        coloured = coloured[match.end() + len(rest) :]
    equal("after the last", coloured, "")


# ---- html ----


class Page(HTMLParser):
    """Takes the page apart."""

    VOID = {"meta", "input"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.articles, self.elements = [], [], []
        self.style = self.script = ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        if tag == "article":
            self.articles.append({"text": "", "marks": [], "legend": {}, "h1": "", "items": [], "numbers": {}})
        elif tag == "mark":
            self.articles[-1]["marks"].append([attributes, len(self.articles[-1]["text"]), None])
        elif tag == "label":
            self.articles[-1]["legend"][attributes["class"]] = ""
        elif tag == "li" and "data-same" in attributes:
            self.articles[-1]["items"].append(attributes["data-same"])
        if tag not in self.VOID:
            self.stack.append((tag, attributes))

    def handle_endtag(self, tag):
        equal("the element that ends", tag, self.stack.pop()[0])
        if tag == "mark":
            marks = self.articles[-1]["marks"]
            [mark for mark in marks if mark[2] is None][-1][2] = len(self.articles[-1]["text"])

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        if "style" in tags:
            self.style += data
        elif "script" in tags:
            self.script += data
        elif ("div", {"class": "text", "dir": "auto"}) in self.stack:
            self.articles[-1]["text"] += data
        elif tags[-1:] == ["h1"]:
            self.articles[-1]["h1"] += data
        elif tags[-1:] == ["b"]:
            self.articles[-1]["legend"][self.stack[-2][1]["class"]] += data


def source(code):
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def check_page(page):
    """What holds of the page as a whole: nothing in it comes from outside, or acts, but its own script."""
    policy = [a["content"] for tag, a in page.elements if tag == "meta" and "http-equiv" in a]
    equal("policy", policy, [
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {source(page.style)}; script-src {source(page.script)}"
    ])
    equal("nothing is open", page.stack, [])
    tags = [tag for tag, _ in page.elements]
    equal("scripts", tags.count("script"), 1)
    known = "html head meta title style script body main article header h1 p ul li label input b div mark aside section h2 span"
    holds("no other elements", set(tags) <= set(known.split()))
    names = {name for tag, a in page.elements for name in a if tag not in ("meta", "html")}
    equal("no attributes that act", names - set(
        "class type autocomplete checked dir tabindex aria-description data-same data-number".split()), set())
    holds("no address in the style", "url(" not in page.style and "@import" not in page.style)
    for media in ("prefers-color-scheme: dark", "print", "max-width"):
        holds(f"a style for {media}", media in page.style)


def description(document, entity):
    """What is said of an entity that is pointed at."""
    parts = [entity["type"]] + [entity[key] for key in ("kind",) if key in entity]
    if "value" in entity:
        parts.append(entity["value"] + (f", written {entity['written']}" if "written" in entity else ""))
    if "person" in entity:
        chain = document["chains"][document["entities"][entity["person"]]["chain"]]
        parts[-1] += f" of {chain['name']}"
    elif "chain" in entity:
        chain = document["chains"][entity["chain"]]
        parts += [chain["name"]] + (["; ".join(chain["ranks"][:3])] if "ranks" in chain else [])
    parts += [entity["country"]] if "country" in entity else []
    return " · ".join(parts + [str(entity["score"])])


def same(document, entity):
    """What an entity has in common with those that are lit with it, and the number of its person."""
    if "person" in entity:
        entity = document["entities"][entity["person"]]
    if "chain" not in entity:
        return entity.get("value"), None
    people = [chain["id"] for chain in document["chains"] if chain["type"] == "PERSON"]
    number = str(people.index(entity["chain"]) + 1) if entity["chain"] in people else None
    return f"chain-{entity['chain']}", number


def check_article(text, document, article):
    equal("heading", article["h1"], str(document["id"]))
    expected, moved = without_mark(text["text"])
    expected = re.sub("[\0-\b\v\f\x0e-\x1f\x7f-\x9f]", lambda match: picture(match[0]), expected)
    equal("text", article["text"], expected)
    marks = [(a["class"], start + moved, end + moved) for a, start, end in article["marks"]]
    equal("marks", marks, spans(document))
    counts = {}
    for entity, (attributes, _, _) in zip(document["entities"], article["marks"]):
        counts[entity["type"]] = str(int(counts.get(entity["type"], "0")) + 1)
        equal("description", attributes["aria-description"], description(document, entity))
        equal("what is the same", (attributes.get("data-same"), attributes.get("data-number")), same(document, entity))
    equal("legend", article["legend"], counts)
    dates = {(e["value"], e["text"]): e["value"] for e in document["entities"] if "value" in e}
    order = ("PERSON", "ORGANISATION", "PLACE")
    chains = [f"chain-{c['id']}" for kind in order for c in document["chains"] if c["type"] == kind]
    equal("lists", article["items"], chains + list(dates.values()))


def check_html(texts, documents, outputs):
    page = Page()
    page.feed(read(outputs[0]))
    page.close()
    check_page(page)
    equal("articles", len(page.articles), len(documents) + 1)
    equal("the text that failed", (page.articles[-1]["h1"], page.articles[-1]["text"]), ("formats:last", ""))
    for text, document, article in zip(texts, documents, page.articles):
        check_article(text, document, article)


def main():
    check, texts, documents, *outputs = sys.argv[1:]
    texts = [line for line in read_lines(texts) if "text" in line]
    documents = [line for line in read_lines(documents) if "error" not in line]
    equal("as many documents as texts", len(documents), len(texts))
    globals()[f"check_{check}"](texts, documents, outputs)


main()
