import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DraftPart } from '../../../server/answer/answer-writer.ts';
import { chatModelWriter } from '../../../server/answer/chat-model.ts';
import { openChatModel } from '../../../server/answer/open-chat-model.ts';
import { RULES } from '../../../server/answer/prompt.ts';
import { WriterFailedError } from '../../../server/answer/writer-errors.ts';
import { evidenceOf, partsOf, requestOf } from '../../conformance/answer-writer.ts';
import {
  type ChatModelServer,
  type ChatReply,
  type ChatRequest,
  startChatModelServer,
} from '../../fakes/chat-model-server.ts';

const services = ['openai', 'anthropic', 'ollama'] as const;
type Service = (typeof services)[number];

const question = 'How much ice did the glacier lose?';
const evidence = evidenceOf('The glacier lost eleven metres of ice.', 'Most of it melted after dust storms.');
const answer = ['It melted: <q n="1">eleven ', 'metres of ice</q>, and <q', ' n="2">dust storms</q> ', 'did it.'];
const KEY = 'sk-secret-0123456789';

let server: ChatModelServer;
afterEach(() => server.close());

async function open(service: Service, script: (request: ChatRequest) => ChatReply, timeoutMs = 20_000, maxRetries = 0) {
  server = await startChatModelServer(script);
  const url = service === 'openai' ? server.openaiUrl : server.url;
  const { model, name } = await openChatModel({ model: `${service}:small`, url, key: KEY, maxRetries });
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  return { writer: chatModelWriter(model, { name, timeoutMs, log }), lines };
}

