import { describe, expect, test } from 'vitest';
import { sha256Of } from '../../ingest/paper.ts';
import type { Answer, Place } from '../../server/wire.ts';
import { PaperDetailSchema, PaperTextSchema } from '../../server/wire.ts';
import { scriptedPlace } from '../fakes/scripted-assistant.ts';
import { createTestApp, errorOf, somePaper, type TestApp } from './app-under-test.ts';

const patch = (app: TestApp['app'], path: string, body: unknown) =>
  app.request(path, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** An app whose library holds one paper that has replaced another one. */
async function withReplacedPaper(change: Parameters<typeof createTestApp>[0] = {}) {
  const test = createTestApp(change);
  const old = somePaper('Introduction\n\nTrust qualifies relations.\n\nReferences\n\nTaddeo, M. (2010). Trust.\n');
  const entry = somePaper();
  await test.library.add(old);
  await test.library.add(entry, { replaces: old.paper.id });
  return { ...test, old: old.paper, paper: entry.paper, entry };
}

describe('/api/papers', () => {
  test('lists what the wire says of a paper, and nothing else', async () => {
    const { app, paper } = await withReplacedPaper();
    expect(await (await app.request('/api/papers')).json()).toEqual({
      papers: [
        {
          id: paper.id,
          title: 'Trusting Machines',
          authors: ['A. Sadi'],
          year: 2025,
          doi: null,
          source: 'sadi.txt',
          sha256: paper.sha256,
          pages: 1,
          passages: 1,
          warnings: [],
        },
      ],
    });
  });

  test.each(['paper', 'old'] as const)('one paper with headings and references, by the id of the %s', async (which) => {
    const seen = await withReplacedPaper();
    const response = await seen.app.request(`/api/papers/${seen[which].id}`);
    const detail = PaperDetailSchema.parse(await response.json());
    expect(detail).toMatchObject({ id: seen.paper.id, pages: 1, passages: 1 });
    expect(detail.sections.map(({ title, level }) => [title, level])).toEqual([['Introduction', 1]]);
    const [reference] = detail.references;
    expect(seen.paper.text.slice(reference?.start, reference?.end)).toBe(reference?.text);
    expect(reference?.text).toMatch(/^Taddeo, M\. \(2010\)/);
  });

  test('the frozen text with pages, furniture and paragraphs; unchanged, it is not sent again', async () => {
    const { app, paper } = await withReplacedPaper();
    const response = await app.request(`/api/papers/${paper.id}/text`);
    expect(PaperTextSchema.parse(await response.json())).toEqual({
      text: paper.text,
      pages: [{ number: 1, label: '57', start: 0, end: paper.text.length }],
      furniture: [{ start: 0, end: 17 }],
      paragraphs: paper.paragraphs.map(({ start, end }) => ({ start, end })),
    });
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toMatch(new RegExp(`^"${paper.sha256}-[0-9a-f]{12}"$`));
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await app.request(`/api/papers/${paper.id}/text`, { headers: { 'If-None-Match': known } });
      expect(again.status).toBe(304);
    }
    const other = await app.request(`/api/papers/${paper.id}/text`, { headers: { 'If-None-Match': '"other"' } });
    expect(other.status).toBe(200);
  });

  test.each(['paper', 'old'] as const)(
    'the original file, to be saved and never shown, by the id of the %s',
    async (which) => {
      const seen = await withReplacedPaper();
      const response = await seen.app.request(`/api/papers/${seen[which].id}/file`);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="sadi.txt"; filename*=UTF-8''sadi.txt`,
      );
      expect(await response.text()).toBe(seen.paper.text);
    },
  );

  test.each([
    { why: 'HTML is bytes', name: 'page.html', type: 'application/octet-stream', file: "UTF-8''page.html" },
    { why: 'SVG is bytes', name: 'a.svg', type: 'application/octet-stream', file: "UTF-8''a.svg" },
    { why: 'Markdown is text', name: 'notes.MD', type: 'text/plain; charset=utf-8', file: "UTF-8''notes.MD" },
    {
      why: 'quotes and line ends stay inside',
      name: 'a";\r\nX-A: b.pdf',
      type: 'application/pdf',
      file: '%22%3BX-A%3A%20b',
    },
    { why: 'other scripts', name: 'доверие.pdf', type: 'application/pdf', file: "UTF-8''%D0%B4%D0%BE" },
    { why: 'half a surrogate pair', name: 'a\ud83d.pdf', type: 'application/pdf', file: "UTF-8''a.pdf" },
  ])('a hostile file name: $why', async ({ name, type, file }) => {
    const { app, library } = createTestApp();
    const entry = somePaper(undefined, name);
    await library.add(entry);
    const response = await app.request(`/api/papers/${entry.paper.id}/file`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toContain(file);
    expect(response.headers.has('x-a')).toBe(false);
  });

  test('the file is asked for once: its SHA-256 says whether it is the same', async () => {
    const { app, paper } = await withReplacedPaper();
    const response = await app.request(`/api/papers/${paper.id}/file`);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toBe(`"${sha256Of(await response.text())}"`);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await app.request(`/api/papers/${paper.id}/file`, { headers: { 'If-None-Match': known } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
  });

  test.each([
    { why: 'from the beginning', range: 'bytes=0-9', from: 0, to: 10 },
    { why: 'from the middle to behind the end', range: 'bytes=10-99999', from: 10, to: Infinity },
    { why: 'to the end', range: 'bytes=20-', from: 20, to: Infinity },
    { why: 'the last bytes', range: 'bytes=-7', from: -7, to: Infinity },
  ])('a range of the file $why: 206', async ({ range, from, to }) => {
    const { app, paper } = await withReplacedPaper();
    const response = await app.request(`/api/papers/${paper.id}/file`, {
      headers: { Range: range, 'Accept-Encoding': 'gzip' },
    });
    expect(response.status).toBe(206);
    const whole = Buffer.from(paper.text);
    const part = whole.subarray(from, to);
    expect(Buffer.from(await response.arrayBuffer()).equals(part)).toBe(true);
    expect(response.headers.get('content-length')).toBe(String(part.length));
    const first = from < 0 ? whole.length + from : from;
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${first + part.length - 1}/${whole.length}`);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    { why: 'several ranges', headers: { Range: 'bytes=0-1,4-5' } },
    { why: 'another unit', headers: { Range: 'lines=0-1' } },
    { why: 'an end before the beginning', headers: { Range: 'bytes=5-1' } },
    { why: 'of another version', headers: { Range: 'bytes=0-1', 'If-Range': '"another"' } },
  ])('a range that is none, $why: the whole file', async ({ headers }) => {
    const { app, paper } = await withReplacedPaper();
    const response = await app.request(`/api/papers/${paper.id}/file`, { headers });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(paper.text);
  });

  test.each(['bytes=99999-', 'bytes=-0'])('a range behind the end, %s: 416 with the size', async (range) => {
    const { app, paper } = await withReplacedPaper();
    const response = await app.request(`/api/papers/${paper.id}/file`, { headers: { Range: range } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${Buffer.byteLength(paper.text)}`);
    expect((await errorOf(response)).code).toBe('range-not-satisfiable');
  });

  test('a person puts title, authors, year and DOI right; what is left out stays', async () => {
    const { app, old, paper } = await withReplacedPaper();
    const right = { title: 'Trust in Machines', authors: ['Asma Sadi', 'B. Lee'], year: null, doi: '10.1000/182' };
    const response = await patch(app, `/api/papers/${old.id}`, right);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: paper.id, ...right });
    await patch(app, `/api/papers/${paper.id}`, { year: 2024 });
    expect(await (await app.request(`/api/papers/${paper.id}`)).json()).toMatchObject({ ...right, year: 2024 });
  });

  test.each([
    { why: 'an empty title', body: { title: '' } },
    { why: 'authors that are no list', body: { authors: 'A. Sadi' } },
    { why: 'a year in words', body: { year: 'two thousand' } },
  ])('a correction with $why is turned down, naming the field', async ({ body }) => {
    const { app, paper } = await withReplacedPaper();
    const response = await patch(app, `/api/papers/${paper.id}`, body);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain(`"${Object.keys(body)[0] ?? ''}"`);
  });

  test.each([
    { why: 'no DOI', body: { doi: 'next to the title' }, code: 'invalid-doi' },
    { why: 'a DOI without its second half', body: { doi: '10.1145/' }, code: 'invalid-doi' },
    { why: 'an empty DOI', body: { doi: '' }, code: 'invalid-doi' },
    { why: 'NUL in a DOI', body: { doi: '10.1145/32\u000092500' }, code: 'invalid-doi' },
    { why: 'a script for a DOI', body: { doi: 'javascript:alert(1)' }, code: 'invalid-doi' },
    { why: 'NUL in a title', body: { title: 'Trusting\u0000Machines' }, code: 'invalid-title' },
    { why: 'an escape sequence in a title', body: { title: '\u001b[31mTrust' }, code: 'invalid-title' },
    { why: 'half a surrogate pair in a title', body: { title: 'Trust \ud83d' }, code: 'invalid-title' },
    { why: 'a blank title', body: { title: ' \n ' }, code: 'invalid-title' },
    { why: 'a control character in a name', body: { authors: ['A. Sadi', 'B\u0007'] }, code: 'invalid-author' },
  ])('a correction with $why is turned down: 400 $code, and nothing is changed', async ({ body, code }) => {
    const { app, paper } = await withReplacedPaper();
    const response = await patch(app, `/api/papers/${paper.id}`, body);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code, message: expect.stringMatching(/Send/) as string });
    expect(await (await app.request(`/api/papers/${paper.id}`)).json()).toMatchObject({
      title: 'Trusting Machines',
      authors: ['A. Sadi'],
      doi: null,
    });
  });

  test.each([
    { why: 'a link', doi: ' https://doi.org/10.1145/3292500.3330701', kept: '10.1145/3292500.3330701' },
    {
      why: '"doi:"',
      doi: 'DOI: 10.1002/(SICI)1097-4679(199911)55:11<1335::AID>3.0',
      kept: '10.1002/(SICI)1097-4679(199911)55:11<1335::AID>3.0',
    },
    { why: 'itself', doi: '10.1000.10/123é', kept: '10.1000.10/123é' },
    { why: 'null', doi: null, kept: null },
  ])('a DOI given as $why, and a title pasted over two lines, are kept as they are meant', async ({ doi, kept }) => {
    const { app, paper } = await withReplacedPaper();
    const response = await patch(app, `/api/papers/${paper.id}`, { doi, title: ' Trusting\r\n  Machines 🙂 ' });
    expect(await response.json()).toMatchObject({ doi: kept, title: 'Trusting Machines 🙂' });
  });

  test('removes a paper; a second time it is not there', async () => {
    const { app, paper } = await withReplacedPaper();
    expect((await app.request(`/api/papers/${paper.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.request(`/api/papers/${paper.id}`, { method: 'DELETE' })).status).toBe(404);
    expect(await (await app.request('/api/papers')).json()).toEqual({ papers: [] });
  });

  test.each([
    ['GET', '/api/papers/0000000000000000'],
    ['GET', '/api/papers/0000000000000000/text'],
    ['GET', '/api/papers/0000000000000000/file'],
    ['GET', '/api/papers/..%2f..%2fetc%2fpasswd/file'],
    ['DELETE', '/api/papers/0000000000000000'],
  ])('%s %s: 404 paper-not-found', async (method, path) => {
    const { app } = await withReplacedPaper();
    const response = await app.request(path, { method });
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('paper-not-found');
  });
});

