import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { openMemoryLibrary, restoreMemoryLibrary } from '../fakes/memory-library.ts';
import { describeLibrary } from './library.ts';

const intoFolder = (file: string, folder: string): Promise<void> => {
  mkdirSync(folder);
  copyFileSync(file, join(folder, 'library.db'));
  return Promise.resolve();
};

describeLibrary('SQLite, by scanning', {
  open: (folder, embedder) => openSqliteLibrary(folder, { embedder }),
  restore: intoFolder,
});

describeLibrary('SQLite, through the graph', {
  open: (folder, embedder) => openSqliteLibrary(folder, { embedder, graphFrom: 1 }),
  restore: intoFolder,
});

describeLibrary('in memory', {
  open: async (place, embedder) => Promise.resolve(openMemoryLibrary({ place, embedder })),
  restore: (file, place) => {
    restoreMemoryLibrary(file, place);
    return Promise.resolve();
  },
});
