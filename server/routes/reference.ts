import { createRoute, z } from '@hono/zod-openapi';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, type Router } from '../http/router.ts';
import { referenceStyles } from '../references/format-reference.ts';
import { referenceTo, referenceTypes } from '../references/references.ts';
import { paperIn, paperParams } from './papers.ts';

const text = { schema: { type: 'string' as const } };
const choose = `choose ${referenceStyles.slice(0, -1).join(', ')} or ${referenceStyles.at(-1) ?? ''}`;

const referenceRoute = createRoute({
  method: 'get',
  path: '/api/papers/{id}/reference',
  tags: ['Papers'],
  summary: 'The paper as an entry of a reference list',
  description:
    'APA 7, MLA 9, Chicago 17 (author-date) as text on one line, BibTeX and RIS as an entry of a file. It says what is known of the paper: authors, year, title, DOI.',
  request: { params: paperParams, query: z.object({ style: z.enum(referenceStyles, { error: choose }) }) },
  responses: {
    200: {
      description: 'The reference itself',
      content: Object.fromEntries([...new Set(Object.values(referenceTypes))].map((type) => [type, text])),
    },
    ...failures(400, 401, 404, 503),
  },
});

/** `GET /api/papers/{id}/reference`. */
export function referenceRoutes({ library }: AppParts): Router {
  return createRouter().openapi(referenceRoute, async (c) => {
    const { style } = c.req.valid('query');
    const paper = await paperIn(library, c.req.valid('param').id);
    return c.body(await referenceTo(paper, style), 200, { 'Content-Type': referenceTypes[style] });
  });
}
