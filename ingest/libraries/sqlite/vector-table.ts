import type { PaperId } from '../../paper.ts';
import { BestHits, type ScoredLabel } from './best-hits.ts';
import { dotAt } from '../vectors.ts';

/** A passage as the search knows it; `vector` is null when the stored one is damaged. */
export interface IndexedPassage {
  readonly label: number;
  readonly paper: PaperId;
  readonly start: number;
  readonly end: number;
  /** CRC-32 of the stored vector. */
  readonly checksum: number;
  readonly vector: Float32Array | null;
}

const rowsPerChunk = 4096;

/**
 * The passages of one revision in memory: what exact searches scan, and what the graph is measured against.
 * Rows lie side by side in chunks, so growing copies nothing.
 */
export class VectorTable {
  readonly #dimensions: number;
  readonly #chunks: Float32Array[] = [];
  readonly #labels: number[] = [];
  readonly #rows = new Map<number, number>();
  readonly #passages = new Map<number, Omit<IndexedPassage, 'vector'>>();
  readonly #papers = new Map<PaperId, number[]>();

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  /** Count of passages that have a vector. */
  get size(): number {
    return this.#labels.length;
  }

  add({ vector, ...passage }: IndexedPassage): void {
    this.#passages.set(passage.label, passage);
    const labels = this.#papers.get(passage.paper);
    if (labels) labels.push(passage.label);
    else this.#papers.set(passage.paper, [passage.label]);
    if (!vector) return;
    const row = this.#labels.push(passage.label) - 1;
    this.#rows.set(passage.label, row);
    this.#writeRow(row, vector);
  }

  /** The last row moves into the gap; a paper's passages are removed together. */
  remove(label: number): void {
    const passage = this.#passages.get(label);
    if (!passage) return;
    this.#passages.delete(label);
    this.#papers.delete(passage.paper);
    const row = this.#rows.get(label);
    if (row === undefined) return;
    this.#rows.delete(label);
    const lastRow = this.#labels.length - 1;
    const last = this.#labels.pop();
    if (last !== undefined && row !== lastRow) {
      this.#labels[row] = last;
      this.#rows.set(last, row);
      this.#writeRow(row, this.#rowAt(lastRow));
    }
    this.#rowAt(lastRow).fill(0);
  }

  passage(label: number): Omit<IndexedPassage, 'vector'> | null {
    return this.#passages.get(label) ?? null;
  }

  /** A view, good until the next change; null for a label without a vector. */
  vector(label: number): Float32Array | null {
    const row = this.#rows.get(label);
    return row === undefined ? null : this.#rowAt(row);
  }

  /** Labels of the passages that have a vector, in no order. */
  labels(): readonly number[] {
    return this.#labels;
  }

  labelsOf(paper: PaperId): readonly number[] {
    return this.#papers.get(paper) ?? [];
  }

  /** Cosine with a stored vector, −1…1; null for a label without one. */
  score(label: number, vector: Float32Array): number | null {
    const row = this.#rows.get(label);
    return row === undefined ? null : this.#scoreRow(row, vector);
  }

  /** The nearest of all by scanning all. */
  scan(vector: Float32Array, limit: number): ScoredLabel[] {
    const best = new BestHits(limit);
    for (const [row, label] of this.#labels.entries()) best.offer(label, this.#scoreRow(row, vector));
    return best.all();
  }

  #scoreRow(row: number, vector: Float32Array): number {
    const chunk = this.#chunks[Math.floor(row / rowsPerChunk)];
    return chunk ? dotAt(chunk, (row % rowsPerChunk) * this.#dimensions, vector) : 0;
  }

  #rowAt(row: number): Float32Array {
    const index = Math.floor(row / rowsPerChunk);
    const chunk = (this.#chunks[index] ??= new Float32Array(rowsPerChunk * this.#dimensions));
    const from = (row % rowsPerChunk) * this.#dimensions;
    return chunk.subarray(from, from + this.#dimensions);
  }

  #writeRow(row: number, vector: Float32Array): void {
    this.#rowAt(row).set(vector);
  }
}
