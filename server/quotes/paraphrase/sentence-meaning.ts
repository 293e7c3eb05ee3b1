import type { Embedder } from '../../../ingest/embedder.ts';
import { dot } from '../../retrieval/dot.ts';

/** Sentences are compared again with every claim about the same passage. */
const mostKept = 2_000;

/** Cosines of texts, each text embedded once. */
export class SentenceMeaning {
  readonly #embedder: Embedder;
  readonly #vectors = new Map<string, Float32Array>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** Cosine of a claim to each sentence, in their order. About 10 ms for a sentence that is new. */
  async cosines(claim: string, sentences: readonly string[], signal: AbortSignal): Promise<number[]> {
    const wanted = [...new Set([claim, ...sentences])].filter((text) => !this.#vectors.has(text));
    const vectors = wanted.length > 0 ? await this.#embedder.embedPassages(wanted, signal) : [];
    if (this.#vectors.size + wanted.length > mostKept) {
      const used = [claim, ...sentences].flatMap((text): [string, Float32Array][] => {
        const vector = this.#vectors.get(text);
        return vector ? [[text, vector]] : [];
      });
      this.#vectors.clear();
      for (const [text, vector] of used) this.#vectors.set(text, vector);
    }
    wanted.forEach((text, index) => {
      const vector = vectors[index];
      if (vector) this.#vectors.set(text, vector);
    });
    const own = this.#vectors.get(claim);
    return sentences.map((text) => {
      const vector = this.#vectors.get(text);
      return own && vector ? dot(own, vector) : 0;
    });
  }
}
