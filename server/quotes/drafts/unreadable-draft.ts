/** A file that can't be checked as a draft. `reason` is a sentence without the file's name that says what to do. */
export class UnreadableDraftError extends Error {
  readonly source: string;
  readonly reason: string;
  readonly problem: 'unreadable' | 'too-large' | 'kind-unknown' | 'empty';

  constructor(
    source: string,
    reason: string,
    problem: UnreadableDraftError['problem'] = 'unreadable',
    options?: ErrorOptions,
  ) {
    super(`${source}: ${reason}.`, options);
    this.source = source;
    this.reason = reason;
    this.problem = problem;
    this.name = 'UnreadableDraftError';
  }
}
