import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Catalog, publicationObjectId } from './catalog.ts';
import type { Collections } from './collections.ts';
import { equal } from './filter.ts';
import { newObjectId, nextMoment } from './object-id.ts';
import { paperOfKey, type Publication } from './publication.ts';

/** Milliseconds after which whoever was writing or removing a paper is taken to be gone. */
const abandonedMs = 10 * 60_000;

const DebrisSchema = z.object({ publication: z.string(), json: z.string(), _additional: z.object({ id: z.string() }) });

/**
 * Appends a change: from now on every server looks at that publication again. It holds the id of the object alone, from
 * which nobody can tell what a paper was that is gone.
 */
export async function announce({ changes }: Collections, key: string): Promise<void> {
  await changes.write([{ id: newObjectId(), properties: { publication: publicationObjectId(key), at: nextMoment() } }]);
}

/**
 * Writes down that there may be something under a key that can't be seen, so that it is cleared away should this
 * process end before it is done. The function returned takes the note back.
 */
export async function noteDebris({ catalog }: Collections, key: string): Promise<() => Promise<void>> {
  const id = newObjectId();
  const properties = { kind: 'debris', publication: key, paper: paperOfKey(key), json: String(nextMoment()) };
  await catalog.write([{ id, properties }]);
  return () => catalog.drop(equal('id', id));
}

/** Whether somebody is writing or removing a publication. */
export async function isDebris({ catalog }: Collections, key: string): Promise<boolean> {
  const filter = { all: [equal('kind', 'debris'), equal('publication', key)] };
  return (await catalog.find(filter, ['publication'], { limit: 1 })).length > 0;
}

/**
 * Takes a publication away: from then on nobody sees the paper, and nothing of it is left when this returns.
 * @param letGoMs milliseconds after which every server has noticed that it is gone
 */
export async function unpublish(
  collections: Collections,
  { key, originalKey }: Pick<Publication, 'key' | 'originalKey'>,
  letGoMs: number,
): Promise<void> {
  const done = await noteDebris(collections, key);
  await collections.catalog.drop(equal('id', publicationObjectId(key)));
  await announce(collections, key);
  // A search that began before shall find the whole paper still.
  if (letGoMs > 0) await wait(letGoMs);
  await clear(collections, [key, originalKey]);
  await done();
}

/** Deletes what was written under keys that are not published. */
export async function clear({ passages, contents }: Collections, keys: readonly string[]): Promise<void> {
  const filter = { property: 'publication', any: [...new Set(keys)] };
  await passages.drop(filter);
  await contents.drop(filter);
}

/**
 * Clears away what processes that ended half-way left behind.
 * @param letGoMs milliseconds after which every server has noticed that something is gone: what is hidden may have been
 *   replaced this moment by another machine
 */
export async function sweep(collections: Collections, catalog: Catalog, letGoMs: number): Promise<void> {
  const old = Date.now() - abandonedMs;
  const view = await catalog.refresh();
  for (const hidden of view.hidden) if (hidden.at < old) await unpublish(collections, hidden, letGoMs);
  const rows = await collections.catalog.find(equal('kind', 'debris'), ['publication', 'json', '_additional{id}']);
  for (const row of rows) {
    const { publication: key, json, _additional } = DebrisSchema.parse(row);
    if (Number(json) >= old) continue;
    const used = view.publications.some((one) => one.key === key || one.originalKey === key);
    if (!used) await clear(collections, [key]);
    await collections.catalog.drop(equal('id', _additional.id));
  }
}
