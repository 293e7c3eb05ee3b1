import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one node is started, again and again with the same ports and data. */
export interface NodeCommand {
  name: string;
  binary: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** `host:port` of its HTTP API. */
  address: string;
  /** All that it prints, of all its lives. */
  log: string;
  /** Removed if this process dies before it could tidy up; empty for nothing. */
  temporary: string;
}

/** One life of a node. */
export interface NodeProcess {
  /** Fails, with the end of the log, where the node ends or isn’t ready within `timeout` ms. */
  ready(timeout: number): Promise<void>;
  /** Resolves when every thread stands still, which is a little after the signal. */
  pause(): Promise<void>;
  resume(): void;
  /** Resolves when the process is really gone: SIGKILL at once, or SIGTERM and SIGKILL after `patience` ms. */
  end(how: 'kill' | 'stop', patience?: number): Promise<void>;
}

/**
 * The shell becomes the server (so signals and the exit are the server’s own), after it has left a watcher behind, which
 * kills the server when the pipe on descriptor 3 ends without a word: that is when the test process has died, of whatever.
 */
const watched = `
server=$$
( trap '' INT TERM HUP
  if ! read -r word <&3; then
    kill -KILL "$server"
    if [ -n "$1" ]; then rm -rf "$1" || { sleep 1; rm -rf "$1"; }; fi
  fi ) &
shift
exec "$@" 3<&-`;

/** Starts a node and does not wait for it. */
export function startProcess(command: NodeCommand): NodeProcess {
  const log = openSync(command.log, 'a');
  const child = spawn('sh', ['-c', watched, 'sh', command.temporary, command.binary, ...command.args], {
    env: command.env,
    stdio: ['ignore', log, log, 'pipe'],
  });
  closeSync(log);
  const watcher = child.stdio[3] as Writable;
  watcher.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => {
      watcher.end('done\n');
      resolve();
    });
  });
  return {
    ready: (timeout) => waitUntilReady(command, child, Date.now() + timeout),
    async pause() {
      child.kill('SIGSTOP');
      while (child.exitCode === null && child.signalCode === null && !standsStill(child.pid)) await sleep(5);
    },
    resume: () => void child.kill('SIGCONT'),
    async end(how, patience = 15_000) {
      child.kill(how === 'kill' ? 'SIGKILL' : 'SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), patience);
      await gone;
      clearTimeout(killing);
    },
  };
}

/** Only Linux tells of each thread; elsewhere the signal is taken at its word. */
function standsStill(pid: number | undefined): boolean {
  const threads = `/proc/${pid}/task`;
  if (pid === undefined || !existsSync(threads)) return true;
  try {
    return readdirSync(threads).every((thread) => / T \d/.test(readFileSync(`${threads}/${thread}/stat`, 'utf8')));
  } catch {
    return false; // A thread ended meanwhile.
  }
}

async function waitUntilReady(command: NodeCommand, child: ChildProcess, deadline: number): Promise<void> {
  while (!(await isReady(command.address))) {
    const ended = child.exitCode ?? child.signalCode;
    if (ended !== null || child.pid === undefined)
      throw new Error(`${command.name} ended (${ended}).\n${tail(command)}`);
    if (Date.now() > deadline) throw new Error(`${command.name} is not ready in time.\n${tail(command)}`);
    await sleep(100);
  }
}

async function isReady(address: string): Promise<boolean> {
  const url = `http://${address}/v1/.well-known/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

/** The last lines of the log without what every line repeats: the engine prints JSON, a panic is plain text. */
function tail({ log }: NodeCommand): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25);
  return lines.map((line) => line.replaceAll(/"(?:build_\w+|time)":"[^"]*",?/g, '')).join('\n');
}
