import { openReadingConnection } from '../../ingest/libraries/sqlite/connect.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { verifyTruth } from '../../ingest/libraries/sqlite/verify.ts';
import { crashPapers, dimensions, largeCrashPapers, paperCount } from './crash-papers.ts';

// Run as a process of its own, to be killed: at a word from its parent it opens the library, proves that the
// process killed before it did no harm, then adds, replaces, corrects and removes papers until all are there.
const folder = process.argv[2] ?? '';
const mode = process.argv[3] ?? 'endless';
process.once('message', () => void run());
process.send?.({ type: 'ready' });

function verifyNow(): void {
  const db = openReadingConnection(folder);
  try {
    process.send?.({ type: 'verified', ...verifyTruth(db, dimensions, () => undefined) });
  } finally {
    db.close();
  }
}

async function run(): Promise<void> {
  const library = await openSqliteLibrary(folder, { embedder: { id: 'crash', dimensions }, graphFrom: 20 });
  verifyNow();
  if (mode === 'large') {
    const large = largeCrashPapers();
    for (let turn = 0; ; turn += 1) {
      for (const paper of large) await library.add(paper, { replaces: large[0]?.paper.id ?? paper.paper.id });
      if (turn === 0) process.send?.({ type: 'writing' });
      for (const { id } of await library.papers()) await library.remove(id);
    }
  }
  const papers = crashPapers();
  const addAll = async () => {
    for (const [index, paper] of papers.entries()) {
      const before = index % 3 === 0 ? papers.at(index - 1)?.paper.id : undefined;
      await library.add(paper, before === undefined || mode === 'finish' ? {} : { replaces: before });
      if (index % 5 === 0) await library.correct(paper.paper.id, { year: 1990 });
      // Not waited for: the search thread's start takes longer than most of these lives.
      if (index % 10 === 0) library.search({ text: 'ice', limit: 3 }).catch(() => undefined);
    }
  };
  if (mode === 'finish') {
    await addAll();
    await library.close();
    process.send?.({ type: 'finished', papers: paperCount });
    process.disconnect();
    return;
  }
  for (;;) {
    await addAll();
    for (const { id } of await library.papers()) await library.remove(id);
  }
}
