import type { Aspect } from '../summary-asked.ts';
import type { Carrying } from './score-sentences.ts';
import type { SectionRole } from './section-role.ts';

/** How long a summary may get; one sentence is always taken. */
export interface Length {
  readonly sentences: number;
  readonly words: number;
}

/** Share of common content words from which a sentence says again what another said. */
const sameAgain = 0.5;

/** Roles that an overview is not whole without, in the order in which their best sentences are taken. */
const pillars: readonly SectionRole[] = ['abstract', 'conclusion', 'introduction', 'results'];

/** Sections that a question is answered from alone, where the paper has them. */
const proper: Partial<Record<Aspect, readonly SectionRole[]>> = {
  conclusion: ['conclusion'],
  method: ['method'],
};

/**
 * The sentences of a summary in reading order: for an overview the best of each pillar, then the best of the other
 * sections, one a section before a second; otherwise the best of the sections that answer. None says what another said.
 */
export function chooseSentences(sentences: readonly Carrying[], aspect: Aspect, length: Length): Carrying[] {
  const ranked = [...sentences].sort((a, b) => b.score - a.score);
  const chosen: Carrying[] = [];
  let words = 0;
  const take = (sentence: Carrying | undefined): boolean => {
    if (!sentence || chosen.includes(sentence) || chosen.length >= length.sentences) return false;
    if (chosen.length > 0 && words + sentence.words > length.words) return false;
    if (chosen.some((other) => overlap(other.terms, sentence.terms) >= sameAgain)) return false;
    chosen.push(sentence);
    words += sentence.words;
    return true;
  };
  const most = (most: number, among: readonly Carrying[]) => {
    for (const sentence of among) {
      const held = chosen.filter(({ section }) => section === sentence.section).length;
      if (held < most) take(sentence);
    }
  };
  if (aspect === 'overview') {
    for (const role of pillars) ranked.filter((sentence) => sentence.role === role).some(take);
    const worthIt = goodEnough(ranked, 0.35);
    most(1, worthIt);
    most(2, worthIt);
  } else {
    const roles = proper[aspect];
    const own = ranked.filter(({ role }) => roles?.includes(role) === true);
    most(length.sentences, own.length > 1 ? own : goodEnough([...own, ...ranked], 0.7));
  }
  return chosen.sort((a, b) => a.span.start - b.span.start);
}

/** A further sentence has to be at least this share of the best. */
function goodEnough(ranked: readonly Carrying[], share: number): Carrying[] {
  const best = ranked.reduce((most, { score }) => Math.max(most, score), -Infinity);
  return ranked.filter(({ score }) => score >= best * share);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared += 1;
  return shared / Math.max(1, Math.min(a.size, b.size));
}
