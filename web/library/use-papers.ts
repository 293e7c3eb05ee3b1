import { useCallback, useEffect, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { getPapers } from '../api/papers.ts';
import { getReadiness } from '../api/readiness.ts';
import { keepUnchanged } from './keep-unchanged.ts';

export interface PaperList {
  /** In the order they were added; null until they have come. */
  readonly papers: readonly WirePaper[] | null;
  /** Why they did not come, in words. */
  readonly error: string | null;
  /** True: after `error` it is tried again by itself. */
  readonly trying: boolean;
  /** Why Ibid is not ready yet, such as that the first papers are being added; null when it is. */
  readonly notice: string | null;
  readonly reload: () => void;
  /** Shows a paper as it is now, until the list comes again. */
  readonly put: (paper: WirePaper) => void;
  /** Leaves a paper out that is gone, and asks for the list again. */
  readonly drop: (id: string) => void;
}

/** Milliseconds after which a list that did not come, or is not whole yet, is asked for again. */
const againMs = 3000;

/** Whether the server may be there again in a moment. */
function mayCome(error: unknown): boolean {
  return !(error instanceof RequestFailedError) || [0, 429, 502, 503, 504].includes(error.status);
}

/** The library's papers, asked for again when the window gets the focus, and while the server is away or not ready. */
export function usePapers(): PaperList {
  const [list, setList] = useState<Pick<PaperList, 'papers' | 'error' | 'trying'>>({
    papers: null,
    error: null,
    trying: false,
  });
  const [notice, setNotice] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((number) => number + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(reload, againMs);
    };
    getPapers(controller.signal).then(
      (papers) => {
        if (controller.signal.aborted) return;
        setList((before) => ({ papers: keepUnchanged(before.papers, papers), error: null, trying: false }));
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const trying = mayCome(error);
        setList((before) => ({ ...before, error: inWords(error), trying }));
        if (trying) again();
      },
    );
    // Beside it: whether a model runs takes longer to say than what papers there are.
    getReadiness(controller.signal).then(
      (reason) => {
        if (controller.signal.aborted) return;
        setNotice(reason);
        if (reason !== null) again();
      },
      // The list, which can't come either, says so.
      () => undefined,
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [attempt]);

  useEffect(() => {
    addEventListener('focus', reload);
    addEventListener('online', reload);
    return () => {
      removeEventListener('focus', reload);
      removeEventListener('online', reload);
    };
  }, []);

  return {
    ...list,
    notice,
    reload,
    put: useCallback((paper: WirePaper) => {
      setList((before) => ({
        ...before,
        papers: before.papers?.map((other) => (other.id === paper.id ? paper : other)) ?? null,
      }));
      reload();
    }, []),
    drop: useCallback((id: string) => {
      setList((before) => ({ ...before, papers: before.papers?.filter((paper) => paper.id !== id) ?? null }));
      reload();
    }, []),
  };
}
