import { describe, expect, test } from 'vitest';
import { filesInFolders } from '../../web/library/dropped-files.ts';

interface Tree {
  readonly [name: string]: Tree | string;
}

const fileEntry = (name: string, content: string) =>
  ({
    name,
    isFile: true,
    isDirectory: false,
    file: (found: (file: File) => void, failed: (error: Error) => void) =>
      content === 'locked' ? failed(new Error('no permission')) : found(new File([content], name)),
  }) as unknown as FileSystemEntry;

/** A folder as browsers hand it out: its entries in pieces, and none at the end. */
function folder(name: string, tree: Tree): FileSystemDirectoryEntry {
  const entries = Object.entries(tree).map(([child, content]) =>
    typeof content === 'string' ? fileEntry(child, content) : folder(child, content),
  );
  const createReader = () => {
    let at = 0;
    return { readEntries: (found: (some: FileSystemEntry[]) => void) => found(entries.slice(at, (at += 2))) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemDirectoryEntry;
}

const namesIn = async (...folders: FileSystemDirectoryEntry[]) =>
  (await filesInFolders(folders)).map(({ name }) => name);

describe('folders that are dropped', () => {
  test('their files, and those of folders inside, by name', async () => {
    const papers = folder('papers', {
      'storks.pdf': 'x',
      'bees.pdf': 'x',
      'old ones': { 'gulls.txt': 'x', older: { 'bells.md': 'x' } },
    });
    expect(await namesIn(papers, folder('more', { 'ants.md': 'x' }))).toEqual([
      'bees.pdf',
      'gulls.txt',
      'bells.md',
      'storks.pdf',
      'ants.md',
    ]);
  });

  test('hidden files and what can’t be opened are passed over', async () => {
    expect(await namesIn(folder('papers', { '.DS_Store': 'x', '.git': { a: 'x' }, 'a.pdf': 'locked' }))).toEqual([]);
  });

  test('a folder within itself ends', async () => {
    const circle = folder('circle', { 'a.md': 'x' });
    const reader = circle.createReader.bind(circle);
    circle.createReader = () => {
      const rest = reader();
      let isFirst = true;
      return {
        readEntries: (found, failed) => {
          const gives = isFirst;
          isFirst = false;
          if (gives) found([circle]);
          else rest.readEntries(found, failed);
        },
      };
    };
    expect(await namesIn(circle)).toHaveLength(12);
  });
});
