import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../../server/http/listen.ts';
import { scriptedAnswer } from '../fakes/scripted-assistant.ts';
import { createTestApp, errorOf, type TestApp } from './app-under-test.ts';

// What only a real connection shows: clients that hang up, bodies without a length, and the events' pace.

/** Milliseconds that a closing server gives to what is running: whatever does not wait for it ends long before. */
const hour = 3_600_000;

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function serve({ app }: TestApp): Promise<string> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends bytes as they are, and gives all that comes back before the connection is closed or pauses. */
async function sendBytes(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let got = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    got += text;
    if (got.includes('}}')) socket.end();
  });
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return got;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('over a connection', () => {
  test.each(['application/json', 'text/event-stream'])('hanging up aborts the work (%s)', async (accept) => {
    const seen = createTestApp({
      script: async function* (_request, signal) {
        yield { type: 'text-delta', text: 'Sadi ' };
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        signal.throwIfAborted();
      },
    });
    const address = await serve(seen);
    const leave = new AbortController();
    const gone = fetch(`${address}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ question: 'What is trust?' }),
      signal: leave.signal,
    }).then((response) => response.text());
    await until(() => seen.assistant.signals.length === 1);
    leave.abort();
    await expect(gone).rejects.toThrow();
    await until(() => seen.assistant.signals[0]?.aborted === true);
    await until(() => seen.logged.length === 1);
    const status = accept === 'application/json' ? 499 : 200;
    expect(JSON.parse(seen.logged[0] ?? '{}')).toMatchObject({ route: '/api/ask', status });
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics.match(/^ibid_questions_total.*$/gm)).toEqual(['ibid_questions_total{outcome="aborted"} 1']);
  });

  test('a Host that can’t be read, and bytes that are no request, get an error that says so', async () => {
    const server = await listen(createTestApp().app.fetch, '127.0.0.1', 0);
    close = () => server.close(0);
    for (const [request, status, code] of [
      ['GET /api/papers HTTP/1.1\r\nHost: a b<>\r\n\r\n', 400, 'invalid-address'],
      ['GET /api/papers HTTP/1.1\r\nHost: localhost:99999\r\n\r\n', 400, 'invalid-address'],
      ['Hello!\r\n\r\n', 400, 'malformed'],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ] as const) {
      const [head = '', body = ''] = (await sendBytes(server.port, request)).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*content-type: application/json`, 'i'));
      expect(JSON.parse(body)).toMatchObject({
        error: {
          code,
          message: expect.stringMatching(/\.$/) as string,
          requestId: expect.stringMatching(/^[\w-]{36}$/) as string,
        },
      });
    }
  });

  test('events arrive one by one, not all at the end', async () => {
    let goOn: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const seen = createTestApp({
      script: async function* () {
        yield { type: 'text-delta', text: 'first' };
        await gate;
        yield { type: 'text-delta', text: 'second' };
      },
    });
    const response = await fetch(`${await serve(seen)}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', 'Accept-Encoding': 'gzip' },
      body: JSON.stringify({ question: 'What is trust?' }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('event: text-delta\ndata: {"text":"first"}\n\n');
    goOn?.();
    expect((await reader?.read())?.value).toContain('second');
  });

  test('an upload that does not say how long it is stops at the limit', async () => {
    const address = await serve(createTestApp({ limits: { uploadBytes: 100_000 } }));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(50_000)),
    });
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    const response = await fetch(`${address}/api/papers`, init);
    expect(response.status).toBe(413);
    expect((await errorOf(response)).code).toBe('file-too-large');
  });

  /** Sends a multipart body with a file of so many bytes, pausing between its pieces, and reads nothing before its end. */
  async function sendFile(
    port: number,
    { bytes, pieces, pause }: { bytes: number; pieces: number; pause: () => unknown },
  ) {
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="large.txt"\r\nContent-Type: text/plain\r\n\r\n';
    const tail = '\r\n--x--\r\n';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const failures: (string | undefined)[] = [];
    socket.on('error', (error: NodeJS.ErrnoException) => failures.push(error.code));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let got = '';
    const length = head.length + bytes + tail.length;
    socket.write(
      `POST /api/papers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n${head}`,
    );
    const piece = Buffer.alloc(bytes / pieces, 'x');
    for (let sent = 0; sent < pieces && !socket.closed; sent += 1) {
      await new Promise((resolve) => socket.write(piece, resolve));
      await pause();
    }
    socket.setEncoding('utf8').on('data', (text: string) => (got += text));
    socket.end(tail);
    await closed;
    return { failures, status: got.split('\r\n')[0], code: /"code":"([^"]*)"/.exec(got)?.[1] ?? null };
  }

  const refused = { failures: [], status: 'HTTP/1.1 413 Payload Too Large', code: 'file-too-large' };
  test.each([
    { why: '60 MB at once', bytes: 60 * 1024 * 1024, pieces: 240, pause: () => null, uploadBytes: 50 * 1024 * 1024 },
    { why: 'a file that comes slowly', bytes: 3_000_000, pieces: 30, pause: () => sleep(50), uploadBytes: 1_000_000 },
  ])(
    'who sends $why over the limit and reads nothing before the end gets the 413',
    async ({ uploadBytes, ...file }) => {
      const server = await listen(createTestApp({ limits: { uploadBytes } }).app.fetch, '127.0.0.1', 0);
      close = () => server.close(0);
      expect(await sendFile(server.port, file)).toEqual(refused);
    },
  );

  test('a refused file is not read on while the server shuts down', async () => {
    const closing = new AbortController();
    const { app } = createTestApp({ limits: { uploadBytes: 1_000_000 }, closing: closing.signal });
    let asked = 0;
    const server = await listen(
      (request, bindings) => {
        asked += 1;
        return app.fetch(request, bindings);
      },
      '127.0.0.1',
      0,
    );
    // The rest of the file comes only when the server has ended.
    const ended: Promise<void> = until(() => asked === 1).then(() => {
      closing.abort();
      return server.close(hour);
    });
    await sendFile(server.port, { bytes: 3_000_000, pieces: 3, pause: () => ended });
    await ended;
  });

  test('half a request does not hold the end up', async () => {
    const server = await listen(createTestApp().app.fetch, '127.0.0.1', 0);
    const half = connect(server.port, '127.0.0.1').on('error', () => undefined);
    // Behind a whole one, so that it was received when that is answered.
    const request = 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n';
    half.write(`${request}\r\n${request}`);
    await new Promise((resolve) => half.once('data', resolve));
    await server.close(hour);
    half.destroy();
  });

  test('an answer that is being given is given to its end, and then the server ends at once', async () => {
    let goOn: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const { app } = createTestApp({
      script: async function* ({ question }) {
        yield { type: 'text-delta', text: 'first' };
        await gate;
        yield { type: 'answer-end', answer: scriptedAnswer(question) };
      },
    });
    const server = await listen(app.fetch, '127.0.0.1', 0);
    const response = await fetch(`http://127.0.0.1:${server.port}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ question: 'What is trust?' }),
    });
    const closed = server.close(hour);
    goOn?.();
    expect(await response.text()).toContain('event: answer-end');
    await closed;
  });
});
