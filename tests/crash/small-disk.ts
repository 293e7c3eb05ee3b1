import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounting needs root and a kernel that allows it; otherwise this says why tests are skipped. */
export const cannotMount = (() => {
  const place = mkdtempSync(join(tmpdir(), 'ibid-mount-'));
  try {
    mountDisk(place, '64k');
    unmount(place);
    return '';
  } catch {
    return ' (skipped: mounting a small disk needs root)';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
})();

/** Makes a disk in memory; root may not be stopped by permissions, but is by a disk that is full or read-only. */
export function mountDisk(place: string, size: string): void {
  mkdirSync(place, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place], { stdio: 'ignore' });
}

/** Changes a mounted disk: `size=16m`, `ro`, `rw`. */
export function remount(place: string, option: string): void {
  execFileSync('mount', ['-o', `remount,${option}`, place]);
}

export function unmount(place: string): void {
  execFileSync('umount', [place]);
}
