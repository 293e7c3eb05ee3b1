import type { Embedder } from '../../ingest/embedder.ts';

/** 32-bit FNV-1a; source: draft-eastlake-fnv. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Lower-case words without a plural s; short ones carry little meaning and count only where there are no others. */
function wordsOf(text: string): string[] {
  const words = (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => word.replace(/s$/, ''));
  const long = words.filter((word) => word.length > 3);
  return long.length > 0 ? long : words;
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of new Set(wordsOf(text))) {
    const hash = hashOf(word);
    const index = hash % dimensions;
    vector[index] = (vector[index] ?? 0) + (hash & 0x10000000 ? 1 : -1);
  }
  const length = Math.hypot(...vector);
  if (length === 0) {
    // A text without words, or whose words cancel out, still has a direction.
    vector[0] = 1;
    return vector;
  }
  return vector.map((value) => value / length);
}

/** A bag of words, each hashed to a dimension and a sign: deterministic, no model, closer where more words are shared. */
export function hashingEmbedder({ dimensions = 64 }: { dimensions?: number } = {}): Embedder {
  return {
    id: `hashing-${dimensions}`,
    dimensions,
    async embedPassages(texts, signal) {
      await Promise.resolve();
      signal?.throwIfAborted();
      return texts.map((text) => vectorOf(text, dimensions));
    },
    async embedWords(texts, signal) {
      await Promise.resolve();
      signal?.throwIfAborted();
      return texts.map((text) => ({
        vector: vectorOf(text, dimensions),
        words: [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
          start: index,
          end: index + word.length,
          vector: vectorOf(word, dimensions),
        })),
      }));
    },
    async embedQuestion(text, signal) {
      await Promise.resolve();
      signal?.throwIfAborted();
      return vectorOf(text, dimensions);
    },
    close: () => Promise.resolve(),
  };
}
