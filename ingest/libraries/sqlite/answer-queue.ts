import type { StoredAnswer } from '../../library.ts';

/** Keeps answers one group after another; each promise resolves when its answer is on disk. */
export interface AnswerQueue {
  keep(answer: StoredAnswer): Promise<void>;
  /** Resolves when none is waiting. */
  over(): Promise<void>;
}

interface Waiting {
  readonly answer: StoredAnswer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction for all answers that arrive while the one before is being written: many at once wait for the disk
 * once or twice, and not each for all before it. In a group that can't be written whole, each is tried by itself.
 * @param write all of them or, rejecting, none
 */
export function queueAnswers(write: (answers: readonly StoredAnswer[]) => Promise<void>): AnswerQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await write(group.map(({ answer }) => answer));
      for (const { resolve } of group) resolve();
    } catch (error) {
      const [first, ...others] = group;
      if (others.length === 0) first?.reject(error);
      else for (const one of group) await writeGroup([one]);
    }
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await writeGroup(group);
    }
    running = null;
  }

  return {
    keep: (answer) =>
      new Promise((resolve, reject) => {
        waiting.push({ answer, resolve, reject });
        running ??= writeAll();
      }),
    over: () => running ?? Promise.resolve(),
  };
}
