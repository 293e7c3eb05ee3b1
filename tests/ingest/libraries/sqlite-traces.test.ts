import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Library } from '../../../ingest/library.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const dimensions = 32;
const embedder = { id: 'fixture-embedder', dimensions };
const secret = fixtureNewPaper(
  `${prose.bees}\n\nZymurgists quibble about xylophagous weevils and their heartwood galleries.`,
  dimensions,
  { title: 'Zymurgy', authors: ['Q. Vexler'], source: 'xylophagous.txt' },
);
/** In the paper, in no other; stems as the index keeps them, too. */
const words = [
  'Zymurg',
  'zymurgist',
  'xylophag',
  'weevil',
  'heartwood',
  'Vexler',
  'polarized light',
  'polar',
  secret.paper.id,
];

let folder: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-traces-'));
  library = await openSqliteLibrary(folder, { embedder, graphFrom: 2 });
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

function traces(): string[] {
  const needles: [string, Buffer][] = [
    ...words.map((word): [string, Buffer] => [word, Buffer.from(word)]),
    ...secret.vectors.map((vector, i): [string, Buffer] => [`vector ${i}`, Buffer.from(vector.slice(4, 12).buffer)]),
  ];
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return needles.filter(([, needle]) => bytes.includes(needle)).map(([what]) => `${what} in ${name}`);
  });
}

test('a removed paper leaves no byte behind in any file', async () => {
  for (const text of [prose.glaciers, prose.letters]) await library.add(fixtureNewPaper(text, dimensions));
  await library.add(secret);
  for (const text of [prose.tides]) await library.add(fixtureNewPaper(text, dimensions));
  await library.keepAnswer({ id: 'a', json: '{"text":"weevils"}', papers: [secret.paper.id] });
  await library.correct(secret.paper.id, { title: 'Weevils and heartwood' });
  await library.search({ vector: secret.vectors[0] ?? new Float32Array(), limit: 1 });
  for (let i = 0; i < 1200 && !readdirSync(folder).includes('graph.json'); i += 1) await wait(50);
  const found = traces().join('\n');
  for (const expected of ['Zymurg', 'xylophag', 'vector 0']) expect(found).toContain(expected);
  expect(found).toMatch(/vector \d in graph-.*\.hnsw/);

  expect(await library.remove(secret.paper.id)).toBe(true);
  expect(traces()).toEqual([]);
  await library.search({ text: 'ice', limit: 3 });
  await library.close();
  expect(traces()).toEqual([]);
});

test('a version that was replaced leaves nothing behind either once the paper is removed', async () => {
  const newer = fixtureNewPaper(prose.bees, dimensions);
  await library.add(secret);
  await library.add(newer, { replaces: secret.paper.id });
  await library.remove(newer.paper.id);
  expect(traces()).toEqual([]);
});
