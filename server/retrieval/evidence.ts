import type { Abstention } from '../wire.ts';
import type { Retrieved } from './retrieve.ts';
import { contentTerms, specificsOf, stemOf, wordsOf } from './terms.ts';

/** Cosine of the best passage below which nothing in a library was ever about the question. */
const offTopic = 0.52;
/** Cosine from which the best passage alone is enough, whatever words it uses. */
const close = 0.72;
/** Share of the question's content words that the evidence must hold between the two. */
const enoughWords = 0.5;

/** Share of them from which a low cosine says nothing: a short question about a detail is far from any passage. */
const nearlyAllWords = 0.8;

/** Why there is no answer here, in a sentence; null when the evidence may hold one. */
export type Judgement = Pick<Abstention, 'reason' | 'message'> | null;

/**
 * Whether an answer can be in what was retrieved: names and numbers of the question have to be there, and either its
 * words or its meaning. `known` holds what the papers' own titles, authors and years say, which counts as there.
 */
export function judgeEvidence(question: string, retrieved: Retrieved, known: string): Judgement {
  const { passages, similarity } = retrieved;
  if (passages.length === 0) {
    return { reason: 'no-evidence', message: 'The library holds nothing on this.' };
  }
  const there = new Set(wordsOf([known, ...passages.map((passage) => passage.text)].join(' ')).map(stemOf));
  const missing = specificsOf(question).filter((word) => !there.has(stemOf(word)));
  if (missing.length > 0) {
    const names = missing.slice(0, 3).join(', ');
    return { reason: 'no-evidence', message: `No passage in the library that fits the question mentions ${names}.` };
  }
  const terms = contentTerms(question);
  const held = terms.filter((term) => there.has(term)).length / Math.max(1, terms.length);
  const best = similarity ?? 0;
  if (best < offTopic && held < nearlyAllWords) {
    return { reason: 'not-about-the-library', message: 'The papers in the library are not about this.' };
  }
  if (best < close && held < enoughWords) {
    return { reason: 'weak-evidence', message: 'The library comes near this, but no passage answers it.' };
  }
  return null;
}
