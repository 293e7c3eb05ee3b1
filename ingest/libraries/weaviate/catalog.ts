import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { Health, type NodeCounts } from './health.ts';
import { objectIdOf } from './object-id.ts';
import { paperOfKey, type Publication, readPublication } from './publication.ts';
import { type View, viewOf } from './view.ts';

/** Milliseconds of changes that are looked through again, since the clocks of several machines differ. */
const overlapMs = 10 * 60_000;
/** Changes that are read one by one; with more, the whole catalog is. */
const mostChanges = 2000;
/** Publications that are asked for at the same time. */
const atOnce = 16;

const ChangeSchema = z.object({
  publication: z.string(),
  at: z.number(),
  _additional: z.object({ id: z.string() }),
});
const CatalogObjectSchema = z.object({ kind: z.string(), publication: z.string() });

/** The id of a publication's object in the catalog. */
export function publicationObjectId(key: string): string {
  return objectIdOf(key, 'publication');
}

/**
 * Which papers can be seen: the whole catalog in memory, brought up to date when the number of changes in Weaviate has
 * grown. A search keeps to one view of it, so that of a paper all passages are found or none.
 */
export class Catalog {
  readonly #collections: Collections;
  readonly #health: Health;
  /** Milliseconds for which what was read last is taken as new. */
  readonly #freshMs: number;
  #publications = new Map<string, Publication>();
  #damaged = new Set<string>();
  #view: View = viewOf([], 0);
  /** Changes that were read, by id, with their moments; those long past are forgotten. */
  #seen = new Map<string, number>();
  #loaded = false;
  #checkedAt = -Infinity;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #searchable: readonly string[];

  constructor(cluster: Cluster, collections: Collections, freshMs: number) {
    this.#collections = collections;
    this.#health = new Health(cluster, collections);
    this.#freshMs = freshMs;
    this.#searchable = cluster.nodes;
  }

  /** Nodes that have all passages of the view, in the order of the setting. */
  get searchable(): readonly string[] {
    return this.#searchable;
  }

  /** Keys of publications whose objects are not what was written. */
  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  /** The view, at most some hundred milliseconds old. */
  async fresh(): Promise<View> {
    if (performance.now() - this.#checkedAt >= this.#freshMs) await (this.#running ?? this.#start());
    return this.#view;
  }

  /** The view as of now, or later. */
  async refresh(): Promise<View> {
    // One that runs already may have looked before the change that the caller knows of.
    if (this.#running) await (this.#next ??= this.#running.catch(() => undefined).then(() => this.#start()));
    else await this.#start();
    return this.#view;
  }

  #start(): Promise<void> {
    this.#next = null;
    const running = this.#update().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #update(): Promise<void> {
    const started = performance.now();
    const counts = await this.#health.counts();
    const [most] = counts;
    if (!most) return;
    if (!this.#loaded) await this.#load(most);
    else if (most.changes > this.#view.revision) await this.#catchUp(most);
    this.#searchable = this.#completeNodes(counts);
    this.#checkedAt = started;
  }

  /** A node that was away has everything again only after a while; until then it would find half of a paper. */
  #completeNodes(counts: readonly NodeCounts[]): string[] {
    const changes = Math.max(...counts.map((count) => count.changes));
    const passages = Math.min(this.#view.passages, Math.max(...counts.map((count) => count.passages)));
    const complete = counts.filter((count) => count.changes >= changes && count.passages >= passages);
    return complete.map(({ node }) => node).sort();
  }

  async #load({ node, changes }: NodeCounts): Promise<void> {
    const publications = new Map<string, Publication>();
    const damaged = new Set<string>();
    this.#seen = new Map();
    await this.#readChanges(node, Date.now() - overlapMs);
    for await (const objects of this.#collections.catalog.pages(node)) {
      for (const { properties } of objects) {
        const found = CatalogObjectSchema.safeParse(properties);
        if (!found.success || found.data.kind !== 'publication') continue;
        const publication = readPublication(properties);
        if (publication) publications.set(publication.key, publication);
        else damaged.add(found.data.publication);
      }
    }
    this.#publications = publications;
    this.#damaged = damaged;
    this.#loaded = true;
    this.#show(changes);
  }

  async #catchUp(most: NodeCounts): Promise<void> {
    const newest = Math.max(0, ...this.#seen.values());
    const keys = await this.#readChanges(most.node, Math.min(newest, Date.now()) - overlapMs);
    const grown = most.changes - this.#view.revision;
    if (keys === null || keys.length < grown) {
      await this.#load(most);
      return;
    }
    const left = [...new Set(keys)];
    for (let from = 0; from < left.length; from += atOnce) {
      await Promise.all(left.slice(from, from + atOnce).map((key) => this.#reread(key)));
    }
    this.#show(most.changes);
  }

  async #reread(key: string): Promise<void> {
    const properties = await this.#collections.catalog.get(publicationObjectId(key));
    const publication = properties && readPublication(properties);
    if (publication) this.#publications.set(key, publication);
    else this.#publications.delete(key);
    if (properties && !publication) this.#damaged.add(key);
    else this.#damaged.delete(key);
  }

  /** Publications of the changes since a moment that were not read yet, one a change; null: too many to tell. */
  async #readChanges(node: string, since: number): Promise<string[] | null> {
    const limit = mostChanges + this.#seen.size;
    const rows = await this.#collections.changes.find(
      { property: 'at', above: since },
      ['publication', 'at', '_additional{id}'],
      { among: [node], limit },
    );
    const found = rows.map((row) => ChangeSchema.parse(row)).filter(({ _additional: { id } }) => !this.#seen.has(id));
    for (const { at, _additional } of found) this.#seen.set(_additional.id, at);
    const oldest = Math.max(0, ...this.#seen.values()) - 2 * overlapMs;
    for (const [id, at] of this.#seen) if (at < oldest) this.#seen.delete(id);
    return rows.length >= limit ? null : found.map(({ publication }) => publication);
  }

  #show(revision: number): void {
    this.#view = viewOf([...this.#publications.values()], revision, [...this.#damaged].map(paperOfKey));
  }
}
