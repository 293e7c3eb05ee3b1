import { z } from 'zod';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { equal } from './filter.ts';
import { nextMoment, objectIdOf } from './object-id.ts';

export type RecordKind = 'answer' | 'key' | 'note';

/** One thing that is kept beside the papers. */
export interface KeptRecord {
  readonly name: string;
  readonly json: string;
  /** Papers that it goes with. */
  readonly papers: readonly string[];
  /** Milliseconds since the epoch: when the first of that name was written. */
  readonly first: number;
}

const RowSchema = z.object({
  name: z.string(),
  json: z.string(),
  papers: z.array(z.string()).nullable().optional(),
  first: z.number(),
});
/** Records that are read at the same time. */
const atOnce = 16;

const NameSchema = z.object({ name: z.string(), first: z.number() });

/**
 * Named things of some kinds, one object each. They are written and read on most nodes, so that one that is away holds
 * nobody up, and one that comes back is not believed.
 */
export class Records {
  readonly #records: Collection;
  readonly #catalog: Catalog;

  constructor(records: Collection, catalog: Catalog) {
    this.#records = records;
    this.#catalog = catalog;
  }

  async get(kind: RecordKind, name: string): Promise<KeptRecord | null> {
    const properties = await this.#records.get(objectIdOf(kind, name));
    return properties && recordOf(properties);
  }

  /** @param now milliseconds since the epoch: when it came, if it is new */
  async set(kind: RecordKind, name: string, json: string, papers: readonly string[] = [], now = nextMoment()) {
    const first = (await this.get(kind, name))?.first ?? now;
    const properties = { kind, name, json, papers, first };
    await this.#records.write([{ id: objectIdOf(kind, name), properties }], 'QUORUM');
  }

  /** False: there was none. */
  async remove(kind: RecordKind, name: string): Promise<boolean> {
    const there = (await this.get(kind, name)) !== null;
    if (there) await this.#records.drop(equal('id', objectIdOf(kind, name)));
    return there;
  }

  /** Removes those of a kind that go with one of these papers. */
  async removeOf(kind: RecordKind, papers: readonly string[]): Promise<void> {
    await this.#records.drop({ all: [equal('kind', kind), { property: 'papers', any: papers }] });
  }

  /** All of a kind that has at most some hundreds, oldest first. */
  async all(kind: Exclude<RecordKind, 'answer'>): Promise<KeptRecord[]> {
    const names = await this.names(kind);
    const found: KeptRecord[] = [];
    for (let from = 0; from < names.length; from += atOnce) {
      const read = await Promise.all(names.slice(from, from + atOnce).map((name) => this.get(kind, name)));
      found.push(...read.filter((record) => record !== null));
    }
    return found.sort((a, b) => a.first - b.first);
  }

  /** Names of all of a kind, oldest first; some may just have been removed. */
  async names(kind: RecordKind): Promise<string[]> {
    await this.#catalog.fresh();
    // A node that was away lacks some, and has others still: all are asked, and whoever reads one asks most of them.
    const ask = (node: string) => this.#records.find(equal('kind', kind), ['name', 'first'], { among: [node] });
    const outcomes = await Promise.allSettled(this.#catalog.searchable.map(ask));
    const rows = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    const [failed] = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failed && outcomes.every(({ status }) => status === 'rejected')) throw failed.reason;
    const moments = new Map(rows.map((row) => NameSchema.parse(row)).map(({ name, first }) => [name, first]));
    return [...moments].sort(([, one], [, other]) => one - other).map(([name]) => name);
  }
}

function recordOf(properties: unknown): KeptRecord | null {
  const found = RowSchema.safeParse(properties);
  return found.success ? { ...found.data, papers: found.data.papers ?? [] } : null;
}
