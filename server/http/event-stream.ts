import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { streamSSE } from 'hono/streaming';
import { isAbort, problemOf } from '../errors.ts';
import type { Env } from './router.ts';
import { firstOf } from './request-signal.ts';

/** A server-sent event: its name, and what goes into its data as JSON. */
export interface NamedEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface EventStreamOptions {
  readonly closing: AbortSignal | undefined;
  readonly heartbeatMs: number;
  /** Told of an error that ends the stream, before the client gets its `error` event. */
  readonly onError: (error: unknown) => void;
}

/** Whether the client would rather have events than one JSON object. */
export function wantsEvents(c: Context): boolean {
  const supports = ['application/json', 'text/event-stream'];
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/event-stream';
}

/**
 * A response of server-sent events (WHATWG HTML, 9.2) with a comment as a sign of life. The signal given to
 * `events` aborts when the client leaves or the server shuts down.
 */
export function eventStream(
  c: Context<Env>,
  events: (signal: AbortSignal) => AsyncIterable<NamedEvent>,
  options: EventStreamOptions,
): Response {
  // Proxies such as nginx would hold events back otherwise.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    const watch = firstOf([c.req.raw.signal, options.closing]);
    stream.onAbort(() => watch.abort());
    const heartbeat = setInterval(() => void stream.write(': heartbeat\n\n'), options.heartbeatMs);
    watch.signal.addEventListener('abort', () => clearInterval(heartbeat), { once: true });
    try {
      for await (const { event, data } of events(watch.signal)) {
        if (watch.signal.aborted) break;
        await stream.writeSSE({ event, data: JSON.stringify(data) });
      }
    } catch (error) {
      if (watch.signal.aborted && isAbort(error)) return;
      options.onError(error);
      const { code, message } = problemOf(error);
      await stream.writeSSE({ event: 'error', data: JSON.stringify({ code, message, requestId: c.var.requestId }) });
    } finally {
      clearInterval(heartbeat);
      watch.release();
    }
  });
}
