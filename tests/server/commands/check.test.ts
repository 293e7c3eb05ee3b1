import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CheckReportSchema } from '../../../server/wire.ts';
import { makeSmallLibrary } from '../../fixtures/small-library.ts';
import { paragraph, wordFile } from '../quotes/drafts/word-file.ts';
import { callIbid, finished, runIbid, startIbid, temporaryFolder } from './run-ibid.ts';

// A process takes long to start on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
const env = { IBID_LIBRARY: join(folder.path, 'library') };
const right = '“a keeper could wait three weeks beyond his term for a boat”';
const wrong = '“a keeper could wait nine weeks beyond his term for a boat”';
const draft = `Rennie (2019) writes that ${right}.\n\nShe adds that ${wrong}.\n\nOne is “never closed.\n`;

beforeAll(() => makeSmallLibrary(env.IBID_LIBRARY));
afterAll(() => folder.remove());

describe('ibid check', () => {
  test('a quotation that is right: where it stands, and 0', async () => {
    const run = await callIbid(['check', right, '--source', 'Rennie 2019'], env);
    expect(run.stdout).toMatch(/^1\. {2}Verbatim\n/);
    expect(run.stdout).toContain('Rennie (2019), Keepers of the Light');
    expect(run.stdout).toMatch(/\n {4}http:\/\/127\.0\.0\.1:8787\/papers\/\w+#at=\d+-\d+&sha=\w+\n/);
    expect(run.stdout).toMatch(/\n1 quotation: 1 verbatim\.\n$/);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  test('one that is not: the difference marked in place, and 1', async () => {
    const run = await runIbid(['check', wrong], env);
    expect(run.stdout).toContain('“a keeper could wait [-three-]{+nine+} weeks beyond his term for a boat”');
    expect(run.stdout).toMatch(/\n1 quotation: 1 altered\.\n$/);
    expect(run.code).toBe(1);
  });

  test('in colour: struck through and underlined, word by word', async () => {
    const run = await callIbid(['check', wrong], { ...env, FORCE_COLOR: '1' });
    expect(run.stdout).toContain(
      'wait \u001B[31m\u001B[9mthree\u001B[29m\u001B[39m \u001B[32m\u001B[4mnine\u001B[24m\u001B[39m weeks',
    );
  });

  test('text from standard input', async () => {
    const child = startIbid(['check', '-'], env);
    child.stdin.end(wrong);
    expect((await finished(child)).stdout).toContain('[-three-]{+nine+}');
  });

  test('nothing that a terminal would obey', async () => {
    const run = await callIbid(['check', `“a keeper \u001b]0;x\u0007could not wait three weeks\u202e”`], env);
    expect(run.stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  test('as a document', async () => {
    const run = await callIbid(['check', '--json', wrong], env);
    const report = CheckReportSchema.parse(JSON.parse(run.stdout));
    expect(report.results.map(({ verdict }) => verdict)).toEqual(['altered']);
    expect(run.code).toBe(1);
  });
});

describe('ibid check --draft', () => {
  test('each quotation with its line, what they come to, and what was not checked', async () => {
    const run = await callIbid(['check', '--draft', folder.put('chapter.md', draft)], env);
    expect(run.stdout).toMatch(/^1\. {2}Verbatim {2}line 1\n/);
    expect(run.stdout).toContain('\n2.  Altered  line 3\n');
    expect(run.stdout).toContain('A quotation mark opens in line 5 and is never closed');
    expect(run.stdout).toMatch(/\n2 quotations: 1 verbatim, 1 altered\.\n$/);
    expect(run).toMatchObject({ code: 1, stderr: '' });
  });

  test('a Word document back, with a comment on each use', async () => {
    const path = join(folder.path, 'chapter.docx');
    const out = join(folder.path, 'checked.docx');
    writeFileSync(path, await wordFile(paragraph(`She adds that ${wrong}.`)));
    const run = await callIbid(['check', '--draft', path, '--out', out], env);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^1 quotation: 1 altered\. The report is in \S+checked\.docx\.\n$/);
    const comments = await (await JSZip.loadAsync(readFileSync(out))).file('word/comments.xml')?.async('string');
    expect(comments).toContain('the source has “three”, the quotation “nine”');
  });

  test('a Word document of a Markdown draft', async () => {
    const out = join(folder.path, 'made.docx');
    const run = await callIbid(
      ['check', '--draft', folder.put('chapter.md', draft), '--format', 'docx', '--out', out],
      env,
    );
    expect(run).toMatchObject({ code: 1, stdout: '' });
    const zip = await JSZip.loadAsync(readFileSync(out));
    expect((await zip.file('word/comments.xml')?.async('string'))?.match(/<w:comment /g)).toHaveLength(2);
    const { value } = await mammoth.extractRawText({ buffer: readFileSync(out) });
    expect(value.replaceAll('\n\n', '\n')).toBe(draft);
  });

  test.each([
    ['markdown', /^# Quotations checked: chapter\.md\n/],
    ['csv', /^\uFEFF?number,verdict,/],
    ['json', /^\{\n {2}"results"/],
  ])('as %s on standard output', async (format, beginning) => {
    const path = folder.put('chapter.md', draft);
    const run = await callIbid(['check', '--draft', path, '--format', format], env);
    expect(run.stdout).toMatch(beginning);
    expect(run.code).toBe(1);
  });

  test('0 and a word on it where there is nothing to check', async () => {
    const run = await callIbid(['check', '--draft', folder.put('plain.txt', 'Nothing is quoted here.\n')], env);
    expect(run.stdout).toMatch(/^There is nothing to check: /);
    expect(run.code).toBe(0);
  });
});

describe('wrong use of ibid check: one line that says what to do, and 2', () => {
  const chapter = () => folder.put('chapter.md', draft);
  test.each<[string, () => string[], RegExp]>([
    ['nothing to check', () => [], /^ibid: Say what to check: /],
    ['a text and a draft', () => ['x', '--draft', chapter()], /^ibid: Give a text or --draft, not both\./],
    ['a source for a draft', () => ['--source', 'x', '--draft', chapter()], /^ibid: --source is for one text/],
    ['blank text', () => [' '], /^ibid: There is no text\./],
    [
      'a draft that is not there',
      () => ['--draft', join(folder.path, 'none.md')],
      /^ibid: none\.md: there is no such file/,
    ],
    ['a folder', () => ['--draft', folder.path], /it is not a file; name a draft\.\n$/],
    [
      'a text that is called .docx',
      () => ['--draft', folder.put('no.docx', 'x')],
      /^ibid: no\.docx: it is no Word document/,
    ],
    [
      'a form that is none',
      () => ['--draft', chapter(), '--format', 'pdf'],
      /pdf.*Allowed choices are json, markdown, csv, docx/,
    ],
    ['two forms', () => ['x', '--json', '--format', 'csv'], /^ibid: --json and --format csv ask for two forms/],
    ['a file of no known form', () => ['x', '--out', 'report.txt'], /end it in \.md, \.csv, \.docx or \.json/],
    [
      'a folder that is not there',
      () => [right, '--out', join(folder.path, 'none', 'a.md')],
      /can’t be written to .*a\.md/,
    ],
  ])('%s', async (_, args, message) => {
    const run = await callIbid(['check', ...args()], env);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(run.code).toBe(2);
    expect(existsSync('report.txt')).toBe(false);
  });
});
