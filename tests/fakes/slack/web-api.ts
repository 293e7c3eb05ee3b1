import { readArguments, type Arguments, type Method } from './arguments.ts';
import type { Failure, Failures } from './failures.ts';
import { agentMethods } from './methods/agent.ts';
import { chatMethods } from './methods/chat.ts';
import { historyMethods } from './methods/history.ts';
import { viewMethods } from './methods/views.ts';
import { RateLimited, Refused } from './refused.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { FakeCall, World } from './world.ts';

/** A request as it came over HTTP. */
export interface Incoming {
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What is done with the connection of a request: answered, left open, or cut. */
export type Outcome = Response | 'hang' | 'close';

const scopes = 'app_mentions:read,assistant:write,channels:history,chat:write,commands,im:history,reactions:write';

function refusedResponse(refused: Refused, status = 200): Response {
  const { error, messages } = refused;
  const details =
    messages.length === 0
      ? {}
      : { errors: messages, response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } };
  return Response.json({ ok: false, error, ...details }, { status, headers: { 'x-oauth-scopes': scopes } });
}

function limitedResponse(seconds: number): Response {
  const headers = { 'Retry-After': String(seconds) };
  return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers });
}

/** The answer to a call, as `FakeCall.answer` has it. */
async function named(outcome: Outcome): Promise<string> {
  if (typeof outcome === 'string') return outcome;
  const text = await outcome.clone().text();
  const error = /"error":"(\w+)"/.exec(text)?.[1];
  return error ?? (outcome.ok ? 'ok' : `HTTP ${outcome.status}`);
}

/** Does `work` unless the failure comes before it, and gives what the client gets of it. */
async function failing(failure: Failure | null, work: () => Response): Promise<Outcome> {
  if (failure === null) return work();
  if ('rateLimited' in failure) return limitedResponse(failure.rateLimited);
  if ('status' in failure) return new Response(failure.body ?? 'Server Error', { status: failure.status });
  if ('error' in failure) return refusedResponse(new Refused(failure.error));
  const [how, when] = 'hang' in failure ? (['hang', failure.hang] as const) : (['close', failure.close] as const);
  // An answer that would refuse the call is no unknown outcome: only what was done is left unheard.
  if (when === 'after') await work().text();
  return how;
}

/** Answers the calls of one app. */
export interface WebApi {
  call(method: string, incoming: Incoming): Promise<Outcome>;
  hook(id: string, incoming: Incoming): Promise<Outcome>;
}

/** The methods of the Web API and the response URLs, on one world. `openSocket` gives the address of a new Socket Mode connection. */
export function openWebApi(world: World, urls: ResponseUrls, failures: Failures, openSocket: () => string): WebApi {
  const methods: Readonly<Record<string, Method>> = {
    ...chatMethods(world),
    ...historyMethods(world),
    ...agentMethods(world),
    ...viewMethods(world),
    'apps.connections.open': () => ({ url: openSocket() }),
  };

  function authorise(method: string, authorization: string | undefined, given: unknown): void {
    const token = authorization?.replace(/^Bearer /, '') ?? given;
    if (token === undefined || token === '') throw new Refused('not_authed');
    const wanted = method === 'apps.connections.open' ? world.appToken : world.botToken;
    if (token === wanted) {
      if (wanted === world.botToken && world.authError !== null) throw new Refused(world.authError);
      return;
    }
    const known = token === world.botToken || token === world.appToken;
    throw new Refused(known ? 'not_allowed_token_type' : 'invalid_auth');
  }

  function respond(method: string, incoming: Incoming, args: Arguments | Refused): Response {
    try {
      authorise(method, incoming.authorization, args instanceof Refused ? undefined : args.token);
      if (args instanceof Refused) throw args;
      const found = methods[method];
      if (!found) throw new Refused('unknown_method');
      return Response.json({ ok: true, ...found(args) }, { headers: { 'x-oauth-scopes': scopes } });
    } catch (error) {
      if (error instanceof RateLimited) return limitedResponse(error.seconds);
      if (error instanceof Refused) return refusedResponse(error);
      throw error;
    }
  }

  async function recorded(
    method: string,
    args: Arguments | Refused,
    channel: unknown,
    work: () => Response,
  ): Promise<Outcome> {
    const given = args instanceof Refused ? [] : Object.entries(args);
    const shownArgs = Object.fromEntries(given.filter(([name]) => name !== 'token'));
    const call: FakeCall = { method, args: shownArgs, at: world.clock.now(), answer: '' };
    world.calls.push(call);
    const outcome = await failing(failures.next(method, typeof channel === 'string' ? channel : undefined), work);
    call.answer = await named(outcome);
    return outcome;
  }

  function readable(contentType: string, body: string): Arguments | Refused {
    try {
      return readArguments(contentType, body);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  return {
    call(method, incoming) {
      const args = readable(incoming.contentType, incoming.body);
      const channel = args instanceof Refused ? undefined : (args.channel ?? args.channel_id);
      return recorded(method, args, channel, () => respond(method, incoming, args));
    },
    hook(id, { contentType, body }) {
      const args = contentType.startsWith('application/json')
        ? readable(contentType, body)
        : new Refused('invalid_payload');
      return recorded('hooks', args, urls.find(id)?.channel, () => {
        try {
          if (args instanceof Refused) throw args;
          urls.use(id, args);
          return Response.json({ ok: true });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return refusedResponse(error, /^(?:used|expired)_url$/.test(error.error) ? 404 : 400);
        }
      });
    },
  };
}
