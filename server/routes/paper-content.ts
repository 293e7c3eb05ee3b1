import { createRoute, z } from '@hono/zod-openapi';
import { sha256Of } from '../../ingest/paper.ts';
import { RequestError } from '../errors.ts';
import { hasTag } from '../http/byte-range.ts';
import { toWirePaperText } from '../paper-view.ts';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';
import { PaperTextSchema, PlaceSchema } from '../wire.ts';
import { paperIn, paperParams } from './papers.ts';

const textRoute = createRoute({
  method: 'get',
  path: '/api/papers/{id}/text',
  tags: ['Papers'],
  summary: 'The frozen text that all offsets point into',
  description:
    'The ETag begins with the text’s SHA-256, the paperSha256 of places; its rest changes with what was found in the text.',
  request: { params: paperParams },
  responses: {
    200: json(PaperTextSchema, 'Text, pages, furniture and paragraphs'),
    304: { description: 'As the client has it' },
    ...failures(401, 404, 503),
  },
});

const placeRoute = createRoute({
  method: 'get',
  path: '/api/papers/{id}/place',
  tags: ['Papers'],
  summary: 'Where words stand now',
  description: 'For links: the words are found again after a paper was read anew. 404 "words-gone" when they are gone.',
  request: {
    params: paperParams,
    query: z.object({
      quote: z.string().min(1).max(10_000),
      prefix: z.string().max(1000).optional(),
      suffix: z.string().max(1000).optional(),
    }),
  },
  responses: { 200: json(PlaceSchema, 'The place'), ...failures(400, 401, 404, 503) },
});

/** What is in a paper: its text, and the place of words in it. */
export function paperContentRoutes({ library, findPlace }: AppParts): Router {
  const router = createRouter().openapi(textRoute, async (c) => {
    const paper = await paperIn(library, c.req.valid('param').id);
    const { text, ...structure } = toWirePaperText(paper);
    const tag = `"${paper.sha256}-${sha256Of(JSON.stringify(structure)).slice(0, 12)}"`;
    c.header('ETag', tag);
    c.header('Cache-Control', 'private, no-cache');
    if (hasTag(c.req.header('if-none-match'), tag)) return c.body(null, 304);
    return c.json({ text, ...structure }, 200);
  });
  if (!findPlace) return router;
  return router.openapi(placeRoute, async (c) => {
    const { quote, prefix = '', suffix = '' } = c.req.valid('query');
    const paper = await paperIn(library, c.req.valid('param').id);
    const place = await findPlace(paper.id, { quote, prefix, suffix });
    if (!place) {
      const message =
        'These words are no longer in the paper: it was replaced by another version. Read it as it is now.';
      throw new RequestError(404, 'words-gone', message);
    }
    return c.json(place, 200);
  });
}
