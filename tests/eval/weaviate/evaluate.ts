import { findEngine } from '../../weaviate/build-engine.ts';
import { startCluster } from '../../weaviate/engine.ts';
import { datasetsFolder, haveDatasets } from '../corpus.ts';
import { printFigures } from '../figures.ts';
import { openEmbedder } from '../library.ts';
import type { EvalOptions } from '../options.ts';
import type { Figures, Kept } from '../results.ts';
import { withVectorCache } from '../retrieval/vector-cache.ts';
import type { Bar } from '../table.ts';
import { besideOwnQuestions } from './own-questions.ts';
import { besideScifact, scifactFigure } from './scifact.ts';

/** What issue and design ask: the least mean overlap of the first eight, and how far nDCG@10 may differ. */
const asked = { overlap: 0.9, difference: 0.01 };

/**
 * A library in Weaviate beside the embedded one that it was copied from, on the same questions. Null, and a word on
 * why, where there is no engine.
 */
export async function evaluateWeaviate(
  { embedder: kind, nodes }: Pick<EvalOptions, 'embedder' | 'nodes'>,
  kept: Kept | null,
): Promise<{ readonly figures: Figures; readonly bars: Bar[] } | null> {
  const { binary, missing } = await findEngine();
  if (binary === null) {
    console.log(`\nWeaviate was left out: ${missing}`);
    return null;
  }
  const embedder = withVectorCache(await openEmbedder(kind));
  try {
    const engine = await startCluster(nodes, { binary });
    try {
      const own = await besideOwnQuestions(embedder, engine.addresses);
      if (!haveDatasets) console.log(`\nSciFact was left out: there are no data sets in ${datasetsFolder}.`);
      const scifact = haveDatasets ? await besideScifact(embedder, engine.addresses) : {};
      const figures = { ...own, ...scifact };
      const title = `Weaviate beside the embedded library, ${nodes === 1 ? 'one node' : 'three nodes'}`;
      printFigures({ title, rows: Object.keys(figures), columns: [''], nameOf: (name) => name }, figures, kept);
      return { figures, bars: barsOf(figures) };
    } finally {
      await engine.stop();
    }
  } finally {
    await embedder.close();
  }
}

function barsOf(figures: Figures): Bar[] {
  const overlaps = ['dev: overlap@8', 'held-out: overlap@8', 'SciFact: overlap@8, hybrid'].flatMap((name) => {
    const value = figures[name];
    if (value === undefined) return [];
    const what = `Weaviate, ${name} with the embedded library ${value.toFixed(3)}, at least ${asked.overlap}`;
    return [{ what, reached: value >= asked.overlap }];
  });
  const [weaviate, embedded] = ['Weaviate', 'embedded'].map((library) => figures[scifactFigure('hybrid', library)]);
  if (weaviate === undefined || embedded === undefined) return overlaps;
  const difference = Math.abs(weaviate - embedded);
  const what = `Weaviate, SciFact: nDCG@10 differs from the embedded library’s by ${difference.toFixed(4)}, at most ${asked.difference}`;
  return [...overlaps, { what, reached: difference <= asked.difference }];
}
