import type { Change } from '../../wire.ts';
import { alignTerms, type Pair } from './align-terms.ts';
import type { Term } from './terms.ts';

/** Terms of a claim beside terms of a sentence. */
export interface Compared {
  readonly claim: readonly Term[];
  readonly source: readonly Term[];
  readonly pairs: readonly Pair[];
  /** Stems of the words round the sentence: the sentences beside it, its heading, its paper's title and authors. */
  readonly around: ReadonlySet<string>;
}

/** A claim's terms beside a sentence's. */
export function compareTerms(claim: readonly Term[], source: readonly Term[], around: ReadonlySet<string>): Compared {
  return { claim, source, pairs: alignTerms(claim, source), around };
}

/** A difference at a term of the claim; `source` is the sentence's term, null where it has none. */
export function change(kind: Change['class'], source: Term | null, { raw, start, end }: Term): Change {
  return {
    class: kind,
    source: source?.raw ?? '',
    quote: raw,
    permitted: false,
    start,
    end,
    sourceStart: source?.start ?? null,
    sourceEnd: source?.end ?? null,
  };
}

/** Whether a term of the sentence is the counterpart, in the same words, of another term of the claim. */
export function isTaken({ pairs }: Compared, sourceIndex: number, claimIndex: number): boolean {
  return pairs.some((pair) => pair.source === sourceIndex && pair.claim !== claimIndex && pair.kind === 'same');
}

/** Terms of the other text that stand against a term. */
export function against({ pairs, source }: Compared, claimIndex: number): Term[] {
  return pairs.flatMap((pair) => (pair.claim === claimIndex ? (source[pair.source] ?? []) : []));
}

/** Whether a term of the claim has a counterpart in the sentence. */
export function isThere({ pairs }: Compared, index: number): boolean {
  return pairs.some((pair) => pair.claim === index);
}
