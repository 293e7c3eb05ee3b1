import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ChatModelServer, type ChatReply, startChatModelServer } from '../fakes/chat-model-server.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makeSmallLibrary, smallQuestion } from '../fixtures/small-library.ts';

// The end of a server that is in the middle of answers: its process, its signals, open streams.

const library = mkdtempSync(join(tmpdir(), 'ibid-shutdown-'));
beforeAll(() => makeSmallLibrary(library), 120_000);
afterAll(() => rmSync(library, { recursive: true, force: true }));

let model: ChatModelServer | null = null;
let server: RealServer | null = null;
afterEach(async () => {
  server?.process.kill('SIGKILL');
  await server?.close();
  await model?.close();
});

/** A server whose chat model replies like that. */
async function serve(reply: ChatReply): Promise<RealServer> {
  model = await startChatModelServer(() => reply);
  const settings = { IBID_MODEL: 'openai:slow', IBID_MODEL_URL: model.openaiUrl, IBID_MODEL_KEY: 'key' };
  server = await startRealServer({ IBID_LIBRARY: library, ...settings });
  return server;
}

/** Asks, and waits until the model is writing; `text` is the whole stream. */
async function openAnswer(url: string): Promise<{ text: Promise<string> }> {
  const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };
  const body = JSON.stringify({ question: smallQuestion });
  const response = await fetch(`${url}/api/ask`, { method: 'POST', headers, body });
  const text = response.text();
  while (model?.requests.length === 0) await sleep(10);
  return { text };
}

/** Whether it still takes connections: the first thing that ends with a signal. */
async function isListening(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const took = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return took;
}

const lastEvent = (text: string) => /event: (\S+)\ndata: (.*)\n\n$/.exec(text);

test('SIGTERM: an answer that is being written is given to its end, then the server ends', async () => {
  const { url, process: child, ended } = await serve({ chunks: ['The Board ', 'began.'], delayMs: 500 });
  const { text } = await openAnswer(url);
  child.kill('SIGTERM');
  expect(lastEvent(await text)?.[1]).toBe('answer-end');
  // That it does not wait for the end of its grace is proven over a connection, with a grace of an hour.
  expect(await ended).toBe(0);
});

test('SIGTERM: what does not end within the grace is broken off, and each stream says so', async () => {
  const { url, process: child, ended } = await serve({ chunks: [], hang: true });
  const form = new FormData();
  const long = Array.from(
    { length: 4000 },
    (_, n) => `In the year ${n} the keeper wrote of a storm that he had not seen.`,
  );
  form.append('file', new File([`# Logbook\n\n## Storms\n\n${long.join(' ')}`], 'logbook.md'));
  const accepted = await fetch(`${url}/api/papers`, { method: 'POST', body: form });
  const { job } = (await accepted.json()) as { job: { id: string } };
  const events = fetch(`${url}/api/jobs/${job.id}`, { headers: { Accept: 'text/event-stream' } });
  const jobText = (await events).text();
  const { text } = await openAnswer(url);
  const object = fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question: smallQuestion }),
  });
  while ((model?.requests.length ?? 0) < 2) await sleep(10);

  const started = Date.now();
  child.kill('SIGTERM');
  const [, name, data] = lastEvent(await text) ?? [];
  expect(name).toBe('error');
  expect(JSON.parse(data ?? '')).toMatchObject({
    code: 'aborted',
    message: expect.stringMatching(/shutting down/) as string,
  });
  expect(Date.now() - started).toBeGreaterThan(7500);
  const response = await object;
  expect(response.status).toBe(503);
  expect(((await response.json()) as { error: { code: string } }).error.code).toBe('aborted');
  const [, jobEvent, jobData] = lastEvent(await jobText) ?? [];
  expect(jobEvent).toBe('job');
  expect(JSON.parse(jobData ?? '')).toMatchObject({
    state: 'failed',
    error: expect.stringMatching(/shut down/) as string,
  });
  expect(await ended).toBe(0);
});

test('a second signal ends it at once', async () => {
  const { url, process: child, ended } = await serve({ chunks: [], hang: true });
  const { text } = await openAnswer(url);
  const closed = expect(text).rejects.toThrow();
  child.kill('SIGTERM');
  // Two signals that come before the first was heard are one.
  while (await isListening(url)) await sleep(10);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  // At the end of the grace it would be 0.
  expect(await ended).toBe(143);
  await closed;
});
