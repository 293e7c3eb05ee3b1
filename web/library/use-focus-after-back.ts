import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Open = (href: string) => void;

/**
 * The focus of a source that is closed by going back goes to the link that opened it, or to `other` where that link is
 * gone. Gives what notes the link.
 */
export function useFocusAfterBack(other: RefObject<HTMLElement>): (open: Open) => Open {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    let frame = 0;
    const onBack = () => {
      cancelAnimationFrame(frame);
      // The source goes with the next drawing.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
          else other.current?.focus({ preventScroll: true });
        });
      });
    };
    addEventListener('popstate', onBack);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('popstate', onBack);
    };
  }, []);
  return (open) => (href) => {
    const from = document.activeElement;
    if (from !== document.body && from?.closest('.library')) opener.current = from;
    open(href);
  };
}
