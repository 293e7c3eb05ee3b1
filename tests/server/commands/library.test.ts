import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AnswerSchema, PaperSchema } from '../../../server/wire.ts';
import { beePaper, lighthousePaper } from '../../fixtures/short-papers.ts';
import { callIbid, finished, type IbidRun, runIbid, startIbid, temporaryFolder } from './run-ibid.ts';

// Loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const env = { IBID_LIBRARY: library };
let ingest: IbidRun;

beforeAll(async () => {
  folder.put('papers/bees.md', beePaper);
  folder.put('papers/lighthouses.md', lighthousePaper);
  folder.put('papers/empty.txt', '');
  folder.put('papers/figure.png', 'not a paper');
  ingest = await runIbid(['ingest', join(folder.path, 'papers')], env);
});
afterAll(() => folder.remove());

const PapersSchema = z.object({ papers: z.array(PaperSchema) });

async function papers() {
  const run = await callIbid(['papers', '--json'], env);
  return PapersSchema.parse(JSON.parse(run.stdout)).papers;
}

async function idOf(source: string): Promise<string> {
  return (await papers()).find((paper) => paper.source === source)?.id ?? '';
}

describe('ibid ingest', () => {
  test('where there is no terminal: a line a paper, what was passed over, a summary, no colour; 2 for the unreadable', () => {
    expect(ingest.code).toBe(2);
    expect(ingest.stdout).toMatch(/^added {6}bees\.md, \d+ passages?\n/);
    expect(ingest.stdout).toMatch(/^unreadable empty\.txt: .+\n/m);
    expect(ingest.stdout).toMatch(/^added {6}lighthouses\.md, \d+ passages?\n/m);
    expect(ingest.stdout).toMatch(/^skipped {4}\S*figure\.png: this kind of file is not read\n/m);
    expect(ingest.stdout).toMatch(/\n2 added, 1 unreadable, 1 skipped \(\d+ passages in [\d.]+ s\)\n$/);
    expect(ingest.stdout).not.toContain('\u001B');
    expect(ingest.stderr).toBe('');
  });

  test('again, as a document: unchanged, and 0 when nothing is unreadable', async () => {
    const run = await callIbid(['ingest', '--json', join(folder.path, 'papers', 'bees.md')], env);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      papers: [{ file: 'bees.md', state: 'unchanged', paperId: await idOf('bees.md') }],
      skipped: [],
      summary: { added: 0, replaced: 0, unchanged: 1, unreadable: 0, skipped: 0, passages: 0 },
    });
  });

  test('a changed file replaces its paper', async () => {
    const file = folder.put('papers/moths.md', beePaper.replaceAll('Honeybees', 'Moths'));
    expect((await callIbid(['ingest', file], env)).stdout).toContain('added');
    writeFileSync(file, beePaper.replaceAll('Honeybees', 'Hawkmoths'));
    const run = await callIbid(['ingest', file], env);
    expect(run.stdout).toMatch(/^replaced {3}moths\.md/);
    expect((await papers()).filter(({ source }) => source === 'moths.md')).toHaveLength(1);
    expect((await callIbid(['remove', await idOf('moths.md')], env)).code).toBe(0);
  });

  test('what is not there is named, the rest is kept; --library stands above the setting', async () => {
    const other = join(folder.path, 'other');
    const paths = [join(folder.path, 'gone.pdf'), join(folder.path, 'papers', 'bees.md')];
    const run = await callIbid(['ingest', ...paths, '--library', other], env);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(/^unreadable .*gone\.pdf: there is nothing at this path; check its spelling$/m);
    expect(run.stdout).toContain('1 added, 1 unreadable');
    expect(existsSync(join(other, 'library.db'))).toBe(true);
  });

  test('a reader that goes away does not stop it half-way', async () => {
    const other = join(folder.path, 'unread');
    const files = ['bees.md', 'lighthouses.md'].map((name) => join(folder.path, 'papers', name));
    const child = startIbid(['ingest', ...files, '--library', other]);
    child.stdout.destroy();
    expect(await finished(child)).toMatchObject({ code: 0, stderr: '' });
    const listed = await callIbid(['papers', '--json', '--library', other]);
    expect(PapersSchema.parse(JSON.parse(listed.stdout)).papers).toHaveLength(2);
  });
});

