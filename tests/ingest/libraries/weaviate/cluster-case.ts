import { afterEach } from 'vitest';
import type { Library } from '../../../../ingest/library.ts';
import type { WeaviateLibraryOptions } from '../../../../ingest/libraries/weaviate/open.ts';
import type { StoredObject } from '../../../fakes/weaviate/objects.ts';
import {
  type FakeRequest,
  type FakeWeaviate,
  type FakeWeaviateOptions,
  startFakeWeaviate,
} from '../../../fakes/weaviate/weaviate.ts';
import { fixtureNewPaper, type FixtureOptions, fixtureVector } from '../../../fixtures/papers.ts';
import { openTestLibrary } from '../../../weaviate/open-test-library.ts';

export const embedder = { id: 'fixture-embedder', dimensions: 48 };
export const paperOf = (text: string, options?: FixtureOptions) => fixtureNewPaper(text, embedder.dimensions, options);
export const vectorOf = (text: string) => fixtureVector(text, embedder.dimensions);

const parts = ['Catalog', 'Changes', 'Contents', 'Passages', 'Records'] as const;
/** The name of a collection of the library that these tests open. */
export const nameOf = (part: (typeof parts)[number]) => `Ibid_papers_${part}`;

/** Clusters and libraries of a test, ended with it. */
export function useClusters() {
  const running: FakeWeaviate[] = [];
  const opened: Library[] = [];
  afterEach(async () => {
    // What still waits for a node shall not be waited for.
    for (const fake of running) fake.intercept(null);
    for (const library of opened.splice(0)) await library.close();
    for (const fake of running.splice(0)) await fake.close();
  });
  return {
    async start(options?: FakeWeaviateOptions): Promise<FakeWeaviate> {
      const fake = await startFakeWeaviate(options);
      running.push(fake);
      return fake;
    },
    async open(fake: FakeWeaviate, more: Partial<WeaviateLibraryOptions> = {}, own = embedder): Promise<Library> {
      const library = await openTestLibrary(fake.addresses, 'papers', own, more);
      opened.push(library);
      return library;
    },
  };
}

/** Objects that a node has of a collection of the library. */
export function objectsOf(fake: FakeWeaviate, part: (typeof parts)[number], node = 0): readonly StoredObject[] {
  return fake.objects(node, nameOf(part));
}

/** Collections of which a node has an object that holds a text anywhere. */
export function partsWith(fake: FakeWeaviate, text: string, node = 0): string[] {
  return parts.filter((part) => objectsOf(fake, part, node).some((object) => JSON.stringify(object).includes(text)));
}

/** Whether a request writes the object by which a paper can be seen. */
export function publishes({ method, body }: FakeRequest): boolean {
  return method === 'POST' && JSON.stringify(body ?? null).includes('"kind":"publication"');
}

/** Whether a request deletes objects of a collection. */
export function deletesFrom(part: (typeof parts)[number], { method, body }: FakeRequest): boolean {
  return method === 'DELETE' && JSON.stringify(body ?? null).includes(`"class":"${nameOf(part)}"`);
}

/** Whoever asked gets what nobody understands, and gives up: as if its process had ended there. */
export const nonsense = { status: 200, body: 'nonsense' };

/** What went wrong, in words; “nothing” where nothing did. */
export async function sentenceOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );
}
