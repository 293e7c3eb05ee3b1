import { createRoute } from '@hono/zod-openapi';
import { RequestError } from '../errors.ts';
import { byteRange, hasTag } from '../http/byte-range.ts';
import { attachment, fileContentTypes, safeContentType } from '../http/file-name.ts';
import type { AppParts } from '../http/parts.ts';
import { createRouter, failures, type Router } from '../http/router.ts';
import { paperGone, paperParams } from './papers.ts';

const binary = { schema: { type: 'string' as const, format: 'binary' } };
const content = Object.fromEntries(fileContentTypes.map((type) => [type, binary]));

const fileRoute = createRoute({
  method: 'get',
  path: '/api/papers/{id}/file',
  tags: ['Papers'],
  summary: 'The original file',
  description: 'One range of bytes may be asked for. The ETag is the file’s SHA-256.',
  request: { params: paperParams },
  responses: {
    200: { description: 'The file, to be saved', content },
    206: { description: 'The range of bytes that was asked for', content },
    304: { description: 'As the client has it' },
    ...failures(401, 404, 416, 503),
  },
});

/** `GET /api/papers/{id}/file`, whole or a range of it (RFC 9110, 14). */
export function paperFileRoutes({ library }: AppParts): Router {
  return createRouter().openapi(fileRoute, async (c) => {
    const { id } = c.req.valid('param');
    const original = (await library.original(id)) ?? (await library.original((await library.paper(id))?.id ?? id));
    if (!original) throw paperGone();
    const { name, bytes, sha256 } = original;
    const tag = `"${sha256}"`;
    c.header('ETag', tag);
    c.header('Cache-Control', 'private, no-cache');
    if (hasTag(c.req.header('if-none-match'), tag)) return c.body(null, 304);
    c.header('Accept-Ranges', 'bytes');
    // The part of another version of the file would be worthless to who has the rest.
    const isSame = [undefined, tag].includes(c.req.header('if-range'));
    const range = c.req.method === 'GET' && isSame ? byteRange(c.req.header('range'), bytes.byteLength) : null;
    if (range === 'unsatisfiable') {
      c.header('Content-Range', `bytes */${bytes.byteLength}`);
      const message = `The file has ${bytes.byteLength} bytes; what was asked for lies behind its end. Ask for less.`;
      throw new RequestError(416, 'range-not-satisfiable', message);
    }
    const part = range ? bytes.subarray(range.first, range.last + 1) : bytes;
    if (range) c.header('Content-Range', `bytes ${range.first}-${range.last}/${bytes.byteLength}`);
    return c.body(new Uint8Array(part), range ? 206 : 200, {
      'Content-Type': safeContentType(name),
      'Content-Disposition': attachment(name),
      'Content-Length': String(part.byteLength),
    });
  });
}
