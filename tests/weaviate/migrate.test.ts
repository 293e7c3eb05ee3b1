import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStoredSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { makeSmallLibrary, smallQuestion } from '../fixtures/small-library.ts';
import { callIbid } from '../server/commands/run-ibid.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startNode } from './engine.ts';

const { binary, missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

/** What a reader sees of a library of one kind or the other. */
async function seen(library: Library) {
  const papers = await library.papers();
  const wholes = await Promise.all(papers.map(({ id }) => library.whole(id)));
  const vector = wholes[0]?.vectors[0];
  const { lexical, dense } = await library.search({ text: smallQuestion, ...(vector && { vector }), limit: 5 });
  const answers = [];
  for await (const answer of library.answers()) answers.push({ ...answer, papers: [...answer.papers].sort() });
  return {
    papers,
    texts: wholes.map((whole) => [whole?.paper, whole?.passages, whole?.correction, whole?.formerIds]),
    vectors: wholes.map((whole) => whole?.vectors.map((own) => [...own])),
    bytes: wholes.map((whole) => whole && Buffer.from(whole.original.bytes).toString('base64')),
    best: [lexical[0]?.passage, dense[0]?.passage],
    answers,
    keys: await library.keys(),
    notes: await library.notes(),
  };
}

let folder: string;
let engine: Engine;
const at = (name: string) => join(folder, name);
/** No model is there: what is copied needs none. */
let without: Record<string, string>;

beforeAll(async () => {
  if (binary === null) return;
  folder = mkdtempSync(join(tmpdir(), 'ibid-migrate-'));
  without = { IBID_MODELS: at('no-models') };
  await makeSmallLibrary(at('small'));
  await callIbid(['key', 'add', 'reading group', '--library', at('small')]);
  const library = await openStoredSqliteLibrary(at('small'), {});
  const [paper] = (await library?.papers()) ?? [];
  if (!library || !paper) throw new Error('There is no paper.');
  await library.correct(paper.id, { title: 'Put right by hand', year: null });
  await library.keepAnswer({ id: 'kept', json: '{"text":"“…”"}', papers: [paper.id] });
  await library.giveFeedback('kept', { verdict: 'bad', comment: 'Page 4, not 5.' });
  await library.close();
  engine = await startNode({ binary });
});
afterAll(async () => {
  if (binary === null) return;
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(binary === null)(`a library goes into a cluster and comes back the same${note}`, async () => {
  const stored = async (folder: string) => {
    const library = await openStoredSqliteLibrary(folder, {});
    if (!library) throw new Error('There is no library.');
    try {
      return await seen(library);
    } finally {
      await library.close();
    }
  };
  const cluster = `weaviate://${engine.addresses.join(',')}`;
  const there = await callIbid(['migrate', '--from', at('small'), '--to', cluster], without);
  expect(there).toMatchObject({ code: 0, stderr: '' });
  expect(there.stdout).toMatch(/^2 papers, \d+ passages copied; 1 answer, 1 key, 1 note\.\n$/);
  const again = await callIbid(['migrate', '--from', at('small'), '--to', cluster], without);
  expect(again.stdout).toMatch(/^0 papers, 0 passages copied; 2 were there already; 0 answers, 0 keys, 0 notes\.\n$/);
  const verified = await callIbid(['verify', '--library', cluster], without);
  expect(verified.stdout).toContain('everything is in order');
  const back = await callIbid(['migrate', '--from', cluster, '--to', at('back')], without);
  expect(back).toMatchObject({ code: 0, stderr: '' });
  expect(await stored(at('back'))).toEqual(await stored(at('small')));
});
