import { setTimeout as wait } from 'node:timers/promises';
import { ClassData } from './class-data.ts';
import { type ClassDefinition, Refusal } from './classes.ts';
import type { StoredObject } from './objects.ts';

/** How many nodes must have done something before it counts; of those that the cluster still counts on. */
export type Level = 'ONE' | 'QUORUM' | 'ALL';

/** What one node would not do. */
export type Trouble = 'up' | 'away' | 'paused';

type Change =
  | { readonly kind: 'put'; readonly object: StoredObject }
  | { readonly kind: 'delete'; readonly id: string; readonly at: number };

/** A node with what it keeps itself. */
export interface FakeNode {
  readonly name: string;
  readonly data: Map<string, ClassData>;
  trouble: Trouble;
  /** By `performance.now()`: since when it is away or paused. */
  since: number;
  diskFull: boolean;
  /** What happened while it was away, by collection; it has nothing of it yet. */
  readonly missed: { readonly className: string; readonly change: Change }[];
}

/** What Weaviate says of an object that it can’t write since the disk is full. */
export const diskFullMessage = 'store is read-only due to: resource pressure';

/** The nodes of one cluster, and what they do for each other. Each keeps everything, but for what it missed. */
export class FakeNodes {
  readonly all: readonly FakeNode[];
  readonly classes = new Map<string, ClassDefinition>();
  readonly aliases = new Map<string, string>();
  /** Milliseconds after which the others count on a silent node no longer. */
  readonly #forgetMs: number;
  #last = 0;

  constructor(size: number, forgetMs: number) {
    this.#forgetMs = forgetMs;
    this.all = Array.from({ length: size }, (_, index) => ({
      name: `node${index + 1}`,
      data: new Map<string, ClassData>(),
      trouble: 'up',
      since: 0,
      diskFull: false,
      missed: [],
    }));
  }

  /** Those that are still part of the cluster. */
  get listed(): FakeNode[] {
    return this.all.filter(({ trouble, since }) => trouble === 'up' || performance.now() - since < this.#forgetMs);
  }

  /** Whether most nodes run, so that the cluster can decide anything at all. */
  get hasLeader(): boolean {
    return this.all.filter(isUp).length > this.all.length / 2;
  }

  /** Milliseconds since the epoch; later calls get larger numbers. */
  moment(): number {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return this.#last;
  }

  /** The definition of a collection by its name, or by an alias of it. */
  find(name: string): ClassDefinition | null {
    return this.classes.get(this.aliases.get(name) ?? name) ?? null;
  }

  dataOf(node: FakeNode, definition: ClassDefinition): ClassData {
    const found = node.data.get(definition.class);
    if (found) return found;
    const made = new ClassData(definition);
    node.data.set(definition.class, made);
    return made;
  }

  dropClass(name: string): void {
    this.classes.delete(name);
    for (const { data } of this.all) data.delete(name);
  }

  /** The nodes that keep a collection’s objects. */
  holders({ replicationConfig }: ClassDefinition): FakeNode[] {
    return this.all.slice(0, Math.max(1, replicationConfig.factor));
  }

  /** Where a node looks for what a collection has: at home, or with the first that keeps it. */
  local(node: FakeNode, definition: ClassDefinition): ClassData {
    const holders = this.holders(definition);
    return this.dataOf(holders.includes(node) ? node : (holders.find(isUp) ?? node), definition);
  }

  /** @throws Refusal where too few nodes run */
  requireReplicas(definition: ClassDefinition, level: Level): void {
    const holders = this.holders(definition);
    const listed = this.listed.filter((node) => holders.includes(node));
    const required = level === 'ONE' ? 1 : level === 'ALL' ? listed.length : Math.floor(listed.length / 2) + 1;
    const reached = holders.filter(isUp).length;
    if (reached >= required) return;
    const silent = listed.find((node) => !isUp(node))?.name ?? '';
    throw new Refusal(
      500,
      `cannot reach enough replicas: required ${required} replicas, got ${reached}: replica "${silent}": connect: connection refused`,
    );
  }

  /** What speaks against an object’s vector on any node that keeps the collection; null: nothing. */
  faultOfVector(definition: ClassDefinition, object: StoredObject): string | null {
    const faults = this.holders(definition).map((node) => this.dataOf(node, definition).faultOfVector(object));
    return faults.find((fault) => fault !== null) ?? null;
  }

  put(definition: ClassDefinition, object: StoredObject): void {
    this.#change(definition, { kind: 'put', object });
  }

  delete(definition: ClassDefinition, id: string): void {
    this.#change(definition, { kind: 'delete', id, at: this.moment() });
  }

  /** An object as the nodes that run have it together: the newest, unless one of them knows that it was deleted. */
  read(definition: ClassDefinition, id: string): StoredObject | null {
    const data = this.holders(definition)
      .filter(isUp)
      .map((node) => this.dataOf(node, definition));
    const found = data.flatMap((one) => one.get(id) ?? []).sort((a, b) => b.updated - a.updated);
    return data.some((one) => one.wasDeleted(id)) ? null : (found[0] ?? null);
  }

  /** How many objects most of the nodes have. Waits for those that are silent, until the cluster forgets them. */
  async countAmongAll(definition: ClassDefinition): Promise<number> {
    while (this.listed.some((node) => !isUp(node))) await wait(10);
    const counts = this.holders(definition)
      .filter(isUp)
      .map((node) => this.dataOf(node, definition).size);
    const times = (count: number) => counts.filter((one) => one === count).length;
    return counts.sort((a, b) => times(b) - times(a) || b - a)[0] ?? 0;
  }

  /** Gives a node what it missed, as Weaviate does by and by. */
  catchUp(node: FakeNode): void {
    for (const { className, change } of node.missed.splice(0)) {
      const definition = this.classes.get(className);
      if (!definition) continue;
      const own = this.dataOf(node, definition);
      if (change.kind === 'put') {
        const current = this.read(definition, change.object.id);
        if (current?.updated === change.object.updated) own.put(change.object);
        continue;
      }
      const kept = own.get(change.id);
      if (!kept || kept.updated > change.at) continue;
      const isBack = this.#isKeptElsewhere(node, definition, change.id);
      // One node has it, others deleted it, and nobody wrote it again: what then is, the collection says.
      if (definition.replicationConfig.deletionStrategy === 'DeleteOnConflict') {
        if (!isBack) own.delete(change.id);
      } else for (const other of this.all) this.dataOf(other, definition).put(kept);
    }
  }

  #isKeptElsewhere(node: FakeNode, definition: ClassDefinition, id: string): boolean {
    return this.holders(definition).some((one) => one !== node && this.dataOf(one, definition).get(id) !== null);
  }

  #change(definition: ClassDefinition, change: Change): void {
    for (const node of this.holders(definition)) {
      if (!isUp(node)) {
        node.missed.push({ className: definition.class, change });
        continue;
      }
      const data = this.dataOf(node, definition);
      if (change.kind === 'put') data.put(change.object);
      else data.delete(change.id);
    }
  }
}

export function isUp({ trouble }: FakeNode): boolean {
  return trouble === 'up';
}
