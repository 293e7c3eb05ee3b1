import type { Environment } from '../../ingest/settings.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly env: Environment;
  readonly terminal: Terminal;
  /** Aborted, with an Interruption, by Ctrl-C and by a request to end. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** 1: a check found something wrong; 2: something failed, and the output says what. */
  exitWith(code: 1 | 2): void;
}

/** A command can't do what it was asked. The message says what to do. */
export class CommandError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = 'CommandError';
  }
}

/** A person or a supervisor asked the process to end; the exit code is 128 and the signal's number, as shells have it. */
export class Interruption extends Error {
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('Interrupted; what was done before is kept.');
    this.exitCode = 128 + { SIGINT: 2, SIGTERM: 15 }[signal];
    this.name = 'AbortError';
  }
}
