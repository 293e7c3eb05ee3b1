import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../../../ingest/embedder.ts';
import { sha256Of } from '../../../ingest/paper.ts';
import { sayProgress } from '../table.ts';

const folder = fileURLToPath(new URL('../../artefacts/vectors', import.meta.url));
/** Bytes of the text's hash in front of each vector. */
const keyBytes = 16;
/** Texts embedded between two writes: what an interrupted run loses. */
const batch = 32;

/**
 * The same embedder with what it embedded before on disk: one file an embedder, a record for each text. A record cut
 * off by an interrupted run is ignored, and so is what stands behind it.
 */
export function withVectorCache(embedder: Embedder): Embedder {
  const { id, dimensions } = embedder;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${sha256Of(id).slice(0, 16)}.vectors`);
  const known = readVectors(file, dimensions);
  const keyOf = (kind: 'question' | 'passage', text: string) => sha256Of(`${kind}\n${text}`).slice(0, keyBytes * 2);
  const keep = (key: string, vector: Float32Array) => {
    const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
    appendFileSync(file, Buffer.concat([Buffer.from(key, 'hex'), bytes]));
    known.set(key, vector);
  };

  return {
    ...embedder,
    async embedPassages(texts, signal) {
      const keys = texts.map((text) => keyOf('passage', text));
      const absent = new Map<string, string>();
      for (const [index, key] of keys.entries()) if (!known.has(key)) absent.set(key, texts[index] ?? '');
      // Texts of one length together: the model pads a batch to its longest.
      const missing = [...absent].sort(([, a], [, b]) => a.length - b.length);
      for (let from = 0; from < missing.length; from += batch) {
        const some = missing.slice(from, from + batch);
        const vectors = await embedder.embedPassages(
          some.map(([, text]) => text),
          signal,
        );
        for (const [index, [key]] of some.entries()) keep(key, vectors[index] ?? new Float32Array(dimensions));
        if (missing.length > 500) sayProgress('texts embedded', from + some.length, missing.length);
      }
      return keys.map((key) => known.get(key) ?? new Float32Array(dimensions));
    },
    async embedQuestion(text, signal) {
      const key = keyOf('question', text);
      const found = known.get(key);
      if (found) return found;
      const vector = await embedder.embedQuestion(text, signal);
      keep(key, vector);
      return vector;
    },
  };
}

function readVectors(file: string, dimensions: number): Map<string, Float32Array> {
  const vectors = new Map<string, Float32Array>();
  if (!existsSync(file)) return vectors;
  const bytes = readFileSync(file);
  const size = keyBytes + dimensions * 4;
  for (let from = 0; from + size <= bytes.length; from += size) {
    const key = bytes.toString('hex', from, from + keyBytes);
    vectors.set(key, new Float32Array(Uint8Array.from(bytes.subarray(from + keyBytes, from + size)).buffer));
  }
  return vectors;
}
