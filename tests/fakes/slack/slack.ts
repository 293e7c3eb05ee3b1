import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { FakeClock } from './clock.ts';
import {
  deliverTo,
  requestOf,
  sendTo,
  sign,
  type DeliverOptions,
  type Delivery,
  type DeliveryAttempt,
  type SigningOptions,
  type SlackRequest,
  type Target,
} from './deliveries.ts';
import { openEvents, type Events } from './events.ts';
import { openFailures, type Failure } from './failures.ts';
import { openInteractions, type Interactions } from './interactions.ts';
import { openResponseUrls, type ResponseUrlFor } from './response-urls.ts';
import { openSockets, type FakeSockets } from './socket-mode.ts';
import { openWebApi, type Incoming, type Outcome } from './web-api.ts';
import {
  app,
  openWorld,
  type FakeCall,
  type FakeChannel,
  type FakeEphemeral,
  type FakeMessage,
  type FakeReaction,
  type FakeSlackOptions,
  type FakeStatus,
} from './world.ts';

export type { Delivery, SlackRequest, Target } from './deliveries.ts';
export { tsOf } from './events.ts';
export type { Failure } from './failures.ts';
export type { FakeSlackOptions } from './world.ts';
export { app, channels, team, users } from './world.ts';

/** Slack, as an app sees it: its Web API and response URLs over HTTP, Socket Mode, and what it sends to the app. */
export interface FakeSlack extends Events, Interactions {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** What `SLACK_API_URL` and `slackApiUrl` are set to: the origin and `/api/`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clock: FakeClock;
  /** The messages of a channel that can be seen, the oldest first: the bot's and all others. */
  messages(channel: string): readonly FakeMessage[];
  /** Those of them that the bot wrote. */
  posted(channel: string): readonly FakeMessage[];
  /** The ephemeral messages that a user sees, the oldest first. */
  ephemerals(user: string): readonly FakeEphemeral[];
  /** The channel to look at or to change: take the bot out of `members`, set `archived`. */
  channel(id: string): FakeChannel;
  /** The id of the direct messages of a user and the bot. */
  directChannel(user: string): string;
  /** Takes a message away, as Slack does with old ones. */
  forget(channel: string, ts: string): void;
  readonly calls: readonly FakeCall[];
  readonly reactions: readonly FakeReaction[];
  readonly statuses: readonly FakeStatus[];
  readonly prompts: readonly { readonly channel: string; readonly prompts: readonly unknown[] }[];
  readonly views: readonly { readonly id: string; readonly view: Readonly<Record<string, unknown>> }[];
  /** What was wrong though Slack would take it: marks that were alive. Empty at the end of a good test. */
  readonly faults: readonly string[];
  readonly sockets: FakeSockets;
  /** Lets the next calls of a method, or of the response URLs (`hooks`), fail in order. */
  fail(method: string, ...failures: readonly Failure[]): void;
  /** Takes back the failures that still wait. */
  heal(method?: string): void;
  /** From now on every call with the bot's token gets this error. */
  revoke(error?: string): void;
  responseUrl(given: ResponseUrlFor): string;
  /** A request with a right signature, for any path and body. */
  signed(path: string, body: string, options?: SigningOptions): SlackRequest;
  /** Sends a delivery, signed now, or a request as it is. */
  send(target: Target, what: Delivery | SlackRequest, options?: SigningOptions): Promise<Response>;
  /** Sends an event with Slack's retries, each at its time by the fake's clock. */
  deliver(target: Target, delivery: Delivery, options?: DeliverOptions): Promise<readonly DeliveryAttempt[]>;
  /**
   * Waits until a condition holds.
   * @throws Error after `ms` real milliseconds (60,000 unless given), with what the fake was called with last
   */
  until(condition: () => boolean, ms?: number): Promise<void>;
  close(): Promise<void>;
}

type FakeContext = Context<{ Bindings: HttpBindings }>;

async function incoming(context: FakeContext): Promise<Incoming> {
  return {
    contentType: context.req.header('Content-Type') ?? '',
    authorization: context.req.header('Authorization'),
    body: await context.req.text(),
  };
}

function finish(context: FakeContext, outcome: Outcome): Response | Promise<Response> {
  if (typeof outcome !== 'string') return outcome;
  if (outcome === 'close') context.env.incoming.socket.destroy();
  return new Promise(() => undefined);
}

/** Starts a Slack on a free port of 127.0.0.1. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = openWorld(options);
  const urls = openResponseUrls(world);
  const failures = openFailures();
  const sockets = openSockets(world);
  let origin = '';
  const responseUrl = (given: ResponseUrlFor) => `${origin}/hooks/${urls.issue(given)}`;
  const openSocket = () => `${origin.replace('http:', 'ws:')}/link/?ticket=${sockets.ticket()}&app_id=${app.id}`;
  const webApi = openWebApi(world, urls, failures, openSocket);

  const hono = new Hono<{ Bindings: HttpBindings }>();
  hono.post('/api/:method', async (context) =>
    finish(context, await webApi.call(context.req.param('method'), await incoming(context))),
  );
  hono.post('/hooks/:id', async (context) =>
    finish(context, await webApi.hook(context.req.param('id'), await incoming(context))),
  );
  const server = createAdaptorServer({ fetch: hono.fetch }) as Server;
  server.on('upgrade', (request, socket, head: Buffer) => sockets.take(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const signDelivery = (delivery: Delivery, signing?: SigningOptions) => {
    const { path, body } = requestOf(delivery);
    return sign(world, path, body, signing);
  };
  const inChannel = (channel: string) => world.messages.filter((message) => message.channel === channel);

  return {
    ...openEvents(world),
    ...openInteractions(world, responseUrl),
    origin,
    apiUrl: `${origin}/api/`,
    botToken: world.botToken,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    clock: world.clock,
    messages: inChannel,
    posted: (channel) => inChannel(channel).filter((message) => message.bot_id === app.botId),
    ephemerals: (user) => world.ephemerals.filter((message) => message.seenBy === user),
    channel(id) {
      const channel = world.channels.get(id);
      if (!channel) throw new Error(`The fake has no channel ${id}.`);
      return channel;
    },
    directChannel: (user) => world.directChannel(user).id,
    forget(channel, ts) {
      const kept = world.messages.filter((message) => message.channel !== channel || message.ts !== ts);
      world.messages.splice(0, world.messages.length, ...kept);
    },
    calls: world.calls,
    reactions: world.reactions,
    statuses: world.statuses,
    prompts: world.prompts,
    views: world.views,
    faults: world.faults,
    sockets,
    fail: (method, ...planned) => failures.plan(method, planned),
    heal: (method) => failures.clear(method),
    revoke(error = 'token_revoked') {
      world.authError = error;
    },
    responseUrl,
    signed: (path, body, signing) => sign(world, path, body, signing),
    send: (target, what, signing) => sendTo(target, 'kind' in what ? signDelivery(what, signing) : what),
    deliver: (target, delivery, how = {}) => deliverTo(world, target, delivery, how),
    async until(condition, ms = 60_000) {
      const end = Date.now() + ms;
      while (!condition()) {
        if (Date.now() > end) {
          const last = world.calls.slice(-10).map((call) => `${call.method}: ${call.answer}`);
          throw new Error(`It didn’t happen within ${ms} ms. The last calls: ${last.join(', ') || 'none'}.`);
        }
        await sleep(5);
      }
    },
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
