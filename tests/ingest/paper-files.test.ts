import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maxPaperBytes } from '../../ingest/add-paper.ts';
import { listPaperFiles, type PaperFiles } from '../../ingest/paper-files.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ibid-files-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content = 'Words.'): string {
  const whole = join(folder, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

/** Paths below the folder, so that what is expected can be read. */
function short({ files, skipped, unreadable }: PaperFiles) {
  return {
    files: files.map((file) => relative(folder, file.origin)),
    skipped: skipped.map(({ path, reason }) => `${relative(folder, path)}: ${reason}`),
    unreadable: unreadable.map(({ path, reason }) => `${relative(folder, path)}: ${reason}`),
  };
}

describe('listPaperFiles', () => {
  test('finds every kind of paper below a folder, sorted by path', async () => {
    for (const path of ['b.pdf', 'a.TXT', 'deep/er/c.docx', 'Z.md', 'deep/d.epub']) put(path);
    expect(short(await listPaperFiles([folder]))).toEqual({
      files: ['Z.md', 'a.TXT', 'b.pdf', 'deep/d.epub', 'deep/er/c.docx'],
      skipped: [],
      unreadable: [],
    });
  });

  test('names what it passes over in a folder, and why', async () => {
    for (const path of ['paper.txt', '.hidden.txt', '.git/notes.md', 'figure.png', 'noextension']) put(path);
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect(short(await listPaperFiles([folder]))).toEqual({
      files: ['paper.txt'],
      skipped: [
        '.git: it is hidden',
        '.hidden.txt: it is hidden',
        'figure.png: this kind of file is not read',
        'noextension: this kind of file is not read',
        'pipe.txt: it is not a file',
      ],
      unreadable: [],
    });
  });

  test('what was asked for by name and can’t be read is more than passed over', async () => {
    const files = [put('figure.png'), join(folder, 'gone.pdf'), put('a.txt'), join(folder, 'a.txt', 'below.txt')];
    expect(short(await listPaperFiles(files))).toEqual({
      files: ['a.txt'],
      skipped: [],
      unreadable: [
        'figure.png: this kind of file is not read; give .txt, .md, .pdf, .docx or .epub',
        'gone.pdf: there is nothing at this path; check its spelling',
        'a.txt/below.txt: there is nothing at this path; check its spelling',
      ],
    });
  });

  test('a hidden file that was asked for by name is taken', async () => {
    expect(short(await listPaperFiles([put('.draft.md')])).files).toEqual(['.draft.md']);
  });

  test('links are followed, in a circle only once; one that leads nowhere is named', async () => {
    put('papers/a.txt');
    symlinkSync(folder, join(folder, 'papers', 'up'));
    symlinkSync(join(folder, 'papers'), join(folder, 'papers', 'self'));
    symlinkSync(join(folder, 'papers', 'a.txt'), join(folder, 'again.txt'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.txt'));
    symlinkSync(join(folder, 'loop.txt'), join(folder, 'loop.txt'));
    expect(short(await listPaperFiles([folder]))).toEqual({
      files: ['papers/a.txt'],
      skipped: [],
      unreadable: ['broken.txt: it is a link that leads nowhere', 'loop.txt: it is a link that leads to itself'],
    });
  });

  test('a paper that is given twice comes once', async () => {
    const file = put('a.txt');
    expect(short(await listPaperFiles([file, folder, relative(process.cwd(), file)])).files).toEqual(['a.txt']);
  });

  test('a file over the limit is named before it is read', async () => {
    const file = put('huge.txt');
    truncateSync(file, maxPaperBytes + 1);
    expect(short(await listPaperFiles([file])).unreadable).toEqual([
      'huge.txt: it has 51 MB, the limit is 50 MB; split it or reduce it',
    ]);
  });

  test('bytes are read when they are asked for, not before', async () => {
    const file = put('a.txt', 'before');
    const { files } = await listPaperFiles([file]);
    writeFileSync(file, 'after');
    expect(Buffer.from((await files[0]?.bytes()) ?? []).toString()).toBe('after');
    expect(files[0]?.name).toBe('a.txt');
  });

  test('stops when it is told to', async () => {
    put('a.txt');
    await expect(listPaperFiles([folder], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
