import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { describeLibrary } from '../conformance/library.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { dropLibrary, libraryName, openTestLibrary, restoreInto } from './open-test-library.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== '').each([
  ['one node', 1],
  ['three nodes', 3],
])(`the Library seam on Weaviate, %s${note}`, (name, size) => {
  let engine: Engine;
  const used = new Set<string>();
  const placed = (place: string) => {
    used.add(libraryName(place));
    return libraryName(place);
  };
  beforeAll(async () => {
    engine = await startCluster(size);
  });
  afterEach(async () => {
    for (const one of used) await dropLibrary(engine.addresses[0] ?? '', one);
    used.clear();
  });
  afterAll(() => engine.stop());

  const embedder = { id: 'fixture-embedder', dimensions: 48 };
  describeLibrary(`Weaviate, ${name}`, {
    open: (folder, own) => openTestLibrary(engine.addresses, placed(folder), own),
    restore: (file, folder) => restoreInto(engine.addresses, placed(folder), file, embedder),
  });
});