describe('ibid papers', () => {
  test('for people: who, when, title, size, file', async () => {
    const { stdout, code } = await runIbid(['papers'], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f]{16} {2}Margaret Rennie \(2019\)\n {2}Keepers of the Light/m);
    expect(stdout).toMatch(/ {2}\d+ passages? · bees\.md/);
    expect(stdout).toMatch(/^2 papers, \d+ passages$/m);
  });

  test('colour only where it is wanted', async () => {
    expect((await callIbid(['papers'], { ...env, FORCE_COLOR: '1' })).stdout).toContain('\u001B[36m');
    expect((await callIbid(['papers'], { ...env, FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain('\u001B');
  });
});

describe('ibid ask', () => {
  test('for people: the answer with markers, then each source with its words and where they stand', async () => {
    const { stdout, code } = await runIbid(['ask', 'When did the Board begin to automate its stations?'], env);
    expect(code).toBe(0);
    const [answer = '', ...sources] = stdout.split(/\n(?=\[\d+\] )/);
    expect(answer).toMatch(/“[^”]*1960[^”]*” \[1\]/);
    expect(sources[0]).toMatch(/^\[1\] Margaret Rennie \(2019\), Keepers of the Light/);
    expect(sources[0]).toContain('    Automation · paragraph 1\n');
    expect(sources[0]).toMatch(/\n {4}“[^”]*1960[^”]*”\n/);
    expect(sources[0]).toMatch(/\n {4}http:\/\/127\.0\.0\.1:8787\/papers\/[0-9a-f]{16}#at=\d+-\d+&sha=[0-9a-f]{12}\n/);
  });

  test('a question that is read otherwise than it was typed says how', async () => {
    const { stdout } = await callIbid(['ask', 'When did the Board begin to automate its statoins?'], env);
    expect(stdout).toContain('Read as: When did the Board begin to automate its stations?');
    expect((await callIbid(['ask', 'How precise are dances?'], env)).stdout).not.toContain('Read as');
  });

  test('for machines: the answer of the API, whose words are in the paper', async () => {
    const question = 'How precise are dances under cloud?';
    const { stdout, code } = await callIbid(
      ['ask', '--json', question, '--paper', (await idOf('bees.md')).slice(0, 6)],
      env,
    );
    expect(code).toBe(0);
    const answer = AnswerSchema.parse(JSON.parse(stdout));
    expect(answer.question).toBe(question);
    expect(answer.citations.length).toBeGreaterThan(0);
    for (const { quote, paper } of answer.citations) {
      expect(paper.source).toBe('bees.md');
      expect(beePaper.replace(/[#\s]+/g, ' ')).toContain(quote);
    }
  });

  test('where the papers have no answer: it says so, and 0, for that is an answer', async () => {
    const { stdout, code } = await callIbid(['ask', 'Who won the football world cup of 1974?'], env);
    expect(code).toBe(0);
    expect(stdout).not.toContain('[1]');
    expect(stdout.trim().length).toBeGreaterThan(20);
  });

  test('a paper that is not there', async () => {
    const { stderr, code } = await callIbid(['ask', 'Why?', '--paper', 'ffffffffffff'], env);
    expect(code).toBe(2);
    expect(stderr).toBe('ibid: No paper in the library has the id "ffffffffffff": see the ids with ibid papers.\n');
  });
});

describe('ibid backup and verify', () => {
  test('a backup opens as a library and verifies; it never overwrites', async () => {
    const restored = join(folder.path, 'restored');
    folder.put('restored/.keep', '');
    const file = join(restored, 'library.db');
    const run = await runIbid(['backup', file, '--json'], env);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ file });
    const verified = await runIbid(['verify', '--library', restored]);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(/^2 papers, \d+ passages: everything is in order\.\n$/);
    const again = await callIbid(['backup', file], env);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/^ibid: .*\n$/);
  });

  test('a fault: 1, and the paper is named', async () => {
    const broken = join(folder.path, 'broken');
    folder.put('broken/.keep', '');
    await callIbid(['backup', join(broken, 'library.db')], env);
    const id = await idOf('bees.md');
    changeText(join(broken, 'library.db'));
    const run = await callIbid(['verify', '--library', broken]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(new RegExp(`^fault {3}${id}: `, 'm'));
    const json = await callIbid(['verify', '--json', '--library', broken]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ papers: 2 });
    expect(json.stdout).toContain(id);
  });
});

/** Changes one word of the bees' text behind the library's back. */
function changeText(file: string): void {
  const database = new Database(file);
  const changed = database.prepare(`UPDATE papers SET text = replace(text, '19 degrees', '18 degrees')`).run();
  database.close();
  if (changed.changes === 0) throw new Error('nothing was changed');
}

describe('ibid key', () => {
  test('add shows the key once, list never, revoke ends it', async () => {
    const added = await runIbid(['key', 'add', 'reading group'], env);
    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(/^ibid_\S{20,}\n$/);
    const secret = added.stdout.trim();
    const id = /key (\S+) for reading group/.exec(added.stderr)?.[1] ?? '';
    const listed = await callIbid(['key', 'list'], env);
    expect(listed.stdout).toMatch(new RegExp(`^${id} {2}\\d{4}-\\d\\d-\\d\\d {2}reading group\n$`));
    expect(listed.stdout).not.toContain(secret);
    for (const name of readdirSync(library)) {
      const { stdout } = await promisify(execFile)('grep', ['-c', secret, join(library, name)]).catch(() => ({
        stdout: '0',
      }));
      expect(Number(stdout)).toBe(0);
    }
    expect((await callIbid(['key', 'revoke', id], env)).code).toBe(0);
    const after = await callIbid(['key', 'list', '--json'], env);
    expect(JSON.parse(after.stdout)).toEqual({ keys: [] });
  });
});

describe('ibid remove', () => {
  test('by the beginning of an id; then it is gone', async () => {
    const id = await idOf('lighthouses.md');
    const run = await runIbid(['remove', id.slice(0, 8)], env);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(new RegExp(`^Removed ${id}: Keepers of the Light`));
    expect((await papers()).map((paper) => paper.source)).toEqual(['bees.md']);
    expect((await callIbid(['remove', id], env)).code).toBe(2);
  });
});