describe('/api/papers/{id}/place', () => {
  const found: Place = scriptedPlace;
  const query = `quote=${encodeURIComponent(found.quote)}&prefix=Introduction`;

  test('asks for the words in the paper as it is now', async () => {
    const asked: unknown[] = [];
    const { app, old, paper } = await withReplacedPaper({
      findPlace: (...given) => {
        asked.push(given);
        return Promise.resolve(found);
      },
    });
    const response = await app.request(`/api/papers/${old.id}/place?${query}`);
    expect(await response.json()).toEqual(found);
    expect(asked).toEqual([[paper.id, { quote: found.quote, prefix: 'Introduction', suffix: '' }]]);
  });

  test.each([
    { why: 'words that are gone', path: query, status: 404, code: 'words-gone' },
    { why: 'no words', path: 'quote=', status: 400, code: 'malformed' },
  ])('$why: $status $code', async ({ path, status, code }) => {
    const { app, paper } = await withReplacedPaper({ findPlace: () => Promise.resolve(null) });
    const response = await app.request(`/api/papers/${paper.id}/place?${path}`);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  test('is not there without something to find places with', async () => {
    const { app, paper } = await withReplacedPaper();
    expect((await errorOf(await app.request(`/api/papers/${paper.id}/place?${query}`))).code).toBe('not-found');
  });
});

describe('/api/papers/{id}/reference', () => {
  test.each([
    ['apa', 'text/plain; charset=utf-8', 'Sadi, A. (2025). Trusting machines.\n'],
    ['bibtex', 'application/x-bibtex; charset=utf-8', '@misc{sadi2025trusting,\n'],
    ['ris', 'application/x-research-info-systems; charset=utf-8', 'TY  - GEN\nAU  - Sadi, A.\n'],
  ])('as %s: the reference itself', async (style, type, beginning) => {
    const { app, library } = createTestApp();
    await library.add(somePaper());
    const response = await app.request(`/api/papers/${somePaper().paper.id}/reference?style=${style}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).slice(0, beginning.length)).toBe(beginning);
  });

  test('says what a person put right', async () => {
    const { app, library } = createTestApp();
    await library.add(somePaper());
    const { id } = somePaper().paper;
    const reference = async () => (await app.request(`/api/papers/${id}/reference?style=mla`)).text();
    expect(await reference()).toBe('Sadi, A. “Trusting Machines.” 2025.\n');
    await app.request(`/api/papers/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ authors: ['Aleena Sadi'], year: 2024, doi: '10.1234/machines' }),
    });
    expect(await reference()).toBe('Sadi, Aleena. “Trusting Machines.” 2024, https://doi.org/10.1234/machines.\n');
  });

  test('of a paper that is gone: a sentence for a reader', async () => {
    const { app } = createTestApp();
    const { code, message } = await errorOf(await app.request('/api/papers/gone/reference?style=apa'));
    expect(code).toBe('paper-not-found');
    expect(message).toBe('This paper is not in the library; it may have been removed.');
  });

  test('another style, or none: 400, and which there are', async () => {
    const { app, library } = createTestApp();
    await library.add(somePaper());
    for (const query of ['', '?style=vancouver']) {
      const response = await app.request(`/api/papers/${somePaper().paper.id}/reference${query}`);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).message).toContain('choose apa, mla, chicago, bibtex or ris');
    }
  });
});

