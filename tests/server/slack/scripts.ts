import { setTimeout as wait } from 'node:timers/promises';
import { type Script, scriptedAnswer, scriptedPlace } from '../../fakes/scripted-assistant.ts';

/** A model that writes a word every `ms` milliseconds, `words` of them, and listens to its signal. */
export function slowly(ms: number, words: number, aborted: string[] = []): Script {
  return async function* ({ question }, signal) {
    yield { type: 'evidence-found', passages: [] };
    yield { type: 'citation-verified', citation: scriptedPlace };
    for (let word = 1; word <= words; word += 1) {
      try {
        await wait(ms, undefined, { signal });
      } catch (error) {
        aborted.push(question);
        throw error;
      }
      yield { type: 'text-delta', text: `Word${word} ` };
    }
    yield { type: 'answer-end', answer: scriptedAnswer(question) };
  };
}

/** A model that writes a word every 10 ms until it is told to end, however long the machine takes for all else. */
export function untilTold(aborted: string[] = []): { readonly script: Script; readonly end: () => void } {
  const told = new AbortController();
  return {
    end: () => told.abort(),
    script: async function* ({ question }, signal) {
      yield { type: 'evidence-found', passages: [] };
      for (let word = 1; !told.signal.aborted; word += 1) {
        if (signal.aborted) aborted.push(question);
        signal.throwIfAborted();
        yield { type: 'text-delta', text: `Word${word} ` };
        await wait(10, undefined, { signal: AbortSignal.any([signal, told.signal]) }).catch(() => undefined);
      }
      yield { type: 'answer-end', answer: scriptedAnswer(question) };
    },
  };
}

/** A model that writes a word, or none, and then says nothing for an hour; it listens to its signal. */
export function silentAfter(words: 0 | 1, aborted: string[] = []): Script {
  return async function* ({ question }, signal) {
    yield { type: 'evidence-found', passages: [] };
    if (words > 0) yield { type: 'text-delta', text: 'Word1 ' };
    try {
      await wait(60 * 60 * 1000, undefined, { signal });
    } catch (error) {
      aborted.push(question);
      throw error;
    }
  };
}

/** An answer of so many sentences, which takes several messages from some hundred on. */
export function ofSentences(sentences: number): Script {
  return async function* ({ question }) {
    await Promise.resolve();
    const said = Array.from(
      { length: sentences },
      (_, index) => `Sentence ${index} says that trust qualifies a relation.`,
    );
    const text = `${said.join(' ')} [1]`;
    yield { type: 'answer-end', answer: { ...scriptedAnswer(question), text, parts: [{ text, citations: [1] }] } };
  };
}
