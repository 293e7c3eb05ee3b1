import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Embedder } from '../../../ingest/embedder.ts';
import { perturb, seededRandom } from '../perturb.ts';

/** A question with its vector, made before. */
export interface KnownQuestion {
  readonly text: string;
  readonly vector: readonly number[];
}

/** What stands for the model where libraries are too large to be embedded. */
export interface StandIn {
  readonly id: string;
  readonly dimensions: number;
  /** File of real vectors, one after the other, 32-bit floats. */
  readonly vectorsFile: string;
  readonly questions: readonly KnownQuestion[];
}

/**
 * Gives every text one of the real vectors, perturbed; which one and how hangs on the text alone. Questions get their
 * own vectors at once.
 */
export function standInEmbedder({ id, dimensions, vectorsFile, questions }: StandIn): Embedder {
  const vectors = new Map(questions.map(({ text, vector }) => [text, Float32Array.from(vector)]));
  let real: Float32Array | null = null;
  const vectorOf = (text: string) => {
    real ??= new Float32Array(Uint8Array.from(readFileSync(vectorsFile)).buffer);
    const seed = createHash('sha256').update(text).digest().readUInt32LE();
    const from = (seed % (real.length / dimensions)) * dimensions;
    return perturb(real.subarray(from, from + dimensions), seededRandom(seed));
  };
  return {
    id,
    dimensions,
    embedPassages: (texts) => Promise.resolve(texts.map(vectorOf)),
    embedWords: (texts) => Promise.resolve(texts.map((text) => ({ vector: vectorOf(text), words: [] }))),
    embedQuestion: (text) => Promise.resolve(vectors.get(text) ?? vectorOf(text)),
    close: () => Promise.resolve(),
  };
}
