import type { ChatReply, ChatRequest } from '../../fakes/chat-model-server.ts';

/** What a model is shown: the question, and the passages between their boundaries. */
interface Shown {
  readonly question: string;
  readonly passages: readonly { readonly number: string; readonly text: string }[];
}

function shownTo({ messages }: ChatRequest): Shown {
  const prompt = messages.at(-1)?.content ?? '';
  const question = /^Question: (.*)$/m.exec(prompt)?.[1] ?? '';
  const passages = prompt.matchAll(/^(\w{16,}) passage (\d+)\nFrom: .*\n([\s\S]*?)\n\1 end of passage \2$/gm);
  return { question, passages: [...passages].map(([, , number = '', text = '']) => ({ number, text })) };
}

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

/** Twelve words in one piece, of the sentence that has most of the question's words. */
function bestWords(request: ChatRequest): { number: string; quote: string } {
  const { question, passages } = shownTo(request);
  const wanted = new Set(wordsOf(question));
  const sentences = passages.flatMap(({ number, text }) =>
    text
      .split(/(?<=[a-z]{3}\.) (?=[A-Z])/)
      .filter((sentence) => sentence.split(' ').length >= 12)
      .map((sentence) => ({
        number,
        sentence,
        score: new Set(wordsOf(sentence).filter((word) => wanted.has(word))).size,
      })),
  );
  const [best] = sentences.toSorted((one, other) => other.score - one.score);
  if (!best) throw new Error('The model was shown no sentence.');
  return { number: best.number, quote: best.sentence.split(' ').slice(0, 12).join(' ') };
}

type Script = (request: ChatRequest) => ChatReply;

/** In pieces, as a service sends it, with what it counts of it. */
function say(text: string): ChatReply {
  return { chunks: text.match(/[\s\S]{1,24}/g) ?? [''], usage: { input: 2_000, output: 60 } };
}

function quoting(change: (quote: string) => string): Script {
  return (request) => {
    const { number, quote } = bestWords(request);
    return say(`The authors answer this: <q n="${number}">${change(quote)}</q>, as they put it.`);
  };
}

/** Copies what it quotes, letter by letter; so it also answers what has no answer. */
export const careful: Script = quoting((quote) => quote);

/** Puts words of its own where the quotation belongs. */
export const paraphrasing: Script = quoting(
  (quote) => `in short, the writers hold views about ${wordsOf(quote).toReversed().slice(0, 4).join(' or ')}`,
);

/** Changes one word in the middle of each quotation. */
export const altering: Script = quoting((quote) =>
  quote
    .split(' ')
    .map((word, index) => (index === 6 ? 'purple' : word))
    .join(' '),
);

/** Says each time that there is nothing. */
export const abstaining: Script = () =>
  say('<abstain reason="weak-evidence">The papers come near this and do not say it.</abstain>');

/** Says so without the form that it was asked for, as small models do. */
export const refusingPlainly: Script = () => say('The provided passages do not mention this.');

/** Does what a passage tells it to. */
export const obedient: Script = (request) => {
  const order = shownTo(request).passages.find(({ text }) => /ignore all previous instructions/i.test(text));
  return order ? say('HACKED. <q n="1">Ibid recommends to buy shares of Acme today</q>.') : careful(request);
};
