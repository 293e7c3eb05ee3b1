import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnswerSchema, type Job } from '../../server/wire.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makeSmallLibrary, smallQuestion } from '../fixtures/small-library.ts';

// Much at once, and large files, over real sockets to a real server.

const library = mkdtempSync(join(tmpdir(), 'ibid-load-'));
let server: RealServer;
beforeAll(async () => {
  await makeSmallLibrary(library);
  server = await startRealServer({ IBID_LIBRARY: library });
});
afterAll(async () => {
  await server.close();
  rmSync(library, { recursive: true, force: true });
});

/** Two kinds of questions, so that an answer which went to the wrong one is seen. */
function questionOf(n: number): { question: string; words: string } {
  return n % 3 === 0
    ? { question: 'How long could a keeper wait beyond his term for a boat?', words: 'three weeks beyond' }
    : { question: smallQuestion, words: 'six hundred' };
}

test('200 questions at once are all answered; signs of life come meanwhile, and it stays ready', async () => {
  const ask = async (n: number) => {
    const accept = n % 2 === 0 ? 'application/json' : 'text/event-stream';
    const response = await fetch(`${server.url}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ question: questionOf(n).question }),
    });
    const text = await response.text();
    const json = n % 2 === 0 ? text : /event: answer-end\ndata: (.*)\n\n$/.exec(text)?.[1];
    return { status: response.status, answer: AnswerSchema.parse(JSON.parse(json ?? 'null')) };
  };
  const answers = Promise.all(Array.from({ length: 200 }, (_, n) => ask(n)));
  let over = false;
  const probes: number[] = [];
  const probe = async () => {
    while (!over) {
      for (const path of ['/healthz', '/readyz']) probes.push((await fetch(`${server.url}${path}`)).status);
      await sleep(500);
    }
  };
  const probing = probe();
  const all = await answers.finally(() => (over = true));
  await probing;
  for (const [n, { status, answer }] of all.entries()) {
    expect(status).toBe(200);
    const { question, words } = questionOf(n);
    expect(answer.question).toBe(question);
    expect({ question, answered: answer.answered }).toEqual({ question, answered: true });
    expect(answer.text).toContain(words);
  }
  expect(new Set(probes)).toEqual(new Set([200]));
}, 600_000);

/** Bytes that begin as a PDF and are none. */
function largeFile(bytes: number): File {
  const content = new Uint8Array(bytes).fill(0x41);
  content.set(new TextEncoder().encode('%PDF-1.7\n'));
  return new File([content], 'large.pdf');
}

async function upload(file: File): Promise<Response> {
  const body = new FormData();
  body.append('file', file);
  return fetch(`${server.url}/api/papers`, { method: 'POST', body });
}

test('a file of 50 MB is taken and looked into, one of 50 MB and a byte is not', async () => {
  const limit = 50 * 1024 * 1024;
  const taken = await upload(largeFile(limit));
  expect(taken.status).toBe(202);
  const { job } = (await taken.json()) as { job: { id: string } };
  const events = await fetch(`${server.url}/api/jobs/${job.id}`, { headers: { Accept: 'text/event-stream' } });
  const last = /data: (.*)\n\n$/.exec(await events.text())?.[1] ?? 'null';
  expect(JSON.parse(last) as Job).toMatchObject({
    state: 'failed',
    error: expect.stringMatching(/can['’]t be read/) as string,
  });

  const refused = await upload(largeFile(limit + 1));
  expect(refused.status).toBe(413);
  expect(((await refused.json()) as { error: { code: string } }).error.code).toBe('file-too-large');
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
