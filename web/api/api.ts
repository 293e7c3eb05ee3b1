import type {
  Answer,
  AnswerEvent,
  AskRequest,
  Place,
  WirePaper,
  WirePaperDetail,
  WirePaperText,
} from '../../server/wire.ts';
import { createEventStreamParser, type StreamEvent } from './event-stream.ts';
import { failureOf, RequestFailedError, unreachableError } from './failure.ts';

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachableError(error);
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

// The server is this page's own origin and speaks one version with it, so a body is taken to have its wire type.
async function getJson(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await request(path, { headers: { accept: 'application/json' }, ...(signal && { signal }) });
  return response.json().catch((error: unknown) => {
    throw unreachableError(error);
  });
}

const paperPath = (id: string) => `/api/papers/${encodeURIComponent(id)}`;

/** All papers of the library. @throws RequestFailedError */
export async function getPapers(signal?: AbortSignal): Promise<WirePaper[]> {
  return ((await getJson('/api/papers', signal)) as { papers: WirePaper[] }).papers;
}

/** One paper with its sections; an old id leads to the paper that replaced it. @throws RequestFailedError */
export async function getPaper(id: string, signal?: AbortSignal): Promise<WirePaperDetail> {
  return (await getJson(paperPath(id), signal)) as WirePaperDetail;
}

/** The frozen text of a paper. @throws RequestFailedError */
export async function getPaperText(id: string, signal?: AbortSignal): Promise<WirePaperText> {
  return (await getJson(`${paperPath(id)}/text`, signal)) as WirePaperText;
}

/** Where words stand in the paper as it is now, or null when they are gone. @throws RequestFailedError */
export async function findPlace(
  id: string,
  words: { quote: string; prefix: string | null; suffix: string | null },
  signal?: AbortSignal,
): Promise<Place | null> {
  const query = new URLSearchParams({ quote: words.quote, prefix: words.prefix ?? '', suffix: words.suffix ?? '' });
  try {
    return (await getJson(`${paperPath(id)}/place?${query.toString()}`, signal)) as Place;
  } catch (error) {
    if (error instanceof RequestFailedError && error.status === 404) return null;
    throw error;
  }
}

/** A kept answer. @throws RequestFailedError, status 404 when it is not kept any more */
export async function getAnswer(id: string, signal?: AbortSignal): Promise<Answer> {
  return (await getJson(`/api/answers/${encodeURIComponent(id)}`, signal)) as Answer;
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
  const response = await request('/api/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
    signal,
  });
  const feed = createEventStreamParser();
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const read = await reader?.read().catch((error: unknown) => {
        throw signal.aborted ? error : unreachableError(error);
      });
      if (read?.value === undefined) break;
      for (const item of feed(read.value)) {
        const event = answerEventOf(item);
        if (event) yield event;
        if (event?.type === 'answer-end' || event?.type === 'error') return;
      }
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  throw new RequestFailedError('The answer broke off before it was finished. Ask again.', 0);
}
