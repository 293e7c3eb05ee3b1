import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { clientOf, takeToken, TokenBuckets } from '../access/rate-limit.ts';
import { isAbort, RequestError, shutDown } from '../errors.ts';
import { discardBody } from '../http/discard-body.ts';
import { eventStream, type NamedEvent, wantsEvents } from '../http/event-stream.ts';
import { attachment, displayName } from '../http/file-name.ts';
import { isMultipart, readMultipartFile } from '../http/multipart-file.ts';
import type { AppParts, Limits } from '../http/parts.ts';
import { firstOf, untilAborted } from '../http/request-signal.ts';
import { createRouter, type Env, failures, json, type Router } from '../http/router.ts';
import { checkedText } from '../quotes/check-text.ts';
import type { DraftProgress } from '../quotes/checker.ts';
import { type Draft, draftKinds, mostDraftBytes } from '../quotes/drafts/draft.ts';
import { readDraft, textDraft } from '../quotes/drafts/read-draft.ts';
import { reportFile } from '../quotes/export/formats.ts';
import { type ReportFormat, reportFormats } from '../quotes/export/report-formats.ts';
import { reportOf } from '../quotes/report.ts';
import {
  type CheckEvent,
  CheckEventSchema,
  type CheckReport,
  CheckReportSchema,
  CheckRequestSchema,
  type CheckResult,
  DraftRequestSchema,
} from '../wire.ts';

const eventsAre =
  'With "Accept: text/event-stream" as events: the name is the type of CheckEvent, the data its other fields.';

const text = { schema: { type: 'string' as const } };
const query = z.object({ format: z.enum(reportFormats).optional().describe('json unless told') });

const file = { schema: { type: 'string' as const, format: 'binary' } };
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const checkRoute = createRoute({
  method: 'post',
  path: '/api/check',
  tags: ['Quotations'],
  summary: 'Check quotations',
  description: 'A quotation, or a text with quotations in it: does each say what its source says?',
  request: {
    query,
    body: { ...json(CheckRequestSchema, 'The text, and who is claimed to have said it'), required: true },
  },
  responses: {
    200: {
      description: 'The results in the order of the text; as docx the text with a comment on each use',
      content: {
        'application/json': { schema: CheckReportSchema },
        'text/markdown; charset=utf-8': text,
        'text/csv; charset=utf-8': text,
        [word]: file,
      },
    },
    ...failures(400, 401, 413, 415, 429, 503),
  },
});

const draftRoute = createRoute({
  method: 'post',
  path: '/api/check/draft',
  tags: ['Quotations'],
  summary: 'Check a draft',
  description: `All quotations of a draft: its text, or its file (${draftKinds}, 20 MB at most, 2,000,000 characters). ${eventsAre}`,
  request: {
    query,
    body: {
      description: 'The draft as text or as a file',
      content: {
        'application/json': { schema: DraftRequestSchema },
        'multipart/form-data': {
          schema: { type: 'object' as const, required: ['file'], properties: { file: file.schema } },
        },
      },
    },
  },
  responses: {
    200: {
      description:
        'The results in the order of the draft; as docx the draft, as it is or made of its text, with a comment on each use',
      content: {
        'application/json': { schema: CheckReportSchema },
        'text/event-stream': { schema: CheckEventSchema },
        'text/markdown; charset=utf-8': text,
        'text/csv; charset=utf-8': text,
        [word]: file,
      },
    },
    ...failures(400, 401, 413, 415, 422, 429, 503),
  },
});

