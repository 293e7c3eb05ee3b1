import { setTimeout as sleep } from 'node:timers/promises';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Logger } from 'pino';
import { receiveEnvelope } from './entrance/receive-envelope.ts';
import type { SlackEntrance } from './entrance/slack-entrance.ts';
import { openSocketClient, reasonOf } from './socket-client.ts';

/** Milliseconds for what was taken, and for Slack to close its side. */
const closeTimeout = 2000;
/** A connection that held so long was well: the next one is made at once. */
const longEnough = 30_000;
const longestPause = 30_000;

/** What Slack says of an app token that won't be right the next time either. */
const hopeless = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
]);

/** The connection over which Slack sends what it would send by HTTP otherwise. */
export interface SocketMode {
  /** Resolves after the first attempt, also when it fails: the server goes on, and connecting goes on where it can help. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what was taken, and ends the connection. */
  close(): Promise<void>;
}

/**
 * Socket Mode by Slack's client. It does not reconnect by itself: what failed then would be a rejection that nobody
 * handles, and the end of the server.
 * @param parts.apiUrl ends with a slash
 */
export function openSocketMode(parts: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly entrance: SlackEntrance;
  readonly log: Logger;
}): SocketMode {
  const { appToken, apiUrl, entrance, log } = parts;
  const closing = new AbortController();
  const { signal } = closing;
  const client = openSocketClient({ appToken, apiUrl, log, signal });
  const taking = new Set<Promise<void>>();
  client.on('slack_event', (envelope: unknown) => {
    if (signal.aborted) return;
    const taken = receiveEnvelope(envelope, entrance, log).finally(() => taking.delete(taken));
    taking.add(taken);
  });
  const closed = (): boolean => signal.aborted;
  let running = Promise.resolve();

  /** Resolves when the connection has ended. */
  async function connect(connected: () => void): Promise<void> {
    let end = (): void => undefined;
    // Listened to from the beginning: a connection may end as soon as it is there.
    const ended = new Promise<void>((resolve) => {
      end = resolve;
      client.once('disconnected', end);
    });
    try {
      await client.start();
      connected();
      await ended;
    } finally {
      client.off('disconnected', end);
    }
  }

  async function run(tried: () => void): Promise<void> {
    let failures = 0;
    while (!closed()) {
      let since = Infinity;
      let pause = 0;
      try {
        await connect(() => {
          since = performance.now();
          log.info('Slack is connected through Socket Mode.');
          tried();
          if (closed()) void client.disconnect();
        });
      } catch (error) {
        if (closed()) break;
        if (error instanceof WebAPIPlatformError && hopeless.has(error.data.error)) {
          log.error({ error: error.data.error }, refused);
          break;
        }
        log.warn({ error: reasonOf(error) }, 'Slack can’t be reached through Socket Mode; Ibid tries again.');
        if (error instanceof WebAPIRateLimitedError) pause = error.retryAfter * 1000;
      }
      tried();
      // Negative when there was no connection.
      const held = performance.now() - since;
      failures = held > longEnough ? 0 : Math.min(failures, held > 0 ? 2 : Infinity) + 1;
      if (failures > 0) pause = Math.max(pause, Math.min(longestPause, 250 * 2 ** (failures - 1)));
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
    tried();
  }

  return {
    start: () =>
      new Promise((resolve) => {
        running = run(resolve);
      }),
    async close() {
      closing.abort();
      const ended = Promise.allSettled(taking)
        .then(() => client.disconnect())
        .then(() => running)
        .then(() => true);
      const inTime = await Promise.race([ended, sleep(closeTimeout, false)]);
      // Asked twice, the client doesn't wait for the other side.
      if (!inTime) void client.disconnect();
    },
  };
}

const refused =
  'Slack refuses SLACK_APP_TOKEN, so nothing comes from Slack through Socket Mode; everything else goes on. Make an App-Level Token with the scope connections:write under Basic Information at https://api.slack.com/apps, set SLACK_APP_TOKEN to it, and start Ibid again.';