async function failureOf(parts: AsyncIterable<DraftPart>): Promise<WriterFailedError> {
  const error: unknown = await partsOf(parts).then(
    (all) => new Error(`It wrote ${all.length} parts.`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof WriterFailedError)) throw new Error('It failed otherwise.', { cause: error });
  expect(error.writer).toBe('small');
  expect(error.message).toBe(`The chat model small failed: ${error.reason}`);
  expect(error.message).not.toMatch(/sk-|127\.0\.0\.1|\/|\bat \w+ \(/);
  return error;
}

describe.each(services)('over the %s protocol', (service) => {
  test('streams text and whole quotations', async () => {
    const { writer } = await open(service, () => ({ chunks: answer, delayMs: 5 }));
    const parts = await partsOf(writer.write(requestOf(question, evidence)));
    expect(parts.filter((part) => part.type === 'quotation')).toEqual([
      { type: 'quotation', quote: 'eleven metres of ice', passage: evidence[0]?.passage },
      { type: 'quotation', quote: 'dust storms', passage: evidence[1]?.passage },
    ]);
    expect(parts.map((part) => (part.type === 'text' ? part.text : '“”')).join('')).toBe(
      'It melted: “”, and “” did it.',
    );
  });

  test('gives out what it has while the model still writes', async () => {
    const { writer } = await open(service, () => ({ chunks: [...answer.slice(0, 3)], hang: true }));
    const parts = writer.write(requestOf(question, evidence))[Symbol.asyncIterator]();
    expect((await parts.next()).value).toEqual({ type: 'text', text: 'It melted: ' });
    expect((await parts.next()).value).toEqual({
      type: 'quotation',
      quote: 'eleven metres of ice',
      passage: evidence[0]?.passage,
    });
    await parts.return?.();
    await expect.poll(() => server.abandoned()).toBe(1);
  });

  test('sends rules, conversation and passages, streamed, with the key', async () => {
    const { writer } = await open(service, () => ({ chunks: answer }));
    const history = [{ question: 'What is a glacier?', answer: 'They call it “a river of ice” [1].' }];
    await partsOf(writer.write(requestOf(question, evidence, { history })));
    const [request] = server.requests;
    expect(request?.stream).toBe(true);
    expect(request?.model).toBe('small');
    expect(JSON.stringify(request?.headers)).toContain(KEY);
    expect(request?.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(request?.messages[0]?.content).toContain(RULES[2]);
    expect(request?.messages[2]?.content).toBe('They call it a river of ice.');
    expect(request?.messages[3]?.content).toContain('The glacier lost eleven metres of ice.');
    expect(JSON.stringify(request?.body)).toContain('"temperature":0');
  });

  test.each([
    [401, 'refused the key'],
    [404, 'does not know it'],
    [429, 'busy, or the quota is used up'],
    [500, 'fault of its own (500)'],
    [400, 'refused the request (400)'],
  ])('answered with status %i', async (status, words) => {
    const { writer, lines } = await open(service, () => ({ chunks: [], status }));
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain(words);
    expect(lines.join('')).toContain(`"status":${status}`);
    expect(lines.join('')).not.toContain('sk-');
  });

  test('broken off in the middle', async () => {
    const { writer } = await open(service, () => ({ chunks: answer, cutAfter: 2 }));
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('broke off');
  });

  test('a reply that ends without its finish broke off', async () => {
    const { writer } = await open(service, () => ({ chunks: answer.slice(0, 2), unfinished: true }));
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('broke off');
  });

  test('answered in a broken form, of which nothing reaches the console', async () => {
    const printed = (['log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    const { writer } = await open(service, () => ({ chunks: answer, malformed: true }));
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('unknown form');
    for (const spy of printed) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test.each([
    ['a web page', 'text/html', '<!doctype html>\n<html>\u001b[2JSign in</html>'],
    ['JSON', 'application/json', JSON.stringify({ ok: true })],
    ['text', 'text/plain', 'It melted.'],
  ])('answered with %s instead of a stream', async (_what, type, body) => {
    const { writer } = await open(service, () => ({ chunks: [], plain: { type, body } }));
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('answered in an unknown form');
  });

  test('empty deltas are silence', async () => {
    const { writer } = await open(service, () => ({ chunks: ['It melted'], emptyDeltas: 100, delayMs: 40 }), 300);
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('it said nothing for 0.3 seconds');
  });

  test('an answer that comes letter by letter is none of the same words', async () => {
    const whole = `They say that ${'the ice melted in summer and it was dust that did so, '.repeat(2)}and no more.`;
    const { writer } = await open(service, () => ({ chunks: whole.split('') }));
    const parts = await partsOf(writer.write(requestOf(question, evidence)));
    expect(parts.map((part) => (part.type === 'text' ? part.text : '')).join('')).toBe(whole);
  });

  test.each([
    ['never begins', []],
    ['never ends', ['It melted after the summer']],
  ])('silent: %s', async (_what, chunks) => {
    const { writer } = await open(service, () => ({ chunks, hang: true }), 300);
    const error = await failureOf(writer.write(requestOf(question, evidence)));
    expect(error.reason).toContain('it said nothing for 0.3 seconds');
    await expect.poll(() => server.abandoned()).toBe(1);
  });

  test.each([
    ['before the first word', []],
    ['in the middle', ['It melted after the summer']],
  ])('aborted %s: stops, with no other end in sight, and leaves the service', async (_what, chunks) => {
    const { writer } = await open(service, () => ({ chunks, hang: true }), 3_600_000);
    const controller = new AbortController();
    const reading = partsOf(writer.write(requestOf(question, evidence, { signal: controller.signal })));
    const outcome = expect(reading).rejects.toThrow('the reader went away');
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort(new Error('the reader went away'));
    await outcome;
    await expect.poll(() => server.abandoned()).toBe(1);
  });

  test('one reader who goes away does not end the answers of the others', async () => {
    const endless = 'How deep was the snow?';
    const { writer } = await open(service, ({ messages }) =>
      messages.at(-1)?.content.includes(endless) ? { chunks: [], hang: true } : { chunks: answer, delayMs: 60 },
    );
    const controller = new AbortController();
    const others = [1, 2].map(() => partsOf(writer.write(requestOf(question, evidence))));
    const leaving = partsOf(writer.write(requestOf(endless, evidence, { signal: controller.signal })));
    const left = expect(leaving).rejects.toThrow('away');
    await expect.poll(() => server.requests.length).toBe(3);
    controller.abort(new Error('away'));
    await left;
    for (const parts of await Promise.all(others))
      expect(parts.filter((part) => part.type === 'quotation')).toHaveLength(2);
  });
});

test('a draft that trickles has an end', async () => {
  const chunks = Array.from({ length: 200 }, (_, index) => `Summer ${index}. `);
  const { writer } = await open('openai', () => ({ chunks, delayMs: 60 }), 1400);
  const error = await failureOf(writer.write(requestOf(question, evidence)));
  expect(error.reason).toContain('it was not done after 7 seconds');
});

const rubbish: [what: string, chunks: string[], words: string][] = [
  ['nothing', [''], 'answered nothing'],
  ['only spaces', ['   ', '\n\n'], 'answered nothing'],
  ['only thoughts', ['<think>', 'What do I know?'], 'answered nothing'],
  ['only signs', ['!!!!', '!!!!', ' ?? …'], 'answered nothing'],
  ['one word over and over', Array.from({ length: 400 }, () => 'ice '), 'repeated the same words'],
  [
    'one phrase over and over',
    ['So. ', ...Array.from({ length: 60 }, () => 'the ice is the ')],
    'repeated the same words',
  ],
  ['a short loop', Array.from({ length: 14 }, () => 'ice '), 'repeated the same words'],
  ['a web page', ['<!DOCTYPE', ' html><html><body>', 'Sign in to the hotel network</body></html>'], 'web page'],
  ['its instructions', ['Sure! ', ...RULES.map((rule) => `${rule}\n`)], 'repeated its instructions'],
  ['no end', Array.from({ length: 3_000 }, (_, index) => `Then came summer ${index}. `), 'did not stop writing'],
];

describe('rubbish', () => {
  test.each(rubbish)('%s', async (_what, chunks, words) => {
    const { writer } = await open('openai', () => ({ chunks }));
    expect((await failureOf(writer.write(requestOf(question, evidence)))).reason).toContain(words);
  });

  test('the passages, boundary and all', async () => {
    const { writer } = await open('ollama', ({ messages }) => ({ chunks: [messages.at(-1)?.content ?? ''] }));
    expect((await failureOf(writer.write(requestOf(question, evidence)))).reason).toContain(
      'repeated its instructions',
    );
  });

  test('a web page is noticed before any of it is given out', async () => {
    const { writer } = await open('openai', () => ({ chunks: '<!doctype html><html>Hello'.split('') }));
    const parts: DraftPart[] = [];
    await expect(
      (async () => {
        for await (const part of writer.write(requestOf(question, evidence))) parts.push(part);
      })(),
    ).rejects.toBeInstanceOf(WriterFailedError);
    expect(parts).toEqual([]);
  });

  test.each([
    'No.',
    'Ice, ice, and again ice: <q n="1">eleven metres of ice</q>.',
    '<abstain reason="no-evidence">Nothing on wind.</abstain>',
  ])('is not: %s', async (output) => {
    const { writer } = await open('openai', () => ({ chunks: [output] }));
    expect((await partsOf(writer.write(requestOf(question, evidence)))).length).toBeGreaterThan(0);
  });
});

test('a service that is not there', async () => {
  server = await startChatModelServer(() => ({ chunks: [] }));
  const closed = createServer();
  const port = await new Promise<number>((done) => {
    closed.listen(0, '127.0.0.1', () => {
      const address = closed.address();
      closed.close(() => done(typeof address === 'object' && address ? address.port : 1));
    });
  });
  for (const service of services) {
    const { model, name } = await openChatModel({
      model: `${service}:small`,
      url: `http://127.0.0.1:${port}`,
      key: KEY,
      maxRetries: 0,
    });
    const error = await failureOf(chatModelWriter(model, { name }).write(requestOf(question, evidence)));
    expect(error.reason).toContain('could not be reached');
  }
});

test('a fault that passes is tried again once', async () => {
  let times = 0;
  const { writer } = await open(
    'openai',
    () => ((times += 1) === 1 ? { chunks: [], status: 500 } : { chunks: answer }),
    20_000,
    1,
  );
  expect((await partsOf(writer.write(requestOf(question, evidence)))).length).toBeGreaterThan(3);
  expect(times).toBe(2);
});

test('without evidence the model is not asked', async () => {
  const { writer } = await open('openai', () => ({ chunks: answer }));
  const parts = await partsOf(writer.write(requestOf(question, [])));
  expect(parts).toEqual([{ type: 'abstention', reason: 'no-evidence', message: expect.any(String) as string }]);
  expect(server.requests).toEqual([]);
});
