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

/** So many chains, spread evenly, so that a short run has some of each kind; null: all. */
export function spread(chains: readonly Chain[], limit: number | null): readonly Chain[] {
  if (limit === null || limit >= chains.length) return chains;
  return Array.from({ length: limit }, (_, index) => chains[Math.floor(((index + 0.5) * chains.length) / limit)] ?? []);
}
