import picocolors from 'picocolors';
import type { Environment } from '../../ingest/settings.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** Where a command writes. Nobody reading any more (EPIPE) is no reason to stop half-way: the rest is dropped. */
export interface Terminal {
  /** Results, on standard output; bytes as they are. */
  out(content: string | Uint8Array): void;
  /** Diagnostics, on standard error. */
  err(text: string): void;
  /** One JSON document and a line end, on standard output. */
  json(document: unknown): void;
  /** Standard output is a terminal. */
  readonly interactive: boolean;
  /** Standard error, if it is a terminal: progress is drawn there. */
  readonly screen: NodeJS.WriteStream | null;
  /** Columns for running text, at most 100; Infinity where standard output is no terminal, so that text can be searched. */
  readonly width: number;
  /** For standard output. */
  readonly colours: Colours;
  /** For standard error. */
  readonly errColours: Colours;
  /** Waits until all is written; the error that standard output had (a full disk), or null. */
  flush(): Promise<Error | null>;
}

export interface TerminalStreams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** The terminal's own variables; they are not Ibid's settings. */
interface TerminalEnvironment extends Environment {
  readonly NO_COLOR?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
}

/** NO_COLOR (no-color.org), FORCE_COLOR and TERM=dumb are respected. */
export function openTerminal({ stdout, stderr }: TerminalStreams, env: TerminalEnvironment): Terminal {
  let failure: Error | null = null;
  let closed = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE') failure ??= error;
  });
  // When standard error is gone there is nowhere left to say so.
  stderr.on('error', () => undefined);

  const coloursFor = (stream: NodeJS.WriteStream): Colours => {
    const forced = !['', '0'].includes(env.FORCE_COLOR ?? '');
    const wanted = forced || (stream.isTTY && env.TERM !== 'dumb');
    // Said outright: left undefined, picocolors would guess, and colour what runs where CI is set.
    return wanted && !env.NO_COLOR ? picocolors.createColors(true) : picocolors.createColors(false);
  };
  const out = (content: string | Uint8Array): void => {
    if (!closed) stdout.write(content);
  };
  return {
    out,
    err: (text) => void stderr.write(text),
    json: (document) => out(`${JSON.stringify(document, null, 2)}\n`),
    interactive: stdout.isTTY,
    screen: stderr.isTTY && env.TERM !== 'dumb' ? stderr : null,
    width: stdout.isTTY ? Math.min(Math.max(stdout.columns || 80, 40), 100) : Infinity,
    colours: coloursFor(stdout),
    errColours: coloursFor(stderr),
    async flush() {
      for (const stream of [stdout, stderr]) {
        if (stream.writable && stream.writableLength > 0) {
          await new Promise<void>((resolve) => {
            stream.write('', () => resolve());
            stream.once('error', () => resolve());
          });
        }
      }
      return failure;
    },
  };
}
