import type { Terminal } from './terminal.ts';

export interface StepProgress {
  update(done: number, total: number): void;
  /** Leaves an empty line where it stood. */
  end(): void;
}

/** "Verifying 3 of 20" on one line of a person's terminal; nothing elsewhere. */
export function stepProgress({ screen, errColours }: Terminal, label: string): StepProgress {
  let drawn = 0;
  return {
    update(done, total) {
      const now = Date.now();
      if (!screen || now - drawn < 100) return;
      drawn = now;
      screen.write(`\r\u001B[K${errColours.dim(`${label} ${done} of ${total}`)}`);
    },
    end() {
      if (screen && drawn > 0) screen.write('\r\u001B[K');
    },
  };
}
