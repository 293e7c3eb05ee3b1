import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { beePaper } from '../../fixtures/short-papers.ts';
import { callIbid, runIbid, temporaryFolder } from './run-ibid.ts';

// Loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
const library = join(folder.path, 'library');
/** A library that a model made, on a machine where no model is. */
const env = { IBID_LIBRARY: library, IBID_MODELS: join(folder.path, 'no-models') };

beforeAll(async () => {
  folder.put('bees.md', beePaper);
  const run = await callIbid(['ingest', join(folder.path, 'bees.md')], { IBID_LIBRARY: library });
  if (run.code !== 0) throw new Error(run.stderr);
});
afterAll(() => folder.remove());

test.each([
  [['papers'], /^1 paper, \d+ passages?$/m],
  [['verify'], /everything is in order/],
  [['backup', join(folder.path, 'backup.db')], /is copied into/],
  [['key', 'add', 'reading group'], /^ibid_/],
  [['key', 'list'], /reading group/],
])('%j needs no model', async (args, said) => {
  const run = await callIbid(args, env);
  expect(run).toMatchObject({ code: 0 });
  expect(run.stdout).toMatch(said);
});

test('what embeds says which model is missing, and the library stays as it is', async () => {
  for (const args of [
    ['ask', 'How precise are dances?'],
    ['ingest', join(folder.path, 'bees.md')],
  ]) {
    const run = await callIbid(args, env);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ibid: Embedding model Xenova\/bge-small-en-v1\.5: .+\n$/);
  }
});

test('another model than the library’s is no hindrance either', async () => {
  expect((await callIbid(['papers'], { ...env, IBID_EMBEDDER: 'Xenova/other-model' })).code).toBe(0);
});

test('where there is no library it says so, and makes none', async () => {
  const absent = join(folder.path, 'absent');
  const run = await callIbid(['papers'], { ...env, IBID_LIBRARY: absent });
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/^ibid: There is no library in .*absent: .*ibid ingest\.\n$/);
  expect(existsSync(absent)).toBe(false);
});

test('a paper is removed without a model', async () => {
  const listed = await callIbid(['papers', '--json'], env);
  const id = /"id": "([0-9a-f]{16})"/.exec(listed.stdout)?.[1] ?? '';
  expect(await runIbid(['remove', id], env)).toMatchObject({ code: 0, stderr: '' });
});
