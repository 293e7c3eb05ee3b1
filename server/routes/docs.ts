import { createRoute, z } from '@hono/zod-openapi';
import type { AppParts } from '../http/parts.ts';
import { curlExample } from '../pages/curl-example.ts';
import { docsPage } from '../pages/docs-page.ts';
import type { ApiDocument } from '../pages/schema-text.ts';
import { stylesheet } from '../pages/page.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Operations'],
  summary: 'This API as an OpenAPI 3.1 document',
  responses: { 200: json(z.looseObject({ openapi: z.string() }), 'The document'), ...failures(401) },
});

const docsRoute = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Operations'],
  summary: 'This API as a page to read',
  responses: {
    200: { description: 'HTML without script', content: { 'text/html': { schema: z.string() } } },
    ...failures(401),
  },
});

/** `/openapi.json`, `/docs`, and the stylesheet of the pages that the server renders. `app` holds all routes. */
export function docsRoutes(app: Router, { access, library, version }: AppParts): Router {
  let made: ApiDocument | null = null;
  // At the first request: only then all routes are there. Afterwards it can't change.
  const documentOf = () =>
    (made ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Ibid',
        version,
        description:
          'Questions to a library of papers. Every quotation in an answer was located in the stored text of a paper. ' +
          'All offsets are zero-based UTF-16 code units of the frozen text.',
      },
      security: [{}, { key: [] }, { session: [] }],
    }));
  const router = createRouter()
    .openapi(documentRoute, (c) => c.json(JSON.parse(JSON.stringify(documentOf())) as { openapi: string }, 200))
    .openapi(docsRoute, async (c) => {
      // Only who may read the library is told what is in it; this page stands behind the same gate.
      const [paper = null] = await library.papers();
      const origin = access.allowedOrigins?.[0] ?? new URL(c.req.url).origin;
      const example = curlExample({ origin, needsKey: access.requireKey, paper });
      return c.html(await docsPage(documentOf(), example), 200);
    });
  router.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key made with "ibid key add". None is needed on loopback.',
  });
  router.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-ibid',
    description: 'The cookie that POST /api/login sets.',
  });
  router.get('/ibid.css', (c) =>
    c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' }),
  );
  return router;
}
