import { createHmac } from 'node:crypto';
import type { World } from './world.ts';

/** Something that Slack sends to an app, over HTTP or a socket. */
export interface Delivery {
  readonly kind: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An HTTP request as Slack makes it. */
export interface SlackRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SigningOptions {
  /** Seconds since 1970, or anything to send as the time stamp; the fake's clock unless given. */
  readonly at?: number | string;
  readonly secret?: string;
  /** Added to the signed ones, or put in their place. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A base address, or what answers a request. */
export type Target = string | ((request: Request) => Response | Promise<Response>);

/** How one sending goes: the app's answer counts, is lost on the way back, or the request never arrives. */
export type DeliveryOutcome = 'heard' | 'unheard' | 'unsent';

export interface DeliveryAttempt {
  readonly at: number;
  readonly retry: number;
  /** An HTTP status, or why there was none. */
  readonly result: number | 'http_timeout' | 'connection_failed';
}

export interface DeliverOptions {
  /** One for each attempt, in order; `heard` for those after. */
  readonly outcomes?: readonly DeliveryOutcome[];
  /** Real milliseconds that an answer may take; Slack's 3,000 unless given. */
  readonly ackMs?: number;
  /** Called before each retry, when the fake's clock has come to its time. */
  readonly before?: (retry: number) => void | Promise<void>;
}

const paths = { events_api: '/slack/events', slash_commands: '/slack/commands', interactive: '/slack/interactions' };

/** The path and body that Slack sends a delivery with. */
export function requestOf({ kind, payload }: Delivery): { path: string; type: string; body: string } {
  const path = paths[kind];
  const form = 'application/x-www-form-urlencoded';
  if (kind === 'events_api') return { path, type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Readonly<Record<string, string>>);
  return { path, type: form, body: new URLSearchParams(fields).toString() };
}

/** Signs what Slack would send. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
export function sign(world: World, path: string, body: string, options: SigningOptions = {}): SlackRequest {
  const timestamp = String(options.at ?? Math.floor(world.clock.now() / 1000));
  // An empty key is refused by nobody here: a test may want the signature that it makes.
  const mac = createHmac('sha256', options.secret ?? world.signingSecret).update(`v0:${timestamp}:${body}`);
  return {
    path,
    body,
    headers: {
      'Content-Type': path === paths.events_api ? 'application/json' : 'application/x-www-form-urlencoded',
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${mac.digest('hex')}`,
      ...options.headers,
    },
  };
}

/** Sends a request to an app. */
export async function sendTo(target: Target, request: SlackRequest, signal?: AbortSignal): Promise<Response> {
  const { path, headers, body } = request;
  const init = { method: 'POST', headers, body, ...(signal ? { signal } : {}) };
  if (typeof target === 'string') return fetch(new URL(path, target), init);
  return target(new Request(new URL(path, 'http://app.test'), init));
}

const minute = 60_000;
/** After how long each retry comes: the three, then the delayed events, hourly for 24 h. Source: docs.slack.dev/apis/events-api. */
const waits = [0, minute, 5 * minute, ...Array.from({ length: 24 }, () => 60 * minute)];

/** Sends an event again and again, at Slack's times by the fake's clock, until it is acknowledged or Slack gives up. */
export async function deliverTo(
  world: World,
  target: Target,
  delivery: Delivery,
  { outcomes = [], ackMs = 3000, before }: DeliverOptions,
): Promise<DeliveryAttempt[]> {
  const { path, body } = requestOf(delivery);
  const attempts: DeliveryAttempt[] = [];
  let reason = '';
  for (let retry = 0; retry <= waits.length; retry += 1) {
    if (retry > 0) {
      world.clock.advance(waits[retry - 1] ?? 0);
      await before?.(retry);
    }
    const headers = retry === 0 ? {} : { 'X-Slack-Retry-Num': String(retry), 'X-Slack-Retry-Reason': reason };
    const request = sign(world, path, body, { headers });
    const outcome = outcomes[retry] ?? 'heard';
    const { result, noRetry } = await attempt(target, request, outcome, ackMs);
    attempts.push({ at: world.clock.now(), retry, result });
    if (result === 200 || noRetry) break;
    reason = typeof result === 'number' ? 'http_error' : result;
  }
  return attempts;
}

async function attempt(
  target: Target,
  request: SlackRequest,
  outcome: DeliveryOutcome,
  ackMs: number,
): Promise<{ result: DeliveryAttempt['result']; noRetry: boolean }> {
  if (outcome === 'unsent') return { result: 'connection_failed', noRetry: false };
  // The request itself runs on after the time: Slack hangs up, which the app need not notice.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'http_timeout'>((resolve) => {
    timer = setTimeout(resolve, ackMs, 'http_timeout');
  });
  const answer = sendTo(target, request).catch(() => 'connection_failed' as const);
  const first = await Promise.race([answer, late]);
  clearTimeout(timer);
  if (typeof first === 'string') return { result: first, noRetry: false };
  await first.text();
  if (outcome === 'unheard') return { result: 'http_timeout', noRetry: false };
  return { result: first.status, noRetry: first.headers.get('X-Slack-No-Retry') === '1' };
}
