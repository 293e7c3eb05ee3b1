import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Library } from '../../../ingest/library.ts';
import type { PaperId } from '../../../ingest/paper.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { openMemoryLibrary } from '../../fakes/memory-library.ts';
import { fixtureNewPaper, fixtureVector, prose } from '../../fixtures/papers.ts';

const dimensions = 16;
const embedder = { id: 'fixture-embedder', dimensions };
const papers = [0, 1, 2, 3, 4].map((n) =>
  fixtureNewPaper(`Version ${n}\n\n${(Object.values(prose)[n % 4] ?? '').slice(50)}`, dimensions, {
    source: `${n % 2}.txt`,
  }),
);
const any = fc.nat(papers.length - 1);
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), paper: any }),
  fc.record({ do: fc.constant('replace' as const), paper: any, old: any }),
  fc.record({ do: fc.constant('remove' as const), paper: any }),
  fc.record({ do: fc.constant('correct' as const), paper: any, year: fc.option(fc.integer({ min: 1900, max: 2025 })) }),
  fc.record({ do: fc.constant('answer' as const), paper: any }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const idOf = (n: number) => papers[n]?.paper.id ?? ('' as PaperId);

async function take(library: Library, one: Step): Promise<unknown> {
  const paper = papers[one.paper];
  if (!paper) throw new Error('There is such a paper.');
  switch (one.do) {
    case 'add':
      return library.add(paper);
    case 'replace':
      return library.add(paper, { replaces: idOf(one.old) });
    case 'remove':
      return library.remove(paper.paper.id);
    case 'correct':
      return library.correct(paper.paper.id, { year: one.year });
    case 'answer':
      return library.keepAnswer({ id: `of ${one.paper}`, json: '{}', papers: [paper.paper.id] });
  }
}

/** All that can be seen from outside, in an order that does not depend on the implementation. */
async function seen(library: Library): Promise<unknown> {
  const { dense, lexical } = await library.search({
    text: 'clover glacier cordgrass',
    vector: fixtureVector('a vector to search with', dimensions),
    limit: 100,
  });
  const ids = papers.map(({ paper }) => paper.id);
  return {
    papers: (await library.papers()).sort((a, b) => a.id.localeCompare(b.id)),
    resolved: await Promise.all(ids.map(async (id) => (await library.paper(id))?.id ?? null)),
    dense: dense.map(({ passage }) => passage),
    lexical: lexical.map(({ passage }) => passage).sort(),
    answers: await Promise.all(ids.map((_, n) => library.answer(`of ${n}`))),
    origins: await Promise.all(
      ['/papers/0.txt', '/papers/1.txt'].map(async (origin) => (await library.findOrigin(origin))?.id),
    ),
  };
}

let folder: string;
let library: Library;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-model-'));
  library = await openSqliteLibrary(folder, { embedder, graphFrom: 4 });
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('any sequence of changes leaves what the naive library has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const { id } of await library.papers()) await library.remove(id);
      const oracle = openMemoryLibrary({ embedder });
      for (const one of steps) {
        const revision = await library.revision();
        const expected = await take(oracle, one);
        expect(await take(library, one)).toEqual(expected);
        if (expected !== undefined && expected !== 'present' && expected !== false) {
          expect(await library.revision()).toBeGreaterThan(revision);
        }
      }
      expect(await seen(library)).toEqual(await seen(oracle));
    }),
    { numRuns: 60 },
  );
  expect((await library.verify()).faults).toEqual([]);
});
