import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { Changes } from './changes.ts';
import { Completeness } from './completeness.ts';
import { flushIndexes } from './flush.ts';
import { Health } from './health.ts';
import { objectIdOf } from './object-id.ts';
import { paperOfKey, type Publication, readPublication } from './publication.ts';
import { type View, viewOf } from './view.ts';

/** Milliseconds between two looks for changes that came late. */
const lateMs = 60_000;
/** Milliseconds without a look after which each node has to show anew what it has. */
const unwatchedMs = 3000;
/** How often the catalog is looked at anew when a node failed in the midst of it. */
const attempts = 4;
/** Publications that are asked for at the same time. */
const atOnce = 16;

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
  readonly #cluster: Cluster;
  readonly #health: Health;
  readonly #changes: Changes;
  readonly #completeness: Completeness;
  /** Milliseconds for which what was read last is taken as new. */
  readonly #freshMs: number;
  /** By the ids of their objects. */
  #publications = new Map<string, Publication>();
  /** Keys, by the ids of the objects. */
  #damaged = new Map<string, string>();
  #view: View | null = null;
  #checkedAt = -Infinity;
  #lateLookedAt = performance.now();
  #running: Promise<View> | null = null;
  #next: Promise<View> | null = null;
  #searchable: readonly string[];

  constructor(cluster: Cluster, collections: Collections, freshMs: number) {
    this.#cluster = cluster;
    this.#collections = collections;
    this.#health = new Health(cluster, collections.replicas);
    this.#changes = new Changes(cluster, collections.changes);
    this.#completeness = new Completeness(collections.passages, () => {
      // Should it fail, verify heals what would come of it.
      flushIndexes(collections).catch(() => undefined);
    });
    this.#freshMs = freshMs;
    this.#searchable = cluster.nodes;
  }

  /** Nodes that have all passages of the view, in the same order on every server. */
  get searchable(): readonly string[] {
    return this.#searchable;
  }

  /** Keys of publications whose objects are not what was written. */
  get damaged(): readonly string[] {
    return [...this.#damaged.values()];
  }

  /** The view, at most some hundred milliseconds old. */
  async fresh(): Promise<View> {
    if (this.#view && performance.now() - this.#checkedAt < this.#freshMs) return this.#view;
    return await (this.#running ?? this.#start());
  }

  /** The view as of now, or later. */
  async refresh(): Promise<View> {
    if (!this.#running) return await this.#start();
    // The one that runs may have looked before the change that the caller knows of.
    return await (this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    ));
  }

  #start(): Promise<View> {
    this.#next = null;
    const running = this.#update().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #update(): Promise<View> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#updateOnce();
      } catch (error) {
        // The node that was read from may have ended meanwhile, or a removal be under way.
        if (!(error instanceof LibraryUnavailableError) || attempt >= attempts) throw error;
        await wait(100 * attempt);
      }
    }
  }

  async #updateOnce(): Promise<View> {
    const started = performance.now();
    // What was away, now or while nobody asked, may have missed something.
    const unwatched = started - this.#checkedAt > unwatchedMs;
    for (const node of this.#cluster.nodes) if (unwatched || !this.#cluster.isUp(node)) this.#completeness.doubt(node);
    const [{ view, nodes }] = await Promise.all([this.#look(), this.#health.requireQuorum()]);
    const { complete, unclear, fullest } = await this.#completeness.of(nodes, view, this.#health.turn);
    // What no node of the cluster has is lost, and told by verify; what others have comes.
    const isLost = this.#collections.replicas === 1 || nodes.length >= this.#health.size;
    if (complete.length === 0 && unclear.length === 0 && !isLost) throw behind(nodes);
    this.#searchable = [complete, unclear, fullest].find((some) => some.length > 0) ?? nodes;
    this.#view = view;
    this.#checkedAt = started;
    this.#lookForLate(view);
    return view;
  }

  async #look(): Promise<{ view: View; nodes: readonly string[] }> {
    if (!this.#view) await this.#load();
    const { changed, nodes } = await this.#changes.look();
    if (changed === 'everything') {
      this.#view = null;
      return await this.#look();
    }
    if (changed.ids.length === 0) return { view: this.#view ?? this.#makeView(), nodes };
    const ids = [...new Set(changed.ids)];
    for (let from = 0; from < ids.length; from += atOnce) {
      await Promise.all(ids.slice(from, from + atOnce).map((id) => this.#reread(id)));
    }
    return { view: this.#makeView(), nodes };
  }

  async #load(): Promise<void> {
    const node = await this.#changes.begin();
    const publications = new Map<string, Publication>();
    const damaged = new Map<string, string>();
    for await (const objects of this.#collections.catalog.pages(node)) {
      for (const { id, properties } of objects) {
        const found = CatalogObjectSchema.safeParse(properties);
        if (!found.success || found.data.kind !== 'publication') continue;
        const publication = readPublication(properties);
        if (publication) publications.set(id, publication);
        else damaged.set(id, found.data.publication);
      }
    }
    this.#publications = publications;
    this.#damaged = damaged;
    this.#view = this.#makeView();
  }

  /** A change may come in with a moment long past: then everything is read again. */
  #lookForLate(view: View): void {
    const [node] = this.#searchable;
    if (node === undefined || performance.now() - this.#lateLookedAt < lateMs) return;
    this.#lateLookedAt = performance.now();
    this.#changes.missesOld(node).then(
      (misses) => {
        if (misses && this.#view === view) this.#view = null;
      },
      () => undefined,
    );
  }

  async #reread(id: string): Promise<void> {
    const properties = await this.#collections.catalog.get(id);
    const publication = properties && readPublication(properties);
    if (publication) this.#publications.set(id, publication);
    else this.#publications.delete(id);
    const found = publication ? null : CatalogObjectSchema.safeParse(properties);
    if (found?.success) this.#damaged.set(id, found.data.publication);
    else this.#damaged.delete(id);
  }

  #makeView(): View {
    return viewOf([...this.#publications.values()], this.#changes.revision, this.damaged.map(paperOfKey));
  }
}

function behind(nodes: readonly string[]): LibraryUnavailableError {
  return new LibraryUnavailableError(
    `Weaviate at ${nodes.join(', ')} has not caught up yet with what was written while it was away, which takes some seconds to minutes. Wait, or name the other nodes in IBID_LIBRARY too.`,
  );
}
