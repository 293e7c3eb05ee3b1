import type { Embedder, WordsInContext } from '../../../ingest/embedder.ts';
import { RecentlyUsed } from '../../recently-used.ts';

/** Sentences and questions kept read: one takes about 40 kB, and questions come back to the same ones. */
const mostKept = { sentences: 600, questions: 100 };

/** Reads questions and sentences with an embedder, each sentence once while it is kept. */
export class SentenceReader {
  readonly #embedder: Embedder;
  readonly #kept = new RecentlyUsed<string, WordsInContext>(mostKept.sentences);
  readonly #questions = new RecentlyUsed<string, [Float32Array, WordsInContext]>(mostKept.questions);
  /** Being read for somebody: many questions at once come to the same sentences. */
  readonly #underWay = new Map<string, Promise<WordsInContext | undefined>>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** The vector that a question is searched by, and its bare words. */
  async readQuestion(text: string, signal: AbortSignal): Promise<[Float32Array, WordsInContext]> {
    const known = this.#questions.get(text);
    if (known) return known;
    const [vector, [words]] = await Promise.all([
      this.#embedder.embedQuestion(text, signal),
      this.#embedder.embedWords([text], signal),
    ]);
    const read: [Float32Array, WordsInContext] = [vector, words ?? { vector, words: [] }];
    this.#questions.set(text, read);
    return read;
  }

  /** In the order given. */
  async readSentences(texts: readonly string[], signal: AbortSignal): Promise<WordsInContext[]> {
    const read = new Map<string, WordsInContext>();
    const missing = new Set<string>();
    for (const text of texts) {
      const known = this.#kept.get(text);
      if (known) read.set(text, known);
      else missing.add(text);
    }
    const awaited = [...missing].flatMap((text) => {
      const reading = this.#underWay.get(text);
      return reading ? [{ text, reading }] : [];
    });
    await this.#readInto(
      read,
      [...missing].filter((text) => !this.#underWay.has(text)),
      signal,
    );
    for (const { text, reading } of awaited) {
      const words = await reading;
      if (words) read.set(text, words);
    }
    // Whoever had them under way may have given up.
    await this.#readInto(
      read,
      [...missing].filter((text) => !read.has(text)),
      signal,
    );
    for (const [text, words] of read) this.#kept.set(text, words);
    return texts.map((text) => read.get(text) ?? { vector: new Float32Array(), words: [] });
  }

  async #readInto(read: Map<string, WordsInContext>, texts: readonly string[], signal: AbortSignal): Promise<void> {
    if (texts.length === 0) return;
    const reading = this.#embedder.embedWords(texts, signal);
    texts.forEach((text, index) => {
      const own = reading.then(
        (words) => words[index],
        () => undefined,
      );
      this.#underWay.set(text, own);
      void own.then(() => this.#underWay.get(text) === own && this.#underWay.delete(text));
    });
    const fresh = await reading;
    texts.forEach((text, index) => {
      const words = fresh[index];
      if (words) read.set(text, words);
    });
  }
}
