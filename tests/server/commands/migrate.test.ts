import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStoredSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { makeSmallLibrary, smallQuestion } from '../../fixtures/small-library.ts';
import { callIbid, temporaryFolder } from './run-ibid.ts';

// Loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const env = { IBID_LIBRARY: library };
/** No model is there: what is copied needs none. */
const without = { ...env, IBID_MODELS: join(folder.path, 'no-models') };
const at = (name: string) => join(folder.path, name);

beforeAll(async () => {
  await makeSmallLibrary(library);
  await callIbid(['key', 'add', 'reading group'], env);
});
afterAll(() => folder.remove());

test('into a folder, without a model; again: nothing is left to do', async () => {
  const run = await callIbid(['migrate', '--to', at('copy')], without);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/^2 papers, \d+ passages copied; 0 answers, 1 key, 1 note\.\n$/);
  const listed = async (of: string) => (await callIbid(['papers', '--json', '--library', of], without)).stdout;
  expect(await listed(at('copy'))).toBe(await listed(library));
  expect((await callIbid(['verify', '--library', at('copy')], without)).stdout).toContain('everything is in order');

  const again = await callIbid(['migrate', '--from', library, '--to', at('copy'), '--json'], {});
  expect(JSON.parse(again.stdout)).toEqual({
    ...{ papers: 0, passages: 0, present: 2, damaged: [], answers: 0, keys: 0, notes: 0 },
  });
  const read = await callIbid(['migrate', '--to', at('copy')], without);
  expect(read.stdout).toContain('; 2 were there already; ');
});

test('the copy finds the same, with the same scores', async () => {
  await callIbid(['migrate', '--to', at('searched')], without);
  const found = async (of: string) => {
    const opened = await openStoredSqliteLibrary(of, {});
    if (!opened) throw new Error('There is no library.');
    const [paper] = await opened.papers();
    const passages = paper ? await opened.passagesOf(paper.id) : [];
    const [vector] = await opened.vectorsOf(passages.map(({ id }) => id));
    const query = { text: smallQuestion, phrases: ['Northern Lighthouse Board'], limit: 20 };
    const { lexical, dense, holding } = await opened.search(vector ? { ...query, vector } : query);
    await opened.close();
    return { lexical, dense, holding: [...holding].sort() };
  };
  const there = await found(at('searched'));
  expect(there).toEqual(await found(library));
  expect(there.lexical.length * there.dense.length * there.holding.length).toBeGreaterThan(0);
});

test('a damaged paper is named, the other is copied: 2', async () => {
  await callIbid(['migrate', '--to', at('damaged')], without);
  const db = new Database(join(at('damaged'), 'library.db'));
  db.exec(`UPDATE papers SET text = text || '.' WHERE source = 'bee.md'`);
  db.close();
  const run = await callIbid(['migrate', '--from', at('damaged'), '--to', at('rest')], without);
  expect(run.code).toBe(2);
  expect(run.stdout).toMatch(/^not copied [0-9a-f]{16} .+: The stored text of “.+” is damaged\. Remove the paper/);
  expect(run.stdout).toMatch(/\n1 paper, \d+ passages? copied; .*; 1 paper not copied, named above\.\n$/);
});

test('--embed needs the model, and makes the library for it', async () => {
  const missing = await callIbid(['migrate', '--to', at('embedded'), '--embed'], without);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/^ibid: Embedding model /);
  const run = await callIbid(['migrate', '--to', at('embedded'), '--embed'], env);
  expect(run).toMatchObject({ code: 0 });
  expect(run.stdout).toMatch(/^2 papers/);
});

test.each([
  ['into itself', () => ['--to', library], /can’t be copied into itself: name another library with --to\.\n$/],
  [
    'into itself by another name',
    () => {
      symlinkSync(library, at('link'));
      return ['--to', at('link')];
    },
    /can’t be copied into itself/,
  ],
  [
    'from where there is none',
    () => ['--from', at('absent'), '--to', at('never')],
    /There is no library in .*absent: name the one to copy with --from\.\n$/,
  ],
  ['to nowhere', () => [], /--to/],
  ['to what is no library’s address', () => ['--to', 'http://a:8080'], /^ibid: --to is "http:.*did you mean weaviate:/],
  [
    'between names of one cluster that share a node',
    () => ['--from', 'weaviate://a:1,b:2/x', '--to', 'weaviate://b:2/x'],
    /can’t be copied into itself/,
  ],
])('%s it is not copied: 2, in a line that says what to do', async (_, args, said) => {
  const run = await callIbid(['migrate', ...args()], without);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(said);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(at('never'))).toBe(false);
  expect(existsSync(at('absent'))).toBe(false);
});

test('into another model’s library it is not copied without --embed', async () => {
  await callIbid(['migrate', '--to', at('other')], without);
  const db = new Database(join(at('other'), 'library.db'));
  db.exec(`UPDATE meta SET value = 'another/model' WHERE name = 'embedder'`);
  db.close();
  const run = await callIbid(['migrate', '--to', at('other')], without);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/other was made with the embedding model another\/model, the one to copy with .*--embed/);
  const embedding = await callIbid(['migrate', '--to', at('other'), '--embed'], env);
  expect(embedding.code).toBe(2);
  expect(embedding.stderr).toMatch(/another\/model, but .* is set: set IBID_EMBEDDER to the first, or name another/);
});
