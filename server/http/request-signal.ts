/** A signal that aborts with the first of several; `release` stops listening, so that long-lived ones keep nothing. */
export function firstOf(signals: readonly (AbortSignal | undefined)[]): AbortController & { release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  }
  const release = () => signals.forEach((signal) => signal?.removeEventListener('abort', abort));
  return Object.assign(controller, { release });
}

/**
 * What comes in before the signal aborts, also from a source that does not listen to it.
 * @throws the signal's reason once it has aborted
 */
export async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new DOMException('', 'AbortError'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  // It is listened to only while an item is awaited.
  aborted.catch(() => undefined);
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    const ended = iterator.return?.(undefined);
    // A source that does not listen would hold up whoever stops waiting for it.
    if (signal.aborted) ended?.catch(() => undefined);
    else await ended;
  }
}