/** `POST /api/check` and `/api/check/draft`. */
export function checkRoutes(parts: AppParts, limits: Limits): Router {
  const buckets = new TokenBuckets(limits.questions);
  const { checker, closing, breakOff, access } = parts;

  const admit = (c: Context<Env>) => {
    takeToken(buckets, clientOf(c, access.trustedProxy ?? false), 'checks');
    if (!closing?.aborted) return;
    const message = 'Ibid is shutting down and checks nothing more. Send it again in a moment.';
    throw new RequestError(503, 'shutting-down', message, 5);
  };

  /** Broken off when the client leaves or the server has to end. */
  const watched = async <Result>(c: Context<Env>, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const watch = firstOf([c.req.raw.signal, breakOff]);
    try {
      return await work(watch.signal);
    } catch (error) {
      throw breakOff?.aborted && isAbort(error) ? shutDown() : error;
    } finally {
      watch.release();
    }
  };

  const respond = async (
    c: Context<Env>,
    checked: { draft: Draft | null; text: string; report: CheckReport },
    format: ReportFormat,
    signal: AbortSignal,
  ): Promise<Response> => {
    if (format === 'json') return c.json(checked.report, 200);
    const name = checked.draft?.name ?? null;
    const address = access.allowedOrigins?.[0] ?? new URL(c.req.url).origin;
    const made = await reportFile(format, checked.draft, { ...checked, name, address }, signal);
    c.header('Content-Type', made.type);
    c.header('Content-Disposition', attachment(made.name));
    return c.body(typeof made.content === 'string' ? made.content : new Uint8Array(made.content), 200);
  };

  const router = createRouter();
  router.openapi(checkRoute, async (c) => {
    const { text: given, source } = c.req.valid('json');
    const { format = 'json' } = c.req.valid('query');
    const input = { text: checkedText(given), ...(source?.trim() ? { source: source.trim() } : {}) };
    admit(c);
    return await watched(c, async (signal) => {
      const report = reportOf(await checker.check(input, signal), given);
      return await respond(c, { draft: null, text: given, report }, format, signal);
    });
  });

  router.openapi(draftRoute, async (c) => {
    const { format = 'json' } = c.req.valid('query');
    admit(c);
    const draft = await watched(c, (signal) => draftOf(c, signal, closing));
    const uses = (signal: AbortSignal) => untilAborted(checker.checkDraft(draft.text, signal), signal);
    if (format === 'json' && wantsEvents(c)) {
      return eventStream(
        c,
        (signal) => named(uses(signal), { text: draft.text, name: isMultipart(c.req.raw) ? draft.name : null }),
        {
          breakOff,
          heartbeatMs: limits.heartbeatMs,
          onError: (error) => parts.log.error({ err: error, requestId: c.var.requestId }, 'a check failed'),
        },
      );
    }
    return await watched(c, async (signal) => {
      const results: CheckResult[] = [];
      for await (const { result } of uses(signal)) results.push(result);
      return await respond(c, { draft, text: draft.text, report: reportOf(results, draft.text) }, format, signal);
    });
  });
  return router;
}

type DraftRead = Omit<Extract<CheckEvent, { type: 'draft-read' }>, 'type'>;

async function* named(uses: AsyncIterable<DraftProgress>, draft: DraftRead): AsyncGenerator<NamedEvent> {
  yield { event: 'draft-read', data: draft };
  const results: CheckResult[] = [];
  for await (const { result, done, total } of uses) {
    results.push(result);
    yield { event: 'check-result', data: { result } };
    yield { event: 'check-progress', data: { done, total } };
  }
  yield { event: 'check-end', data: reportOf(results, draft.text) };
}

async function draftOf(c: Context<Env>, signal: AbortSignal, closing: AbortSignal | undefined): Promise<Draft> {
  const request = c.req.raw;
  if (!isMultipart(request)) {
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
      const message = 'Send the draft as JSON with "text", or as multipart/form-data with one field "file".';
      throw new RequestError(415, 'unsupported-media-type', message);
    }
    const body = DraftRequestSchema.safeParse(await c.req.json().catch(() => null));
    if (!body.success) throw new RequestError(400, 'malformed', '"text" is missing or no text. See /docs.');
    return textDraft('The draft', body.data.text);
  }
  const tooLarge = () =>
    new RequestError(413, 'draft-too-large', 'The draft is larger than 20 MB. Remove its images or check it in parts.');
  try {
    const { name, bytes } = await readMultipartFile(request, { fileBytes: mostDraftBytes, tooLarge });
    return await readDraft(displayName(name), bytes, signal);
  } catch (error) {
    await discardBody(request, { bytes: 4 * mostDraftBytes, ms: 60_000, signal: closing });
    throw error;
  }
}
