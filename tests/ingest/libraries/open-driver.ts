import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { fixtureNewPaper } from '../../fixtures/papers.ts';

// Run as a process of its own: opens a library at a word from its parent, adds a paper, tells the outcome.
const folder = process.argv[2] ?? '';
process.once('message', () => void openAndAdd());
process.send?.('ready');

async function openAndAdd(): Promise<void> {
  try {
    const library = await openSqliteLibrary(folder, { embedder: { id: 'fixture-embedder', dimensions: 16 } });
    process.send?.(await library.add(fixtureNewPaper(`Process ${process.pid}\n\nIts own paper.`, 16)));
    await library.close();
  } catch (error) {
    process.send?.(String(error));
  }
  process.disconnect();
}
