/** Slack's `{ ok: false, error }`. */
export class Refused extends Error {
  readonly error: string;
  /** Slack's sentences on what is wrong with the arguments. */
  readonly messages: readonly string[];
  constructor(error: string, messages: readonly string[] = []) {
    super(error);
    this.error = error;
    this.messages = messages;
  }
}

/** HTTP 429: so many whole seconds have to pass first. */
export class RateLimited extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('ratelimited');
    this.seconds = seconds;
  }
}
