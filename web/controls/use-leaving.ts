import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Calls `onLeave` when a pointer goes down, or the focus goes, anywhere outside `root` while `open`. */
export function useLeaving(root: RefObject<HTMLElement>, open: boolean, onLeave: () => void): void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    if (!open) return;
    const leaveFrom = ({ target }: Event) => {
      if (!(target instanceof Node && root.current?.contains(target))) leave.current();
    };
    addEventListener('pointerdown', leaveFrom);
    addEventListener('focusin', leaveFrom);
    return () => {
      removeEventListener('pointerdown', leaveFrom);
      removeEventListener('focusin', leaveFrom);
    };
  }, [open]);
}
