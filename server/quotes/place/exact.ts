import { type Word, joinableKeys } from '../words/words.ts';
import type { PaperWords } from './paper-words.ts';

/** A stretch of a paper's words, half-open, in one stream. */
export interface WordRange {
  readonly source: PaperWords;
  readonly from: number;
  readonly to: number;
}

/** The words of a paper without its in-text references in brackets: keys joined, and which words they are. */
interface Bare {
  readonly joined: string;
  readonly offsets: Uint32Array;
  readonly indexes: readonly number[];
}

const bares = new WeakMap<PaperWords, Bare>();

/**
 * Every place where the words of a quotation stand in a paper, ascending: hyphens, spaces and punctuation do not
 * matter, nor whether the in-text references between them are quoted too.
 */
export function exactPlaces(words: readonly Word[], source: PaperWords): WordRange[] {
  const needle = joinableKeys(words).join('');
  if (needle === '') return [];
  const found = occurrences(needle, source.joined, source.offsets).map(([from, to]) => ({ source, from, to }));
  const bare = bareOf(source);
  if (bare.indexes.length === source.words.length) return found.filter(isInOneStream);
  for (const [first, last] of occurrences(needle, bare.joined, bare.offsets)) {
    const [from, to] = [bare.indexes[first] ?? 0, (bare.indexes[last - 1] ?? 0) + 1];
    if (!found.some((range) => range.from === from && range.to === to)) found.push({ source, from, to });
  }
  return found.filter(isInOneStream).sort((a, b) => a.from - b.from);
}

function isInOneStream({ source, from, to }: WordRange): boolean {
  return source.words[from]?.stream === source.words[to - 1]?.stream;
}

function bareOf(source: PaperWords): Bare {
  const known = bares.get(source);
  if (known) return known;
  const indexes = [...source.words.keys()].filter((index) => source.words[index]?.mention === 0);
  const offsets = new Uint32Array(indexes.length + 1);
  const keys = joinableKeys(indexes.flatMap((index) => source.words[index] ?? []));
  keys.forEach((key, at) => (offsets[at + 1] = (offsets[at] ?? 0) + key.length));
  const bare = { joined: keys.join(''), offsets, indexes };
  bares.set(source, bare);
  return bare;
}

/** Word ranges whose joined keys equal the needle, whole words only. */
function occurrences(needle: string, joined: string, offsets: Uint32Array): [number, number][] {
  const found: [number, number][] = [];
  for (let at = joined.indexOf(needle); at >= 0; at = joined.indexOf(needle, at + 1)) {
    const from = indexAt(offsets, at);
    const to = indexAt(offsets, at + needle.length);
    if (from !== null && to !== null) found.push([from, to]);
  }
  return found;
}

/** Index of the word that starts at an offset, or null when none does. */
function indexAt(offsets: Uint32Array, offset: number): number | null {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offsets[low] === offset ? low : null;
}
