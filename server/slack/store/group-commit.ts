import type { SlackStore } from './open-store.ts';

/** Runs work in a transaction that is on disk when the promise resolves; rejects when it is not. */
export type GroupCommit = <Result>(work: () => Result) => Promise<Result>;

interface Waiting {
  /** Gives what to do when the transaction is on disk. */
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction for all that arrives in one turn of the event loop: many deliveries at once wait for the disk once,
 * and not each for all before it. Work that throws undoes its own changes only.
 */
export function openGroupCommit(store: Pick<SlackStore, 'transaction'>): GroupCommit {
  let waiting: Waiting[] = [];

  function commit(): void {
    const group = waiting;
    waiting = [];
    const settle: (() => void)[] = [];
    try {
      store.transaction(() => {
        for (const { run, reject } of group) {
          try {
            settle.push(store.transaction(run));
          } catch (error) {
            settle.push(() => reject(error));
          }
        }
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const done of settle) done();
  }

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commit);
      const run = () => {
        const result = work();
        return () => resolve(result);
      };
      waiting.push({ run, reject });
    });
}
