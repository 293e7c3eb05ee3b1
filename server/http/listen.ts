import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { CommandError } from '../commands/context.ts';

type AppFetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** A server that takes requests. */
export interface Listening {
  /** The one given, or the free one that was found for 0. */
  readonly port: number;
  /** Takes no more requests, lets those that run finish, and breaks them off after `graceMs` milliseconds. */
  close(graceMs: number): Promise<void>;
}

/**
 * Serves an app over HTTP/1.1.
 * @throws CommandError when the address or the port can't be had, saying how to choose another
 */
export async function listen(fetch: AppFetch, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  if (!(server instanceof Server)) throw new TypeError('HTTP/1.1 is what was asked for');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
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
