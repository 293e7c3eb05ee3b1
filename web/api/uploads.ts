import type { Job } from '../../server/wire.ts';
import { failureOf, RequestFailedError, unreachableError } from './failure.ts';
import { getJson, requestEvents } from './request.ts';

interface SendOptions {
  readonly signal: AbortSignal;
  /** Called with the share that has been sent, 0 to 1. */
  readonly onSent: (share: number) => void;
}

/**
 * Sends a file to be read into the library; gives the id of the job that does it.
 * @throws RequestFailedError; the signal's reason when aborted
 */
export async function sendPaper(file: File, { signal, onSent }: SendOptions): Promise<string> {
  const response = await postFile(file, { signal, onSent });
  if (!response.ok) throw await failureOf(response);
  return ((await response.json()) as { job: { id: string } }).job.id;
}

/** By XMLHttpRequest, since `fetch` does not say how much of a body has been sent. */
function postFile(file: File, { signal, onSent }: SendOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, file.name);
    const stop = () => {
      request.abort();
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onSent(loaded / total);
    });
    request.addEventListener('load', () => {
      const retryAfter = request.getResponseHeader('retry-after');
      const headers: HeadersInit = retryAfter === null ? {} : { 'retry-after': retryAfter };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    });
    request.addEventListener('error', (event) => reject(unreachableError(event)));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    request.open('POST', '/api/papers');
    request.setRequestHeader('accept', 'application/json');
    request.send(body);
  });
}

const jobPath = (id: string) => `/api/jobs/${encodeURIComponent(id)}`;

/** The job as it stands. @throws RequestFailedError, status 404 when the server does not know it (any more) */
export async function getJob(id: string, signal: AbortSignal): Promise<Job> {
  return (await getJson(jobPath(id), signal)) as Job;
}

/**
 * The job now and after each change, until it is over or the stream ends. A stream that ends before the job's end is
 * no error: ask again.
 * @throws RequestFailedError when the server refuses, can't be reached, or the stream breaks off
 */
export async function* jobChanges(id: string, signal: AbortSignal): AsyncGenerator<Job> {
  for await (const { type, data } of requestEvents(jobPath(id), { signal })) {
    if (type === 'error') throw new RequestFailedError('Ibid could not say how the reading goes.', 0);
    if (type === 'job') yield JSON.parse(data) as Job;
  }
}

/** Whether a job has come to its end. */
export function isJobOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed';
}
