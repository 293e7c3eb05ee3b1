import { beforeEach, expect, test } from 'vitest';
import type { Embedder, WordsInContext } from '../../../../ingest/embedder.ts';
import { SentenceReader } from '../../../../server/answer/sentences/sentence-reader.ts';

const never = new AbortController().signal;
let asked: string[][];
let reader: SentenceReader;

const wordsOf = (text: string): WordsInContext => ({ vector: Float32Array.of(text.length), words: [] });

beforeEach(() => {
  asked = [];
  const embedder: Embedder = {
    id: 'lengths',
    dimensions: 1,
    embedPassages: (texts) => Promise.resolve(texts.map((text) => Float32Array.of(text.length))),
    embedQuestion: (text) => Promise.resolve(Float32Array.of(text.length)),
    close: () => Promise.resolve(),
    async embedWords(texts, signal) {
      asked.push([...texts]);
      await new Promise((next) => setImmediate(next));
      signal?.throwIfAborted();
      return texts.map(wordsOf);
    },
  };
  reader = new SentenceReader(embedder);
});

test('a sentence is read once, in whatever order it is asked for again', async () => {
  expect(await reader.readSentences(['a', 'bb', 'a'], never)).toEqual(['a', 'bb', 'a'].map(wordsOf));
  expect(await reader.readSentences(['bb', 'ccc'], never)).toEqual(['bb', 'ccc'].map(wordsOf));
  expect(asked).toEqual([['a', 'bb'], ['ccc']]);
});

test('questions at once share what is being read', async () => {
  const [first, second] = await Promise.all([
    reader.readSentences(['a', 'bb'], never),
    reader.readSentences(['bb', 'ccc'], never),
  ]);
  expect([...first, ...second]).toEqual(['a', 'bb', 'bb', 'ccc'].map(wordsOf));
  expect(asked).toEqual([['a', 'bb'], ['ccc']]);
});

test('who waits for what another gave up reads it', async () => {
  const gone = new AbortController();
  const first = reader.readSentences(['a'], gone.signal);
  const second = reader.readSentences(['a'], never);
  gone.abort();
  await expect(first).rejects.toThrow(/abort/i);
  expect(await second).toEqual([wordsOf('a')]);
});
