import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStoredSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { startBuilt } from '../fixtures/built.ts';
import { prose } from '../fixtures/papers.ts';
import { startRealServer } from '../fixtures/real-server.ts';
import { callIbid } from '../server/commands/run-ibid.ts';
import { cannotMount, mountDisk, remount, unmount } from './small-disk.ts';

// Each test starts the built command, which loads the model.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Listed {
  readonly papers: readonly { id: string; source: string; title: string; year: number | null; warnings: string[] }[];
}

const cannotLimit = spawnSync('prlimit', ['--version']).status === 0 ? '' : ' (skipped: there is no prlimit here)';

let folder: string;
let library: string;
const started = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-commands-'));
  library = join(folder, 'library');
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]) {
  const child = startBuilt(args, { IBID_LIBRARY: library, CI: 'true' });
  started.add(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const run = new Promise<Run>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return { child, run, printed: () => out };
}
const ibid = (...args: string[]): Promise<Run> => start(...args).run;
const listedByCommand = async () => (JSON.parse((await ibid('papers', '--json')).out) as Listed).papers;

/** Looks into the library from here: a process of its own for each look would take most of the time. */
async function within<Result>(work: (opened: Library) => Promise<Result>): Promise<Result> {
  const opened = await openStoredSqliteLibrary(library, {});
  if (!opened) throw new Error(`There is no library in ${library}.`);
  return work(opened).finally(() => opened.close());
}
const listed = () => within((opened) => opened.papers());

function putPapers(count: number, name = 'survey'): string {
  const place = join(folder, 'papers');
  mkdirSync(place, { recursive: true });
  const texts = Object.values(prose);
  for (let n = 0; n < count; n += 1) {
    const text = (texts[n % texts.length] ?? '').replaceAll('. ', `, says ${name} ${n}. `);
    writeFileSync(join(place, `${name}-${String(n).padStart(2, '0')}.md`), `# ${text}`);
  }
  return place;
}

const inOrder = async () =>
  expect(await callIbid(['verify'], { IBID_LIBRARY: library })).toMatchObject({ code: 0, stderr: '' });
/** One line that says what to do, without a stack, a code of SQLite or a path inside the program. */
const expectSentence = ({ err }: Run, pattern: RegExp) => {
  expect(err).toMatch(/^(Added before it stopped, and kept: .*\n)?ibid: [^\n]+\.\n$/);
  expect(err).toMatch(pattern);
  expect(err).not.toMatch(/SQLITE|\bat .*:\d/);
};

describe('ibid ingest', () => {
  test('killed and given again: what was committed is not embedded again, all is there once', async () => {
    const papers = putPapers(16);
    const first = start('ingest', papers);
    while (!/added[^]*added/.test(first.printed())) await new Promise((next) => first.child.stdout.once('data', next));
    first.child.kill('SIGKILL');
    await first.run;
    await inOrder();
    const kept = (await listed()).map(({ source }) => source);
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(kept.length).toBeLessThan(16);
    const again = JSON.parse((await ibid('ingest', '--json', papers)).out) as {
      papers: { file: string; state: string }[];
    };
    const unchanged = again.papers.filter(({ state }) => state === 'unchanged').map(({ file }) => file);
    expect(unchanged.sort()).toEqual(kept.sort());
    expect(again.papers.filter(({ state }) => state === 'added')).toHaveLength(16 - kept.length);
    expect(new Set((await listed()).map(({ source }) => source)).size).toBe(16);
    await inOrder();
  });

  test('two at once, of the same and of other papers: both finish, each paper is there once', async () => {
    const papers = putPapers(6);
    const both = await Promise.all([ibid('ingest', papers), ibid('ingest', papers)]);
    expect(both.map(({ code, err }) => ({ code, err }))).toEqual([
      { code: 0, err: '' },
      { code: 0, err: '' },
    ]);
    expect((await listed()).map(({ source }) => source).sort()).toEqual(
      Array.from({ length: 6 }, (_, n) => `survey-0${n}.md`),
    );
    await inOrder();
  });

  test('what a person put right is kept when the file is ingested again, and verifies', async () => {
    const papers = putPapers(1);
    await ibid('ingest', papers);
    const [paper] = await listed();
    // The default papers are no part of this, and embedding them takes long.
    await within((opened) => opened.setNote('default-papers', 'done'));
    const server = await startRealServer({ IBID_LIBRARY: library });
    try {
      const address = `${server.url.replace(/\/$/, '')}/api/papers/${paper?.id ?? ''}`;
      const body = JSON.stringify({ title: 'Bees, put right', year: 1999 });
      const headers = { 'Content-Type': 'application/json' };
      expect((await fetch(address, { method: 'PATCH', headers, body })).status).toBe(200);
      await inOrder();

      writeFileSync(join(papers, 'survey-00.md'), `# ${prose.bees}\n\nA new paragraph about drones.`);
      expect((await ibid('ingest', papers)).out).toMatch(/^replaced/m);
      const [replaced, ...others] = await listed();
      expect(others).toEqual([]);
      expect(replaced).toMatchObject({ title: 'Bees, put right', year: 1999 });
      expect(replaced?.id).not.toBe(paper?.id);
      await inOrder();

      // The running server sees what another process replaced, and the old id leads to the new paper.
      const now = (await (await fetch(address)).json()) as { id: string; title: string };
      expect(now).toMatchObject({ id: replaced?.id, title: 'Bees, put right' });
      const text = (await (await fetch(`${address}/text`)).json()) as { text: string };
      expect(text.text).toContain('A new paragraph about drones.');
      const asked = await fetch(`${server.url.replace(/\/$/, '')}/api/ask`, {
        method: 'POST',
        headers: { ...headers, Accept: 'application/json' },
        body: JSON.stringify({ question: 'What is the new paragraph about?', papers: [paper?.id] }),
      });
      const answer = (await asked.json()) as { passages: { paperId: string }[] };
      expect(new Set(answer.passages.map(({ paperId }) => paperId))).toEqual(new Set([now.id]));
    } finally {
      await server.close();
    }
  });
});

describe('a damaged library', () => {
  const template = mkdtempSync(join(tmpdir(), 'ibid-template-'));
  beforeAll(async () => {
    folder = template;
    library = join(template, 'library');
    await ibid('ingest', putPapers(2));
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    putPapers(2);
    cpSync(join(template, 'library'), library, { recursive: true });
  });
  const change = (sql: string) => {
    const db = new Database(join(library, 'library.db'));
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
  };

  test.each<[string, () => void, RegExp]>([
    ['cut in the middle', () => truncateSync(join(library, 'library.db'), 40_960), /damaged/],
    ['cut to a few bytes', () => truncateSync(join(library, 'library.db'), 90), /damaged/],
    ['without its facts', () => change('DELETE FROM meta'), /no longer says which embedding model/],
    ['without a table', () => change('DROP TABLE passages'), /tables are missing or were changed/],
  ])('%s: verify finds it, 1; other commands fail, 2', async (_, damage, pattern) => {
    damage();
    const verified = await ibid('verify');
    expect(verified).toMatchObject({ code: 1, err: '' });
    expect(verified.out).toMatch(/^fault {3}[^\n]*\.$/m);
    expect(verified.out).toMatch(pattern);
    const run = await ibid('papers');
    expect(run.code).toBe(2);
    expectSentence(run, pattern);
  });

  test('in one paper: the list shows it, the others answer, it can be removed and ingested again', async () => {
    const [broken, whole] = await listed();
    change(`UPDATE papers SET authors = '[', structure = '{' WHERE id = '${broken?.id ?? ''}'`);
    expect((await listedByCommand()).map(({ warnings }) => warnings)).toEqual([
      [expect.stringMatching(/^damaged: .*remove it and ingest it again$/)],
      [],
    ]);
    const asked = await ibid('ask', '--json', 'How does a glacier keep its sediment?');
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain(whole?.id);
    expect((await ibid('verify')).code).toBe(1);
    expect((await ibid('remove', broken?.id.slice(0, 6) ?? '')).code).toBe(0);
    expect((await ibid('ingest', join(folder, 'papers'))).out).toContain('1 added, 1 unchanged');
    await inOrder();
  });
});

describe.skipIf(cannotMount !== '')(`on a disk of its own${cannotMount}`, () => {
  let disk: string;
  beforeEach(() => {
    disk = join(folder, 'disk');
    library = join(disk, 'library');
  });
  afterEach(() => unmount(disk));

  test('a full disk: one sentence, what was added before is whole, and it goes on when there is room', async () => {
    mountDisk(disk, '500k');
    const papers = putPapers(30);
    const run = await ibid('ingest', papers);
    expect(run.code).toBe(2);
    expectSentence(run, /disk (is full|failed)/);
    remount(disk, 'size=16m');
    const kept = await listed();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(30);
    await inOrder();
    expect(await ibid('ingest', papers)).toMatchObject({ code: 0, err: '' });
    expect(await listed()).toHaveLength(30);
    await inOrder();
  });

  test('a disk that may only be read: one sentence, 2, and nothing is changed', async () => {
    mountDisk(disk, '8m');
    const papers = putPapers(2);
    await ibid('ingest', join(papers, 'survey-00.md'));
    const before = sha256Of(readFileSync(join(library, 'library.db')));
    remount(disk, 'ro');
    for (const args of [['ingest', papers], ['papers'], ['remove', 'a'], ['verify']]) {
      const run = await ibid(...args);
      expect({ args, code: run.code }).toEqual({ args, code: 2 });
      expectSentence(run, /permission|can’t be (opened|written)/);
    }
    expect(sha256Of(readFileSync(join(library, 'library.db')))).toBe(before);
    remount(disk, 'rw');
    await inOrder();
  });
});

test.skipIf(cannotLimit !== '')(`a quota that ends a file’s growth is a full disk, too${cannotLimit}`, async () => {
  const papers = putPapers(12);
  await ibid('ingest', join(papers, 'survey-00.md'));
  const child = start('ingest', papers);
  execFileSync('prlimit', ['--pid', String(child.child.pid), '--fsize=400000']);
  const run = await child.run;
  expect(run.code).toBe(2);
  expectSentence(run, /disk (is full|failed)/);
  await inOrder();
  expect(await ibid('ingest', papers)).toMatchObject({ code: 0, err: '' });
  expect(await listed()).toHaveLength(12);
});
