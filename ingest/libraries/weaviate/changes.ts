import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import type { Collection } from './collection.ts';
import { unavailable } from './failures.ts';

/** Milliseconds of changes that are looked through again, since the clocks of several machines differ. */
const overlapMs = 10 * 60_000;
/** Milliseconds of them that are looked through first: most clocks agree. */
const glanceMs = 30_000;
/** Changes that are kept apart; with more, those long past are only counted. */
const mostRecent = 1000;
/** Changes that are read at once; with more, the whole catalog has to be. */
const mostRead = 5000;

const ChangeSchema = z.object({ publication: z.string(), at: z.number(), _additional: z.object({ id: z.string() }) });

/** What has changed since it was last asked: ids of publications' objects, one a change, or that all has to be read. */
export type Changed = { readonly ids: readonly string[] } | 'everything';

/**
 * The changes of the catalog as they come in from all machines. Their number is the library's revision. Only recent ones
 * are asked for; older ones, which come late where a clock is wrong, are counted now and then.
 */
export class Changes {
  readonly #cluster: Cluster;
  readonly #collection: Collection;
  /** Recent changes by id, with their moments. */
  #recent = new Map<string, number>();
  /** Moment up to which changes are only counted, and how many there are. */
  #horizon = 0;
  #older = 0;

  constructor(cluster: Cluster, collection: Collection) {
    this.#cluster = cluster;
    this.#collection = collection;
  }

  get revision(): number {
    return this.#older + this.#recent.size;
  }

  /** Begins anew with the changes that a node has, and names the node: one of those that have most. */
  async begin(): Promise<string> {
    this.#horizon = Date.now() - overlapMs;
    this.#recent = new Map();
    const node = (await this.#nodesByCount())[0]?.node ?? '';
    this.#older = (await this.#collection.countAt(node, { property: 'at', atMost: this.#horizon })) ?? 0;
    await this.#read(node);
    return node;
  }

  /**
   * Looks for new changes.
   * @returns what changed, and the nodes that have all changes
   * @throws LibraryUnavailableError when no node answers
   */
  async look(): Promise<{ readonly changed: Changed; readonly nodes: readonly string[] }> {
    const counts = await this.#nodesByCount();
    const [most] = counts;
    const nodes = counts.filter(({ count }) => count >= this.#recent.size).map(({ node }) => node);
    if (!most || most.count <= this.#recent.size) return { changed: { ids: [] }, nodes };
    const ids = await this.#read(most.node, most.count);
    const all = counts.filter(({ count }) => count >= most.count).map(({ node }) => node);
    this.#forgetOld();
    return { changed: ids === null ? 'everything' : { ids }, nodes: all };
  }

  /** Whether changes came in whose moments lie long past. */
  async missesOld(node: string): Promise<boolean> {
    const count = await this.#collection.countAt(node, { property: 'at', atMost: this.#horizon });
    return count !== null && count > this.#older;
  }

  async #nodesByCount(): Promise<{ node: string; count: number }[]> {
    const { counts, failures } = await this.#collection.counts({ property: 'at', above: this.#horizon });
    if (counts.size === 0) throw unavailable(failures, this.#cluster.nodes);
    return [...counts].map(([node, count]) => ({ node, count })).sort((a, b) => b.count - a.count);
  }

  /** What the recent changes changed that were not read yet; null: too many to be read one by one. */
  async #read(node: string, count = Infinity): Promise<string[] | null> {
    const newest = Math.max(0, ...this.#recent.values());
    const first = await this.#readSince(node, Math.max(this.#horizon, newest - glanceMs));
    if (first === null || this.#recent.size >= count || newest - glanceMs <= this.#horizon) return first;
    const others = await this.#readSince(node, this.#horizon);
    return others && [...first, ...others];
  }

  async #readSince(node: string, since: number): Promise<string[] | null> {
    const fields = ['publication', 'at', '_additional{id}'];
    const limit = Math.min(mostRead + this.#recent.size, 10_000);
    const rows = await this.#collection.find({ property: 'at', above: since }, fields, {
      among: [node],
      limit,
      // Another node can tell, too.
      patienceMs: 0,
    });
    const changes = rows.map((row) => ChangeSchema.parse(row));
    const fresh = changes.filter(({ _additional: { id } }) => !this.#recent.has(id));
    for (const { at, _additional } of fresh) this.#recent.set(_additional.id, at);
    return rows.length >= limit ? null : fresh.map(({ publication }) => publication);
  }

  #forgetOld(): void {
    if (this.#recent.size <= mostRecent) return;
    const horizon = Date.now() - overlapMs;
    for (const [id, at] of this.#recent) {
      if (at > horizon) continue;
      this.#recent.delete(id);
      this.#older += 1;
    }
    this.#horizon = horizon;
  }
}
