import type { PassageId } from '../../ingest/paper.ts';

/** A passage as the naive searches see it. */
export interface SearchedPassage {
  readonly passage: PassageId;
  readonly text: string;
  readonly vector: Float32Array;
}

interface Scored {
  readonly passage: PassageId;
  readonly score: number;
}

/** Lower-case words without accents, not stemmed. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** BM25 with k1 1.2, b 0.75 and Lucene’s inverse document frequency, by counting; only passages that have a word. */
export function bm25(passages: readonly SearchedPassage[], query: string): Scored[] {
  const documents = passages.map(({ text }) => wordsOf(text));
  const mean = documents.reduce((sum, words) => sum + words.length, 0) / documents.length;
  const terms = [...new Set(wordsOf(query))];
  const scores = documents.map(() => 0);
  for (const term of terms) {
    const counts = documents.map((words) => words.filter((word) => word === term).length);
    const holders = counts.filter((count) => count > 0).length;
    const idf = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
    for (const [index, count] of counts.entries()) {
      const length = documents[index]?.length ?? 0;
      const share = (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / mean));
      scores[index] = (scores[index] ?? 0) + idf * share;
    }
  }
  return passages.flatMap(({ passage }, index) => {
    const score = scores[index] ?? 0;
    return score > 0 ? [{ passage, score }] : [];
  });
}

/** The cosine with each passage's vector. */
export function cosines(passages: readonly SearchedPassage[], vector: Float32Array): Scored[] {
  return passages.map(({ passage, vector: own }) => ({
    passage,
    score: own.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0),
  }));
}

/** Passages that have the words of one of the phrases in a row. */
export function holding(passages: readonly SearchedPassage[], phrases: readonly string[]): PassageId[] {
  const wanted = phrases.map((phrase) => ` ${wordsOf(phrase).join(' ')} `).filter((phrase) => phrase.trim() !== '');
  return passages
    .filter(({ text }) => wanted.some((phrase) => ` ${wordsOf(text).join(' ')} `.includes(phrase)))
    .map(({ passage }) => passage);
}
