import type { PassageId } from '../../paper.ts';

/** Vectors kept in memory, at most: 1.5 kB each. */
const most = 16_000;

/** Vectors that searches brought along: each question asks for those of its hits. */
export class VectorCache {
  readonly #kept = new Map<string, Float32Array>();

  /** The same key and passage always have the same vector: a key is never given again. */
  keep(key: string, passage: PassageId, vector: Float32Array): void {
    this.#kept.delete(`${key} ${passage}`);
    this.#kept.set(`${key} ${passage}`, vector);
    if (this.#kept.size <= most) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  get(key: string, passage: PassageId): Float32Array | undefined {
    return this.#kept.get(`${key} ${passage}`);
  }
}
