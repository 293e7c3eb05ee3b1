import { readdirSync, readFileSync } from 'node:fs';

/** What a node takes of the machine. */
export interface NodeUsage {
  /** Megabytes. */
  resident(): number;
  /** Milliseconds of processor time since its start, of all its threads. */
  processor(): number;
}

/** Milliseconds of a tick, in which the kernel counts. */
const tick = 10;

/** The usage of the node on this machine that listens at `host:port`. */
export function usageOf(address: string): NodeUsage {
  const flag = `--port=${address.split(':')[1] ?? ''}`;
  const id = readdirSync('/proc').find((name) => /^\d+$/.test(name) && argumentsOf(name).includes(flag));
  if (id === undefined) throw new Error(`No process of this machine listens at ${address}.`);
  return {
    resident() {
      const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      return Number(found ?? 0) / 1024;
    },
    processor() {
      // Behind the name, which may hold spaces: utime and stime are the fields 14 and 15 (proc_pid_stat(5)).
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * tick;
    },
  };
}

function argumentsOf(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    // It has just ended.
    return [];
  }
}
