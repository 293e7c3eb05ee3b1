/** How fast messages go, in milliseconds. */
export interface Pace {
  /** Between two messages to one channel: Slack takes one a second. */
  readonly lane: number;
  /** Between two versions of one message. */
  readonly edit: number;
  /** Before the second, third, … try; the last one repeats. */
  readonly retries: readonly number[];
  /** Before anything is tried again with a token that Slack refused. */
  readonly token: number;
  /** After which a message is given up. */
  readonly giveUp: number;
}

export const standardPace: Pace = {
  lane: 1050,
  edit: 3000,
  retries: [1000, 2000, 5000, 15_000, 30_000, 60_000, 120_000, 300_000],
  token: 60_000,
  giveUp: 24 * 60 * 60 * 1000,
};
