import { afterEach, describe, expect, test, vi } from 'vitest';
import { EmbedderUnavailableError, LibraryUnavailableError } from '../../ingest/errors.ts';
import { AnswerSchema } from '../../server/wire.ts';
import { scriptedAnswer, scriptedPlace } from '../fakes/scripted-assistant.ts';
import { createTestApp, errorOf } from './app-under-test.ts';

const question = 'What is trust?';
const asEvents = { Accept: 'text/event-stream' };

interface SeenEvent {
  event: string;
  data: unknown;
}

/** Events as a client of the HTML standard reads them; comments are left out. */
function parseEvents(text: string): SeenEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes('data:'))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? 'message',
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown,
    }));
}

afterEach(() => vi.useRealTimers());

describe('POST /api/ask as JSON', () => {
  test('answers with the answer object', async () => {
    const { post, assistant } = createTestApp();
    const response = await post('/api/ask', { question, limit: 3, papers: ['5f1c0a2b9e7d4c31'] });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const answer = AnswerSchema.parse(await response.json());
    expect(answer.citations).toEqual([scriptedPlace]);
    expect(assistant.requests).toEqual([{ question, limit: 3, papers: ['5f1c0a2b9e7d4c31'] }]);
  });

  test.each([
    { why: 'no question', body: {}, code: 'malformed' },
    { why: 'an empty one', body: { question: '' }, code: 'question-empty' },
    { why: 'white space', body: { question: ' \n\t\u00a0 ' }, code: 'question-empty' },
    { why: '2,001 characters', body: { question: 'x'.repeat(2001) }, code: 'question-too-long' },
    { why: 'nothing but control characters', body: { question: '\u0000\u001b\ud83d' }, code: 'question-empty' },
    { why: 'bytes that were no UTF-8', body: { question: 'PK\ufffd\ufffd\ufffd\ufffd' }, code: 'question-unreadable' },
    { why: 'a number', body: { question: 42 }, code: 'malformed' },
    { why: 'a limit beyond', body: { question, limit: 1000 }, code: 'malformed' },
    { why: 'papers that are no list', body: { question, papers: 'all' }, code: 'malformed' },
    { why: 'a list', body: [question], code: 'malformed' },
    { why: 'null', body: null, code: 'malformed' },
  ])('turns down $why: 400 $code', async ({ body, code }) => {
    const { post, assistant } = createTestApp();
    const response = await post('/api/ask', body);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code, requestId: response.headers.get('x-request-id') });
    expect(assistant.requests).toEqual([]);
  });

  test.each([
    { why: '2,000 characters', given: 'x'.repeat(2000) },
    { why: '2,000 emoji, which are 4,000 UTF-16 units', given: '🙂'.repeat(2000) },
    { why: 'tabs and line ends', given: 'What is\ttrust?\nAnd what not?' },
    { why: 'other scripts', given: 'Τι είναι εμπιστοσύνη; 信任是什么？' },
    {
      why: 'one replacement character from a paper',
      given: 'What does “the ef\ufffdect of trust” mean in this library?',
    },
  ])('takes $why', async ({ given }) => {
    const { post, assistant } = createTestApp();
    expect((await post('/api/ask', { question: given })).status).toBe(200);
    expect(assistant.requests[0]?.question).toBe(given);
  });

  test('a space stands for each control character and lone surrogate, in the conversation before too', async () => {
    const { post, assistant } = createTestApp();
    const history = [{ question: 'What\u0000is \ud83d trust?', answer: 'A\u001b[31m relation\u0085\udc00.' }];
    const dirty = '\u0007What is\u0000trust\u001b[31m?\r\nAnd \udc00 what\fnot\u009b? 🙂';
    expect((await post('/api/ask', { question: dirty, history })).status).toBe(200);
    expect(assistant.requests[0]).toEqual({
      question: 'What is trust [31m?\nAnd   what not ? 🙂',
      history: [{ question: 'What is   trust?', answer: 'A [31m relation  .' }],
    });
  });

  test('ignores unknown fields, and cuts a long history to the newest turns instead of refusing it', async () => {
    const { post, assistant } = createTestApp();
    const history = Array.from({ length: 500 }, (_, turn) => ({ question: `Question ${turn}?`, answer: 'Yes.' }));
    expect((await post('/api/ask', { question, history, mood: 'curious' })).status).toBe(200);
    expect(assistant.requests[0]).toEqual({ question, history: history.slice(-20) });
  });

  test.each([
    { why: 'not JSON', headers: {}, body: '{"question":', status: 400, code: 'malformed' },
    { why: 'text', headers: { 'Content-Type': 'text/plain' }, body: 'hi', status: 415, code: 'unsupported-media-type' },
    {
      why: 'a form',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'question=hi',
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      why: 'over 16 MB',
      headers: {},
      body: JSON.stringify({ question, note: 'x'.repeat(17_000_000) }),
      status: 413,
      code: 'body-too-large',
    },
  ])('turns down a body that is $why: $status', async ({ headers, body, status, code }) => {
    const { app } = createTestApp();
    const response = await app.request('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  test.each([
    {
      why: 'the library',
      error: new LibraryUnavailableError('The folder /srv/ibid/library is on a full disk.'),
      status: 503,
      code: 'library-unavailable',
    },
    {
      why: 'the model',
      error: new EmbedderUnavailableError('bge-small', 'missing in /srv/models'),
      status: 503,
      code: 'embedder-unavailable',
    },
    { why: 'anything', error: new TypeError('x is undefined at /srv/ibid/x.ts:3'), status: 500, code: 'internal' },
  ])('a failure of $why: $status, and neither stack nor path', async ({ error, status, code }) => {
    const { post, logged } = createTestApp({
      script: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }),
    });
    const response = await post('/api/ask', { question });
    expect(response.status).toBe(status);
    expect(response.headers.has('retry-after')).toBe(status === 503);
    const body = await errorOf(response);
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toMatch(/\/srv|\.ts|at /);
    expect(logged.some((line) => line.includes('"stack"') && line.includes(body.requestId))).toBe(true);
  });

  test('an error event becomes an error response', async () => {
    const { post } = createTestApp({
      script: async function* () {
        yield await Promise.resolve({ type: 'error' as const, code: 'library-unavailable', message: 'Not now.' });
      },
    });
    const response = await post('/api/ask', { question });
    expect(response.status).toBe(503);
    expect(await errorOf(response)).toMatchObject({ code: 'library-unavailable', message: 'Not now.' });
  });
});

