/** Milliseconds without another call after which it begins. */
const quiet = 40;
/** Milliseconds after the first call at which it begins in any case. */
const longest = 400;

/**
 * Calls `begin` when nothing has come for a moment: of many events at once all are acknowledged before the first is
 * worked on, since Slack waits for that and the work would take the processor from it.
 */
export function afterTheRush(begin: () => void): () => void {
  let first: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    first = null;
    begin();
  };
  return () => {
    const now = performance.now();
    first ??= now;
    clearTimeout(timer);
    timer = setTimeout(start, Math.min(quiet, Math.max(0, first + longest - now)));
  };
}
