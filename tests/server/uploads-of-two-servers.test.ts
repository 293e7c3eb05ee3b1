import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { IngestOptions, PaperOutcome } from '../../ingest/add-paper.ts';
import { LibraryUnavailableError } from '../../ingest/errors.ts';
import type { Library } from '../../ingest/library.ts';
import { UploadNotes } from '../../server/upload-notes.ts';
import type { Job } from '../../server/wire.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { addText, createTestApp, errorOf, type TestApp } from './app-under-test.ts';

const text = 'Introduction\n\nTrust is a second-order property.\n\nReferences\n\nTaddeo, M. (2010). Trust.\n';

async function upload({ app }: TestApp, name = 'sadi.txt'): Promise<string> {
  const body = new FormData();
  body.append('file', new File([text], name));
  const response = await app.request('/api/papers', { method: 'POST', body });
  expect(response.status).toBe(202);
  return ((await response.json()) as { job: { id: string } }).job.id;
}

const ask = ({ app }: TestApp, id: string) => Promise.resolve(app.request(`/api/jobs/${id}`));
const jobOf = async (server: TestApp, id: string) => (await (await ask(server, id)).json()) as Job;

async function eventsOf({ app }: TestApp, id: string): Promise<Job[]> {
  const response = await app.request(`/api/jobs/${id}`, { headers: { Accept: 'text/event-stream' } });
  const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('event: job\n'));
  return blocks.map((block) => JSON.parse(block.slice(block.indexOf('data: ') + 6)) as Job);
}

/** Two servers of one library; the first reads its papers only when `finish` says so. */
function twoServers(change: Partial<Library> = {}) {
  const library = { ...openMemoryLibrary(), ...change };
  const running: { options: IngestOptions; finish: (result?: PaperOutcome | Error) => void }[] = [];
  const first = createTestApp({
    library,
    addPaper: (file, options = {}) =>
      new Promise((resolve, reject) => {
        const finish = (result?: PaperOutcome | Error) =>
          result instanceof Error ? reject(result) : resolve(result ?? addText(library, file));
        running.push({ options, finish });
      }),
  });
  return { library, first, second: createTestApp({ library }), running };
}

const id = '0b0e7f7c-3b1f-4c7e-9a53-0d5a4f0f8a11';
const job: Job = {
  ...{ id, state: 'running', file: 'sadi.txt', done: 8, total: 90 },
  ...{ paperId: null, outcome: null, note: null, error: null },
};
const noteOf = (change: Partial<Job>, ago: number) =>
  JSON.stringify({ job: { ...job, ...change }, at: Date.now() - ago });
const minute = 60_000;

afterEach(() => vi.useRealTimers());

