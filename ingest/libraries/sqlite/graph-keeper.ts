import type { Fault } from '../../library.ts';
import { type GraphOwner, checkGraphFile, dropGraph, loadGraph, saveGraph } from './graph-file.ts';
import { Graph } from './graph.ts';
import type { VectorTable } from './vector-table.ts';
import { BestHits, type ScoredLabel } from './best-hits.ts';

/** Milliseconds without a removal after which a graph that still holds removed vectors is built anew. */
const quietTime = 30_000;
/** The part of a graph that has to be new before it is worth writing again. */
const notableGrowth = 0.1;
/** How far a coordinate may be off: the graph's own normalization in float32. */
const coordinateTolerance = 1e-5;

/** Keeps a graph of a table's vectors: loaded, grown in slices, saved, and thrown away when anything is off. */
export class GraphKeeper {
  readonly #owner: GraphOwner;
  readonly #table: VectorTable;
  readonly #from: number;
  readonly #log: (sentence: string) => void;
  readonly #revision: () => number;
  readonly #pending = new Set<number>();
  readonly #removed: number[] = [];
  readonly #faults: Fault[] = [];
  #graph: Graph | null = null;
  #busy: 'loading' | 'saving' | null = null;
  #savedCount = 0;
  #lastRemoval = 0;

  /** @param revision brings the table up to the newest revision and names it */
  constructor(
    owner: GraphOwner,
    table: VectorTable,
    from: number,
    { log, revision }: { log: (sentence: string) => void; revision: () => number },
  ) {
    this.#owner = owner;
    this.#table = table;
    this.#from = from;
    this.#log = log;
    this.#revision = revision;
  }

  /** Looks for the graph on the disk; meanwhile searches scan. */
  async load(): Promise<void> {
    if (this.#table.size < this.#from) return;
    this.#busy = 'loading';
    try {
      const found = await loadGraph(this.#owner, this.#table);
      if (found instanceof Graph) {
        this.#graph = found;
        this.#savedCount = found.labels.size;
        for (const label of found.labels) this.#pending.delete(label);
      } else if (found !== null) {
        this.#report(`The search graph was not used, since ${found}; it is built again from the library`);
      }
    } finally {
      this.#busy = null;
    }
  }

  /** Count of passages that can be found through the graph. */
  get size(): number {
    return this.#graph?.labels.size ?? 0;
  }

  added(label: number): void {
    this.#pending.add(label);
  }

  removed(label: number): void {
    this.#lastRemoval = Date.now();
    if (!this.#pending.delete(label)) this.#removed.push(label);
  }

  /** The nearest through the graph, what it lacks scanned; null when scanning everything is better. */
  nearest(vector: Float32Array, limit: number): ScoredLabel[] | null {
    const graph = this.#graph;
    if (!graph || this.#pending.size > this.#from || limit * 4 > graph.labels.size) return null;
    const near = graph.nearest(vector, limit + this.#removed.length);
    if (near.length < limit) return null;
    const best = new BestHits(limit);
    for (const labels of [near, this.#pending]) {
      for (const label of labels) {
        const score = this.#table.score(label, vector);
        if (score !== null) best.offer(label, score);
      }
    }
    return best.all();
  }

  /** Works on the graph for about that many milliseconds. True: there is more to do at once. */
  work(milliseconds: number): boolean {
    if (this.#busy) return false;
    const until = performance.now() + milliseconds;
    this.#hideRemoved();
    if (this.#table.size < this.#from) return false;
    if (this.#graph && this.#graph.deleted > 0 && Date.now() - this.#lastRemoval > quietTime) this.#startOver();
    this.#graph ??= Graph.empty(this.#owner.dimensions, Math.ceil(this.#table.size * 1.2));
    for (const label of this.#pending) {
      const vector = this.#table.vector(label);
      if (vector) this.#graph.add(label, vector);
      this.#pending.delete(label);
      if (performance.now() > until) break;
    }
    if (this.#pending.size > 0) return true;
    const { size } = this.#graph.labels;
    if (size - this.#savedCount > size * notableGrowth) void this.save();
    return false;
  }

  /** Waits until nothing is being read or written. */
  async settle(pause: () => Promise<void>): Promise<void> {
    while (this.#busy) await pause();
  }

  /** Writes what is there when it is worth it; a failure is logged, since a graph can always be built again. */
  async save(): Promise<void> {
    this.#hideRemoved();
    const graph = this.#graph;
    if (this.#busy || !graph || graph.deleted > 0 || graph.labels.size < this.#from) return;
    if (graph.labels.size === this.#savedCount) return;
    this.#busy = 'saving';
    const count = graph.labels.size;
    try {
      await saveGraph(this.#owner, graph, this.#table, this.#revision());
      this.#revision();
      // A paper that another process removed meanwhile took the old file with it, not the one just written.
      if (this.#removed.length > 0) await dropGraph(this.#owner.folder);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#log(`The search graph was not saved (${reason}); the next start builds it again from the library.`);
    } finally {
      this.#savedCount = count;
      this.#busy = null;
    }
  }

  /** Proves file and memory against the table; mends what is off and says so. */
  async check(pause: () => Promise<void>): Promise<Fault[]> {
    await this.settle(pause);
    const onDisk = await checkGraphFile(this.#owner);
    if (onDisk !== null) {
      this.#report(`The search graph on the disk could not be used, since ${onDisk}; it is written again`);
      await dropGraph(this.#owner.folder);
      this.#savedCount = 0;
    }
    if (!(await this.#memoryIsTrue(pause))) {
      this.#report('The search graph held other vectors than the library; it is built again from the library');
      this.#startOver();
    }
    while (this.#busy || this.work(20)) await pause();
    await this.save();
    await this.settle(pause);
    return this.#faults.splice(0);
  }

  async #memoryIsTrue(pause: () => Promise<void>): Promise<boolean> {
    this.#hideRemoved();
    let checked = 0;
    for (const label of [...(this.#graph?.labels ?? [])]) {
      const [held, truth] = [this.#graph?.vector(label), this.#table.vector(label)];
      if (held && truth && !held.every((value, i) => Math.abs(value - (truth[i] ?? NaN)) < coordinateTolerance)) {
        return false;
      }
      checked += 1;
      if (checked % 500 === 0) await pause();
    }
    return true;
  }

  #hideRemoved(): void {
    // While a file is being written the graph stays as it is; searches leave out what the table has not.
    if (this.#busy) return;
    for (const label of this.#removed.splice(0)) this.#graph?.delete(label);
  }

  #startOver(): void {
    this.#graph = null;
    this.#savedCount = 0;
    for (const label of this.#table.labels()) this.#pending.add(label);
  }

  #report(message: string): void {
    this.#log(`${message}.`);
    this.#faults.push({ paper: null, message: `${message}.`, repaired: true });
  }
}
