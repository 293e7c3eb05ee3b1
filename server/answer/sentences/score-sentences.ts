import type { WordsInContext } from '../../../ingest/embedder.ts';
import { sentenceSpans } from '../../../ingest/sentences.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import type { ReadQuestion } from '../../questions/read-question.ts';
import { dot } from '../../retrieval/dot.ts';
import { contentTerms } from '../../retrieval/terms.ts';
import { mapInTurns, ownTurn } from '../../turns.ts';
import { asksForFrontMatter } from '../../retrieval/retrieve.ts';
import type { Evidence } from '../evidence.ts';
import { type AskedQuestion, featuresOf, matchesOf, type PlacedSentence, type SentenceFeatures } from './features.ts';
import type { ScoredSentence } from './scored-sentence.ts';
import type { SentenceReader } from './sentence-reader.ts';
import { rankingWeights } from './weights.ts';

/** Sentences whose meaning is compared, best by words first: one takes about 10 ms to read. */
const comparedByMeaning = 24;

/**
 * The sentences of the evidence, scored by how well they may answer: by the question's words, names and numbers that
 * they hold or stand behind, by the kind of thing asked for, by their passage, and the best of these by meaning. Best
 * first.
 */
export async function scoreSentences(
  read: ReadQuestion,
  evidence: readonly Evidence[],
  reader: SentenceReader | null,
  signal: AbortSignal,
): Promise<ScoredSentence[]> {
  const placed = sentencesOf(evidence.filter((item) => !item.frontMatter || asksForFrontMatter(read.text)));
  const rarity = rarityIn(await mapInTurns(placed, ({ text }) => termsOf(text)));
  const score = async (
    asked: AskedQuestion,
    some: readonly Placed[],
    meanings: readonly (WordsInContext | null)[],
  ): Promise<(Placed & ScoredSentence)[]> => {
    await ownTurn();
    const beside = besideEach(some, asked.vector, meanings);
    const scored = await mapInTurns(some, (sentence, index) => {
      const own = { ...sentence, meaning: meanings[index] ?? null, beside: beside[index] ?? null };
      const matches = matchesOf(asked, own);
      const features = featuresOf(asked, own, matches, rarity);
      return { ...sentence, matches, features, score: weighed(features) };
    });
    return scored.sort((a, b) => b.score - a.score);
  };
  const byWords = await score({ read, vector: null, words: null }, placed, []);
  if (!reader) return byWords;
  const near = byWords.slice(0, comparedByMeaning);
  const [vector, words] = await reader.readQuestion(read.text, signal);
  const meanings = await reader.readSentences(
    near.map(({ text }) => text),
    signal,
  );
  return await score({ read, vector, words }, near, meanings);
}

function weighed(features: SentenceFeatures): number {
  let sum = 0;
  for (const key of Object.keys(rankingWeights) as (keyof SentenceFeatures)[])
    sum += (rankingWeights[key] ?? 0) * features[key];
  return sum;
}

/** For each sentence the highest cosine of the nearest before and behind it in its passage; null where none is. */
function besideEach(
  some: readonly Placed[],
  vector: Float32Array | null,
  meanings: readonly (WordsInContext | null)[],
): (number | null)[] {
  const cosines = some.map((_, index) => {
    const meaning = meanings[index];
    return vector && meaning ? dot(vector, meaning.vector) : null;
  });
  const beside = some.map((): number | null => null);
  const order = [...some.keys()].sort((a, b) => (some[a]?.start ?? 0) - (some[b]?.start ?? 0));
  const last = new Map<Evidence, number>();
  for (const at of order) {
    const evidence = some[at]?.evidence;
    if (!evidence) continue;
    const before = last.get(evidence);
    if (before !== undefined) {
      beside[at] = higher(beside[at], cosines[before]);
      beside[before] = higher(beside[before], cosines[at]);
    }
    last.set(evidence, at);
  }
  return beside;
}

function higher(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null ? (b ?? null) : b == null ? a : Math.max(a, b);
}

interface Placed extends Omit<PlacedSentence, 'meaning' | 'beside'> {
  readonly evidence: Evidence;
  readonly start: number;
  readonly end: number;
  readonly terms: ReadonlySet<string>;
}

/** Each once, lists of keywords left out. */
function sentencesOf(evidence: readonly Evidence[]): Placed[] {
  const all = evidence.flatMap((item) => {
    const spans = item.sentences ?? sentenceSpans(item.text);
    return spans.map((span, index): Placed => {
      const text = item.text.slice(span.start, span.end);
      const before = spans.slice(Math.max(0, index - 2), index).map(({ start, end }) => item.text.slice(start, end));
      return {
        evidence: item,
        ...span,
        text,
        before: [item.section ?? '', ...before].join('. '),
        rank: item.number,
        terms: new Set(contentTerms(text)),
      };
    });
  });
  return [...new Map(all.map((sentence) => [sentence.text, sentence])).values()].filter(
    ({ text }) => !/^(?:keywords?|index terms)\b/i.test(text),
  );
}

function rarityIn(sentences: readonly (readonly Term[])[]): (term: Term) => number {
  const having = new Map<string, number>();
  for (const terms of sentences)
    for (const stem of new Set(terms.map((term) => term.stem))) having.set(stem, (having.get(stem) ?? 0) + 1);
  // A word that no sentence has is what the question is about and the evidence is not.
  return ({ stem }) => Math.log(1 + sentences.length / Math.max(1, having.get(stem) ?? 0));
}
