import { useCallback, useEffect, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { getPapers } from '../api/api.ts';
import { inWords } from '../api/failure.ts';

export interface PaperList {
  /** Null until they have come. */
  readonly papers: readonly WirePaper[] | null;
  /** Why they did not come, in words. */
  readonly error: string | null;
  readonly reload: () => void;
}

/** The library's papers. */
export function usePapers(): PaperList {
  const [list, setList] = useState<Pick<PaperList, 'papers' | 'error'>>({ papers: null, error: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    getPapers(controller.signal).then(
      (papers) => setList({ papers, error: null }),
      (error: unknown) => {
        if (!controller.signal.aborted) setList((before) => ({ ...before, error: inWords(error) }));
      },
    );
    return () => controller.abort();
  }, [attempt]);
  return { ...list, reload: useCallback(() => setAttempt((number) => number + 1), []) };
}
