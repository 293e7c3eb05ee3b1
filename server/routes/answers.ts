import { createRoute, z } from '@hono/zod-openapi';
import type { Feedback } from '../../ingest/library.ts';
import { RequestError } from '../errors.ts';
import { plainText } from '../http/plain-text.ts';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';
import { type Answer, AnswerSchema, FeedbackSchema } from '../wire.ts';

const params = z.object({ id: z.string().openapi({ description: 'the answer’s id' }) });

const getRoute = createRoute({
  method: 'get',
  path: '/api/answers/{id}',
  tags: ['Questions'],
  summary: 'An answer again',
  description: 'Kept so that its link works. It goes when a paper that it quotes is removed.',
  request: { params },
  responses: {
    200: json(AnswerSchema, 'The answer as it was given, with the feedback on it'),
    ...failures(401, 404, 503),
  },
});

const feedbackRoute = createRoute({
  method: 'post',
  path: '/api/answers/{id}/feedback',
  tags: ['Questions'],
  summary: 'Say whether an answer was good',
  request: { params, body: { ...json(FeedbackSchema, 'The verdict; a later one replaces it'), required: true } },
  responses: { 204: { description: 'Kept' }, ...failures(400, 401, 404, 413, 415, 503) },
});

/** `/api/answers/{id}` and its feedback. */
export function answerRoutes({ library }: AppParts): Router {
  return createRouter()
    .openapi(getRoute, async (c) => {
      const answer = await library.answer(c.req.valid('param').id);
      if (!answer) throw gone();
      // As it was kept, not parsed again: an answer of an older version must not fail at today's schema.
      return c.json({ ...(JSON.parse(answer.json) as Answer), feedback: feedbackOf(answer.feedback) }, 200);
    })
    .openapi(feedbackRoute, async (c) => {
      const { verdict, comment } = c.req.valid('json');
      const kept = await library.giveFeedback(c.req.valid('param').id, {
        verdict,
        comment: comment === undefined ? null : plainText(comment),
      });
      if (!kept) throw gone();
      return c.body(null, 204);
    });
}

function feedbackOf(kept: Feedback | null): Answer['feedback'] {
  return kept && { verdict: kept.verdict, ...(kept.comment === null ? {} : { comment: kept.comment }) };
}

function gone() {
  const message = 'This answer is not kept here. Answers go with the papers that they quote; ask the question again.';
  return new RequestError(404, 'answer-not-found', message);
}
