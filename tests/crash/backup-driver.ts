import { existsSync } from 'node:fs';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { dimensions } from './crash-papers.ts';

// Run as a process of its own: copies a library, and kills itself as soon as a part of the copy is on the disk.
const [folder = '', file = ''] = process.argv.slice(2);
const library = await openSqliteLibrary(folder, { embedder: { id: 'crash', dimensions } });
void library.backup(file);
const look = () => {
  if (existsSync(`${file}.partial-${process.pid}`)) process.kill(process.pid, 'SIGKILL');
  setImmediate(look);
};
look();
