import { useEffect, useRef } from 'preact/hooks';
import type { LibraryView } from '../address/address.ts';

type Arrangement = Omit<LibraryView, 'page'>;

/** Milliseconds without another letter after which the address follows: browsers refuse one that changes too often. */
const pause = 300;

/** Tells `onView` how the list is arranged, once it rests. */
export function useArranged({ find, order }: Arrangement, onView: (view: Arrangement) => void): void {
  const told = useRef(onView);
  told.current = onView;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => told.current({ find, order }), pause);
    return () => clearTimeout(timer);
  }, [find, order]);
}
