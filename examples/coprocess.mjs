#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// byline as a coprocess: one process that answers question after question.
//
// As a module:
//
//     const byline = new Byline();
//     const document = await byline.tag("Mr Kato left.", { document_date: "2026-03-14" });
//     await byline.close();
//
// As a program it tags the files that it is given, and prints the people of each.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/** A running byline. Any number of questions may be open: answers come in their order. */
export class Byline {
  #process;
  #ended;
  #waiting = [];
  #reason; // why it answers no more
  #line = "";

  constructor({ options = [], program = "byline" } = {}) {
    const fixed = ["--input=jsonl", "--format=jsonl", "--flush"];
    this.#process = spawn(program, [...fixed, ...options], { stdio: ["pipe", "pipe", "inherit"] });
    this.#ended = once(this.#process, "close").then(([status]) => `byline ended with status ${status}`)
      .catch((error) => error.message);
    this.#ended.then((reason) => this.#fail(reason));
    this.#process.stdin.on("error", () => {}); // its end is told by "close"
    this.#process.stdout.setEncoding("utf8").on("data", (data) => this.#read(data));
  }

  /** Resolves to the document. What byline refuses rejects. */
  tag(text, members = {}) {
    if (this.#reason) return Promise.reject(new Error(this.#reason));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(JSON.stringify({ text, ...members }) + "\n");
    });
  }

  /** Lets it answer what is open, and resolves when it has ended. */
  async close() {
    this.#process.stdin.end();
    await this.#ended;
  }

  // Not node:readline, for which a line of JSON also ends at a U+2028 within it.
  #read(data) {
    const lines = (this.#line + data).split("\n");
    this.#line = lines.pop();
    lines.forEach((line) => this.#answer(line));
  }

  #answer(line) {
    const document = JSON.parse(line);
    const { resolve, reject } = this.#waiting.shift();
    if (document.error) reject(new Error(document.error));
    else resolve(document);
  }

  #fail(reason) {
    this.#reason = reason;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason));
  }
}

async function main(files) {
  // JavaScript counts strings in UTF-16 units, and so should offsets.
  const byline = new Byline({ options: ["--offsets=utf16"] });
  const documents = files.map(async (file) => byline.tag(await readFile(file, "utf8"), { id: file }));
  for (const document of await Promise.all(documents)) {
    const people = document.chains.filter((chain) => chain.type === "PERSON");
    console.log(`${document.id}: ${people.map((chain) => chain.name).join(", ")}`);
  }
  await byline.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
