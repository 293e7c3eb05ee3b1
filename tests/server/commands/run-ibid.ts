import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runProgram } from '../../../server/commands/program.ts';
import { openTerminal } from '../../../server/terminal/terminal.ts';
import { build, builtMain, root } from '../../fixtures/built.ts';

export interface IbidRun {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a person's shell would give; variables of the test run, such as FORCE_COLOR, stay out. */
function environment(more: Record<string, string>): Record<string, string> {
  // CI is set, as where the tests run unattended: what is not a terminal stays without colour there too.
  return { CI: 'true', PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: tmpdir(), ...more };
}

/** Those that still run; a test that failed must not leave a server behind. */
const running = new Set<ChildProcessWithoutNullStreams>();

/** `ibid` as it is shipped, as a process of its own. */
export function startIbid(args: readonly string[], env: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  build();
  const child = spawn(process.execPath, [builtMain, ...args], {
    cwd: root,
    env: environment(env),
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

/** Waits for the end of a process and gives what it wrote. */
export async function finished(child: ChildProcessWithoutNullStreams): Promise<IbidRun> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: string) => (stdout += text));
  child.stderr.on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, stdout, stderr };
}

/** The same, and waits for its end. */
export async function runIbid(args: readonly string[], env: Record<string, string> = {}): Promise<IbidRun> {
  return finished(startIbid(args, env));
}

/**
 * `ibid` in this process, by the function that its main module calls: half of what a command takes is the start of a
 * process. What only a process shows (signals, standard input, streams that break) is for `runIbid`.
 */
export async function callIbid(args: readonly string[], env: Record<string, string> = {}): Promise<IbidRun> {
  const [out, err] = [capture(), capture()];
  const terminal = openTerminal({ stdout: out.stream, stderr: err.stream }, environment(env));
  const { signal } = new AbortController();
  const code = await runProgram(args, { env: environment(env), terminal, signal, version: '1.2.3' });
  await terminal.flush();
  return { code, stdout: out.text(), stderr: err.text() };
}

/** A stream that is no terminal, and what was written to it. */
function capture(): { stream: NodeJS.WriteStream; text: () => string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  const facts = { isTTY: false, columns: 80 };
  return {
    stream: Object.assign(stream, facts) as unknown as NodeJS.WriteStream,
    text: () => Buffer.concat(pieces).toString(),
  };
}

/** Waits until a process has written something that matches, and gives the match. */
export async function written(
  child: ChildProcessWithoutNullStreams,
  pattern: RegExp,
  stream: 'stdout' | 'stderr' = 'stdout',
): Promise<RegExpExecArray> {
  let text = '';
  return await new Promise((done, fail) => {
    child[stream].on('data', (piece: string) => {
      text += piece;
      const found = pattern.exec(text);
      if (found) done(found);
    });
    child.on('close', (code) => fail(new Error(`ended with ${code ?? 'a signal'} before ${pattern.source}: ${text}`)));
  });
}

/** A folder for one test file; `remove` ends what the file has started, too. */
export function temporaryFolder(): {
  path: string;
  put: (name: string, content: string) => string;
  remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'ibid-cli-'));
  return {
    path,
    put(name, content) {
      const file = join(path, name);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(path, { recursive: true, force: true });
    },
  };
}
