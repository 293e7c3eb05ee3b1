import { createRoute, z } from '@hono/zod-openapi';
import type { Library } from '../../ingest/library.ts';
import type { Paper } from '../../ingest/paper.ts';
import { RequestError } from '../errors.ts';
import { toWirePaper, toWirePaperDetail } from '../paper-view.ts';
import { checkCorrection } from '../http/correction.ts';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';
import { CorrectionSchema, PaperDetailSchema, PaperSchema } from '../wire.ts';

export const paperParams = z.object({
  id: z.string().openapi({ description: 'the paper’s id; that of a replaced paper leads to the new one' }),
});

const listRoute = createRoute({
  method: 'get',
  path: '/api/papers',
  tags: ['Papers'],
  summary: 'All papers',
  responses: {
    200: json(z.object({ papers: z.array(PaperSchema) }).openapi('PaperList'), 'The library'),
    ...failures(401, 503),
  },
});

const getRoute = createRoute({
  method: 'get',
  path: '/api/papers/{id}',
  tags: ['Papers'],
  summary: 'One paper with its headings and references',
  request: { params: paperParams },
  responses: { 200: json(PaperDetailSchema, 'The paper'), ...failures(401, 404, 503) },
});

const correctRoute = createRoute({
  method: 'patch',
  path: '/api/papers/{id}',
  tags: ['Papers'],
  summary: 'Put title, authors, year or DOI right',
  description: 'Kept when the paper is ingested again. A field that is left out stays as it is.',
  request: { params: paperParams, body: { ...json(CorrectionSchema, 'What to put right'), required: true } },
  responses: { 200: json(PaperDetailSchema, 'The paper as it is now'), ...failures(400, 401, 404, 413, 415, 503) },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/api/papers/{id}',
  tags: ['Papers'],
  summary: 'Remove a paper, its file, and the answers that quote it',
  request: { params: paperParams },
  responses: { 204: { description: 'Removed' }, ...failures(401, 404, 503) },
});

/** The papers of the library: list, look at, put right, remove. */
export function paperRoutes({ library }: AppParts): Router {
  const detailOf = async (paper: Paper) => toWirePaperDetail(paper, (await library.passagesOf(paper.id)).length);
  const paperOf = (id: string) => paperIn(library, id);
  return createRouter()
    .openapi(listRoute, async (c) => c.json({ papers: (await library.papers()).map(toWirePaper) }, 200))
    .openapi(getRoute, async (c) => c.json(await detailOf(await paperOf(c.req.valid('param').id)), 200))
    .openapi(correctRoute, async (c) => {
      const paper = await paperOf(c.req.valid('param').id);
      const correction = checkCorrection(c.req.valid('json'));
      if (!(await library.correct(paper.id, correction))) throw paperGone();
      return c.json(await detailOf(await paperOf(paper.id)), 200);
    })
    .openapi(removeRoute, async (c) => {
      const paper = await paperOf(c.req.valid('param').id);
      if (!(await library.remove(paper.id))) throw paperGone();
      return c.body(null, 204);
    });
}

/** The paper with that id, or the one that replaced it. @throws RequestError, 404 */
export async function paperIn(library: Library, id: string): Promise<Paper> {
  const paper = await library.paper(id);
  if (!paper) throw paperGone();
  return paper;
}

/** The 404 of everything under `/api/papers/{id}`. */
export function paperGone() {
  const message = 'This paper is not in the library; it may have been removed.';
  return new RequestError(404, 'paper-not-found', message);
}
