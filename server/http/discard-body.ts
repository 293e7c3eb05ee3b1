/** How much of a body that nobody wants is still read. */
export interface DiscardBounds {
  readonly bytes: number;
  readonly ms: number;
  /** Ends it at once: the server shuts down. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads what is left of a request's body and throws it away, up to the bounds: most clients read no response before
 * they have sent everything, and a connection that is closed on them shows as a broken pipe, not as the refusal
 * (RFC 9112, section 9.6). A body that says that it is longer than the bound is not begun.
 */
export async function discardBody(request: Request, { bytes, ms, signal }: DiscardBounds): Promise<void> {
  const { body } = request;
  const length = Number(request.headers.get('content-length') ?? 0);
  if (!body || body.locked || length > bytes || signal?.aborted) return;
  const reader = body.getReader();
  const late = new AbortController();
  const stop = () => late.abort();
  const over = new Promise<null>((resolve) => late.signal.addEventListener('abort', () => resolve(null)));
  const timer = setTimeout(stop, ms);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (let read = 0; read <= bytes;) {
      const next = await Promise.race([reader.read(), over]);
      if (next === null || next.done) return;
      read += next.value.byteLength;
    }
  } catch {
    // The client is gone: nobody waits for the refusal.
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    reader.releaseLock();
  }
}
