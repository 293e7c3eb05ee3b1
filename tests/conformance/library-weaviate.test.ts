import { afterAll, beforeAll, describe } from 'vitest';
import { type FakeWeaviate, startFakeWeaviate } from '../fakes/weaviate/weaviate.ts';
import { libraryName, openTestLibrary, restoreInto } from '../weaviate/open-test-library.ts';
import { describeLibrary } from './library.ts';

describe.each([
  ['one node', 1],
  ['three nodes', 3],
])('the Library seam on a fake Weaviate, %s', (name, nodes) => {
  let fake: FakeWeaviate;
  beforeAll(async () => {
    fake = await startFakeWeaviate({ nodes });
  });
  afterAll(() => fake.close());

  const embedder = { id: 'fixture-embedder', dimensions: 48 };
  describeLibrary(`Weaviate, ${name}`, {
    open: (folder, own) => openTestLibrary(fake.addresses, libraryName(folder), own),
    restore: (file, folder) => restoreInto(fake.addresses, libraryName(folder), file, embedder),
  });
});
