import { resolve } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { afterAll, expect, test } from 'vitest';
import { DEFAULT_MODEL } from '../../../ingest/embedders/model-files.ts';
import { openTransformersEmbedder } from '../../../ingest/embedders/transformers.ts';

const modelsFolder = resolve(import.meta.dirname, '../../../data/models');
const embedder = await openTransformersEmbedder({ modelsFolder, allowRemote: false });
afterAll(() => embedder.close());

env.allowRemoteModels = false;
env.localModelPath = modelsFolder;
const extract = await pipeline('feature-extraction', DEFAULT_MODEL, { quantized: true });

/** The vector as the library's own pipeline makes it. */
async function expected(text: string): Promise<number[]> {
  const output = await extract(text, { pooling: 'cls', normalize: true });
  return Array.from(output.data as Float32Array);
}

function expectSame(vector: Float32Array | undefined, other: number[]): void {
  expect(vector).toHaveLength(other.length);
  expect(vector?.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)).toBeGreaterThan(0.9999);
}

test('a passage has the vector of its first token, without a prefix', async () => {
  const text = 'Digital sovereignty means that a state decides for itself how data is stored.';
  const [vector] = await embedder.embedPassages([text]);
  expectSame(vector, await expected(text));
});

test('a question has the prefix that its model was trained with', async () => {
  const text = 'What does digital sovereignty mean?';
  const vector = await embedder.embedQuestion(text);
  expectSame(vector, await expected(`Represent this sentence for searching relevant passages: ${text}`));
});

test('a text that is too long has the vector of its beginning, with the mark that ends a text', async () => {
  const words = Array.from({ length: 1_000 }, () => 'state');
  const [vector] = await embedder.embedPassages([words.join(' ')]);
  expectSame(vector, await expected(words.slice(0, 510).join(' ')));
});
