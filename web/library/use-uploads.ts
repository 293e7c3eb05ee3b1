import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { getJob, jobChanges, sendPaper } from '../api/uploads.ts';
import { reasonToRefuse } from './accepted-files.ts';
import { type UploadDoor, uploadPaper } from './upload-paper.ts';
import { canBeStopped, reduceUploads, type Upload, type UploadState } from './uploads.ts';

/** The files on their way into the library, and what can be done with them. */
export interface Uploads {
  readonly items: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  /** Stops one that was not sent yet. */
  readonly cancel: (id: number) => void;
  /** Sends a refused or stopped one again. */
  readonly retry: (id: number) => void;
  /** Puts away what is over. */
  readonly dismiss: (id: number) => void;
  readonly dismissFinished: () => void;
}

/** Files under way at a time: one is sent while the server reads the one before. */
const mostAtOnce = 2;

const door: UploadDoor = { send: sendPaper, changes: jobChanges, job: getJob, wait };

/** Uploads that go on in any room; `onAdded` is called whenever a paper has come into the library. */
export function useUploads(onAdded: () => void): Uploads {
  const [items, dispatch] = useReducer(reduceUploads, []);
  const added = useRef(onAdded);
  added.current = onAdded;
  const files = useRef(new Map<number, File>());
  const waiting = useRef<number[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const given = useRef(0);

  const goOn = useCallback(() => {
    while (running.current.size < mostAtOnce) {
      const id = waiting.current.shift();
      const file = id === undefined ? undefined : files.current.get(id);
      if (id === undefined || !file) return;
      const controller = new AbortController();
      running.current.set(id, controller);
      const onState = (state: UploadState) => {
        if (controller.signal.aborted) return;
        dispatch({ type: 'went-on', id, state });
        if (state.step === 'added' || state.step === 'replaced') added.current();
      };
      void uploadPaper(file, { signal: controller.signal, onState, door })
        // Only stopping it ends it without a state.
        .catch(() => undefined)
        .finally(() => {
          running.current.delete(id);
          goOn();
        });
    }
  }, []);

  const add = useCallback((chosen: readonly File[]) => {
    const uploads = chosen.map((file): Upload => {
      const id = (given.current += 1);
      const reason = reasonToRefuse(file);
      if (reason !== null) return { id, name: file.name, state: { step: 'refused', reason, again: false } };
      files.current.set(id, file);
      waiting.current.push(id);
      return { id, name: file.name, state: { step: 'waiting', why: null } };
    });
    dispatch({ type: 'given', uploads });
    goOn();
  }, []);

  const cancel = useCallback((id: number) => {
    waiting.current = waiting.current.filter((other) => other !== id);
    running.current.get(id)?.abort();
    dispatch({ type: 'went-on', id, state: { step: 'stopped' } });
  }, []);

  const retry = useCallback((id: number) => {
    waiting.current.push(id);
    dispatch({ type: 'went-on', id, state: { step: 'waiting', why: null } });
    goOn();
  }, []);

  // Files are let go of with their rows.
  useEffect(() => {
    const shown = new Set(items.map(({ id }) => id));
    for (const id of files.current.keys()) if (!shown.has(id)) files.current.delete(id);
  }, [items.length]);

  const unsent = items.some(({ state }) => canBeStopped(state));
  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsent]);

  return {
    items,
    add,
    cancel,
    retry,
    dismiss: useCallback((id: number) => dispatch({ type: 'dismissed', id }), []),
    dismissFinished: useCallback(() => dispatch({ type: 'dismissed-finished' }), []),
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
