#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints libbyline.3, in mdoc, from the public header.

usage: from_header.py include/byline/byline.h >man/libbyline.3
"""
import re
import sys
import textwrap

COMMENT = re.compile(r"/\*\*(?!<)(?P<comment>.*?)\*/\s*|/\* -+ (?P<section>[^-]*?) -+ \*/", re.S)
MEMBER = re.compile(r"(?:/\*\*(?!<)(?P<before>(?:(?!\*/).)*)\*/\s*)?(?P<code>[^/;,{}]+?)[;,]?[ ]*(?:/\*\*<(?P<after>.*?)\*/|$|\n)", re.S)


def escape(text):
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e"), flags=re.M)


def inline(text):
    """Text in one line, with `code` in quotation marks and **words** in bold."""
    text = escape(" ".join(text.split()))
    text = re.sub(r"`([^`]*)`", r"\\(oq\1\\(cq", text)
    return re.sub(r"\*\*([^*]*)\*\*", r"\\fB\1\\fR", text)


def bare(comment):
    """The lines of a comment without its stars."""
    return [re.sub(r"^\s*\*? ?", "", line, count=1) if i else line.strip() for i, line in enumerate(comment.split("\n"))]


def sentences(text):
    """A sentence a line, as mdoc wants it, and long ones on several."""
    text = re.sub(r"`[^`]*`", lambda match: match[0].replace(" ", "\0"), text)
    lines = re.split(r"(?<=[a-z0-9)'\"`][.;:]) (?=[A-Z])|(?<=[A-Z\"][.]) (?=[A-Z])", inline(text))
    wrapped = [part for line in lines for part in textwrap.wrap(line, 78, break_long_words=False, break_on_hyphens=False)]
    return "\n".join(re.sub(r"^([.'])", r"\\&\1", line.replace("\0", "\\ ")) for line in wrapped)


def code(text):
    return ".Bd -literal -offset indent\n" + escape(text.strip("\n")) + "\n.Ed"


def prose(lines):
    """Paragraphs, lists, indented code and @param lines."""
    out = []
    for block in re.split(r"\n\s*\n", "\n".join(lines).strip("\n")):
        if block.startswith("    "):
            out.append(code(re.sub(r"^    ", "", block, flags=re.M)))
        elif block.startswith("- "):
            items = re.split(r"^- ", block, flags=re.M)[1:]
            out.append("\n".join([".Bl -bullet", *(f".It\n{sentences(item)}" for item in items), ".El"]))
        elif block.startswith("@"):
            tags = [tag.split(None, 1) for tag in re.split(r"^@", block, flags=re.M)[1:]]
            rows = []
            for tag, text in tags:
                name, text = text.split(None, 1) if tag == "param" else ("returns", text)
                rows.append(f".It {'Fa ' + name if tag == 'param' else 'Returns'}\n{sentences(text)}")
            out.append("\n".join([".Bl -tag -width document", *rows, ".El"]))
        elif block.strip():
            out.append(".Pp\n" + sentences(block))
    return "\n".join(out)


def declaration(text):
    """The declaration that follows a comment: up to its end, a macro's last line, or a struct's name."""
    if text.startswith("#define"):
        return re.match(r"(?:#define(?:.*\\\n)*.*\n)+", text)[0]
    match = re.match(r"typedef (?:struct|enum) \w+ \{.*?^\} \w+;|[^;]*;", text, re.S | re.M)
    return match[0]


def members(text):
    """(name, what it is) of what stands in braces."""
    body = text[text.index("{") + 1 : text.rindex("}")]
    for match in MEMBER.finditer(body):
        words = match["code"].strip()
        comment = match["before"] or match["after"]
        if words and comment:
            name = re.search(r"\(\*(\w+)\)|(\w+)(?:\[\d+\])?(?: = \w+)?$", words)
            yield next(filter(None, name.groups())), " ".join(bare(comment))


def without_comments(text):
    text = re.sub(r"[ ]*/\*.*?\*/", "", text, flags=re.S)
    text = text.replace("BYLINE_EXPORT ", "")
    text = re.sub(r"[ ]+\\$", r" \\", text, flags=re.M)
    text = re.sub(r"(?<=,)\n\s+", "\n    ", text) if "{" not in text else text
    return re.sub(r"\n\s*\n", "\n", text)


def item(comment, following):
    text = declaration(following)
    parts = [code(without_comments(text)), prose(bare(comment))]
    if text.startswith("typedef") and "{" in text:
        rows = [f".It Va {name}\n{sentences(what)}" for name, what in members(text)]
        parts += [".Bl -tag -width document_date", *rows, ".El"] if rows else []
    return "\n".join(filter(None, parts))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        header = file.read()
    print(""".\\" SPDX-License-Identifier: MIT
.\\" Made from include/byline/byline.h by man/from_header.py: edit that.
.Dd March 14, 2026
.Dt LIBBYLINE 3
.Os
.Sh NAME
.Nm libbyline
.Nd people, ranks, organisations, places and dates in English news
.Sh LIBRARY
The byline library (libbyline, -lbyline)
.Sh SYNOPSIS
.In byline/byline.h
.Dl cc program.c $(pkg-config --cflags --libs byline)
.Sh DESCRIPTION""")
    end = 0
    for match in COMMENT.finditer(header):
        if match.start() < end:
            continue
        if match["section"]:
            print(f".Ss {match['section'].strip()}")
        elif "@file" in match["comment"]:
            lines = bare(match["comment"])
            print(prose(lines[next(i for i, line in enumerate(lines) if not line.strip() and i > 1) + 1 :]).removeprefix(".Pp\n"))
        else:
            following = header[match.end() :]
            print(item(match["comment"], following))
            end = match.end() + len(declaration(following))
    print(""".Sh SEE ALSO
.Xr byline 1
.Pp
The programs in the folder
.Pa examples
of the source.""")


main()
