import { createRoute } from '@hono/zod-openapi';
import { clientOf, takeToken, TokenBuckets } from '../access/rate-limit.ts';
import { isAbort, RequestError, shutDown, statusOfCode } from '../errors.ts';
import { eventStream, type NamedEvent, wantsEvents } from '../http/event-stream.ts';
import type { Metrics } from '../metrics.ts';
import type { AppParts, Limits } from '../http/parts.ts';
import { checkHistory, checkQuestion } from '../http/question.ts';
import { firstOf, untilAborted } from '../http/request-signal.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';
import { type Answer, type AnswerEvent, AnswerEventSchema, AnswerSchema, AskRequestSchema } from '../wire.ts';

const askRoute = createRoute({
  method: 'post',
  path: '/api/ask',
  tags: ['Questions'],
  summary: 'Ask a question',
  description:
    'The answer as one object, or, with "Accept: text/event-stream", as events: the name is the type of AnswerEvent, ' +
    'the data its other fields; the data of answer-end is the answer itself.',
  request: { body: { ...json(AskRequestSchema, 'The question and the conversation before it'), required: true } },
  responses: {
    200: {
      description: 'The answer, every quotation in it located in a paper',
      content: { 'application/json': { schema: AnswerSchema }, 'text/event-stream': { schema: AnswerEventSchema } },
    },
    ...failures(400, 401, 403, 413, 415, 429, 503),
  },
});

/** `POST /api/ask`, as JSON and as events. */
export function askRoutes(parts: AppParts, limits: Limits, metrics: Metrics): Router {
  const buckets = new TokenBuckets(limits.questions);
  return createRouter().openapi(askRoute, async (c) => {
    const body = c.req.valid('json');
    const question = checkQuestion(body.question, limits.questionCharacters);
    const history = body.history && checkHistory(body.history, limits.historyTurns);
    takeToken(buckets, clientOf(c, parts.access.trustedProxy ?? false), 'questions');
    const request = { ...body, question, ...(history ? { history } : {}) };
    const { closing, breakOff } = parts;
    if (closing?.aborted) {
      const message = 'Ibid is shutting down and takes no more questions. Ask again in a moment.';
      throw new RequestError(503, 'shutting-down', message, 5);
    }
    const events = (signal: AbortSignal) =>
      metrics.watch(untilAborted(parts.assistant.ask(request, signal), signal), signal);

    if (wantsEvents(c)) {
      return eventStream(c, (signal) => named(events(signal)), {
        breakOff,
        heartbeatMs: limits.heartbeatMs,
        onError: (error) => parts.log.error({ err: error, requestId: c.var.requestId }, 'an answer failed'),
      });
    }
    const watch = firstOf([c.req.raw.signal, breakOff]);
    try {
      return c.json(await answerOf(events(watch.signal)), 200);
    } catch (error) {
      throw breakOff?.aborted && isAbort(error) ? shutDown() : error;
    } finally {
      watch.release();
    }
  });
}

async function* named(events: AsyncIterable<AnswerEvent>): AsyncGenerator<NamedEvent> {
  for await (const { type: event, ...data } of events) {
    yield { event, data: 'answer' in data ? data.answer : data };
  }
}

async function answerOf(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  for await (const event of events) {
    if (event.type === 'answer-end') return event.answer;
    if (event.type === 'error') {
      const status = statusOfCode(event.code);
      throw new RequestError(status, event.code, event.message, status === 503 ? 5 : null);
    }
  }
  throw new Error('the assistant ended without answer-end');
}
