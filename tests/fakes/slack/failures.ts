/** How a call fails. `before`: nothing is done. `after`: it is done, but the client never hears of it. */
export type Failure = {
  /** Only calls that concern this channel. */
  readonly channel?: string;
  /** How many calls in a row; 1 unless said, `Infinity` for all. */
  readonly times?: number;
} & (
  | { /** HTTP 429 with so many seconds of `Retry-After`. */ readonly rateLimited: number }
  | { readonly status: number; readonly body?: string }
  | { /** `{ ok: false, error }` with HTTP 200. */ readonly error: string }
  | { /** No answer. */ readonly hang: 'before' | 'after' }
  | { /** The connection ends without an answer. */ readonly close: 'before' | 'after' }
);

/** The failures that wait for a call. */
export interface Failures {
  plan(method: string, failures: readonly Failure[]): void;
  /** The failure of this call, if one waits for it. */
  next(method: string, channel: string | undefined): Failure | null;
  clear(method?: string): void;
}

/** No failures at first; those planned for one method come in order. */
export function openFailures(): Failures {
  const plans: { readonly method: string; readonly failure: Failure; left: number }[] = [];
  return {
    plan(method, failures) {
      plans.push(...failures.map((failure) => ({ method, failure, left: failure.times ?? 1 })));
    },
    next(method, channel) {
      const found = plans.find(
        (plan) =>
          plan.method === method &&
          plan.left > 0 &&
          (plan.failure.channel === undefined || plan.failure.channel === channel),
      );
      if (!found) return null;
      found.left -= 1;
      return found.failure;
    },
    clear(method) {
      const kept = method === undefined ? [] : plans.filter((plan) => plan.method !== method);
      plans.splice(0, plans.length, ...kept);
    },
  };
}
