import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnreadablePaperError } from '../../ingest/errors.ts';
import { preparingWith } from '../../ingest/prepare-paper.ts';
import { type PreparingThread, startPreparing } from '../../ingest/preparing-thread.ts';
import { docxReader } from '../../ingest/readers/langchain.ts';
import { pdfReader } from '../../ingest/readers/pdf.ts';
import { plainTextReader } from '../../ingest/readers/plain-text.ts';
import { beePaper, lighthousePaper } from '../fixtures/short-papers.ts';

const source = (name: string, text: string | Uint8Array) => ({
  name,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});
const never = new AbortController().signal;
/** Takes about a second to read. */
const longText = Array.from({ length: 2500 }, (_, index) => `${index}. ${lighthousePaper}`).join('\n\n');

describe('papers are prepared in a thread of their own', () => {
  let thread: PreparingThread;
  beforeAll(() => {
    thread = startPreparing();
  });
  afterAll(() => thread.close());

  test('exactly as in the thread of the caller', async () => {
    const prepare = preparingWith([plainTextReader()]);
    for (const [name, text] of [
      ['bees.md', beePaper],
      ['lighthouses.md', lighthousePaper],
    ] as const) {
      expect(await thread.prepare(source(name, text), never)).toEqual(await prepare(source(name, text), never));
    }
  });

  test.each([
    ['a kind that is not read', source('a.xyz', 'text')],
    ['a binary file', source('a.txt', Uint8Array.of(0x89, 0x50, 0, 0, 1, 2))],
    ['no Word document', source('a.docx', 'text')],
    ['no PDF', source('a.pdf', 'text')],
    ['no text', source('a.md', '![](figure.png)')],
  ])('with the same refusal: %s', async (_, bad) => {
    const prepare = preparingWith([pdfReader(), docxReader(), plainTextReader()]);
    const refusal: unknown = await prepare(bad, never).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadablePaperError);
    const inThread: unknown = await thread.prepare(bad, never).catch((error: unknown) => error);
    expect(inThread).toBeInstanceOf(UnreadablePaperError);
    expect(inThread).toMatchObject({ source: bad.name, reason: (refusal as UnreadablePaperError).reason });
  });

  test('several at once each get their own paper', async () => {
    const names = ['a.md', 'b.md', 'c.md'];
    const prepared = await Promise.all(
      names.map((name) => thread.prepare(source(name, beePaper.replace('Cloud', name)), never)),
    );
    expect(prepared.map(({ paper }) => [paper.source, paper.title])).toEqual(
      names.map((name) => [name, `Waggle Dances under ${name}`]),
    );
  });

  test('the caller’s thread goes on meanwhile', async () => {
    await thread.prepare(source('warm.md', beePaper), never);
    const state = { done: false };
    const read = thread.prepare(source('long.md', longText), never).finally(() => (state.done = true));
    let turns = 0;
    for (; !state.done; turns += 1) await sleep(1);
    await read;
    // Reading it here would be one turn.
    expect(turns).toBeGreaterThan(20);
  });

  test('an abort rejects with its reason, and the next file is read', async () => {
    const controller = new AbortController();
    const reading = thread.prepare(source('long.md', longText), controller.signal);
    setTimeout(() => controller.abort(new Error('stopped')), 100);
    await expect(reading).rejects.toThrow('stopped');
    expect((await thread.prepare(source('bees.md', beePaper), never)).paper.title).toBe('Waggle Dances under Cloud');
  });
});

describe('a file that takes too much is unreadable, and the next one is read', () => {
  test.each([
    // Time enough for what follows, on any machine.
    ['time', { seconds: 0.5, megabytes: 1024 }, /more than 0\.5 seconds/],
    ['memory', { seconds: 300, megabytes: 32 }, /more than 32 MB of memory/],
  ])('%s', async (_, limits, reason) => {
    const thread = startPreparing(limits);
    try {
      const refusal: unknown = await thread
        .prepare(source('long.md', longText.repeat(3)), never)
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UnreadablePaperError);
      expect((refusal as UnreadablePaperError).reason).toMatch(reason);
      await expect(thread.prepare(source('bees.md', ''), never)).rejects.toThrow(/no text/);
    } finally {
      await thread.close();
    }
  });

  test('closing rejects what is being read', async () => {
    const thread = startPreparing();
    const reading = thread.prepare(source('long.md', longText), never);
    const refused = expect(reading).rejects.toThrow(/closed/);
    await thread.close();
    await refused;
  });
});
