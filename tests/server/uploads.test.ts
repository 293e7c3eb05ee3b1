import { describe, expect, test } from 'vitest';
import { addPaper, type IngestOptions, type PaperOutcome } from '../../ingest/add-paper.ts';
import { LibraryUnavailableError } from '../../ingest/errors.ts';
import { preparingWith } from '../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../ingest/readers/plain-text.ts';
import type { Job } from '../../server/wire.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { addText, createTestApp, errorOf, type TestApp } from './app-under-test.ts';

const text = 'Introduction\n\nTrust is a second-order property.\n\nReferences\n\nTaddeo, M. (2010). Trust.\n';

function upload(app: TestApp['app'], content: BlobPart, name: string, field = 'file'): Promise<Response> {
  const body = new FormData();
  body.append(field, new File([content], name));
  return Promise.resolve(app.request('/api/papers', { method: 'POST', body }));
}

async function jobIdOf(response: Response): Promise<string> {
  return ((await response.json()) as { job: { id: string } }).job.id;
}

async function jobOf(app: TestApp['app'], id: string): Promise<Job> {
  return (await (await app.request(`/api/jobs/${id}`)).json()) as Job;
}

/** The job's events up to the last one. */
async function eventsOf(app: TestApp['app'], id: string): Promise<Job[]> {
  const response = await app.request(`/api/jobs/${id}`, { headers: { Accept: 'text/event-stream' } });
  const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('event: job\n'));
  return blocks.map((block) => JSON.parse(block.slice(block.indexOf('data: ') + 6)) as Job);
}

const outcome: PaperOutcome = {
  file: 'sadi.txt',
  state: 'unreadable',
  paperId: null,
  passages: 0,
  reason: 'the file is locked with a password',
};

