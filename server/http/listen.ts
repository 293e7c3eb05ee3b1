import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CommandError } from '../commands/context.ts';
import { answerClientError, unreadableRequest } from './unreadable-request.ts';

type AppFetch = Parameters<typeof getRequestListener>[0];

/** Milliseconds that what was broken off has to say so to its client. */
const lastWordsMs = 500;

/** A server that takes requests. */
export interface Listening {
  /** The one given, or the free one that was found for 0. */
  readonly port: number;
  /**
   * Takes no more connections and ends when no request is running. After `graceMs` milliseconds `breakOff` is called
   * for those that still are; soon after it their connections are closed.
   */
  close(graceMs: number, breakOff?: () => void): Promise<void>;
}

/**
 * Serves an app over HTTP/1.1.
 * @throws CommandError when the address or the port can't be had, saying how to choose another
 */
export async function listen(fetch: AppFetch, host: string, port: number): Promise<Listening> {
  const answer = getRequestListener(fetch, { errorHandler: unreadableRequest });
  let running = 0;
  let whenIdle: (() => void) | null = null;
  const server = createServer((request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (running === 0) whenIdle?.();
    });
    void answer(request, response);
  });
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs, breakOff) =>
      new Promise((resolve) => {
        const closeAll = () => server.closeAllConnections();
        const grace = setTimeout(() => {
          breakOff?.();
          last = setTimeout(closeAll, lastWordsMs);
        }, graceMs);
        let last: NodeJS.Timeout | undefined;
        server.close(() => {
          clearTimeout(grace);
          clearTimeout(last);
          resolve();
        });
        // Half a request that never goes on is no work to wait for.
        if (running === 0) closeAll();
        else server.closeIdleConnections();
        whenIdle = closeAll;
      }),
  };
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const options = { cause: error };
  if (error.code === 'EADDRINUSE') {
    const other = port < 65_535 ? port + 1 : port - 1;
    const message = `Port ${port} on ${host} is in use: stop the program that has it, or choose another port, for example with PORT=${other}.`;
    return new CommandError('port-in-use', message, options);
  }
  if (error.code === 'EACCES') {
    const message = `Port ${port} is not for ordinary users: choose one above 1023, for example with PORT=8787.`;
    return new CommandError('port-forbidden', message, options);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    const message = `HOST is "${host}", which is no address of this machine: set it to 127.0.0.1, or to 0.0.0.0 for all addresses.`;
    return new CommandError('host-unknown', message, options);
  }
  return error;
}
