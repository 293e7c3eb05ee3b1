import type { WordsInContext } from '../../../ingest/embedder.ts';
import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import type { Term } from '../../quotes/paraphrase/terms.ts';
import { baseOf } from '../../conversations/verbs.ts';
import { dot } from '../../retrieval/dot.ts';

/** How well one of a question's terms is spoken of, 0…1. */
export interface TermMatch {
  readonly term: Term;
  /** 1 for the word itself, less for a synonym, for the sentences before, for a word near in meaning. */
  readonly match: number;
}

/** A synonym says nearly the same; an opposite speaks of the same, otherwise. */
const worth = { same: 1, affix: 0.5, synonym: 0.85, opposite: 0.5 } as const;
/** A word in the sentences before, or in the heading, only sets the scene. */
const around = 0.85;
/** Cosines of words in their company: at the first they have nothing in common, from the second on they are one. */
const unlike = 0.55;
const alike = 0.88;
/** A name that is only near in meaning is another name. */
const nameNearby = 0.8;

/**
 * Each term of a question against a sentence, the words before it and their likeness in meaning: late interaction
 * (Khattab & Zaharia 2020, "ColBERT") for what other words say.
 * @param question the question's words as the embedder reads them, null without one; `sentence` likewise
 * @param before terms of the heading and of the sentences before
 */
export function matchTerms(
  terms: readonly Term[],
  sentence: readonly Term[],
  before: readonly Term[],
  question: WordsInContext | null,
  meaning: WordsInContext | null,
): TermMatch[] {
  const inside = bestByTerm(terms, sentence, 1);
  const outside = bestByTerm(terms, before, around);
  return terms.map((term, index) => {
    const cosine = question && meaning && term.kind !== 'number' ? nearness(term, question, meaning) : 0;
    const near = Math.min(1, Math.max(0, (cosine - unlike) / (alike - unlike)));
    const byMeaning = term.kind === 'name' ? near * nameNearby : near;
    return { term, match: Math.max(inside[index] ?? 0, outside[index] ?? 0, byMeaning) };
  });
}

function bestByTerm(terms: readonly Term[], others: readonly Term[], factor: number): number[] {
  const best = terms.map(() => 0);
  for (const pair of alignTerms(terms, others))
    best[pair.claim] = Math.max(best[pair.claim] ?? 0, worth[pair.kind] * factor);
  // "lost" has another stem than "lose".
  const verbs = new Set(others.flatMap(({ raw }) => baseOf(raw.toLowerCase()) ?? []));
  return best.map((value, index) => {
    const verb = baseOf(terms[index]?.raw.toLowerCase() ?? '');
    return verb !== null && verbs.has(verb) ? Math.max(value, worth.same * factor) : value;
  });
}

/** The highest cosine of each of a term's words to a word of the sentence, the mean of these. */
function nearness(term: Term, question: WordsInContext, sentence: WordsInContext): number {
  const own = question.words.filter(({ start, end }) => start < term.end && end > term.start);
  if (own.length === 0 || sentence.words.length === 0) return 0;
  const best = own.map(({ vector }) => Math.max(...sentence.words.map((word) => dot(vector, word.vector))));
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}
