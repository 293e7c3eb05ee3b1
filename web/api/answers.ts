import type { Answer, AnswerEvent, AskRequest } from '../../server/wire.ts';
import type { StreamEvent } from './event-stream.ts';
import { RequestFailedError } from './failure.ts';
import { getJson, jsonBody, request, requestEvents } from './request.ts';

const answerPath = (id: string) => `/api/answers/${encodeURIComponent(id)}`;

/** A kept answer. @throws RequestFailedError, status 404 when it is not kept any more */
export async function getAnswer(id: string, signal?: AbortSignal): Promise<Answer> {
  return (await getJson(answerPath(id), signal)) as Answer;
}

/** What a reader can say of an answer. */
export type Verdict = 'good' | 'bad';

/** Keeps a reader's verdict with the answer; a later one replaces it. @throws RequestFailedError */
export async function giveFeedback(id: string, verdict: Verdict): Promise<void> {
  await request(`${answerPath(id)}/feedback`, { method: 'POST', ...jsonBody({ verdict }) });
}

const eventTypes: ReadonlySet<string> = new Set<AnswerEvent['type']>([
  'evidence-found',
  'text-delta',
  'citation-verified',
  'citation-rejected',
  'answer-restarted',
  'answer-end',
  'error',
]);

/** An answer's event from the stream; null for types that this version does not know. */
export function answerEventOf({ type, data }: StreamEvent): AnswerEvent | null {
  if (!eventTypes.has(type)) return null;
  const fields = JSON.parse(data) as object;
  return (type === 'answer-end' ? { type, answer: fields } : { type, ...fields }) as AnswerEvent;
}

/**
 * Asks, and yields the answer's events as they arrive; ends after `answer-end` or `error`.
 * @throws RequestFailedError when the server refuses, can't be reached, or the stream breaks off
 */
export async function* ask(body: AskRequest, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  for await (const item of requestEvents('/api/ask', { method: 'POST', ...jsonBody(body), signal })) {
    const event = answerEventOf(item);
    if (event) yield event;
    if (event?.type === 'answer-end' || event?.type === 'error') return;
  }
  throw new RequestFailedError('The answer broke off before it was finished. Ask again.', 0);
}
