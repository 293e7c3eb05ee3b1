import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { streamSSE } from 'hono/streaming';
import { isAbort, problemOf, shutDown } from '../errors.ts';
import type { Env } from './router.ts';
import { firstOf, untilAborted } from './request-signal.ts';

/** A server-sent event: its name, and what goes into its data as JSON. */
export interface NamedEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface EventStreamOptions {
  /** Aborted when the server breaks off what still runs; absent: the events end by themselves then. */
  readonly breakOff?: AbortSignal | undefined;
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
 * `events` aborts when the client leaves or the server breaks off; in the latter case the last event is `error`
 * with the code `aborted`.
 */
export function eventStream(
  c: Context<Env>,
  events: (signal: AbortSignal) => AsyncIterable<NamedEvent>,
  options: EventStreamOptions,
): Response {
  // Proxies such as nginx would hold events back otherwise.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    const left = firstOf([c.req.raw.signal]);
    stream.onAbort(() => left.abort());
    const watch = firstOf([left.signal, options.breakOff]);
    const heartbeat = setInterval(() => void stream.write(': heartbeat\n\n'), options.heartbeatMs);
    watch.signal.addEventListener('abort', () => clearInterval(heartbeat), { once: true });
    try {
      for await (const { event, data } of untilAborted(events(watch.signal), watch.signal)) {
        await stream.writeSSE({ event, data: JSON.stringify(data) });
      }
    } catch (error) {
      if (left.signal.aborted) return;
      const told = options.breakOff?.aborted && isAbort(error) ? shutDown() : error;
      const problem = problemOf(told);
      if (problem.unexpected) options.onError(error);
      const { code, message } = problem;
      await stream.writeSSE({ event: 'error', data: JSON.stringify({ code, message, requestId: c.var.requestId }) });
    } finally {
      clearInterval(heartbeat);
      watch.release();
      left.release();
    }
  });
}
