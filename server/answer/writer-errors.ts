/** A writer that gave no usable draft; another may be asked. `reason` is a sentence without the writer's name. */
export class WriterFailedError extends Error {
  readonly writer: string;
  readonly reason: string;

  constructor(writer: string, reason: string, options?: ErrorOptions) {
    super(`The chat model ${writer} failed: ${reason}`, options);
    this.writer = writer;
    this.reason = reason;
    this.name = 'WriterFailedError';
  }
}

/** The chat model that is set can't be opened. The message says what to set instead, and never holds a key. */
export class ModelSettingError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelSettingError';
  }
}