describe('POST /api/papers', () => {
  test('takes a file, reads it into the library and says so', async () => {
    const { app, library } = createTestApp();
    const response = await upload(app, text, 'sadi.txt');
    expect(response.status).toBe(202);
    const id = await jobIdOf(response);
    const last = (await eventsOf(app, id)).at(-1);
    const paper = await library.findOrigin('upload:sadi.txt');
    expect(last).toEqual({
      id,
      state: 'done',
      file: 'sadi.txt',
      done: 1,
      total: 1,
      paperId: paper?.id,
      outcome: 'added',
      note: null,
      error: null,
    });
    expect(await jobOf(app, id)).toEqual(last);
  });

  test('tells what it did: replaced, unchanged, or added beside a paper of the same name', async () => {
    const library = openMemoryLibrary();
    const parts = { library, embedder: hashingEmbedder(), prepare: preparingWith([plainTextReader()]) };
    const { app } = createTestApp({ library, addPaper: (file, options) => addPaper(file, parts, options) });
    const sent = async (content: string, name = 'sadi.txt') =>
      (await eventsOf(app, await jobIdOf(await upload(app, content, name)))).at(-1);
    const other = text.replace('Introduction', 'Distrust among Machines and People\n\nIntroduction');
    expect(await sent(text)).toMatchObject({ state: 'done', outcome: 'added', note: null });
    expect(await sent(text)).toMatchObject({ outcome: 'unchanged', note: 'It is in the library already.' });
    expect(await sent(text, 'copy.txt')).toMatchObject({
      outcome: 'unchanged',
      note: 'It is in the library already, as sadi.txt.',
    });
    expect(await sent(`${text}More is known now.\n`)).toMatchObject({ outcome: 'replaced', note: null });
    expect(await sent(other)).toMatchObject({
      outcome: 'added',
      note: 'Another paper came under this name before; both are kept.',
    });
    expect(await library.papers()).toHaveLength(2);
  });

  test('what a person put right stays when the file is sent again, unchanged or changed', async () => {
    const library = openMemoryLibrary();
    const parts = { library, embedder: hashingEmbedder(), prepare: preparingWith([plainTextReader()]) };
    const { app } = createTestApp({ library, addPaper: (file, options) => addPaper(file, parts, options) });
    const sent = async (content: string) =>
      (await eventsOf(app, await jobIdOf(await upload(app, content, 'sadi.txt')))).at(-1);
    const { paperId } = (await sent(text)) ?? expect.fail();
    const right = { title: 'On Trusting', authors: ['Aleena Sadi'], year: 2024 };
    await app.request(`/api/papers/${paperId ?? ''}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(right),
    });
    expect(await sent(text)).toMatchObject({ outcome: 'unchanged' });
    expect(await sent(`${text}More is known now.\n`)).toMatchObject({ outcome: 'replaced' });
    expect(await library.papers()).toMatchObject([right]);
    expect(await sent('Another paper.\n\nIt has words of its own.\n')).toMatchObject({ outcome: 'added' });
  });

  test('a changed file of the same name replaces its paper; the old id leads to the new one', async () => {
    const { app } = createTestApp();
    const first = (await eventsOf(app, await jobIdOf(await upload(app, text, 'sadi.txt')))).at(-1);
    const second = (await eventsOf(app, await jobIdOf(await upload(app, `${text}More.\n`, 'sadi.txt')))).at(-1);
    expect(second?.paperId).not.toBe(first?.paperId);
    const paper = (await (await app.request(`/api/papers/${first?.paperId ?? ''}`)).json()) as { id: string };
    expect(paper.id).toBe(second?.paperId);
  });

  test.each([
    { why: 'folders', name: '../../etc/cron.d/sadi.txt', shown: 'sadi.txt' },
    { why: "Windows' folders", name: 'C:\\papers\\sadi.txt', shown: 'sadi.txt' },
    { why: 'control characters', name: 'sa\u0007d\u001bi.txt', shown: 'sadi.txt' },
    { why: 'a reversed direction', name: 'sadi\u202efdp.txt', shown: 'sadifdp.txt' },
    { why: 'a name without end', name: `${'s'.repeat(500)}.txt`, shown: `${'s'.repeat(196)}.txt` },
  ])('a file name with $why is cleaned', async ({ name, shown }) => {
    const seen: string[] = [];
    const { app, library } = createTestApp();
    const watched = createTestApp({
      library,
      addPaper: (file) => {
        seen.push(file.name, file.origin);
        return addText(library, file);
      },
    });
    const last = (await eventsOf(watched.app, await jobIdOf(await upload(watched.app, text, name)))).at(-1);
    expect(last?.file).toBe(shown);
    expect(seen).toEqual([shown, `upload:${shown}`]);
    expect((await app.request(`/api/papers/${last?.paperId ?? ''}`)).status).toBe(200);
  });

  test.each([
    { why: 'an empty file', content: '', name: 'sadi.txt', status: 400, code: 'file-empty' },
    { why: 'a kind that is not read', content: 'MZ', name: 'sadi.exe', status: 415, code: 'file-kind-unknown' },
    { why: 'no extension', content: text, name: 'sadi', status: 415, code: 'file-kind-unknown' },
    {
      why: 'an inherited name as extension',
      content: text,
      name: 'a.constructor',
      status: 415,
      code: 'file-kind-unknown',
    },
    { why: 'another field', content: text, name: 'sadi.txt', field: 'paper', status: 400, code: 'file-missing' },
    { why: 'more than the limit', content: 'x'.repeat(2001), name: 'sadi.txt', status: 413, code: 'file-too-large' },
    { why: 'far more', content: 'x'.repeat(200_000), name: 'sadi.txt', status: 413, code: 'file-too-large' },
  ])('turns down $why: $status $code', async ({ content, name, field, status, code }) => {
    const { app } = createTestApp({ limits: { uploadBytes: 2000 } });
    const response = await upload(app, content, name, field);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  test.each([
    { why: 'JSON', type: 'application/json', body: '{}', status: 415, code: 'unsupported-media-type' },
    {
      why: 'a form without file',
      type: 'multipart/form-data; boundary=x',
      body: '--x--\r\n',
      status: 400,
      code: 'file-missing',
    },
    {
      why: 'a broken body',
      type: 'multipart/form-data; boundary=x',
      body: '--x\r\nConte',
      status: 400,
      code: 'malformed',
    },
    { why: 'no boundary', type: 'multipart/form-data', body: 'x', status: 400, code: 'malformed' },
  ])('turns down $why: $status $code', async ({ type, body, status, code }) => {
    const { app } = createTestApp();
    const response = await app.request('/api/papers', { method: 'POST', headers: { 'Content-Type': type }, body });
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  test('two files in one request are turned down: which one would the job be about?', async () => {
    const { app } = createTestApp();
    const body = new FormData();
    body.append('file', new File([text], 'one.txt'));
    body.append('file', new File([text], 'two.txt'));
    const response = await app.request('/api/papers', { method: 'POST', body });
    expect((await errorOf(response)).code).toBe('file-missing');
  });
});

describe('the queue', () => {
  /** An app whose papers are read only when `finish` says so. */
  function slowApp(change: Parameters<typeof createTestApp>[0] = {}) {
    const running: { name: string; options: IngestOptions; finish: (result: PaperOutcome | Error) => void }[] = [];
    const seen = createTestApp({
      addPaper: (file, options = {}) =>
        new Promise((resolve, reject) => {
          const finish = (result: PaperOutcome | Error) => (result instanceof Error ? reject(result) : resolve(result));
          running.push({ name: file.name, options, finish });
          options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
        }),
      ...change,
    });
    return { ...seen, running };
  }

  /** Nothing of this waits for a clock or another process: it is done within some turns of the event loop. */
  const settled = async () => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };

  test('reads one at a time, in order, and shows progress as events', async () => {
    const { app, running } = slowApp();
    const first = await jobIdOf(await upload(app, text, 'one.txt'));
    const second = await jobIdOf(await upload(app, text, 'two.txt'));
    expect(running.map(({ name }) => name)).toEqual(['one.txt']);
    expect((await jobOf(app, second)).state).toBe('queued');

    const events = eventsOf(app, first);
    await settled();
    running[0]?.options.onProgress?.({ stage: 'embedding', done: 32, total: 90 });
    await settled();
    running[0]?.finish({ ...outcome, state: 'added', passages: 90, reason: null });
    expect((await events).map(({ state, done, total }) => [state, done, total])).toEqual([
      ['running', 0, 0],
      ['running', 32, 90],
      ['done', 90, 90],
    ]);
    await settled();
    expect(running.map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
  });

  test('a paper that can’t be read fails with the reason; the next one is read', async () => {
    const { app, running } = slowApp();
    const first = await jobIdOf(await upload(app, text, 'one.txt'));
    await upload(app, text, 'two.txt');
    running[0]?.finish(outcome);
    await settled();
    expect(await jobOf(app, first)).toMatchObject({
      state: 'failed',
      error: 'The file can’t be read: the file is locked with a password.',
    });
    expect(running[1]?.name).toBe('two.txt');
  });

  test('a failure inside says what to do, and keeps its path to the log', async () => {
    const { app, running, logged } = slowApp();
    const id = await jobIdOf(await upload(app, text, 'one.txt'));
    running[0]?.finish(new LibraryUnavailableError('The disk of /srv/ibid is full.'));
    await settled();
    const { state, error } = await jobOf(app, id);
    expect(state).toBe('failed');
    expect(error).toMatch(/Try again/);
    expect(error).not.toContain('/srv');
    expect(logged.join('')).toContain('/srv/ibid');
  });

  test('is full at its limit: 503 and when to come back', async () => {
    const { app, running } = slowApp({ limits: { waitingUploads: 1 } });
    expect((await upload(app, text, 'running.txt')).status).toBe(202);
    expect((await upload(app, text, 'waiting.txt')).status).toBe(202);
    const response = await upload(app, text, 'too-many.txt');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(response)).code).toBe('uploads-full');
    running[0]?.finish(outcome);
    await settled();
    expect((await upload(app, text, 'again.txt')).status).toBe(202);
  });

  test('holds no more bytes than its limit; a refused upload gives its room back', async () => {
    const { app, running } = slowApp({ limits: { waitingUploadBytes: 3000, uploadBytes: 2000 } });
    expect((await upload(app, '', 'empty.txt')).status).toBe(400);
    expect((await upload(app, 'x'.repeat(1500), 'one.txt')).status).toBe(202);
    expect((await upload(app, 'x'.repeat(1500), 'two.txt')).status).toBe(503);
    running[0]?.finish(outcome);
    await settled();
    expect((await upload(app, 'x'.repeat(1500), 'two.txt')).status).toBe(202);
  });

  test('shutdown takes nothing new; what is read may finish, what waits is not begun; the events say so', async () => {
    const closing = new AbortController();
    const { app, running } = slowApp({ closing: closing.signal });
    const ids = [await jobIdOf(await upload(app, text, 'one.txt')), await jobIdOf(await upload(app, text, 'two.txt'))];
    const events = ids.map((id) => eventsOf(app, id));
    closing.abort();
    expect((await upload(app, text, 'three.txt')).status).toBe(503);
    await settled();
    expect((await jobOf(app, ids[0] ?? '')).state).toBe('running');
    running[0]?.finish({ ...outcome, state: 'added', passages: 3, reason: null });
    const [first, second] = await Promise.all(events);
    expect(first?.at(-1)).toMatchObject({ state: 'done', total: 3 });
    expect(second?.at(-1)).toMatchObject({ state: 'failed', error: expect.stringMatching(/shut down/) as string });
  });

  test('at the end of the grace what is read is broken off too, and its events end with that', async () => {
    const breakOff = new AbortController();
    const { app } = slowApp({ breakOff: breakOff.signal });
    const events = eventsOf(app, await jobIdOf(await upload(app, text, 'one.txt')));
    await settled();
    breakOff.abort();
    const last = (await events).at(-1);
    expect(last).toMatchObject({ state: 'failed', error: expect.stringMatching(/shut down/) as string });
  });

  test('a job that nobody knows: 404', async () => {
    const { app } = createTestApp();
    const response = await app.request('/api/jobs/00000000-0000-0000-0000-000000000000');
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('job-not-found');
  });
});
