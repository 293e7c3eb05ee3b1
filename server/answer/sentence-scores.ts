import { countWords } from '../../ingest/count-words.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { contentTerms } from '../retrieval/terms.ts';
import { asksForFrontMatter } from '../retrieval/retrieve.ts';
import type { Evidence } from './answer-writer.ts';

/** A sentence of the evidence; higher scores answer better, 0…1 about. */
export interface ScoredSentence {
  readonly evidence: Evidence;
  /** Half-open range of `evidence.text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly score: number;
  /** Share of the question's words that it holds, by rarity, 0…1. */
  readonly words: number;
  /** Cosine to the question, −1…1; null where meaning was not compared. */
  readonly cosine: number | null;
}

/** Sentences whose meaning is compared, best by words first: the embedder takes about 10 ms for each. */
const comparedByMeaning = 14;
const share = { words: 0.35, meaning: 0.5, passage: 0.15 };

/**
 * Every sentence of the evidence, scored by the question's words it holds (weighted by how rare they are in the
 * evidence), by its passage, and for the best of these by its meaning. Best first.
 */
export async function scoreSentences(
  question: string,
  evidence: readonly Evidence[],
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<ScoredSentence[]> {
  const about = evidence.filter((item) => !item.frontMatter || asksForFrontMatter(question));
  const sentences = about.flatMap((item) =>
    (item.sentences ?? sentenceSpans(item.text)).map((span) => {
      const text = item.text.slice(span.start, span.end);
      return { evidence: item, ...span, text, terms: new Set(contentTerms(text)), score: 0, words: 0, cosine: null };
    }),
  );
  const unique = [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
  const names = namesOfPapers(evidence);
  const asked = contentTerms(question).filter((term) => !names.has(term));
  const rarity = new Map(asked.map((term) => [term, rarityOf(term, unique)]));
  const total = [...rarity.values()].reduce((sum, weight) => sum + weight, 0);
  const highest = Math.max(...evidence.map((item) => item.score), Number.EPSILON);
  const byWords = unique
    .map((sentence) => {
      let held = 0;
      for (const [term, weight] of rarity) if (sentence.terms.has(term)) held += weight;
      const words = total > 0 ? held / total : 0;
      const fit = words * fitOf(question, sentence.text) * lengthFit(sentence.text);
      return { ...sentence, words, score: share.words * fit + (share.passage * sentence.evidence.score) / highest };
    })
    .sort((a, b) => b.score - a.score);
  if (!embedder) return byWords;

  const compared = byWords.slice(0, comparedByMeaning);
  const [vector, vectors] = await Promise.all([
    embedder.embedQuestion(question, signal),
    embedder.embedPassages(
      compared.map((sentence) => sentence.text),
      signal,
    ),
  ]);
  return compared
    .map((sentence, index) => {
      const cosine = dot(vector, vectors[index] ?? vector);
      // Cosines of this family of models lie between .4 (nothing in common) and .9: spread over 0…1.
      const meaning = Math.min(1, Math.max(0, (cosine - 0.4) / 0.5));
      return { ...sentence, cosine, score: sentence.score + share.meaning * meaning * lengthFit(sentence.text) };
    })
    .sort((a, b) => b.score - a.score);
}

/** Naming a paper by its author asks for what it says, not for where it prints the name. */
function namesOfPapers(evidence: readonly Evidence[]): ReadonlySet<string> {
  const papers = new Map(evidence.map(({ paper }) => [paper.id, paper]));
  return new Set(
    [...papers.values()].flatMap(({ authors, year }) => contentTerms(`${authors.join(' ')} ${year ?? ''}`)),
  );
}

function rarityOf(term: string, sentences: readonly { terms: ReadonlySet<string> }[]): number {
  const having = sentences.filter((sentence) => sentence.terms.has(term)).length;
  // A word that no sentence has is what the question is about and the evidence is not.
  return Math.log(1 + sentences.length / Math.max(1, having));
}

/** A question for a number, a time, a person or a reason is answered by a sentence that holds one. */
function fitOf(question: string, sentence: string): number {
  if (/\bhow (?:many|much|large|big|high)\b|\bpercent|\bper cent|\bproportion|\bshare of\b|\brank/i.test(question)) {
    return /\d/.test(sentence.replace(/\([^)]*\d{4}[^)]*\)/g, '')) ? 1 : 0.6;
  }
  if (/(?:^|[?.] )(?:and )?when\b|\b(?:what|which|in what) year\b/i.test(question))
    return /(?:19|20)\d{2}/.test(sentence) ? 1 : 0.7;
  if (/(?:^|[?.] )(?:and )?why\b|\breasons?\b/i.test(question))
    return /\bbecause|\bdue to|\bsince\b|\btherefore|\bso that|\bcompels?|\bin order to/i.test(sentence) ? 1 : 0.9;
  return 1;
}

/** Fragments say little by themselves, lists of keywords nothing. */
function lengthFit(sentence: string): number {
  if (/^(?:keywords?|index terms)\b/i.test(sentence)) return 0;
  const words = countWords(sentence);
  return words < 5 ? 0.4 : words < 8 ? 0.8 : 1;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
