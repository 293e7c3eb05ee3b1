import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export interface LifeSettings {
  /** Holds what one life leaves to the next. */
  readonly folder: string;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
  /** Which one it is: answers name it. */
  readonly life: number;
  /** The model has every answer at once. */
  readonly hurried?: boolean;
  /** The number of a question whose answer has all its sentences at once, but no end before the word “release”. */
  readonly holds?: number;
}

/** What a life says to its parent. */
export type LifeWord =
  | { readonly type: 'ready' }
  | { readonly type: 'listening'; readonly port: number }
  /** The model began to answer. */
  | { readonly type: 'asked'; readonly question: number }
  /** An error was logged. */
  | { readonly type: 'failed'; readonly line: string };

/** One process of Ibid in Slack. */
export class Life {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #words: LifeWord[] = [];

  constructor(script: string) {
    this.#child = fork(script, [], { execArgv: [] });
    this.#child.on('message', (word) => this.#words.push(word as LifeWord));
    this.#exited = once(this.#child, 'exit');
  }

  /** The errors that were logged. */
  get errors(): string[] {
    return this.#words.flatMap((word) => (word.type === 'failed' ? [word.line] : []));
  }

  /** The first word of a type, of those that fit; rejects when the process ends before it. */
  async hear<Type extends LifeWord['type']>(
    type: Type,
    fits: (word: Extract<LifeWord, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<LifeWord, { type: Type }>> {
    for (;;) {
      const words = this.#words.filter((word): word is Extract<LifeWord, { type: Type }> => word.type === type);
      const found = words.find(fits);
      if (found) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`The driver ended before it was “${type}”.`);
      }
      await Promise.race([once(this.#child, 'message'), this.#exited]);
    }
  }

  tell(word: LifeSettings | 'release'): void {
    this.#child.send(word);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Shuts it down as a signal of the system does, and gives its exit code. */
  async end(): Promise<number | null> {
    this.#child.send('end');
    await this.#exited;
    return this.#child.exitCode;
  }
}

/** Lives, of which some wait to begin: starting a process takes longer than most of them. */
export interface Lives {
  begin(settings: LifeSettings): Promise<Life>;
  close(): Promise<void>;
}

/** Makes one file of the driver and all that it needs: that is read ten times faster than hundreds. */
export async function openLives(waiting = 2): Promise<Lives> {
  const root = resolve(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'ibid-crash-driver-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const native = ['better-sqlite3'];
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: native },
    build: {
      minify: true,
      ssr: join(import.meta.dirname, 'slack-driver.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'driver.mjs' } },
    },
  });
  const start = () => new Life(join(folder, 'driver.mjs'));
  const ready = Array.from({ length: waiting }, start);
  return {
    async begin(settings) {
      ready.push(start());
      const life = ready.shift() ?? start();
      await life.hear('ready');
      life.tell(settings);
      return life;
    },
    async close() {
      await Promise.all(ready.map((life) => life.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
