import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyLibrary } from '../../../ingest/copy-library.ts';
import type { Embedder } from '../../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../../ingest/library.ts';
import { fillLargeLibrary } from '../large-library.ts';

/** Passages between two words about how far it is. */
const told = 5000;

function teller(what: string, total: number): (passages: number) => void {
  const start = performance.now();
  let next = told;
  return (passages) => {
    if (passages < next) return;
    next = passages + told;
    const rate = passages / ((performance.now() - start) / 1000);
    console.log(`  ${what}: ${passages} of ${total} passages, ${rate.toFixed(0)} a second`);
  };
}

/** The embedded library of so many passages in a folder: the one that is there, or else a new one, its graph complete. */
export async function embeddedLibrary(folder: string, passages: number, embedder: Embedder): Promise<Library> {
  mkdirSync(folder, { recursive: true });
  const complete = join(folder, `complete-${passages}`);
  const place = join(folder, 'library');
  if (existsSync(complete)) return await openSqliteLibrary(place, { embedder });
  const library = await fillLargeLibrary(place, passages, embedder, teller('embedded library', passages));
  console.log('  embedded library: its search graph …');
  await library.verify();
  writeFileSync(complete, '');
  return library;
}

/** How a library was copied; `rate` in passages a second, null where it was there already. */
export interface Filled {
  readonly passages: number;
  readonly rate: number | null;
}

/** Copies what is not there yet. */
export async function fillFrom(source: Library, target: Library, what: string): Promise<Filled> {
  const counts = (await source.papers()).map(({ passages }) => passages);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if ((await target.papers()).length === counts.length) return { passages: all, rate: null };
  const tell = teller(what, all);
  let before = 0;
  const start = performance.now();
  const report = await copyLibrary(source, target, {
    onProgress: (done) => {
      if (done > 0) before += counts[done - 1] ?? 0;
      tell(before);
    },
  });
  const [damaged] = report.damaged;
  if (damaged) throw new Error(damaged.reason);
  const seconds = (performance.now() - start) / 1000;
  return { passages: all, rate: report.papers > 0 ? report.passages / seconds : null };
}
