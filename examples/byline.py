#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""byline for Python in one file, by ctypes: needs the shared library and nothing else.

As a module:

    with Byline() as byline:
        document = byline.tag("Gen. Sar Vichet left on Friday.", document_date="2026-03-14")
        document["entities"][1]["text"]    # "Sar Vichet"

A document is the dict that the program's JSON has (docs/output.md), with offsets in code points, as Python counts. As
a program it prints the JSON of the files that it is given.

The library is looked for where the system has it; BYLINE_LIBRARY names another file. Threads may share a Byline:
ctypes lets others run while the library works.
"""
import ctypes
import json
import os
import sys
from ctypes import POINTER, byref, c_char, c_char_p, c_double, c_int, c_size_t, c_uint32, c_uint64, c_void_p

NONE = 2**32 - 1  # BYLINE_NONE
CODEPOINT = 1  # BYLINE_OFFSETS_CODEPOINT


class Error(ctypes.Structure):
    _fields_ = [("code", c_int), ("position", c_uint64), ("message", c_char * 240)]


class Options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("types", c_uint32), ("invalid", c_uint32), ("offsets", c_uint32),
                ("document_date", c_char_p), ("allocator", c_void_p), ("date_order", c_uint32),
                ("keep_date_unknown", c_uint32)]


class ModelOptions(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("allocator", c_void_p), ("path", c_char_p), ("rules_only", c_uint32)]


class Entity(ctypes.Structure):
    _fields_ = [("id", c_uint32), ("type", c_int), ("start", c_uint64), ("end", c_uint64), ("text", c_char_p),
                ("score", c_double), ("kind", c_char_p), ("value", c_char_p), ("country", c_char_p),
                ("person", c_uint32), ("chain", c_uint32), ("written", c_char_p)]


class NameParts(ctypes.Structure):
    _fields_ = [(part, c_char_p) for part in ("given", "patronymic", "particle", "family", "suffix")]


class Chain(ctypes.Structure):
    _fields_ = [("id", c_uint32), ("type", c_int), ("name", c_char_p), ("mentions", POINTER(c_uint32)),
                ("mention_count", c_size_t), ("ranks", POINTER(c_uint32)), ("rank_count", c_size_t),
                ("parts", POINTER(NameParts))]


def load(path):
    """Returns the library, with the types of the functions that are called."""
    library = ctypes.CDLL(path)
    functions = {
        "byline_type_name": (c_char_p, c_int),
        "byline_model_open": (c_int, POINTER(ModelOptions), POINTER(c_void_p), POINTER(Error)),
        "byline_model_close": (None, c_void_p),
        "byline_tag": (c_int, c_void_p, c_char_p, c_size_t, POINTER(Options), POINTER(c_void_p), POINTER(Error)),
        "byline_document_free": (None, c_void_p),
        "byline_document_date": (c_char_p, c_void_p),
        "byline_document_date_source": (c_char_p, c_void_p),
        "byline_document_entity_count": (c_size_t, c_void_p),
        "byline_document_entity": (POINTER(Entity), c_void_p, c_size_t),
        "byline_document_chain_count": (c_size_t, c_void_p),
        "byline_document_chain": (POINTER(Chain), c_void_p, c_size_t),
    }
    for name, (result, *arguments) in functions.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def present(**members):
    """Returns the members that have a value, strings decoded."""
    return {key: value.decode() if isinstance(value, bytes) else value
            for key, value in members.items() if value is not None and value != NONE}


class Byline:
    """A model, open until close() or the end of `with`."""

    def __init__(self, model=None, rules_only=False, library=None):
        self._library = load(library or os.environ.get("BYLINE_LIBRARY", "libbyline.so.0"))
        self._model = c_void_p()
        options = ModelOptions(ctypes.sizeof(ModelOptions), None, os.fsencode(model) if model else None, rules_only)
        error = Error()
        if self._library.byline_model_open(byref(options), byref(self._model), byref(error)):
            raise ValueError(error.message.decode())

    def tag(self, text, document_date=None, types=0):
        """Returns the document as a dict. types is a sum of BYLINE_TYPE_BIT()s, 0 the default ones."""
        data = text.encode()
        options = Options(ctypes.sizeof(Options), types, 0, CODEPOINT,
                          document_date.encode() if document_date else None)
        document = c_void_p()
        error = Error()
        if self._library.byline_tag(self._model, data, len(data), byref(options), byref(document), byref(error)):
            raise ValueError(error.message.decode())
        try:
            return self._read(document)
        finally:
            self._library.byline_document_free(document)

    def close(self):
        """Closes the model, which no thread may be using."""
        self._library.byline_model_close(self._model)
        self._model = c_void_p()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self, document):
        call = self._library
        entities = [self._entity(call.byline_document_entity(document, index).contents)
                    for index in range(call.byline_document_entity_count(document))]
        chains = [self._chain(call.byline_document_chain(document, index).contents, entities)
                  for index in range(call.byline_document_chain_count(document))]
        date = call.byline_document_date(document)
        return {"document_date": date.decode() if date else None,
                **present(document_date_source=call.byline_document_date_source(document)),
                "entities": entities, "chains": chains}

    def _entity(self, entity):
        return present(id=entity.id, type=self._library.byline_type_name(entity.type), text=entity.text,
                       start=entity.start, end=entity.end, kind=entity.kind, value=entity.value,
                       written=entity.written, person=entity.person, chain=entity.chain, country=entity.country,
                       score=round(entity.score, 4))

    def _chain(self, chain, entities):
        ranks = dict.fromkeys(entities[rank]["text"] for rank in chain.ranks[:chain.rank_count])  # each once
        parts = chain.parts and {name: getattr(chain.parts.contents, name) for name, _ in NameParts._fields_}
        return present(id=chain.id, type=self._library.byline_type_name(chain.type), name=chain.name,
                       parts=present(**parts) if parts else None, mentions=chain.mentions[:chain.mention_count],
                       ranks=list(ranks) or None)


def main(files):
    with Byline() as byline:
        for file in files:
            with open(file, encoding="utf-8", newline="") as stream:
                print(json.dumps({"id": file, **byline.tag(stream.read())}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
