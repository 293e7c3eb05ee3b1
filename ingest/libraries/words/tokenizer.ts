import { openScratchIndex } from './scratch-index.ts';

/** The distinct terms of a text as the full-text index keeps them. */
export function openTokenizer(): (text: string) => string[] {
  const termsOf = openScratchIndex<[term: string]>('row', 'term');
  return (text) => termsOf(text).map(([term]) => term);
}

/** All terms of a text in the order of its words: what a phrase is compared with. */
export function openTermReader(): (text: string) => string[] {
  const placesOf = openScratchIndex<[term: string, offset: number]>('instance', 'term, "offset"');
  return (text) =>
    placesOf(text)
      .sort(([, one], [, other]) => one - other)
      .map(([term]) => term);
}
