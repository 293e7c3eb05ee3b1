import { z } from 'zod';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { equal, type Filter } from './filter.ts';
import { newObjectId, nextMoment } from './object-id.ts';

export type RecordKind = 'answer' | 'key' | 'note';

/** One thing that is kept beside the papers. */
export interface KeptRecord {
  readonly name: string;
  readonly json: string;
  /** Papers that it goes with. */
  readonly papers: readonly string[];
  /** Milliseconds since the epoch: when it was written, and when the first of that name was. */
  readonly at: number;
  readonly first: number;
}

const RowSchema = z.object({
  name: z.string(),
  json: z.string(),
  papers: z.array(z.string()).nullable().optional(),
  at: z.number(),
  first: z.number(),
  _additional: z.object({ id: z.string() }),
});
const NameSchema = z.object({ name: z.string(), first: z.number() });

/**
 * Named things of some kinds. Writing one again writes another object, and then deletes the older ones: an id that was
 * deleted is never given again, and of two servers that write at the same moment the later one's stays.
 */
export class Records {
  readonly #records: Collection;
  readonly #catalog: Catalog;

  constructor(records: Collection, catalog: Catalog) {
    this.#records = records;
    this.#catalog = catalog;
  }

  async get(kind: RecordKind, name: string): Promise<KeptRecord | null> {
    return (await this.#find(kind, name))[0] ?? null;
  }

  /** @param now milliseconds since the epoch: when it came */
  async set(kind: RecordKind, name: string, json: string, papers: readonly string[] = [], now = nextMoment()) {
    const older = await this.#find(kind, name);
    const at = Math.max(now, (older[0]?.at ?? 0) + 1);
    const first = Math.min(now, ...older.map((record) => record.first));
    const properties = { kind, name, json, papers, at, first };
    await this.#records.write([{ id: newObjectId(), properties }]);
    await this.#drop(older);
  }

  /** False: there was none. */
  async remove(kind: RecordKind, name: string): Promise<boolean> {
    const found = await this.#find(kind, name);
    await this.#drop(found);
    return found.length > 0;
  }

  /** Removes those of a kind that go with one of these papers. */
  async removeOf(kind: RecordKind, papers: readonly string[]): Promise<void> {
    await this.#records.drop({ all: [equal('kind', kind), { property: 'papers', any: papers }] });
  }

  /** All of a kind that has at most some thousands, oldest first. */
  async all(kind: Exclude<RecordKind, 'answer'>): Promise<KeptRecord[]> {
    return newestOf(await this.#ask(equal('kind', kind)));
  }

  /** Names of all of a kind, oldest first. */
  async names(kind: RecordKind): Promise<string[]> {
    await this.#catalog.fresh();
    const ask = { among: this.#catalog.searchable };
    const rows = await this.#records.find(equal('kind', kind), ['name', 'first'], ask);
    const moments = new Map<string, number>();
    for (const row of rows) {
      const { name, first } = NameSchema.parse(row);
      moments.set(name, Math.min(first, moments.get(name) ?? Infinity));
    }
    return [...moments].sort(([, one], [, other]) => one - other).map(([name]) => name);
  }

  /** Newest first; more than one only for a moment. */
  async #find(kind: RecordKind, name: string) {
    const found = await this.#ask({ all: [equal('kind', kind), equal('name', name)] });
    return found.sort((a, b) => b.at - a.at);
  }

  async #ask(filter: Filter) {
    await this.#catalog.fresh();
    const ask = { among: this.#catalog.searchable };
    const rows = await this.#records.find(filter, ['name', 'json', 'papers', 'at', 'first', '_additional{id}'], ask);
    return rows.flatMap((row) => {
      const found = RowSchema.safeParse(row);
      if (!found.success) return [];
      const { _additional, papers, ...rest } = found.data;
      return [{ ...rest, id: _additional.id, papers: papers ?? [] }];
    });
  }

  async #drop(records: readonly { readonly id: string }[]): Promise<void> {
    if (records.length > 0) await this.#records.drop({ property: 'id', any: records.map(({ id }) => id) });
  }
}

/** The newest of each name, oldest first. */
function newestOf(records: readonly KeptRecord[]): KeptRecord[] {
  const newest = new Map<string, KeptRecord>();
  for (const record of records) if ((newest.get(record.name)?.at ?? -1) < record.at) newest.set(record.name, record);
  return [...newest.values()].sort((a, b) => a.first - b.first);
}
