import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IngestFile, addPaper } from '../../ingest/add-paper.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { preparingWith } from '../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../ingest/readers/plain-text.ts';
import { defaultPapers, qasperPapers } from './corpora.ts';
import { type Figure, atLeast, atMost, ms } from './table.ts';

interface Run {
  /** Of the ingest whole, in milliseconds. */
  readonly whole: number;
  /** Of it, waiting for the embedder. */
  readonly embedding: number;
  /** The embedder alone on the same texts, paper by paper in turn, so that both meet the same machine. */
  readonly alone: number;
  readonly passages: number;
}

/** Into a library on disk, the model loaded before. */
async function ingest(files: readonly IngestFile[], embedder: Embedder): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
  let texts: string[] = [];
  const run = { whole: 0, embedding: 0, alone: 0, passages: 0 };
  const timed: Embedder = {
    ...embedder,
    embedPassages: async (batch, signal) => {
      texts.push(...batch);
      const start = performance.now();
      const vectors = await embedder.embedPassages(batch, signal);
      run.embedding += performance.now() - start;
      return vectors;
    },
  };
  const library = await openSqliteLibrary(folder, { embedder });
  try {
    for (const file of files) {
      texts = [];
      const start = performance.now();
      await addPaper(file, { library, embedder: timed, prepare: preparingWith([plainTextReader()]) });
      const between = performance.now();
      await embedder.embedPassages(texts);
      run.whole += between - start;
      run.alone += performance.now() - between;
      run.passages += texts.length;
    }
    return run;
  } finally {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Figures of ingest: the two papers, and Qasper's papers beside the model alone on the same texts. */
export async function benchIngest(embedder: Embedder): Promise<Figure[]> {
  await embedder.embedQuestion('Is the model loaded?');
  const two = await ingest(defaultPapers(), embedder);
  const figures = [atMost('the two default papers into an empty library', two.whole, 25_000, ms)];
  const qasper = qasperPapers();
  if (!qasper) return figures;
  const run = await ingest(qasper, embedder);
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  const what = `Qasper: ${qasper.length} papers, ${run.passages} passages`;
  return [
    ...figures,
    { what, measured: ms(run.whole), target: '', good: null },
    {
      what: 'Qasper: papers a minute',
      measured: (qasper.length / (run.whole / 60_000)).toFixed(0),
      target: '',
      good: null,
    },
    atLeast('Qasper: share of embedding in the ingest', run.embedding / run.whole, 0.8, percent),
    atMost('Qasper: embedding as the ingest does it, to the model alone', run.embedding / run.alone, 1.1, percent),
  ];
}
