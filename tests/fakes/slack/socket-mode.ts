import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Delivery } from './deliveries.ts';
import { app, type World } from './world.ts';

/** What the app answered to an envelope. */
export interface Acknowledgement {
  readonly envelope_id: string;
  readonly payload?: unknown;
  readonly at: number;
}

/** Slack's end of the Socket Mode connections. Source: docs.slack.dev/apis/events-api/using-socket-mode. */
export interface FakeSockets {
  readonly acknowledgements: readonly Acknowledgement[];
  /** How many connections are open. */
  count(): number;
  /**
   * Sends an envelope over the newest connection, at once, and gives its id.
   * @throws Error when no connection is open
   */
  send(delivery: Delivery, retry?: { readonly attempt: number; readonly reason: string }): string;
  /** Says that every connection will be closed (`warning`), is (`refresh_requested`), or that Socket Mode is off (`link_disabled`). */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  cut(): void;
}

const Message = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** How often Slack pings a connection, in milliseconds. */
const pingMs = 10_000;

/** No connections at first. `take` is for the server's `upgrade` event; a ticket of `ticket()` lets one connection in. */
export function openSockets(world: World): FakeSockets & {
  ticket(): string;
  take(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
} {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const acknowledgements: Acknowledgement[] = [];
  const open = () => [...server.clients].filter((client) => client.readyState === client.OPEN);
  const pings = setInterval(() => {
    for (const client of open()) client.ping();
  }, pingMs);
  pings.unref();

  function greet(connection: WebSocket): void {
    connection.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      const { envelope_id, payload } = Message.parse(JSON.parse(text));
      acknowledgements.push({
        envelope_id,
        ...(payload === undefined ? {} : { payload }),
        at: world.clock.now(),
      });
    });
    connection.on('error', () => connection.terminate());
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open().length,
        connection_info: { app_id: app.id },
        debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
  }

  return {
    acknowledgements,
    count: () => open().length,
    send(delivery, retry) {
      const connection = open().at(-1);
      if (!connection) throw new Error('No Socket Mode connection is open.');
      const envelope_id = world.nextId('envelope-');
      const { kind: type, payload } = delivery;
      const accepts_response_payload = type !== 'events_api';
      const again =
        type === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {};
      connection.send(JSON.stringify({ envelope_id, type, accepts_response_payload, payload, ...again }));
      return envelope_id;
    },
    disconnect(reason) {
      for (const connection of open()) {
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-fake' } }));
        if (reason !== 'warning') connection.close(1000);
      }
    },
    cut() {
      for (const connection of server.clients) connection.terminate();
    },
    ticket() {
      const ticket = world.nextId('ticket-');
      tickets.add(ticket);
      return ticket;
    },
    take(request, socket, head) {
      const ticket = new URL(request.url ?? '', 'ws://fake').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    close() {
      clearInterval(pings);
      for (const connection of server.clients) connection.terminate();
      server.close();
    },
  };
}
