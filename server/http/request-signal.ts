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
