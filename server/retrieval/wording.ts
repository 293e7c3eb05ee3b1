import { RecentlyUsed } from '../recently-used.ts';
import { isStopWord, stemOf, wordsOf } from './terms.ts';

/** What the whole of each adds to a fused score of 0…1; chosen on SciFact’s train claims and the project’s dev questions. */
const weights = { sentence: 0.1, pairs: 0.05 };

/** Stems of passages looked at last, by sentence: about a kilobyte each. */
const stemsOf = new RecentlyUsed<string, readonly (readonly string[])[]>(2000);

/** What of the question a passage has: stems by sentence, and pairs of neighbouring stems. */
interface Shared {
  readonly sentences: readonly ReadonlySet<string>[];
  readonly terms: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/**
 * What each passage’s wording adds to its score: how much of the question one of its sentences holds, and which pairs
 * of neighbouring words it shares with the question (term dependence; Metzler and Croft 2005). Words and pairs weigh
 * by how few of these passages have them. 0…0.15, in the order given.
 */
export function wordingScores(question: string, passages: readonly string[]): number[] {
  const asked = wordsOf(question);
  const terms = new Set(asked.filter((word) => !isStopWord(word)).map(stemOf));
  const pairs = new Set(pairsOf(asked.map(stemOf)));
  const shared = passages.map((passage) => sharedWith(passage, terms, pairs));

  const termWeights = weigh(terms, shared, (own) => own.terms);
  const pairWeights = weigh(pairs, shared, (own) => own.pairs);
  return shared.map((own) => {
    const bestSentence = Math.max(0, ...own.sentences.map((sentence) => shareOf(termWeights, sentence)));
    return weights.sentence * bestSentence + weights.pairs * shareOf(pairWeights, own.pairs);
  });
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
}

function sharedWith(passage: string, terms: ReadonlySet<string>, pairs: ReadonlySet<string>): Shared {
  const sentences = stemsOf.getOrMake(passage, () =>
    // Only a score: that “et al. (2020)” ends a sentence here does no harm.
    passage.split(/(?<=[.?!])\s+/).map((sentence) => wordsOf(sentence).map(stemOf)),
  );
  const held = sentences.map((words) => new Set(words.filter((word) => terms.has(word))));
  return {
    sentences: held,
    terms: new Set(held.flatMap((sentence) => [...sentence])),
    pairs: new Set(pairsOf(sentences.flat()).filter((pair) => pairs.has(pair))),
  };
}

/** Inverse document frequency among the passages, for those that any passage has. */
function weigh(
  wanted: ReadonlySet<string>,
  passages: readonly Shared[],
  of: (own: Shared) => ReadonlySet<string>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of wanted) {
    const holders = passages.filter((own) => of(own).has(item)).length;
    if (holders > 0) found.set(item, Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5)));
  }
  return found;
}

function shareOf(weighted: ReadonlyMap<string, number>, held: ReadonlySet<string>): number {
  let whole = 0;
  let part = 0;
  for (const [item, weight] of weighted) {
    whole += weight;
    if (held.has(item)) part += weight;
  }
  return whole === 0 ? 0 : part / whole;
}
