import { isDeepStrictEqual } from 'node:util';

/** How long an answer is: short, long enough to be seen growing, or too long for one message. */
export type Length = 'short' | 'slow' | 'long';

const sentences: Readonly<Record<Length, number>> = { short: 2, slow: 8, long: 24 };

/** A question by which its answer can be told. */
export function questionOf(number: number, length: Length): string {
  return `Question ${number}, which wants a ${length} answer: what does Sadi say about trust?`;
}

/** @throws Error for any other text */
export function readQuestion(text: string): { readonly number: number; readonly length: Length } {
  const [, number, length] = /^Question (\d+), which wants a (short|slow|long) answer/.exec(text) ?? [];
  if (number === undefined) throw new Error(`Nobody asked “${text}”.`);
  return { number: Number(number), length: length as Length };
}

/** The answer of one life: each sentence says where it belongs. */
export function sentencesOf(number: number, length: Length, life: number): string[] {
  const all = sentences[length];
  const said = ' Sadi takes trust for a property of relations that are there before it, and which it makes easier;';
  return Array.from(
    { length: all },
    (_, index) =>
      `To question ${number}, in life ${life}, sentence ${index + 1} of ${all}:` +
      `${said.repeat(length === 'long' ? 4 : 1)} so much of it.`,
  );
}

/** What is seen of one answer, in all its messages together. */
export interface SeenAnswer {
  /** The lives that wrote it. */
  readonly lives: number;
  /** The numbers of its sentences, in the order of the messages. */
  readonly sentences: readonly number[];
  readonly inSeveralMessages: boolean;
  /** Messages that say that they are not done. */
  readonly drafts: number;
  /** Messages with buttons to judge the answer. */
  readonly feet: number;
  /** Messages whose words, for notifications, say something else than their blocks. */
  readonly different: number;
}

/** One answer, whole and once. */
export function wholeAnswer(length: Length): SeenAnswer {
  const numbers = Array.from({ length: sentences[length] }, (_, index) => index + 1);
  return { lives: 1, sentences: numbers, inSeveralMessages: length === 'long', drafts: 0, feet: 1, different: 0 };
}

interface Seen {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** The number of the question that a message answers; null when it answers none. */
export function questionAnswered({ text }: Seen): number | null {
  const number = /To question (\d+),/.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

const read = (text: string) => [...text.matchAll(/To question \d+, in life (\d+), sentence (\d+) of/g)];

/** What there is to be seen of an answer. */
export function seenAnswer(of: readonly Seen[]): SeenAnswer {
  const blocks = of.map((message) => JSON.stringify(message.blocks));
  const found = blocks.flatMap(read);
  return {
    lives: new Set(found.map(([, life]) => life)).size,
    sentences: found.map(([, , sentence]) => Number(sentence)),
    inSeveralMessages: of.length > 1,
    drafts: blocks.filter((shown) => shown.includes('Still writing')).length,
    feet: blocks.filter((shown) => shown.includes('answer_good')).length,
    different: of.filter(({ text }, index) => String(read(text)) !== String(read(blocks[index] ?? ''))).length,
  };
}

export function isWhole(of: readonly Seen[], length: Length): boolean {
  return isDeepStrictEqual(seenAnswer(of), wholeAnswer(length));
}
