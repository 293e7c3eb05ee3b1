import { useEffect, useRef } from 'preact/hooks';

/** What a reader does who already goes somewhere. */
const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Brings what an address names into view when it is opened: once, as soon as `ready`, and only if the reader has not
 * gone somewhere before. `what` is what is opened; `names` tells whether the address names something in it.
 */
export function useOpenedAt(what: unknown, names: boolean, ready: boolean, bring: () => void): void {
  const opened = useRef<{ what: unknown; waits: boolean } | null>(null);
  if (opened.current?.what !== what) opened.current = { what, waits: names };
  useEffect(() => {
    const stay = () => {
      if (opened.current) opened.current.waits = false;
    };
    for (const move of moves) addEventListener(move, stay, { passive: true });
    return () => {
      for (const move of moves) removeEventListener(move, stay);
    };
  }, []);
  useEffect(() => {
    if (!ready || opened.current?.waits !== true) return;
    opened.current.waits = false;
    bring();
  }, [ready, what]);
}
