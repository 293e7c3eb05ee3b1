import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Logger } from 'pino';
import { responseTime } from './sending/outcome.ts';

type Options = NonNullable<ConstructorParameters<typeof SocketModeClient>[0]>;

/**
 * Slack's client for Socket Mode, for one attempt at a time: what failed when it reconnects by itself would be a
 * rejection that nobody handles, and the end of the server.
 * @param parts.apiUrl ends with a slash
 * @param parts.signal ends a request for a connection
 */
export function openSocketClient(parts: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): SocketModeClient {
  const { appToken, apiUrl, log, signal } = parts;
  const options: Options = {
    appToken,
    autoReconnectEnabled: false,
    logger: quiet(log),
    clientOptions: {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      timeout: responseTime,
      fetch: (url, init) =>
        fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal }),
    },
  };
  return new Client(options, log);
}

/** A message that the client can't take is logged; left alone it would be a rejection that nobody handles. */
class Client extends SocketModeClient {
  readonly #log: Logger;

  constructor(options: Options, log: Logger) {
    super(options);
    this.#log = log;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      await super.onWebSocketMessage(data, isBinary);
    } catch {
      this.#log.warn('Something that came from Slack through Socket Mode can’t be read.');
    }
  }
}

/** Slack's word for it or the system's; an address with a ticket in it stays out. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return withoutSecrets(error.data.error);
  if (error instanceof WebAPIHTTPError) return `HTTP ${String(error.statusCode)}`;
  if (error instanceof WebAPIRateLimitedError) return `again in ${String(error.retryAfter)} s`;
  return withoutSecrets(error instanceof Error ? error.message : 'the connection ended at once');
}

/** What the client says goes to the log without tokens and without addresses. */
function quiet(log: Logger): NonNullable<Options['logger']> {
  const nothing = (): void => undefined;
  const say = (...words: unknown[]): void =>
    log.warn(
      { client: withoutSecrets(words.map(String).join(' ')) },
      'Slack’s client for Socket Mode reports something.',
    );
  return {
    debug: nothing,
    info: nothing,
    warn: say,
    error: say,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.WARN,
  };
}

function withoutSecrets(text: string): string {
  return text.replaceAll(/\b(wss?|https?):\/\/\S+/gi, '$1://…').replaceAll(/\bx(ox[a-z]|app)-\S+/gi, 'x$1-…');
}
