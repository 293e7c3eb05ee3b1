import { isStopWord, stemOf, wordsOf } from './terms.ts';

/** What the whole of each adds to a fused score of 0…1; chosen on the project’s dev questions. */
const weights = { sentence: 0.15, pairs: 0.1 };

interface Words {
  readonly sentences: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/**
 * What each passage’s wording adds to its score: how much of the question one of its sentences holds, and which pairs
 * of neighbouring words it shares with the question (term dependence; Metzler and Croft 2005). Words and pairs weigh
 * by how few of these passages have them. 0…0.25, in the order given.
 */
export function wordingScores(question: string, passages: readonly string[]): number[] {
  const stem = rememberingStem();
  const asked = wordsOf(question);
  const terms = new Set(asked.filter((word) => !isStopWord(word)).map(stem));
  const pairs = pairsOf(asked.map(stem));
  const read = passages.map((passage) => wordsIn(passage, stem));

  const termWeights = weigh(terms, read, ({ all }) => all);
  const pairWeights = weigh(pairs, read, (words) => words.pairs);
  return read.map((words) => {
    const bestSentence = Math.max(0, ...words.sentences.map((sentence) => shareOf(termWeights, sentence)));
    return weights.sentence * bestSentence + weights.pairs * shareOf(pairWeights, words.pairs);
  });
}

/** A passage has each word several times, and passages share most words. */
function rememberingStem(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const stem = stemOf(word);
    known.set(word, stem);
    return stem;
  };
}

function wordsIn(passage: string, stem: (word: string) => string): Words {
  // Only a score: that “et al. (2020)” ends a sentence here does no harm.
  const sentences = passage.split(/(?<=[.?!])\s+/).map((sentence) => wordsOf(sentence).map(stem));
  const all = sentences.flat();
  return { sentences: sentences.map((words) => new Set(words)), all: new Set(all), pairs: pairsOf(all) };
}

function pairsOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`));
}

/** Inverse document frequency among the passages, for those that any passage has. */
function weigh(
  wanted: ReadonlySet<string>,
  passages: readonly Words[],
  of: (words: Words) => ReadonlySet<string>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of wanted) {
    const holders = passages.filter((words) => of(words).has(item)).length;
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
