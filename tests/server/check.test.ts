import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Checker, openChecker } from '../../server/quotes/checker.ts';
import { type CheckReport, CheckReportSchema, CheckResultSchema } from '../../server/wire.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { createTestApp, errorOf, somePaper, type TestApp } from './app-under-test.ts';
import { paragraph, wordFile } from './quotes/drafts/word-file.ts';

const right = '“Trust is a second-order property of first-order relations.”';
const wrong = '“Trust is a third-order property of first-order relations.”';
const draft = `Sadi writes: ${right} Later she says: ${wrong}\n`;

async function appWithPaper(change: Parameters<typeof createTestApp>[0] = {}): Promise<TestApp> {
  const made = createTestApp(change);
  await made.library.add(somePaper());
  return made;
}

function sendFile({ app }: TestApp, content: BlobPart, name: string, query = '', headers = {}): Promise<Response> {
  const body = new FormData();
  body.append('file', new File([content], name));
  return Promise.resolve(app.request(`/api/check/draft${query}`, { method: 'POST', body, headers }));
}

async function reportOf(response: Response): Promise<CheckReport> {
  expect(response.status).toBe(200);
  return CheckReportSchema.parse(await response.json());
}

describe('POST /api/check', () => {
  test('gives a result for each quotation, where it stands in the text, and counts the verdicts', async () => {
    const { post } = await appWithPaper();
    const { results, summary, notice } = await reportOf(await post('/api/check', { text: draft }));
    expect(results.map(({ verdict }) => verdict)).toEqual(['verbatim', 'altered']);
    expect(results.map(({ start, end }) => `“${draft.slice(start, end)}”`)).toEqual([right, wrong]);
    expect(results[1]?.changes[0]).toMatchObject({ source: 'second', quote: 'third', permitted: false });
    expect(summary).toMatchObject({ verbatim: 1, altered: 1, 'not-found': 0 });
    expect(notice).toBeNull();
  });

  test('takes the source that is claimed', async () => {
    const { post } = await appWithPaper();
    const { results } = await reportOf(await post('/api/check', { text: right, source: ' Sadi 2025 ' }));
    expect(results[0]?.claimedSource).toMatchObject({ text: 'Sadi 2025', paperId: somePaper().paper.id });
  });

  test.each([
    ['no text', { text: ' \n' }, 400, 'text-empty'],
    ['no field "text"', { quote: 'x' }, 400, 'malformed'],
    ['100,001 characters', { text: 'x'.repeat(100_001) }, 413, 'text-too-long'],
    ['bytes that are no text', { text: '\uFFFD'.repeat(9) }, 400, 'text-unreadable'],
  ])('refuses %s', async (_, body, status, code) => {
    const { post } = await appWithPaper();
    const response = await post('/api/check', body);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  test('takes 100,000 characters', async () => {
    const { post } = await appWithPaper();
    const text = `${right} `.padEnd(100_000, 'Some words of the draft itself. ');
    const { results } = await reportOf(await post('/api/check', { text }));
    expect(results).toHaveLength(1);
  });

  test('gives a report in the form asked for, and no other', async () => {
    const { post } = await appWithPaper();
    const markdown = await post('/api/check?format=markdown', { text: draft });
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(markdown.headers.get('content-disposition')).toContain('filename="quotations.md"');
    expect(await markdown.text()).toContain('2 quotations: 1 verbatim, 1 altered');
    expect((await errorOf(await post('/api/check?format=pdf', { text: draft }))).code).toBe('malformed');
  });
});

describe('POST /api/check/draft', () => {
  test('takes text, and a file of text, with the same results', async () => {
    const app = await appWithPaper();
    const asText = await reportOf(await app.post('/api/check/draft', { text: draft }));
    const asFile = await reportOf(await sendFile(app, draft, 'chapter.md'));
    expect(asText.results.map(({ verdict }) => verdict)).toEqual(['verbatim', 'altered']);
    expect(asFile).toEqual(asText);
  });

  test('says so when there is nothing to check', async () => {
    const app = await appWithPaper();
    const { results, notice } = await reportOf(await sendFile(app, 'Nothing is quoted here.', 'chapter.txt'));
    expect(results).toEqual([]);
    expect(notice).toContain('There is nothing to check');
  });

  test('gives a Word document back with a comment on each use', async () => {
    const app = await appWithPaper();
    const bytes = await wordFile(
      paragraph('Sadi writes: “Trust is a ', 'third', '-order property of first-order relations.”'),
    );
    const response = await sendFile(app, new Uint8Array(bytes), 'chapter.docx', '?format=docx');
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    expect(response.headers.get('content-disposition')).toContain('filename="chapter.checked.docx"');
    const zip = await JSZip.loadAsync(await response.arrayBuffer());
    const comments = (await zip.file('word/comments.xml')?.async('string')) ?? '';
    expect(comments.match(/<w:comment /g)).toHaveLength(1);
    expect(comments).toContain('>Altered</w:t>');
    expect(comments).toContain('http://localhost/papers/');
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const between = body.split('<w:commentRangeStart w:id="0"/>')[1]?.split('<w:commentRangeEnd')[0] ?? '';
    expect(between.replace(/<[^>]+>/g, '')).toBe('Trust is a third-order property of first-order relations.');
  });

  test('tells how far it is, and each result when it is there', async () => {
    const app = await appWithPaper();
    const response = await sendFile(app, draft, 'chapter.md', '', { Accept: 'text/event-stream' });
    const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('event: '));
    const events = blocks.map((block) => /^event: (\S+)\ndata: (.*)$/s.exec(block) ?? []);
    expect(events.map(([, name]) => name)).toEqual([
      'draft-read',
      'check-result',
      'check-progress',
      'check-result',
      'check-progress',
      'check-end',
    ]);
    const data = events.map(([, , json = '']) => JSON.parse(json) as unknown);
    expect(data[0]).toEqual({ text: draft, name: 'chapter.md' });
    expect(z.object({ result: CheckResultSchema }).parse(data[1]).result.verdict).toBe('verbatim');
    expect(data[4]).toEqual({ done: 2, total: 2 });
    expect(CheckReportSchema.parse(data[5]).summary.altered).toBe(1);
  });

  test('gives the text first, under no name when it came as such, and each result before the next is looked for', async () => {
    const results = openChecker({ library: openMemoryLibrary() });
    const endless = async function* () {
      const [result] = await results.check({ text: '“a b c”' }, new AbortController().signal);
      if (result) yield { result, done: 1, total: 2 };
      await new Promise<never>(() => undefined);
    };
    const { app } = createTestApp({ checker: { ...results, checkDraft: endless } });
    const left = new AbortController();
    const response = await app.request('/api/check/draft', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ text: 'He says “a b c”.' }),
      signal: left.signal,
    });
    let received = '';
    const reader = (response.body ?? expect.fail()).pipeThrough(new TextDecoderStream()).getReader();
    while (!received.includes('event: check-progress')) received += (await reader.read()).value ?? '';
    expect(received).toMatch(
      /^event: draft-read\ndata: {"text":"He says “a b c”.","name":null}\n\nevent: check-result\n/,
    );
    left.abort();
    await reader.cancel();
  });

  test.each([
    ['a text under the name of a Word document', 'x', 'a.docx', 422, 'draft-unreadable'],
    ['another kind of file', '%PDF', 'a.pdf', 415, 'draft-kind-unknown'],
    ['an empty file', '', 'a.md', 400, 'draft-empty'],
    ['2,000,001 characters', 'x'.repeat(2_000_001), 'a.txt', 413, 'draft-too-large'],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), 'a.docx', 413, 'draft-too-large'],
  ])('refuses %s', async (_, content, name, status, code) => {
    const response = await sendFile(await appWithPaper(), content, name);
    expect(response.status).toBe(status);
    const error = await errorOf(response);
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/\/|Error|undefined/);
  });

  test('refuses a body that is neither JSON nor a form', async () => {
    const { app } = await appWithPaper();
    const response = await app.request('/api/check/draft', { method: 'POST', body: draft });
    expect((await errorOf(response)).code).toBe('unsupported-media-type');
  });

  test.each([
    ['a Markdown file', 'chapter.checked.docx', (app: TestApp) => sendFile(app, draft, 'chapter.md', '?format=docx')],
    ['a text', 'The draft.checked.docx', (app: TestApp) => app.post('/api/check/draft?format=docx', { text: draft })],
    ['a pasted text', 'quotations.docx', (app: TestApp) => app.post('/api/check?format=docx', { text: draft })],
  ])('%s comes back as a Word document with a comment on each use', async (_, name, send) => {
    const response = await send(await appWithPaper());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain(`filename="${name}"`);
    const zip = await JSZip.loadAsync(await response.arrayBuffer());
    const comments = (await zip.file('word/comments.xml')?.async('string')) ?? '';
    expect(comments.match(/>(?:Verbatim|Altered)<\/w:t>/g)).toEqual(['>Verbatim</w:t>', '>Altered</w:t>']);
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const between = body.split('<w:commentRangeStart w:id="1"/>')[1]?.split('<w:commentRangeEnd')[0] ?? '';
    expect(`“${between.replace(/<[^>]+>/g, '')}”`).toBe(wrong);
  });

  test('ends when the server breaks off, and says so', async () => {
    const breakOff = new AbortController();
    const app = await appWithPaper({
      checker: endless,
      breakOff: breakOff.signal,
    });
    const pending = sendFile(app, draft, 'chapter.md');
    setTimeout(() => breakOff.abort(), 20);
    const response = await pending;
    expect(response.status).toBe(503);
    expect((await errorOf(response)).code).toBe('aborted');
  });
});

/** A checker whose drafts take for ever, and which does not listen. */
const endless: Checker = {
  ...openChecker({ library: openMemoryLibrary() }),
  checkDraft: async function* () {
    yield await new Promise<never>(() => undefined);
  },
};
