import type { AnswerWriter, DraftPart } from '../../server/answer/answer-writer.ts';
import type { Evidence } from '../../server/answer/evidence.ts';

/** One way to get a quotation wrong, or right; `words` is a true stretch of the evidence. */
type Lie = (words: string, evidence: Evidence) => DraftPart[];

const text = (value: string): DraftPart => ({ type: 'text', text: value });

/** Every way that this suite could think of in which a model's quotation can mislead. */
export const lies: Readonly<Record<string, Lie>> = {
  truth: (words, { passage }) => [text('It says: '), { type: 'quotation', quote: words, passage }, text(' Well.')],
  'no passage named': (words) => [text('It says: '), { type: 'quotation', quote: words, passage: null }, text('.')],
  'truth in plain marks': (words) => [text(`The paper says "${words}" there.`)],
  'truth in curly marks, letter by letter': (words) => Array.from(`They say “${words}” so.`, text),
  'a word dropped': (words, { passage }) => [
    text('It says: '),
    { type: 'quotation', quote: words.replace(/ \S+ /, ' '), passage },
  ],
  'a "not" put in': (words, { passage }) => [{ type: 'quotation', quote: words.replace(' ', ' not '), passage }],
  'a number changed': (words, { passage }) => [{ type: 'quotation', quote: `${words} 4711`, passage }],
  'two pieces run together': (words, { passage, text: all }) => [
    { type: 'quotation', quote: `${words} ${all.slice(0, 40)}`, passage },
  ],
  'made up': (_, { passage }) => [{ type: 'quotation', quote: 'Elephants govern the moon with cheese.', passage }],
  'made up in plain marks': () => [text('As it says, "elephants govern the moon with cheese" indeed. And so on.')],
  'made up without an end': () => [text('As it says, “elephants govern the moon')],
  'made up behind an inch mark': () => [text('A 5" gun. It says "elephants govern" the moon.')],
  'a false marker': () => [text('Elephants govern the moon [1]. Really [2, 3].')],
  'a false marker beside a truth': (words, { passage }) => [
    text('Elephants govern the moon [7], [2–3] and'),
    text(' more. As it says: '),
    { type: 'quotation', quote: words, passage },
    text(' [12]. '),
  ],
  'nothing quoted': () => [text('Elephants govern the moon.')],
  empty: (_, { passage }) => [
    { type: 'quotation', quote: '', passage },
    { type: 'quotation', quote: '…', passage },
  ],
  'upper case': (words, { passage }) => [{ type: 'quotation', quote: words.toUpperCase(), passage }],
  markup: (words, { passage }) => [{ type: 'quotation', quote: `<b onclick="x()">${words}</b>`, passage }],
  'a truth in a lie': (words, { passage }) => [
    { type: 'quotation', quote: words, passage },
    text(' and also “elephants govern the moon with cheese”.'),
  ],
};

/** A writer that quotes the evidence in one of those ways; `at` chooses the stretch, 0…1. */
export function lyingWriter(lie: string, at: number): AnswerWriter {
  return {
    name: `liar: ${lie}`,
    async *write({ evidence }) {
      await Promise.resolve();
      for (const item of evidence.slice(0, 3)) {
        const words = item.text.split(' ');
        const from = Math.floor(at * Math.max(0, words.length - 12));
        yield* lies[lie]?.(words.slice(from, from + 9).join(' '), item) ?? [];
      }
    },
  };
}
