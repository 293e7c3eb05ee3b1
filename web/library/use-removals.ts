import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { inWords } from '../api/failure.ts';
import { removePaper } from '../api/papers.ts';
import { isGone } from './is-gone.ts';
import { hiddenPapers, reduceRemovals, type Removal } from './removals.ts';

/** Papers that are about to be removed, and what can be done about it. */
export interface Removals {
  readonly items: readonly Removal[];
  /** Ids of the papers that lists leave out. */
  readonly hidden: ReadonlySet<string>;
  /** Hides the paper, and asks the server to remove it ten seconds later. */
  readonly remove: (paper: WirePaper) => void;
  /** Keeps the paper; does nothing once the server was asked. */
  readonly undo: (id: string) => void;
  /** Stops the clock of one removal, or lets it go on. */
  readonly hold: (id: string, held: boolean) => void;
  /** Leaves out a paper that somebody else has removed, and says so. */
  readonly foundGone: (paper: WirePaper) => void;
  /** Puts away the note of a removal that failed, or of a paper that was gone. */
  readonly dismiss: (id: string) => void;
}

/** Milliseconds between two looks at the clock. */
const tickMs = 250;

/**
 * Removes papers ten seconds after they were said to go. Who leaves the page before keeps them: nothing was sent yet.
 * `onRemoved` gets the id of each paper that is gone.
 */
export function useRemovals(onRemoved: (id: string) => void): Removals {
  const [items, dispatch] = useReducer(reduceRemovals, []);
  const asked = useRef(new Set<string>());
  const removed = useRef(onRemoved);
  removed.current = onRemoved;

  const runs = items.some(({ state }) => state.step === 'waiting');
  useEffect(() => {
    if (!runs) return;
    let before = Date.now();
    const timer = setInterval(() => {
      const now = Date.now();
      dispatch({ type: 'time-passed', ms: Math.max(0, now - before) });
      before = now;
    }, tickMs);
    return () => clearInterval(timer);
  }, [runs]);

  useEffect(() => {
    for (const { paper, state } of items) {
      if (state.step !== 'removing' || asked.current.has(paper.id)) continue;
      asked.current.add(paper.id);
      void removeNow(paper.id)
        .then((end) => {
          if (typeof end !== 'string') {
            dispatch({ type: 'failed', id: paper.id, reason: end.reason });
            return;
          }
          removed.current(paper.id);
          dispatch(end === 'gone' ? { type: 'found-gone', paper } : { type: 'closed', id: paper.id });
        })
        .finally(() => asked.current.delete(paper.id));
    }
  }, [items]);

  return {
    items,
    hidden: useMemo(() => hiddenPapers(items), [items]),
    remove: useCallback((paper: WirePaper) => dispatch({ type: 'asked-for', paper }), []),
    foundGone: useCallback((paper: WirePaper) => {
      removed.current(paper.id);
      dispatch({ type: 'found-gone', paper });
    }, []),
    undo: useCallback((id: string) => dispatch({ type: 'undone', id }), []),
    hold: useCallback((id: string, held: boolean) => dispatch({ type: 'held', id, held }), []),
    dismiss: useCallback((id: string) => dispatch({ type: 'closed', id }), []),
  };
}

/** 'gone': it was not there any more. `reason`: why it could not be removed. */
async function removeNow(id: string): Promise<'removed' | 'gone' | { readonly reason: string }> {
  try {
    await removePaper(id);
    return 'removed';
  } catch (error) {
    return isGone(error) ? 'gone' : { reason: inWords(error) };
  }
}
