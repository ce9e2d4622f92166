#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""byline as a coprocess: one process that answers question after question.

As a module:

    with Byline() as byline:
        document = byline.tag("Mr Kato left.", document_date="2026-03-14")

As a program it tags the files that it is given, and prints the people of each.
"""
import json
import subprocess
import sys


class Byline:
    """A running byline. It answers line by line; one thread may ask at a time."""

    def __init__(self, *options, program="byline"):
        self._process = subprocess.Popen(
            [program, "--input=jsonl", "--format=jsonl", "--flush", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def tag(self, text, **members):
        """Returns the document as a dict. What byline refuses raises ValueError."""
        line = json.dumps({"text": text, **members})
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise RuntimeError(f"byline ended with status {self._process.wait()}")
        document = json.loads(answer)
        if "error" in document:
            raise ValueError(document["error"])
        return document

    def close(self):
        """Ends the process, which has nothing left to answer."""
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def main(files):
    # Python counts strings in code points, and so should offsets.
    with Byline("--offsets=codepoint") as byline:
        for file in files:
            with open(file, encoding="utf-8") as stream:
                document = byline.tag(stream.read(), id=file)
            people = [chain["name"] for chain in document["chains"] if chain["type"] == "PERSON"]
            print(f"{file}: {', '.join(people)}")


if __name__ == "__main__":
    main(sys.argv[1:])
