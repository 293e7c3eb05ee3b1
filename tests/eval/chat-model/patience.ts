import { setTimeout as sleep } from 'node:timers/promises';
import type { Refusal } from './metered-model.ts';

/** The service gave nothing that an evaluation could go on with; the message says what to do. */
export class ServiceRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServiceRefusedError';
  }
}

export interface PatienceOptions {
  /** Times that a question is asked again. */
  readonly again: number;
  /** The first wait where the service names none, in milliseconds; it doubles with each. */
  readonly firstWaitMs: number;
}

/** Beyond ten minutes it is a quota that is used up. */
const longestAskedMs = 600_000;
const longestOwnMs = 60_000;

/** Waits for a service that is busy, all workers together, since a limit on requests is for all of them. */
export class Patience {
  readonly #options: PatienceOptions;
  #until = 0;
  #answered = false;

  constructor(options: PatienceOptions = { again: 6, firstWaitMs: 1_000 }) {
    this.#options = options;
  }

  /** Before each question. */
  async turn(signal: AbortSignal): Promise<void> {
    for (let left = this.#until - Date.now(); left > 0; left = this.#until - Date.now()) {
      await sleep(left, undefined, { signal });
    }
  }

  /** The service has answered. */
  answered(): void {
    this.#answered = true;
  }

  /**
   * Whether what was refused is asked again, after the wait that it sets; false: the answer without the model stands.
   * @param times refusals of this question so far, this one included
   * @throws ServiceRefusedError where asking on leads nowhere
   */
  refused({ status, wait }: Refusal, times: number): boolean {
    if (status === 401 || status === 403) {
      throw new ServiceRefusedError(
        'The service refused the key: see that the variable that --key-env names holds it.',
      );
    }
    if (status === 404) {
      throw new ServiceRefusedError('The service does not know the model or the address: check --model and --url.');
    }
    if (status !== null && status !== 429 && status !== 408 && status < 500) {
      if (this.#answered) return false;
      throw new ServiceRefusedError(
        `The service refused the first request (${String(status)}). Where a server does not know stream_options, add --no-usage.`,
      );
    }
    const { again, firstWaitMs } = this.#options;
    const said = status === null ? 'could not be reached' : `is busy or has a fault (${String(status)})`;
    if (times > again || (wait ?? 0) > longestAskedMs) {
      throw new ServiceRefusedError(`The service ${said}. Give the same command later: it goes on where it stopped.`);
    }
    const own = Math.min(longestOwnMs, firstWaitMs * 2 ** (times - 1)) * (1 + Math.random() / 4);
    this.#until = Math.max(this.#until, Date.now() + (wait ?? own));
    return true;
  }
}