describe('an upload through one server', () => {
  test('is seen through another as soon as it is taken, as it goes on, and to its end', async () => {
    const { library, first, second, running } = twoServers();
    const given = await upload(first);
    expect(await jobOf(second, given)).toMatchObject({ id: given, file: 'sadi.txt', done: 0, error: null });
    const events = eventsOf(second, given);
    running[0]?.options.onProgress?.({ stage: 'embedding', done: 32, total: 90 });
    await vi.waitFor(
      async () => expect(await jobOf(second, given)).toMatchObject({ state: 'running', done: 32 }),
      3000,
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    running[0]?.finish();
    const seen = await events;
    const last = await jobOf(first, given);
    expect(seen.at(-1)).toEqual(last);
    expect(last).toMatchObject({ state: 'done', outcome: 'added', paperId: (await library.papers())[0]?.id });
    expect(seen.map(({ done }) => done)).toContain(32);
    expect(await jobOf(second, given)).toEqual(last);
    expect(await eventsOf(second, given)).toEqual([last]);
  });

  test('that fails says there too what to do, without paths', async () => {
    const { first, second, running } = twoServers();
    const given = await upload(first);
    running[0]?.finish(new LibraryUnavailableError('The disk of /srv/ibid is full.'));
    await vi.waitFor(async () => expect((await jobOf(second, given)).state).toBe('failed'));
    expect(await jobOf(second, given)).toEqual(await jobOf(first, given));
    expect((await jobOf(second, given)).error).not.toContain('/srv');
  });

  test('is noted once a second at most, however fast it goes on, and the end is what stays', async () => {
    const values: string[] = [];
    const memory = openMemoryLibrary();
    const { first, second, running } = twoServers({
      ...memory,
      setNote: async (name, value) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        values.push(value ?? '');
        await memory.setNote(name, value);
      },
    });
    const given = await upload(first);
    expect((await ask(second, given)).status).toBe(200);
    for (let done = 0; done < 90; done += 1) {
      running[0]?.options.onProgress?.({ stage: 'embedding', done, total: 90 });
      if (done % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    running[0]?.finish();
    await vi.waitFor(async () => expect((await jobOf(second, given)).state).toBe('done'));
    expect(values.length).toBeLessThanOrEqual(3);
    expect(values.at(-1)).toContain('"done"');
  });

  test('an end that comes while the beginning is being written is what stays', async () => {
    const memory = openMemoryLibrary();
    const setNote = async (name: string, value: string | null) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await memory.setNote(name, value);
    };
    const notes = new UploadNotes({ library: { ...memory, setNote }, log: pino({ level: 'silent' }) });
    notes.keep(job);
    notes.keep({ ...job, state: 'done', done: 90 });
    await vi.waitFor(async () => expect(await notes.read(id)).toMatchObject({ state: 'done', done: 90 }));
  });

  test('goes on when it can’t be noted, and the log says so once', async () => {
    const refused = () => Promise.reject(new LibraryUnavailableError('The disk is full.'));
    const { first, second, running } = twoServers({ setNote: refused });
    const given = await upload(first);
    running[0]?.finish();
    await vi.waitFor(async () => expect((await jobOf(first, given)).state).toBe('done'));
    expect((await ask(second, given)).status).toBe(404);
    expect(first.logged.filter((line) => line.includes('could not be noted'))).toHaveLength(1);
  });

  test('is known after its server was started again', async () => {
    const { library, first, running } = twoServers();
    const given = await upload(first);
    running[0]?.finish();
    await vi.waitFor(async () => expect((await jobOf(first, given)).state).toBe('done'));
    await vi.waitFor(async () => expect(await library.note(`upload:${given}`)).toContain('"done"'));
    expect(await jobOf(createTestApp({ library }), given)).toEqual(await jobOf(first, given));
  });
});

describe('an upload whose server stopped', () => {
  test.each([
    { why: 'a minute and more without a sign of life', state: 'running', ago: minute + 1000, told: 'failed' },
    { why: 'it waited, and nobody is left to read it', state: 'queued', ago: 2 * minute, told: 'failed' },
    { why: 'not long ago: it may yet go on', state: 'running', ago: minute - 5000, told: 'running' },
    { why: 'done before', state: 'done', ago: 30 * minute, told: 'done' },
  ] as const)('$why: $told', async ({ state, ago, told }) => {
    const { library, second } = twoServers();
    await library.setNote(`upload:${id}`, noteOf({ state }, ago));
    const seen = await jobOf(second, id);
    expect(seen.state).toBe(told);
    const stopped = 'The server that was reading this file stopped. Send the file again.';
    expect(seen.error).toBe(told === 'failed' ? stopped : null);
    if (told !== 'running') expect(await eventsOf(second, id)).toEqual([seen]);
  });

  test('one that goes on gives signs of life, however long nothing changes', async () => {
    vi.useFakeTimers();
    const library = openMemoryLibrary();
    const parts = { library, log: pino({ level: 'silent' }) };
    const [reading, other] = [new UploadNotes(parts), new UploadNotes(parts)];
    reading.keep(job);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(await other.read(id)).toEqual(job);
    const over: Job = { ...job, state: 'failed', error: 'It can’t be read.' };
    reading.keep(over);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(await other.read(id)).toEqual(over);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what is kept of uploads', () => {
  test('is forgotten an hour after the end, by whichever server reads another; other notes stay', async () => {
    const { library, second } = twoServers();
    const recent = id.replace('0b', '1b');
    const abandoned = id.replace('0b', '2b');
    await library.setNote(`upload:${id}`, noteOf({ state: 'done' }, 61 * minute));
    await library.setNote(`upload:${recent}`, noteOf({ id: recent, state: 'done' }, 59 * minute));
    await library.setNote(`upload:${abandoned}`, noteOf({ id: abandoned }, 61 * minute));
    await library.setNote('upload:rubbish', 'rubbish');
    await library.setNote('default-papers', 'done');
    await upload(second);
    await vi.waitFor(async () => {
      const names = (await library.notes()).map(({ name }) => name);
      expect(names).toHaveLength(3);
      expect(names).toEqual(expect.arrayContaining(['default-papers', `upload:${recent}`]));
    });
    expect((await ask(second, id)).status).toBe(404);
    expect((await ask(second, recent)).status).toBe(200);
  });

  test.each([
    ['another kind of note', 'session-secret', 'session-secret'],
    ['a note that it would have to be put together to', '..%2Fsession-secret', '../session-secret'],
    ['a pattern', '%25', '%'],
    ['nothing', '%20', ' '],
    ['an id with more behind it', `${id}%0A`, `${id}\n`],
  ])('leads nowhere else, whatever is asked for: %s', async (_, asked, name) => {
    const { library, second } = twoServers();
    const read: string[] = [];
    const watching = createTestApp({
      library: { ...library, note: (given) => (read.push(given), library.note(given)) },
    });
    await library.setNote('session-secret', noteOf({}, 0));
    await library.setNote(`upload:${name}`, noteOf({ id: name }, 0));
    expect((await errorOf(await ask(second, asked))).code).toBe('job-not-found');
    expect((await ask(watching, asked)).status).toBe(404);
    expect(read).toEqual([]);
  });

  test('a note that says it is another upload’s, or that another version wrote, is none', async () => {
    const { library, second } = twoServers();
    await library.setNote(`upload:${id}`, noteOf({ id: id.replace('0b', '1b') }, 0));
    expect((await ask(second, id)).status).toBe(404);
    await library.setNote(`upload:${id}`, '{"at":1,"job":{"id":"later"}}');
    expect((await ask(second, id)).status).toBe(404);
  });
});
