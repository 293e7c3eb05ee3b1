import { describe, expect, test } from 'vitest';
import type { Job } from '../../server/wire.ts';
import { RequestFailedError } from '../../web/api/failure.ts';
import { reasonToRefuse } from '../../web/library/accepted-files.ts';
import { type UploadDoor, uploadPaper } from '../../web/library/upload-paper.ts';
import { endInWords, shareOf, uploadInWords, uploadsInWords } from '../../web/library/upload-words.ts';
import { reduceUploads, type Upload, type UploadState } from '../../web/library/uploads.ts';

const file = new File(['The keepers of the Bell Rock lived by its bell.'], 'bell-rock.txt');

const job = (fields: Partial<Job>): Job => ({
  id: 'job-1',
  state: 'running',
  file: 'bell-rock.txt',
  done: 0,
  total: 0,
  paperId: null,
  outcome: null,
  note: null,
  error: null,
  ...fields,
});
const added = job({ state: 'done', done: 3, total: 3, paperId: 'bell', outcome: 'added' });
const away = new RequestFailedError('Ibid can’t be reached. Check that it is running, then try again.', 0);
const busy = new RequestFailedError('Too many papers are waiting to be read. Send this one again.', 503, 20);

/** A door that gives one thing after the other: an error is thrown, a list of jobs is a stream. */
function scriptedDoor(script: {
  readonly sendings?: readonly (string | RequestFailedError)[];
  readonly streams?: readonly (readonly (Job | RequestFailedError)[])[];
  readonly polls?: readonly (Job | RequestFailedError)[];
}): { door: UploadDoor; waits: number[]; sent: string[] } {
  const sendings = [...(script.sendings ?? ['job-1'])];
  const streams = [...(script.streams ?? [])];
  const polls = [...(script.polls ?? [])];
  const waits: number[] = [];
  const sent: string[] = [];
  const taken = <T>(queue: (T | RequestFailedError)[]): T => {
    const next = queue.shift();
    if (next === undefined) throw new Error('the script is over');
    if (next instanceof RequestFailedError) throw next;
    return next;
  };
  const door: UploadDoor = {
    send: (given, { onSent }) => {
      sent.push(given.name);
      onSent(0.5);
      return new Promise((resolve) => resolve(taken(sendings)));
    },
    changes: async function* () {
      for (const item of streams.shift() ?? []) {
        await Promise.resolve();
        if (item instanceof RequestFailedError) throw item;
        yield item;
      }
    },
    job: () => new Promise((resolve) => resolve(taken(polls))),
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  return { door, waits, sent };
}

async function statesOf(door: UploadDoor, given: File = file): Promise<UploadState[]> {
  const states: UploadState[] = [];
  await uploadPaper(given, { door, signal: new AbortController().signal, onState: (state) => states.push(state) });
  return states;
}

describe('the way of one file', () => {
  test('sent, read, added: each step is told', async () => {
    const { door, waits } = scriptedDoor({
      streams: [[job({ state: 'queued' }), job({ total: 3 }), job({ done: 2, total: 3 }), added]],
    });
    const states = await statesOf(door);
    expect(states.map(uploadInWords)).toEqual([
      'Sending, 0 %',
      'Sending, 50 %',
      'Sent, waits to be read',
      'Sent, waits to be read',
      'Reading, 0 of 3 passages',
      'Reading, 2 of 3 passages',
      'Added',
    ]);
    expect(states.at(-1)).toEqual({ step: 'added', paperId: 'bell', note: null });
    expect(waits).toEqual([]);
  });

  test('a server that is away is waited for, a busy one for as long as it says', async () => {
    const { door, waits, sent } = scriptedDoor({ sendings: [away, busy, 'job-1'], streams: [[added]] });
    const states = await statesOf(door);
    expect(states.filter(({ step }) => step === 'waiting').map(uploadInWords)).toEqual([
      'Ibid can’t be reached. It is sent again by itself.',
      'Too many papers are waiting to be read. It is sent again by itself.',
    ]);
    expect(waits[1]).toBe(20_000);
    expect(sent).toHaveLength(3);
    expect(states.at(-1)?.step).toBe('added');
  });

  test.each([
    [413, 'The file is larger than 50 MB. Split it or reduce its images.', false],
    [415, 'Ibid does not read files like notes.pages. Send .pdf, .docx, .epub, .md and .txt.', false],
    [400, 'bell-rock.txt is empty (0 bytes). Send it again.', false],
    [500, 'Something went wrong inside Ibid.', true],
  ])('refused with %i: the reason is the server’s sentence', async (status, sentence, again) => {
    const { door, sent } = scriptedDoor({ sendings: [new RequestFailedError(sentence, status)] });
    expect((await statesOf(door)).at(-1)).toEqual({ step: 'refused', reason: sentence, again });
    expect(sent).toHaveLength(1);
  });

  test('a file that can’t be read, and one that was not read for another reason', async () => {
    const damaged = 'The file can’t be read: it is cut off; download or copy it again.';
    const stopped = 'Ibid was shut down before this file was read. Send it again.';
    for (const [error, again] of [
      [damaged, false],
      [stopped, true],
    ] as const) {
      const { door } = scriptedDoor({ streams: [[job({ state: 'failed', error })]] });
      expect((await statesOf(door)).at(-1)).toEqual({ step: 'refused', reason: error, again });
    }
  });

  test('a stream that breaks, or is cut by a proxy, is asked for instead', async () => {
    const { door } = scriptedDoor({
      streams: [[job({ done: 1, total: 3 }), away], [job({ done: 2, total: 3 })]],
      polls: [added],
    });
    const states = await statesOf(door);
    expect(states).toContainEqual({ step: 'reading', queued: false, done: 1, total: 3, why: 'Ibid can’t be reached.' });
    expect(states.at(-1)?.step).toBe('added');
  });

  test('a server that was started again and does not know the job gets the file again', async () => {
    const forgotten = new RequestFailedError('There is no such upload.', 404);
    const unchanged = job({ state: 'done', paperId: 'bell', outcome: 'unchanged' });
    const { door, sent } = scriptedDoor({ sendings: ['job-1', 'job-2'], streams: [[away], [forgotten], [unchanged]] });
    expect((await statesOf(door)).at(-1)).toEqual({ step: 'unchanged', paperId: 'bell', note: null });
    expect(sent).toHaveLength(2);
  });

  test('a file that was moved meanwhile is not waited for', async () => {
    const moved = new File(['x'], 'moved.txt');
    moved.slice = () => {
      const blob = new Blob();
      blob.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
      return blob;
    };
    const { door } = scriptedDoor({ sendings: [away] });
    expect((await statesOf(door, moved)).at(-1)).toMatchObject({
      step: 'refused',
      reason: expect.stringContaining('was moved') as string,
    });
  });

  test('stopping ends it', async () => {
    const controller = new AbortController();
    const { door } = scriptedDoor({ sendings: [away] });
    const states: UploadState[] = [];
    const stopped = uploadPaper(file, {
      door: {
        ...door,
        wait: (_, signal) => {
          controller.abort();
          return Promise.reject(signal.reason as Error);
        },
      },
      signal: controller.signal,
      onState: (state) => states.push(state),
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(states.at(-1)?.step).toBe('waiting');
  });
});

describe('which files are sent at all', () => {
  test.each([
    ['paper.PDF', 10, null],
    ['notes.md', 1, null],
    ['setup.exe', 10, 'Ibid does not read files like setup.exe. Send .pdf, .docx, .epub, .md and .txt.'],
    ['pdf', 10, 'Ibid does not read files like pdf. Send .pdf, .docx, .epub, .md and .txt.'],
    ['empty.pdf', 0, 'empty.pdf is empty (0 bytes). Send it again.'],
    ['atlas.pdf', 50 * 1024 * 1024, null],
    ['atlas.pdf', 50 * 1024 * 1024 + 1, 'The file is larger than 50 MB. Split it or reduce its images.'],
  ])('%s of %i bytes', (name, size, reason) => {
    expect(reasonToRefuse({ name, size })).toBe(reason);
  });
});

describe('the list of uploads', () => {
  const upload = (id: number, state: UploadState): Upload => ({ id, name: `paper-${id}.pdf`, state });
  const ended: UploadState = { step: 'added', paperId: 'a', note: null };
  const refused: UploadState = { step: 'refused', reason: 'The file is larger than 50 MB.', again: false };
  const reading: UploadState = { step: 'reading', queued: false, done: 1, total: 4, why: null };

  test('goes on one by one; what is under way can’t be dismissed', () => {
    let uploads = reduceUploads([], { type: 'given', uploads: [upload(1, { step: 'waiting', why: null })] });
    uploads = reduceUploads(uploads, { type: 'given', uploads: [upload(2, refused), upload(3, ended)] });
    uploads = reduceUploads(uploads, { type: 'went-on', id: 1, state: reading });
    expect(uploads.map(({ state }) => state.step)).toEqual(['reading', 'refused', 'added']);
    expect(reduceUploads(uploads, { type: 'dismissed', id: 1 })).toHaveLength(3);
    expect(reduceUploads(uploads, { type: 'dismissed', id: 2 }).map(({ id }) => id)).toEqual([1, 3]);
    expect(reduceUploads(uploads, { type: 'dismissed-finished' }).map(({ id }) => id)).toEqual([1]);
  });

  test('in words, for the eye and the ear', () => {
    expect(uploadsInWords([upload(1, ended), upload(2, refused), upload(3, reading)])).toBe(
      '1 of 3 files added, 1 not added',
    );
    expect(uploadsInWords([upload(1, refused)])).toBe('1 file not added');
    expect(uploadsInWords([upload(1, ended), upload(2, ended)])).toBe('2 files added');
    const known: UploadState = { step: 'unchanged', paperId: 'a', note: null };
    expect(uploadsInWords([upload(1, ended), upload(2, known), upload(3, refused)])).toBe(
      '1 of 3 files added, 1 was there already, 1 not added',
    );
    expect(uploadsInWords([upload(1, ended), upload(2, known), upload(3, known)])).toBe(
      '1 of 3 files added, 2 were there already',
    );
    expect(uploadsInWords([upload(1, known)])).toBe('1 file was in the library already');
    expect(uploadsInWords([upload(1, known), upload(2, refused)])).toBe(
      '0 of 2 files added, 1 was there already, 1 not added',
    );
    expect(endInWords(upload(1, ended))).toBe('paper-1.pdf was added.');
    expect(endInWords(upload(1, refused))).toBe('paper-1.pdf was not added. The file is larger than 50 MB.');
    expect(endInWords(upload(1, reading))).toBeNull();
    expect(shareOf(reading)).toBe(0.25);
    expect(shareOf({ ...reading, total: 0 })).toBeNull();
    expect(shareOf(ended)).toBeUndefined();
  });
});
