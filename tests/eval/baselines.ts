import type { Paper } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';

/** A matcher of the kind in use elsewhere: accepts a quotation or flags it, and can say no more. */
export interface Baseline {
  readonly name: string;
  accepts(quotation: string): boolean;
}

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Characters of a quotation that the prefix matcher looks at. */
const prefixLength = 80;
/** Share of a quotation's words that a passage must hold. */
const overlapNeeded = 0.75;
/** Words of a passage; passages overlap by half. */
const passageWords = 120;

/** Three matchers over the same papers: exact words, the first 80 characters, 75 % of the words in some passage. */
export function baselinesOf(papers: readonly Pick<Paper, 'text' | 'furniture'>[]): Baseline[] {
  const texts = papers.map((paper) => collapse(readingTextOf(paper).text));
  const postings = new Map<string, number[]>();
  let passages = 0;
  for (const text of texts) {
    const words = wordsIn(text);
    for (let from = 0; from === 0 || from + passageWords / 2 < words.length; from += passageWords / 2) {
      for (const word of new Set(words.slice(from, from + passageWords))) {
        const list = postings.get(word);
        if (list) list.push(passages);
        else postings.set(word, [passages]);
      }
      passages += 1;
    }
  }
  const isThere = (quotation: string) => texts.some((text) => text.includes(quotation));
  const overlaps = (quotation: string) => {
    const words = [...new Set(wordsIn(quotation))];
    const shared = new Uint32Array(passages);
    for (const word of words) for (const at of postings.get(word) ?? []) shared[at] = (shared[at] ?? 0) + 1;
    return shared.some((count) => count >= overlapNeeded * words.length);
  };
  return [
    { name: 'exact', accepts: (quotation) => isThere(collapse(quotation)) },
    { name: 'prefix', accepts: (quotation) => isThere(collapse(quotation).slice(0, prefixLength)) },
    { name: 'overlap', accepts: overlaps },
  ];
}
