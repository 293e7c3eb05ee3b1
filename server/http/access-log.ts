import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import type { Env } from './router.ts';

/** A log line and a count for each request: the route, not the address, so that no id and no query is kept. */
export function accessLog(log: Logger, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const path = routePath(c, -1);
    const route = path === '*' || path === '/*' ? 'none' : path;
    // Nobody is there to read the response; 499 is what nginx writes for it.
    const status = c.req.raw.signal.aborted ? 499 : c.res.status;
    metrics.request(knownMethod(c.req.method), route, status, ms / 1000);
    const line = { method: c.req.method, route, status, ms: Math.round(ms * 10) / 10, requestId: c.var.requestId };
    // A probe that asks whether the server is ready yet is told so; nothing is wrong.
    if (status >= 500 && route !== '/readyz') log.warn(line, 'request');
    else log.info(line, 'request');
  };
}

/** Clients choose methods freely; a label with any number of values would fill the memory. */
function knownMethod(method: string): string {
  return /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other';
}
