import { createEventStreamParser, type StreamEvent } from './event-stream.ts';
import { failureOf, unreachableError } from './failure.ts';

const whenLoggedOut = new Set<() => void>();

/** Calls `listener` whenever the server asks for a key that this browser has not, or no longer. Returns its end. */
export function onLoggedOut(listener: () => void): () => void {
  whenLoggedOut.add(listener);
  return () => void whenLoggedOut.delete(listener);
}

/** Tells all who listen that the server asks for a key again; for what asks it by other means than `request`. */
export function noteLoggedOut(): void {
  for (const listener of whenLoggedOut) listener();
}

/** A request to this page's own server. @throws RequestFailedError for any status but 2xx; the abort as it is */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachableError(error);
  }
  if (response.status === 401) noteLoggedOut();
  if (!response.ok) throw await failureOf(response);
  return response;
}

/**
 * The JSON that an address gives. The server is this page's own origin and speaks one version with it, so callers take
 * it to have its wire type. @throws RequestFailedError
 */
export async function getJson(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await request(path, { headers: { accept: 'application/json' }, ...(signal && { signal }) });
  return response.json().catch((error: unknown) => {
    throw signal?.aborted ? error : unreachableError(error);
  });
}

/** A body of JSON, with its header. */
export function jsonBody(value: unknown): Pick<RequestInit, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/**
 * Requests a stream of server-sent events and yields them as they arrive, until the server ends it or the caller
 * leaves the loop. @throws RequestFailedError when the server refuses, can't be reached, or the connection breaks
 */
export async function* requestEvents(
  path: string,
  init: RequestInit & { readonly signal: AbortSignal },
): AsyncGenerator<StreamEvent> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'text/event-stream');
  const response = await request(path, { ...init, headers });
  const feed = createEventStreamParser();
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const read = await reader?.read().catch((error: unknown) => {
        throw init.signal.aborted ? error : unreachableError(error);
      });
      if (read?.value === undefined) return;
      yield* feed(read.value);
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}
