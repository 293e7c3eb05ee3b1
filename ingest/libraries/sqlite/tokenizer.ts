import { openScratchIndex } from './scratch-index.ts';

/** The distinct terms of a text as the full-text index keeps them. */
export function openTokenizer(): (text: string) => string[] {
  const termsOf = openScratchIndex<[term: string]>('row', 'term');
  return (text) => termsOf(text).map(([term]) => term);
}