describe('POST /api/ask as events', () => {
  test('sends each event under its name, and the answer itself at the end', async () => {
    const { post } = createTestApp();
    const response = await post('/api/ask', { question }, asEvents);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = parseEvents(await response.text());
    expect(events.map(({ event }) => event)).toEqual([
      'evidence-found',
      'text-delta',
      'citation-rejected',
      'citation-verified',
      'answer-end',
    ]);
    expect(events[1]?.data).toEqual({ text: 'Sadi writes: ' });
    expect(events[2]?.data).toEqual({ quote: 'Trust is everything.', reason: 'not-found' });
    expect(events[3]?.data).toEqual({ citation: scriptedPlace });
    expect(AnswerSchema.parse(events[4]?.data).question).toBe(question);
  });

  test.each([
    { accept: 'text/event-stream, application/json;q=0.5', type: /^text\/event-stream/ },
    { accept: 'application/json, text/event-stream;q=0.5', type: /^application\/json/ },
    { accept: '*/*', type: /^application\/json/ },
    { accept: 'text/html', type: /^application\/json/ },
  ])('Accept: $accept gives $type', async ({ accept, type }) => {
    const { post } = createTestApp();
    const response = await post('/api/ask', { question }, { Accept: accept });
    expect(response.headers.get('content-type')).toMatch(type);
    await response.text();
  });

  test('a failure on the way is an error event with the request id', async () => {
    const { post } = createTestApp({
      script: async function* () {
        yield await Promise.resolve({ type: 'text-delta' as const, text: 'Sadi ' });
        throw new LibraryUnavailableError('The disk with /srv/ibid is gone.');
      },
    });
    const response = await post('/api/ask', { question }, asEvents);
    const last = parseEvents(await response.text()).at(-1);
    expect(last?.event).toBe('error');
    expect(last?.data).toMatchObject({
      code: 'library-unavailable',
      requestId: response.headers.get('x-request-id'),
    });
    expect(JSON.stringify(last)).not.toContain('/srv');
  });

  test('a turned down question is a plain error response, not a stream', async () => {
    const { post } = createTestApp();
    const response = await post('/api/ask', { question: '' }, asEvents);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).code).toBe('question-empty');
  });

  test('keeps the connection alive with comments while nothing happens', async () => {
    const { post } = createTestApp({
      limits: { heartbeatMs: 10 },
      script: async function* () {
        await new Promise((resolve) => setTimeout(resolve, 60));
        yield { type: 'answer-end', answer: scriptedAnswer(question) };
      },
    });
    const text = await (await post('/api/ask', { question }, asEvents)).text();
    expect(text).toMatch(/^: heartbeat\n\n/);
    expect(parseEvents(text)).toHaveLength(1);
  });

  const untilAborted = async function* (_request: unknown, signal: AbortSignal) {
    yield { type: 'text-delta' as const, text: 'Sadi ' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    signal.throwIfAborted();
  };

  test('a client that leaves aborts the work', async () => {
    const { post, assistant, logged } = createTestApp({ script: untilAborted });
    const reader = (await post('/api/ask', { question }, asEvents)).body?.getReader();
    await reader?.read();
    expect(assistant.signals[0]?.aborted).toBe(false);
    await reader?.cancel();
    await expect.poll(() => assistant.signals[0]?.aborted).toBe(true);
    expect(logged.filter((line) => line.includes('"err"'))).toEqual([]);
  });

  const forGood = async function* () {
    yield { type: 'text-delta' as const, text: 'Sadi ' };
    await new Promise(() => undefined);
  };

  test.each([
    { why: 'a writer that listens', script: untilAborted },
    { why: 'a writer that does not', script: forGood },
  ])('the shutdown breaks off $why; the last event says so, and so does the JSON', async ({ script }) => {
    const breakOff = new AbortController();
    const { post, assistant, logged } = createTestApp({ script, breakOff: breakOff.signal });
    const stream = (await post('/api/ask', { question }, asEvents)).body?.pipeThrough(new TextDecoderStream());
    const object = post('/api/ask', { question });
    let text = '';
    for await (const words of stream ?? []) {
      text += words;
      if (!text.includes('Sadi') || breakOff.signal.aborted) continue;
      await expect.poll(() => assistant.signals.length).toBe(2);
      breakOff.abort();
    }
    const events = parseEvents(text);
    expect(events.map(({ event }) => event)).toEqual(['text-delta', 'error']);
    const told = { code: 'aborted', message: expect.stringMatching(/shutting down.*again/) as string };
    expect(events[1]?.data).toMatchObject(told);
    const response = await object;
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await errorOf(response)).toMatchObject(told);
    expect(assistant.signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(logged.filter((line) => line.includes('"err"'))).toEqual([]);
  });

  test('an answer that is being given when the shutdown begins is given to its end; no new one is begun', async () => {
    const closing = new AbortController();
    const { post } = createTestApp({
      closing: closing.signal,
      script: async function* () {
        yield { type: 'text-delta', text: 'Sadi ' };
        closing.abort();
        await new Promise((resolve) => setTimeout(resolve, 20));
        yield { type: 'answer-end', answer: scriptedAnswer(question) };
      },
    });
    const text = await (await post('/api/ask', { question }, asEvents)).text();
    expect(parseEvents(text).at(-1)?.event).toBe('answer-end');
    const next = await post('/api/ask', { question });
    expect(next.status).toBe(503);
    expect((await errorOf(next)).code).toBe('shutting-down');
  });
});

describe('many at once', () => {
  test('100 questions, half of them as events, are all answered', async () => {
    const { post } = createTestApp();
    const responses = await Promise.all(
      Array.from({ length: 100 }, (_, n) => post('/api/ask', { question: `${n}: ${question}` }, n % 2 ? asEvents : {})),
    );
    const bodies = await Promise.all(responses.map((response) => response.text()));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
    bodies.forEach((body, n) => expect(body).toContain(`"question":"${n}: ${question}"`));
  });

  test('a client that asks too fast gets 429 and is told when to come back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post } = createTestApp({ limits: { questions: { burst: 2, perSecond: 0.1 } } });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push(await post('/api/ask', { question }));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get('retry-after')).toBe('10');
  });
});
