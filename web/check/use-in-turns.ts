import { useEffect, useState } from 'preact/hooks';

/**
 * How many of `total` things are set by now: some at once and as many more each turn of the event loop, so that the page
 * goes on answering. Begins anew when `what` changes.
 */
export function useInTurns(total: number, atOnce: number, what: unknown): number {
  const [turn, setTurn] = useState({ what, count: atOnce });
  const count = turn.what === what ? turn.count : atOnce;
  useEffect(() => {
    if (count >= total) return;
    const timer = setTimeout(() => setTurn({ what, count: count + atOnce }), 0);
    return () => clearTimeout(timer);
  }, [count, total, what]);
  return Math.min(count, total);
}
