import type { Paper } from '../../ingest/paper.ts';

/** How a paper's own sentences write a word: null where no sentence has it. */
export type WordCases = (word: string) => string | null;

/** Sentences of so many UTF-16 code units show how a word is written. */
const mostText = 400_000;

/**
 * How words are written in the middle of a paper's sentences, where only names and acronyms are in capitals. Headings
 * and the reference list are not looked at.
 */
export function wordCasesIn(
  { text, paragraphs }: Pick<Paper, 'text' | 'paragraphs'>,
  words: readonly string[],
): WordCases {
  const counts = new Map<string, Map<string, number>>(words.map((word) => [word.toLowerCase(), new Map()]));
  let left = mostText;
  for (const { start, end } of paragraphs) {
    if (left <= 0) break;
    left -= end - start;
    // Behind a small letter, a digit or a comma, a capital is the word's own.
    for (const found of text.slice(start, end).matchAll(/(?<=[\p{Ll}\d,][’”")\]]?\s)\p{L}[\p{L}\p{M}\p{N}]*/gu)) {
      const forms = counts.get(found[0].toLowerCase());
      forms?.set(found[0], (forms.get(found[0]) ?? 0) + 1);
    }
  }
  return (word) => {
    const forms = [...(counts.get(word.toLowerCase()) ?? [])];
    return forms.sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  };
}
