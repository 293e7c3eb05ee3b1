import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyLibrary } from '../../copy-library.ts';
import { LibraryDamagedError } from '../../errors.ts';
import type { Library } from '../../library.ts';
import { freePlace } from '../sqlite/backup.ts';
import { openSqliteLibrary } from '../sqlite/open.ts';

/**
 * Copies a library into one new file that opens as an embedded library; `ibid migrate` brings it back into Weaviate.
 * It is made in a folder beside the file, and takes its name when it is whole.
 * @throws LibraryUnavailableError when the file exists or can't be written; LibraryDamagedError naming a paper that
 *   can't be copied
 */
export async function backUpToFile(library: Library, file: string): Promise<void> {
  const target = await freePlace(file);
  const folder = await mkdtemp(join(dirname(target), '.ibid-backup-'));
  try {
    const embedder = { id: library.embedderId, dimensions: library.embedderDimensions };
    const copy = await openSqliteLibrary(folder, { embedder });
    try {
      const { damaged } = await copyLibrary(library, copy);
      const [first] = damaged;
      if (first) throw new LibraryDamagedError(`The backup was not made. ${first.reason}`);
      await copy.backup(target);
    } finally {
      await copy.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
