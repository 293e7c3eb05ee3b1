import { createRoute, z } from '@hono/zod-openapi';
import { RequestError } from '../errors.ts';
import { discardBody } from '../http/discard-body.ts';
import { eventStream, type NamedEvent, wantsEvents } from '../http/event-stream.ts';
import { displayName, isUploadKind, uploadKinds } from '../http/file-name.ts';
import { readMultipartFile } from '../http/multipart-file.ts';
import type { UploadQueue } from '../jobs.ts';
import type { AppParts, Limits } from '../http/parts.ts';
import { createRouter, failures, json, type Router } from '../http/router.ts';
import { type Job, JobSchema } from '../wire.ts';

/** For a refused upload: how much of its rest is still read, in uploads of the largest size, and for how long. */
const discarded = { uploads: 4, ms: 60_000 };

const uploadRoute = createRoute({
  method: 'post',
  path: '/api/papers',
  tags: ['Papers'],
  summary: 'Add a paper',
  description: `One file a request, ${uploadKinds}, 50 MB at most. A changed file of the same name replaces its paper.`,
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object' as const,
            required: ['file'],
            properties: { file: { type: 'string' as const, format: 'binary' } },
          },
        },
      },
    },
  },
  responses: {
    202: json(z.object({ job: z.object({ id: z.string() }) }).openapi('Accepted'), 'Taken; ask the job how it goes'),
    ...failures(400, 401, 413, 415, 503),
  },
});

const jobRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{id}',
  tags: ['Papers'],
  summary: 'How an upload goes',
  description: 'With "Accept: text/event-stream" as events named job, one a change, the last one done or failed.',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: {
      description: 'The job as it stands',
      content: { 'application/json': { schema: JobSchema }, 'text/event-stream': { schema: JobSchema } },
    },
    ...failures(401, 404, 503),
  },
});

/** `POST /api/papers` and `/api/jobs/{id}`. */
export function uploadRoutes(parts: AppParts, limits: Limits, uploads: UploadQueue): Router {
  const tooLarge = () => {
    const message = `The file is larger than ${limits.uploadBytes / 1024 / 1024} MB. Split it or reduce its images.`;
    return new RequestError(413, 'file-too-large', message);
  };
  const bounds = { fileBytes: limits.uploadBytes, tooLarge };
  const discardBounds = {
    bytes: discarded.uploads * limits.uploadBytes,
    ms: discarded.ms,
    signal: parts.closing,
  };

  const receive = async (request: Request): Promise<Job> => {
    const length = Number(request.headers.get('content-length') ?? limits.uploadBytes);
    const release = uploads.reserve(Math.min(Number.isFinite(length) ? length : Infinity, limits.uploadBytes));
    try {
      const file = await readMultipartFile(request, bounds);
      const name = displayName(file.name);
      const empty = file.bytes.byteLength === 0;
      if (empty) throw new RequestError(400, 'file-empty', `${name} is empty (0 bytes). Send it again.`);
      if (!isUploadKind(name)) {
        const message = `Ibid does not read files like ${name}. Send ${uploadKinds}.`;
        throw new RequestError(415, 'file-kind-unknown', message);
      }
      return uploads.add(name, file.bytes);
    } finally {
      release();
    }
  };

  const router = createRouter();
  router.openapi(uploadRoute, async (c) => {
    try {
      const job = await receive(c.req.raw);
      // Whoever asks next may ask another server.
      await uploads.noted(job.id);
      return c.json({ job: { id: job.id } }, 202);
    } catch (error) {
      await discardBody(c.req.raw, discardBounds);
      throw error;
    }
  });
  return router.openapi(jobRoute, async (c) => {
    const { id } = c.req.valid('param');
    const job = await uploads.get(id);
    if (!job) {
      const message =
        'There is no such upload, or it was long ago. Look in GET /api/papers whether the paper is there.';
      throw new RequestError(404, 'job-not-found', message);
    }
    if (!wantsEvents(c)) return c.json(job, 200);
    // With its server a job fails, and that is the last event; another server's goes on.
    const breakOff = uploads.isOwn(id) ? undefined : parts.breakOff;
    return eventStream(c, (signal) => named(uploads.watch(id, signal)), {
      breakOff,
      heartbeatMs: limits.heartbeatMs,
      onError: (error) => parts.log.error({ err: error, requestId: c.var.requestId }, "a job's events failed"),
    });
  });
}

async function* named(jobs: AsyncIterable<Job>): AsyncGenerator<NamedEvent> {
  for await (const data of jobs) yield { event: 'job', data };
}
