import { LibraryUnavailableError } from '../../errors.ts';
import { hindranceIn, NodeFailure, refusalOf } from './failures.ts';

/** How nodes are reached. */
export interface Access {
  /** API key, or null. */
  readonly key: string | null;
  readonly tls: boolean;
}

/** One request of Weaviate's HTTP API. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with /v1/. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds that a node has to answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What a node answered: 2xx, or 404 and 422, which mean something to whoever asked. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks one node once.
 * @param node `host:port`
 * @throws NodeFailure when another node, or a later moment, may do better
 * @throws LibraryUnavailableError when nothing but a person can help; the signal's reason
 */
export async function askNode(node: string, request: Request, { key, tls }: Access): Promise<Reply> {
  const { method, path, body, timeoutMs, signal } = request;
  signal?.throwIfAborted();
  const late = AbortSignal.timeout(timeoutMs);
  let reply: Reply;
  try {
    const response = await fetch(`${tls ? 'https' : 'http'}://${node}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, late]) : late,
      // Where a wrong address leads, nothing of a library shall follow.
      redirect: 'error',
    });
    reply = { status: response.status, body: parsed(await response.text()) };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = late.aborted ? `no answer within ${timeoutMs} ms` : 'no connection';
    const code = late.aborted ? '' : codeOf(cause);
    const facts = { silent: true, foreign: isForeign(code), unheard: code === 'ECONNREFUSED' };
    throw new NodeFailure(node, reason, { ...facts, cause });
  }
  return understood(node, reply, key !== null);
}

function understood(node: string, reply: Reply, keyGiven: boolean): Reply {
  const { status, body } = reply;
  if ((status >= 200 && status < 300) || status === 404 || status === 422) return reply;
  const refusal = refusalOf(status, keyGiven);
  if (refusal) throw new LibraryUnavailableError(refusal);
  const said = messagesOf(body).join('; ');
  const hindrance = hindranceIn(said);
  const failure = new NodeFailure(node, `status ${status}: ${said.slice(0, 500)}`, { silent: false });
  if (hindrance && status < 500) throw new LibraryUnavailableError(hindrance, { cause: failure });
  throw failure;
}

/** What a body says went wrong: Weaviate's `error: [{ message }]`, GraphQL's `errors`, or a single `message`. */
export function messagesOf(body: unknown): string[] {
  if (typeof body === 'string') return [body];
  if (typeof body !== 'object' || body === null) return [];
  const found: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === 'message' && typeof value === 'string') found.push(value);
    if (name === 'error' || name === 'errors') {
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) found.push(...messagesOf(one));
    }
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

/** What the system or the HTTP parser calls it; '' where it has no name. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

/** Whether something took the connection, but speaks no HTTP: the gRPC port, gossip, a database. */
function isForeign(code: string): boolean {
  return code.startsWith('HPE_') || code === 'ERR_SSL_WRONG_VERSION_NUMBER';
}
