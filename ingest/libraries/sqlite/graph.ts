import hnswlib from 'hnswlib-node';

/** The graph's parameters (Malkov and Yashunin 2020, section 4): links a node, and the breadth of search while building. */
export const graphParameters = { metric: 'cosine', links: 16, efConstruction: 200 } as const;

/** Breadth of search: recall against time, measured in tests/bench. */
const efSearch = 128;

/** An HNSW graph over labelled vectors: finds most of the nearest in a fraction of a scan's time. */
export class Graph {
  readonly #index: hnswlib.HierarchicalNSW;
  readonly #labels: Set<number>;
  #capacity: number;
  #deleted = 0;

  private constructor(index: hnswlib.HierarchicalNSW) {
    this.#index = index;
    this.#labels = new Set(index.getIdsList());
    this.#capacity = index.getMaxElements();
  }

  static empty(dimensions: number, capacity: number): Graph {
    const index = new hnswlib.HierarchicalNSW(graphParameters.metric, dimensions);
    index.initIndex(Math.max(capacity, 1), graphParameters.links, graphParameters.efConstruction);
    return new Graph(index);
  }

  /**
   * Only for files whose checksum was proven: the native reader crashes on damaged ones. Synchronous, since a process
   * that exits during the asynchronous reader or writer dies of “napi_throw”.
   */
  static read(file: string, dimensions: number): Graph {
    const index = new hnswlib.HierarchicalNSW(graphParameters.metric, dimensions);
    index.readIndexSync(file);
    return new Graph(index);
  }

  /** Reports success on a full disk, too: the caller proves what was written. */
  write(file: string): void {
    this.#index.writeIndexSync(file);
  }

  /** Labels that can be found, in no order. */
  get labels(): ReadonlySet<number> {
    return this.#labels;
  }

  /** Count of vectors that are still in it although they can't be found any more. */
  get deleted(): number {
    return this.#deleted;
  }

  add(label: number, vector: Float32Array): void {
    if (this.#labels.size + this.#deleted >= this.#capacity) {
      this.#capacity = Math.ceil(this.#capacity * 1.5) + 64;
      this.#index.resizeIndex(this.#capacity);
    }
    this.#index.addPoint(Array.from(vector), label);
    this.#labels.add(label);
  }

  /** Hides a vector; it stays in the graph's memory and would stay in its file. */
  delete(label: number): void {
    if (!this.#labels.delete(label)) return;
    this.#index.markDelete(label);
    this.#deleted += 1;
  }

  /** The vector as the graph holds it (unit length), or null. */
  vector(label: number): number[] | null {
    return this.#labels.has(label) ? this.#index.getPoint(label) : null;
  }

  /** Labels near a vector, at most `limit`. */
  nearest(vector: Float32Array, limit: number): number[] {
    const count = Math.min(limit, this.#labels.size);
    if (count === 0) return [];
    this.#index.setEf(Math.max(efSearch, count));
    return this.#index.searchKnn(Array.from(vector), count).neighbors;
  }
}
