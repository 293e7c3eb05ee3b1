/** The body of a request was larger than what is taken. */
export class BodyTooLargeError extends Error {
  /** Bytes that are taken. */
  readonly limit: number;

  constructor(limit: number) {
    super(`The body is larger than ${limit} bytes.`);
    this.name = 'BodyTooLargeError';
    this.limit = limit;
  }
}

/**
 * The bytes of a request as they came; no more than `limit` are held, whatever the request says of its length.
 * @throws BodyTooLargeError, and what the stream fails with when the client breaks off
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLargeError(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      length += next.value.byteLength;
      if (length > limit) throw new BodyTooLargeError(limit);
      chunks.push(next.value);
    }
  } finally {
    reader?.releaseLock();
  }
  return Buffer.concat(chunks, length);
}
