/** A clock that runs with the real one, or stands still, and goes on when told. */
export interface FakeClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** Runs in real time; stands still from the beginning when `frozenAt` (milliseconds since 1970) is given. */
export function startClock(frozenAt?: number): FakeClock {
  let ahead = 0;
  return {
    now: () => (frozenAt ?? Date.now()) + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
