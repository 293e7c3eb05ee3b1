import { createRoute, z } from '@hono/zod-openapi';
import { problemOf, RequestError } from '../errors.ts';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';

const StatusSchema = z.object({ status: z.string() }).openapi('Status');

const liveRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['Operations'],
  summary: 'Whether the process lives',
  security: [],
  responses: { 200: json(StatusSchema, 'It does'), ...failures() },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Operations'],
  summary: 'Whether questions can be answered',
  security: [],
  responses: { 200: json(StatusSchema, 'They can'), ...failures(503) },
});

/** Milliseconds after which a server that does not say whether it is ready is not. */
const patienceMs = 5000;

/** `/healthz` and `/readyz`. */
export function healthRoutes({ ready, closing }: AppParts): Router {
  return createRouter()
    .openapi(liveRoute, (c) => c.json({ status: 'alive' }, 200))
    .openapi(readyRoute, async (c) => {
      const reason = closing?.aborted ? 'The server is shutting down.' : await reasonOf(ready);
      if (reason !== null) throw new RequestError(503, 'not-ready', reason, 2);
      return c.json({ status: 'ready' }, 200);
    });
}

async function reasonOf(ready: AppParts['ready']): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'The library or the embedding model does not respond.');
  });
  try {
    return await Promise.race([ready(), tooLate]);
  } catch (error) {
    return problemOf(error).message;
  } finally {
    clearTimeout(timer);
  }
}
