import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackMethod } from '../scopes.ts';
import { failedRequest, isErrorCode, limitedFor, type Outcome, responseTime } from './outcome.ts';

/** What a method returned: fields are read by schemas. */
export type WebApiResult = Readonly<Record<string, unknown>>;

/** Slack's Web API with one bot's token. Never throws; tries once. */
export interface WebApi {
  call(method: SlackMethod, args: Readonly<Record<string, unknown>>): Promise<Outcome<WebApiResult>>;
}

/**
 * The official client, without its own retries: after a time-out they would post a message twice.
 * @param apiUrl ends with a slash
 */
export function openWebApi(settings: {
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Logger;
  readonly timeoutMs?: number;
}): WebApi {
  const client = new WebClient(settings.token, {
    slackApiUrl: settings.apiUrl,
    timeout: settings.timeoutMs ?? responseTime,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quiet(settings.log),
  });
  return {
    async call(method, args) {
      try {
        return { kind: 'done', result: { ...(await client.apiCall(method, { ...args })) } };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(error: unknown): Outcome<never> {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    // A proxy or a page of maintenance, with status 200.
    if (!isErrorCode(code)) return { kind: 'unknown', why: 'no response of Slack’s' };
    // Slack says so in the body as well, without a header.
    if (/^rate_?limited$/.test(code)) return { kind: 'limited', retryAfterMs: limitedFor };
    return { kind: 'refused', error: code };
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', why: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return failedRequest(error.original);
  return failedRequest(error);
}

/** The client’s own lines hold the arguments of calls, so the texts of people: only that there was one is logged. */
function quiet(log: Logger): WebClientOptions['logger'] & object {
  const nothing = () => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: () => log.warn('Slack’s client reports an error with the arguments of a call.'),
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.ERROR,
  };
}
