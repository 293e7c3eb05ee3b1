import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

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

/** `ibid` from source, as a process of its own. */
export function startIbid(args: readonly string[], env: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...args], {
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

export async function runIbid(args: readonly string[], env: Record<string, string> = {}): Promise<IbidRun> {
  return finished(startIbid(args, env));
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

/** A short paper; short, because embedding is what takes time. */
export const lighthousePaper = `# Keepers of the Light: Staffing of Scottish Lighthouses, 1890–1971

Margaret Rennie

Published 2019

## Introduction

Between 1890 and 1971 the Northern Lighthouse Board employed more than six hundred keepers. Most of them served on rock stations, where relief depended on the weather and a keeper could wait three weeks beyond his term for a boat.

## Automation

The Board began to automate its stations in 1960, when the light at Chanonry proved that an unmanned lamp failed less often than a manned one. Keepers' wives, who had kept the shore stations running without wages, do not appear in any of its calculations.
`;

export const beePaper = `# Waggle Dances under Cloud

Tomas Lindqvist, Aino Heikkilä

Published 2014

## Results

Honeybees that returned under a closed cloud cover danced for longer, but their dances were less precise: the angle varied by 19 degrees, against 11 degrees in sunshine. Foragers that followed such a dance found the feeder in four cases out of ten.
`;
