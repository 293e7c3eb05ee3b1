import { useEffect, useRef } from 'preact/hooks';

/** Milliseconds between two tries. */
const pace = 4000;

/**
 * While `failing`, tries again by itself as long as the page is visible: every few seconds, and at once when the window
 * gets the focus or the network is back. A try is waited for before the next.
 */
export function useRetrying(failing: boolean, attempt: () => Promise<void>): void {
  const latest = useRef(attempt);
  latest.current = attempt;
  useEffect(() => {
    if (!failing) return;
    let busy = false;
    const again = () => {
      if (busy || document.visibilityState === 'hidden') return;
      busy = true;
      void latest.current().finally(() => {
        busy = false;
      });
    };
    const timer = setInterval(again, pace);
    addEventListener('focus', again);
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', again);
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [failing]);
}
