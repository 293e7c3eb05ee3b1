import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { RequestError as UnreadableRequestError } from '@hono/node-server';
import { problemOf, RequestError } from '../errors.ts';
import type { WireError } from '../wire.ts';

/** The response to a request that never reaches the app because its address or its Host can't be parsed. */
export function unreadableRequest(error: unknown): Response {
  const message =
    'The address or the Host of this request can’t be read. Send "Host: localhost:8787" or the name in use.';
  const unreadable = error instanceof UnreadableRequestError;
  const problem = problemOf(unreadable ? new RequestError(400, 'invalid-address', message) : error);
  const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
  return Response.json(bodyOf(problem.code, problem.message), { status: problem.status, headers });
}

/** What Node's parser turns down: status line and sentence by its code, 400 for all others. */
const refusals: Readonly<Record<string, readonly [status: string, code: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'headers-too-large',
    'The headers of this request are larger than 16 kB. Send fewer or shorter ones; a browser sends fewer after its cookies are deleted.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'request-timeout',
    'The request did not arrive in time. Send it again.',
  ],
};
const malformed = ['400 Bad Request', 'malformed', 'This is no request of HTTP/1.1. See /docs.'] as const;

/** Answers bytes that are no HTTP request, and closes their connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Pick<Socket, 'writable' | 'end' | 'destroy'>) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = refusals[error.code ?? ''] ?? malformed;
  const body = JSON.stringify(bodyOf(code, message));
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}

function bodyOf(code: string, message: string): WireError {
  return { error: { code, message, requestId: randomUUID() } };
}
