import { type Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { type IngestFile, maxPaperBytes } from './add-paper.ts';

/** Lower case, with the dot. */
export const paperExtensions: readonly string[] = ['.txt', '.md', '.pdf', '.docx', '.epub'];

/** A file that is left alone. `reason` is a clause without the file's name. */
export interface PassedOverFile {
  /** As a person finds it again: the path as it was given, or below the folder that was given. */
  readonly path: string;
  readonly reason: string;
}

export interface PaperFiles {
  /** In the order given; within a folder by path. No file twice. */
  readonly files: readonly IngestFile[];
  /** Lies in a folder and is not a paper: nothing is wrong. */
  readonly skipped: readonly PassedOverFile[];
  /** Was asked for, or is a paper by its name, and can't be read. */
  readonly unreadable: readonly PassedOverFile[];
}

const kinds = `${paperExtensions.slice(0, -1).join(', ')} or ${paperExtensions.at(-1) ?? ''}`;

/**
 * The papers among files and below folders, whose bytes are read later, one at a time. Hidden files, other kinds and
 * special files are passed over; links are followed, each folder once, so that links in a circle end.
 * @throws the signal's reason when aborted
 */
export async function listPaperFiles(paths: readonly string[], signal?: AbortSignal): Promise<PaperFiles> {
  const files: IngestFile[] = [];
  const skipped: PassedOverFile[] = [];
  const unreadable: PassedOverFile[] = [];
  const seen = new Set<string>();

  const visit = async (path: string, asked: boolean): Promise<void> => {
    signal?.throwIfAborted();
    const name = basename(resolve(path));
    if (!asked && name.startsWith('.')) return void skipped.push({ path, reason: 'it is hidden' });
    try {
      const real = await realpath(path);
      const entry = await stat(real);
      if (seen.has(real)) return;
      seen.add(real);
      if (entry.isDirectory()) {
        for (const child of (await readdir(real, { withFileTypes: true })).sort(byName)) {
          await visit(join(path, child.name), false);
        }
        return;
      }
      if (!entry.isFile()) return void (asked ? unreadable : skipped).push({ path, reason: 'it is not a file' });
      if (!paperExtensions.includes(extname(name).toLowerCase())) {
        const reason = 'this kind of file is not read';
        if (asked) unreadable.push({ path, reason: `${reason}; give ${kinds}` });
        else skipped.push({ path, reason });
        return;
      }
      if (entry.size > maxPaperBytes) {
        const reason = `it has ${megabytes(entry.size)} MB, the limit is ${megabytes(maxPaperBytes)} MB; split it or reduce it`;
        return void unreadable.push({ path, reason });
      }
      files.push({ name, origin: real, bytes: () => readFile(real) });
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error, asked) });
    }
  };
  for (const path of paths) await visit(path, true);
  return { files, skipped, unreadable };
}

/** By code unit, so that the order is the same on every machine. */
function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

function reasonOf(error: unknown, asked: boolean): string {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? error.code : null;
  if (typeof code !== 'string') throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return asked ? 'there is nothing at this path; check its spelling' : 'it is a link that leads nowhere';
  }
  if (code === 'EACCES' || code === 'EPERM') return 'there is no permission to read it; change its permissions';
  if (code === 'ELOOP') return 'it is a link that leads to itself';
  return `the disk could not give it (${code}); check the disk`;
}
