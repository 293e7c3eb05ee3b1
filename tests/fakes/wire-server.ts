import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { contentSecurityPolicy } from '../../server/http/security-headers.ts';
import { type Answer, AnswerEventSchema, AnswerSchema, AskRequestSchema, PaperSchema } from '../../server/wire.ts';
import { abstained, answered } from './wire-answers.ts';
import { type FakePaper, placeOf, sadi, sarwarAndRashid } from './wire-papers.ts';

/** What a test can set of the fake server. */
export interface FakeWireOptions {
  /** Folder of the built page. */
  readonly webRoot: string;
  readonly papers?: readonly FakePaper[];
  /** Milliseconds between two words of an answer; 5 unless told. */
  readonly pace?: number;
  /** 0 (any) unless told. */
  readonly port?: number;
  /** Takes the place of the default answers. */
  readonly answerTo?: (question: string) => Answer;
  /** Waited for before the last word of each answer; told which question it is, from 1. */
  readonly beforeEnd?: (asked: number) => Promise<void>;
  /** Told when the first words of an answer are sent. */
  readonly onFirstWords?: () => void;
}

export interface FakeWireServer {
  readonly url: string;
  readonly port: number;
  /** Requests to `POST /api/ask`, as parsed. */
  readonly asked: { question: string; history: number }[];
  close(): Promise<void>;
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

const errorBody = (code: string, message: string) => ({ error: { code, message, requestId: 'fake' } });

async function send(stream: SSEStreamingApi, event: unknown): Promise<void> {
  const { type, ...fields } = AnswerEventSchema.parse(event);
  const data = type === 'answer-end' ? (fields as { answer: Answer }).answer : fields;
  await stream.writeSSE({ event: type, data: JSON.stringify(data) });
}

/** Streams an answer: evidence, words, each citation just before its marker, the end. */
async function streamAnswer(
  stream: SSEStreamingApi,
  answer: Answer,
  pace: number,
  { onFirstWords, beforeEnd }: { onFirstWords?: (() => void) | undefined; beforeEnd?: () => Promise<void> } = {},
): Promise<void> {
  await stream.write(': heartbeat\n\n');
  await send(stream, { type: 'evidence-found', passages: answer.passages });
  await wait(pace * 10);
  for (const { quote, reason } of answer.rejected) await send(stream, { type: 'citation-rejected', quote, reason });
  onFirstWords?.();
  const words = answer.text.split(/(?<=\s)/);
  for (const [index, word] of words.entries()) {
    if (index === words.length - 1) await beforeEnd?.();
    if (stream.aborted) return;
    const number = /\[(\d+)\]/.exec(word)?.[1];
    const citation = answer.citations.find((candidate) => String(candidate.number) === number);
    if (citation) await send(stream, { type: 'citation-verified', citation });
    await send(stream, { type: 'text-delta', text: word });
    await wait(pace);
  }
  await send(stream, { type: 'answer-end', answer });
}

/**
 * A server that speaks `server/wire.ts` over HTTP with answers about the default papers. These questions misbehave:
 * "fail" ends in an error event, "break off" closes the stream midway, "restart" changes writers midway, "refuse" gets
 * a 503, "weather" an abstention.
 */
export async function startFakeWireServer(options: FakeWireOptions): Promise<FakeWireServer> {
  const defaults: [FakePaper, FakePaper] = [sadi(), sarwarAndRashid()];
  const papers = options.papers ?? defaults;
  const pace = options.pace ?? 5;
  const asked: FakeWireServer['asked'] = [];
  const answers = new Map<string, Answer>();
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', contentSecurityPolicy);
    context.header('x-content-type-options', 'nosniff');
  });

  const withPaper = (context: Context, reply: (paper: FakePaper) => Response) => {
    const paper = papers.find(({ detail }) => detail.id === context.req.param('id'));
    return paper ? reply(paper) : context.json(errorBody('no-such-paper', 'There is no such paper.'), 404);
  };
  app.get('/api/papers', (context) =>
    context.json({
      papers: papers.map(({ detail }) => PaperSchema.parse(detail)),
    }),
  );
  app.get('/api/papers/:id', (context) => withPaper(context, ({ detail }) => context.json(detail)));
  app.get('/api/papers/:id/text', (context) => withPaper(context, ({ content }) => context.json(content)));
  app.get('/api/papers/:id/place', (context) =>
    withPaper(context, (paper) => {
      const quote = context.req.query('quote') ?? '';
      if (quote === '' || !paper.content.text.includes(quote))
        return context.json(errorBody('no-such-words', 'These words are not in the paper.'), 404);
      return context.json(placeOf(paper, 1, quote));
    }),
  );
  app.get('/api/answers/:id', (context) => {
    const answer = answers.get(context.req.param('id'));
    return answer ? context.json(answer) : context.json(errorBody('no-such-answer', 'There is no such answer.'), 404);
  });

  app.post('/api/ask', async (context) => {
    const { question, history } = AskRequestSchema.parse(await context.req.json());
    const number = asked.push({ question, history: history?.length ?? 0 });
    if (/\brefuse\b/.test(question)) {
      context.header('retry-after', '5');
      return context.json(errorBody('busy', 'Ibid is busy. Wait a few seconds, then ask again.'), 503);
    }
    const answer = AnswerSchema.parse(
      options.answerTo?.(question) ??
        (/weather/i.test(question)
          ? abstained(question, ...defaults)
          : answered(question, ...defaults, history?.length ?? 0)),
    );
    answers.set(answer.id, answer);
    return streamSSE(context, async (stream) => {
      if (/\brestart\b/.test(question)) {
        const notice = 'The chat model failed, so this answer is made of the papers’ own sentences.';
        await send(stream, { type: 'text-delta', text: 'A draft that is thrown away' });
        await wait(pace);
        await send(stream, { type: 'answer-restarted', notice });
        answers.set(answer.id, { ...answer, notice });
        return streamAnswer(stream, { ...answer, notice }, pace);
      }
      if (/\bfail\b/.test(question)) {
        const message = 'The library could not be searched just now. Try again in a moment.';
        await send(stream, { type: 'error', code: 'library-unavailable', message });
        return;
      }
      if (question.includes('break off')) {
        await send(stream, { type: 'text-delta', text: 'Sadi puts a number on it' });
        return;
      }
      await streamAnswer(stream, answer, pace, {
        onFirstWords: options.onFirstWords,
        beforeEnd: () => options.beforeEnd?.(number) ?? Promise.resolve(),
      });
    });
  });

  const page = () => readFileSync(resolve(options.webRoot, 'index.html'), 'utf8');
  app.get('/', (context) => context.html(page()));
  app.get('/papers/:id', (context) => context.html(page()));
  app.get('/answers/:id', (context) => context.html(page()));
  app.use(serveStatic({ root: options.webRoot }));

  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const started = serve({ fetch: app.fetch, port: options.port ?? 0, hostname: '127.0.0.1' }, () => ready(started));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
