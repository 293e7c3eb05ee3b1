import { createRoute, z } from '@hono/zod-openapi';
import type { Metrics } from '../metrics.ts';
import { createRouter, failures, type Router } from '../http/router.ts';

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Operations'],
  summary: 'Counts and durations for Prometheus',
  responses: {
    200: { description: 'Exposition format', content: { 'text/plain': { schema: z.string() } } },
    ...failures(401),
  },
});

/** `/metrics`. */
export function metricsRoutes(metrics: Metrics): Router {
  return createRouter().openapi(metricsRoute, async (c) =>
    c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  );
}
