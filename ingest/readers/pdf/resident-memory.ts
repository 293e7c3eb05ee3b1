import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes; null where the system does not show it (only Linux does, in /proc). */
export async function residentMemoryOf(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
