import { areOfOne, nationsIn } from '../../conversations/nations.ts';

/** Words behind a figure in which what it counts stands. */
const behind = /^\W*(?:[\p{L}\p{M}'’-]+\W+){0,3}/u;

/** Whether a sentence names countries or peoples, and none of those that a question names. */
export function isOfAnotherNation(question: string, sentence: string): boolean {
  const [asked, told] = [nationsIn(question), nationsIn(sentence)];
  return asked.length > 0 && told.length > 0 && !asked.some((one) => told.some((other) => areOfOne(one, other)));
}

/** Whether a sentence names a country that a question does not, and lacks one that the question names. */
export function isPartlyOfAnother(question: string, sentence: string): boolean {
  const [asked, told] = [nationsIn(question), nationsIn(sentence)];
  const isIn = (one: (typeof asked)[number], others: typeof asked) => others.some((other) => areOfOne(one, other));
  return asked.some((one) => !isIn(one, told)) && told.some((one) => !isIn(one, asked));
}

/** Whether what a figure of a sentence counts is of another nation than a question asks for: "400 Indian drones". */
export function countsAnothers(question: string, sentence: string, figure: { readonly end: number }): boolean {
  const counted = behind.exec(sentence.slice(figure.end))?.[0] ?? '';
  const own = nationsIn(`of ${counted}`).filter(({ kind }) => kind === 'demonym');
  const asked = nationsIn(question).filter(({ kind }) => kind === 'demonym');
  return own.length > 0 && asked.length > 0 && !own.some((one) => asked.some((other) => areOfOne(one, other)));
}
