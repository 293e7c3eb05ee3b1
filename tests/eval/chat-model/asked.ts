import {
  answerableQuestions,
  conversations,
  type Evidence,
  type Keywords,
  type Place,
  type Split,
  unanswerableQuestions,
} from '../questions/sets.ts';

/** One question of the evaluation, and what its answer has to be. */
export interface Asked {
  /** "q-001", "u-001", or "c-01/2" for the second turn of a conversation. */
  readonly id: string;
  readonly group: 'answerable' | 'unanswerable' | 'conversation';
  readonly kind: string;
  readonly question: string;
  readonly answerable: boolean;
  readonly evidence: Evidence;
  readonly keywords: Keywords;
  /** What the paper says instead of a false premise. */
  readonly contradicted?: Place;
}

/** What is asked one after the other, each with the answers before: one question, or the turns of a conversation. */
export type Chain = readonly Asked[];

/** All questions and conversations of a split. */
export function chainsOf(split: Split): Chain[] {
  const nothing = { evidence: [], keywords: [] };
  return [
    ...answerableQuestions(split).map((entry) => [{ ...entry, group: 'answerable' as const, answerable: true }]),
    ...unanswerableQuestions(split).map(({ id, kind, question, contradicted }) => [
      {
        ...nothing,
        ...{ id, kind, question, group: 'unanswerable' as const, answerable: false },
        ...(contradicted === undefined ? {} : { contradicted }),
      },
    ]),
    ...conversations(split).map(({ id, turns }) =>
      turns.map((turn, index) => ({ ...turn, id: `${id}/${String(index + 1)}`, group: 'conversation' as const })),
    ),
  ];
}

/** Of the golden ratio: its multiples' fractions fall evenly between 0 and 1, however many are taken. */
const stride = (Math.sqrt(5) - 1) / 2;

/**
 * So many chains, all for null, in an order that has some of each kind from the start: a short run, or one that was
 * broken off, says something of all, and a longer one goes on from it.
 */
export function mixed(chains: readonly Chain[], limit: number | null): readonly Chain[] {
  const place = (index: number) => (index * stride) % 1;
  const order = chains.map((chain, index) => ({ chain, at: place(index) }));
  return order
    .toSorted((one, other) => one.at - other.at)
    .slice(0, limit ?? chains.length)
    .map(({ chain }) => chain);
}
