import type { Context } from 'hono';
import type { Logger } from 'pino';
import { RequestError } from '../errors.ts';
import type { SlackHttp } from '../http/parts.ts';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import { createRouter, type Env, type Router } from '../http/router.ts';
import { parseCommand, parseEventRequest, parseInteraction, type Unknown } from '../slack/entrance/payloads.ts';
import type { Delivery } from '../slack/entrance/slack-entrance.ts';
import { verifyRequest } from '../slack/entrance/verify-request.ts';

/** Where Slack sends to. Its signature stands for a key, and for a `Host` and an `Origin` of ours. */
export const slackPaths = ['/slack/events', '/slack/commands', '/slack/interactions'] as const;

const formType = 'application/x-www-form-urlencoded';

/** The routes that Slack sends to: verified, parsed and handed over, acknowledged when the entrance has stored it. */
export function slackRoutes(slack: SlackHttp, log: Logger): Router {
  const { entrance, secrets, maxBytes = 1024 * 1024, now = Date.now } = slack;

  /** The body of a genuine request; null for a look at the certificate. */
  const receive = async (c: Context<Env>): Promise<Received | null> => {
    const body = await bodyOf(c.req.raw, maxBytes);
    const signature = c.req.header('x-slack-signature') ?? null;
    const timestamp = c.req.header('x-slack-request-timestamp') ?? null;
    const type = contentType(c);
    const checksCertificate = type === formType && isSslCheck(body);
    // Slack sends this one without a signature, and nothing comes of it, whoever sends it.
    if (checksCertificate && signature === null && timestamp === null) return null;
    const verdict = verifyRequest({ secrets, timestamp, signature, body, now: now() });
    if (verdict !== 'genuine') {
      log.info({ requestId: c.var.requestId, verdict }, 'a request that is not Slack’s was turned away');
      throw verdict === 'stale' ? stale() : forged();
    }
    if (checksCertificate) return null;
    const retry = /^[1-9]\d{0,2}$/.exec(c.req.header('x-slack-retry-num') ?? '');
    return { body, type, delivery: { signature, retry: retry ? Number(retry[0]) : null } };
  };

  const store = async <Outcome>(c: Context<Env>, outcome: Promise<Outcome | 'replayed'>): Promise<Outcome> => {
    const stored = await outcome.catch((error: unknown) => {
      log.error({ err: error, requestId: c.var.requestId }, 'what Slack sent could not be stored');
      const message = 'Ibid can’t keep what Slack sent just now. Send it again in some seconds.';
      throw new RequestError(503, 'not-stored', message, 5);
    });
    if (stored !== 'replayed') return stored;
    log.info({ requestId: c.var.requestId, verdict: stored }, 'a request that is not Slack’s was turned away');
    throw new RequestError(401, 'replayed', 'This very request came before. Slack signs each of its requests anew.');
  };

  const skip = (c: Context<Env>, { name }: Unknown) => {
    log.info({ requestId: c.var.requestId, type: name }, 'Slack sent what Ibid has no use for');
    return c.body(null, 200);
  };

  const [events, commands, interactions] = slackPaths;
  const router = createRouter();
  router.post(events, async (c) => {
    const received = await receive(c);
    if (received === null) return c.body(null, 200);
    const request = parseEventRequest(jsonOf(textOf(received, 'application/json')));
    switch (request?.type) {
      case undefined:
        throw unreadable();
      case 'url_verification':
        return c.json({ challenge: request.challenge }, 200);
      case 'app_rate_limited':
        log.warn({ minute: request.minute_rate_limited }, 'Slack holds events back: there are too many an hour');
        return c.body(null, 200);
      case 'unknown':
        return skip(c, request);
      case 'event_callback':
        await store(c, entrance.event(request, received.delivery));
        return c.body(null, 200);
    }
  });
  router.post(commands, async (c) => {
    const received = await receive(c);
    if (received === null) return c.body(null, 200);
    const command = parseCommand(fieldsOf(received));
    if (command === null) throw unreadable();
    const reply = await store(c, entrance.command(command, received.delivery));
    return reply === null ? c.body(null, 200) : c.json(reply, 200);
  });
  router.post(interactions, async (c) => {
    const received = await receive(c);
    if (received === null) return c.body(null, 200);
    const interaction = parseInteraction(jsonOf(fieldsOf(received).payload ?? ''));
    if (interaction === null) throw unreadable();
    if (interaction.type === 'unknown') return skip(c, interaction);
    await store(c, entrance.interaction(interaction, received.delivery));
    return c.body(null, 200);
  });
  return router;
}

/** A request that Slack signed, not yet parsed. */
interface Received {
  readonly body: Uint8Array;
  readonly type: string;
  readonly delivery: Delivery;
}

async function bodyOf(request: Request, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readBody(request, maxBytes);
  } catch (error) {
    // Otherwise the client is gone.
    if (!(error instanceof BodyTooLargeError)) throw unreadable();
    const message = `The body is larger than ${Math.round(maxBytes / 1024)} kB. Slack sends less.`;
    throw new RequestError(413, 'body-too-large', message);
  }
}

/** The content type without its parameters, in lower case; '' when there is none. */
function contentType(c: Context<Env>): string {
  return (c.req.header('content-type') ?? '').split(';', 1).join().trim().toLowerCase();
}

/** Whether Slack only looks at the certificate: https://docs.slack.dev/interactivity/implementing-slash-commands */
function isSslCheck(body: Uint8Array): boolean {
  // It is short; others need not be read for this before it is known whose they are.
  return body.byteLength <= 1000 && new URLSearchParams(Buffer.from(body).toString()).get('ssl_check') === '1';
}

/** @throws RequestError 415 (another type), 400 (not UTF-8) */
function textOf({ body, type }: Received, expected: string): string {
  if (type !== expected) {
    throw new RequestError(415, 'unsupported-media-type', `This address takes ${expected} only, as Slack sends it.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw unreadable();
  }
}

/** Of a field that comes more than once the last one counts. */
function fieldsOf(received: Received): Partial<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(textOf(received, formType)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function forged(): RequestError {
  const message =
    'This request is not signed by the Slack app that this Ibid belongs to. If it came from Slack, set SLACK_SIGNING_SECRET to the Signing Secret of that app.';
  return new RequestError(401, 'not-from-slack', message);
}

function stale(): RequestError {
  const message =
    'This request was signed more than five minutes ago. If it came from Slack just now, the clock of this server is wrong.';
  return new RequestError(401, 'stale', message);
}

function unreadable(): RequestError {
  return new RequestError(400, 'malformed', 'This can’t be read as what Slack sends to this address.');
}
