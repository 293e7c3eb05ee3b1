import type { WordsPart } from './citation-words.ts';

/**
 * Words about a paper, each of the paper's own set apart (Unicode Standard Annex 9, "isolates"): a name that is written
 * from right to left leaves the brackets and numbers beside it where they belong.
 */
export function WordsInParts({ parts }: { parts: readonly WordsPart[] }) {
  return <>{parts.map(({ words, own }, index) => (own ? <bdi key={index}>{words}</bdi> : words))}</>;
}
