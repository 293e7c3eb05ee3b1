import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { openScratchIndex } from '../words/scratch-index.ts';

/** What the full-text index holds of a passage: how many terms, and a sum over all of them with their places. */
export interface IndexedWords {
  readonly count: number;
  /** 32 bits, signed. */
  readonly digest: number;
}

type TermRow = [term: string, offset: number];

/** Adds a term at its place; the order of adding does not matter (constants: Knuth's and MurmurHash3's multipliers). */
function addTerm(digest: number, termHash: number, offset: number): number {
  const mixed = Math.imul(termHash ^ Math.imul(offset + 1, 0x9e3779b1), 0x85ebca6b);
  return (digest + (mixed ^ (mixed >>> 15))) | 0;
}

/** The digest of a text's terms, as FTS5's own tokenizer makes them. */
export function openWordDigest(): (text: string) => number {
  const termsOf = openScratchIndex<TermRow>('instance', 'term, "offset"');
  return (text) => termsOf(text).reduce((sum, [term, offset]) => addTerm(sum, crc32(term), offset), 0);
}

/** What the library's full-text index holds, by label; one pass over it, some 0.7 s for a million words. */
export function readIndexedWords(db: Database): Map<number, IndexedWords> {
  const found = new Map<number, { count: number; digest: number }>();
  const select = db
    .prepare<[], [term: string, label: number, offset: number]>('SELECT term, doc, "offset" FROM passage_terms')
    .raw();
  let last = '';
  let hash = crc32(last);
  for (const [term, label, offset] of select.iterate()) {
    if (term !== last) {
      last = term;
      hash = crc32(term);
    }
    const entry = found.get(label);
    if (entry) {
      entry.count += 1;
      entry.digest = addTerm(entry.digest, hash, offset);
    } else found.set(label, { count: 1, digest: addTerm(0, hash, offset) });
  }
  return found;
}
