import { standaloneQuestion } from '../../../server/conversations/standalone-question.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

/** What Ibid answers about Vietnam, from A. Sadi (2025). */
export const vietnamAnswer =
  'Sadi (2025) writes (Digital Non-Aligned: Global South Examples): “It also restricted Huawei from 5G equipment, drove indigenous alternatives through Viettel’s local chip production, and adopted the 2018 Cybersecurity Law to increase data sovereignty.” [1]';
/** What it answers about the ceasefire, from G. Sarwar and M. I. Rashid. */
export const ceasefireAnswer =
  'Sarwar & Rashid (n.d.) write (Operation Sindoor VS Operation Bunyan Ul Marsoos): “after four days of fighting, the US President Donald Trump mediated a ceasefire (Ali, 2025; Khan, 2025).” [1]';

/** The standalone form of a turn after one question, with the default papers in the library. */
export function after(before: string, turn: string, answer = ''): string {
  return standaloneQuestion(turn, [{ question: before, answer }], [sadi, sarwar]);
}

/** The standalone form of the last of several turns, all answered with `answer`. */
export function lastOf(turns: readonly string[], answer = ''): string {
  const history = turns.slice(0, -1).map((question) => ({ question, answer }));
  return standaloneQuestion(turns.at(-1) ?? '', history, [sadi, sarwar]);
}