describe('/api/answers/{id}', () => {
  test('gives a kept answer again, and takes feedback on it', async () => {
    const { app, post, library } = createTestApp();
    const answer = (await (await post('/api/ask', { question: 'What is trust?' })).json()) as { id: string };
    expect(await (await app.request(`/api/answers/${answer.id}`)).json()).toEqual({ ...answer, feedback: null });
    const response = await post(`/api/answers/${answer.id}/feedback`, { verdict: 'bad', comment: 'Too short.' });
    expect(response.status).toBe(204);
    expect((await library.answer(answer.id))?.feedback).toEqual({ verdict: 'bad', comment: 'Too short.' });
    const again = async () => ((await (await app.request(`/api/answers/${answer.id}`)).json()) as Answer).feedback;
    expect(await again()).toEqual({ verdict: 'bad', comment: 'Too short.' });
    await post(`/api/answers/${answer.id}/feedback`, { verdict: 'good' });
    expect(await again()).toEqual({ verdict: 'good' });
  });

  test('turns down a verdict that is neither good nor bad', async () => {
    const { post } = createTestApp();
    expect((await post('/api/answers/x/feedback', { verdict: 'so-so' })).status).toBe(400);
  });

  test('an answer that is not kept: 404, for feedback too', async () => {
    const { app, post } = createTestApp();
    for (const response of [
      await app.request('/api/answers/x'),
      await post('/api/answers/x/feedback', { verdict: 'good' }),
    ]) {
      expect(response.status).toBe(404);
      expect((await errorOf(response)).code).toBe('answer-not-found');
    }
  });
});
