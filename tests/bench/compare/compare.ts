import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import type { Embedder } from '../../../ingest/embedder.ts';
import { haveDatasets } from '../../eval/corpus.ts';
import { type DocumentSet, readScifact } from '../../eval/retrieval/document-sets.ts';
import { withVectorCache } from '../../eval/retrieval/vector-cache.ts';
import { printRows } from '../../eval/table.ts';
import type { BenchOptions } from '../options.ts';
import { benchQuestions } from '../retrieval.ts';
import { type Figure, percentile } from '../table.ts';
import { compareGrowth } from './compare-growth.ts';
import { compareIngest } from './compare-ingest.ts';
import { compareQuality, wholeDocuments } from './compare-quality.ts';
import { measureScan } from './limits.ts';
import { writeAssembledPapers, writeRealPapers } from './paper-files.ts';
import { type Comparison, keepComparison } from './keep.ts';
import { openChildRunner } from './run-child.ts';
import { rowsOfComparison, rowsOfGrowth, rowsOfLimits, targetsOf } from './report.ts';
import type { StandIn } from './stand-in-embedder.ts';

/** SciFact’s claims among the questions that are timed. */
const claims = 40;

const root = new URL('../../../', import.meta.url);

/**
 * Ibid beside what a user would otherwise assemble, on this machine and the same documents; prints the tables and
 * gives the figures that have a target. `keep`: the README’s table, plot and figures are written anew.
 */
export async function benchCompare(
  embedder: TransformersEmbedder,
  folder: string,
  { sizes, keep }: Pick<BenchOptions, 'sizes' | 'keep'>,
): Promise<Figure[]> {
  if (!haveDatasets) {
    console.log('\nNothing was compared: the data sets are not there.');
    return [];
  }
  execFileSync(process.execPath, [fileURLToPath(new URL('build.js', root))], { stdio: 'inherit' });
  const say = (sentence: string) => console.log(`  ${sentence}`);
  console.log('\ncomparing …');
  const project = root.href;
  const scifact = readScifact();
  const cached = withVectorCache(embedder);
  const standIn = await standInOf(scifact, cached, folder);

  const real = await writeRealPapers(join(folder, 'papers'));
  const ingest = await compareIngest(real, embedder, { project, folder: join(folder, 'ingest') });
  say('ingest measured');
  const quality = await compareQuality(scifact, cached, { project, folder: join(folder, 'quality') });
  say('quality measured');

  const largest = sizes.at(-1) ?? 0;
  const papers = [...real, ...writeAssembledPapers(join(folder, 'papers'), largest - real.length, scifact.documents)];
  const runner = await openChildRunner(folder);
  const job = { project, folder: join(folder, 'growth'), standIn };
  const growth = await compareGrowth(sizes, papers, job, runner, say);

  const passages = growth.find(({ system, papers: size }) => system === 'Ibid' && size === largest)?.passages ?? 0;
  const comparison: Comparison = {
    machine: { processor: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version },
    ingest,
    quality,
    growth,
    question: await questionTime(embedder, standIn),
    scans: [20_000, passages].map((count) => measureScan(count, embedder.dimensions)),
  };
  printRows('Compared', rowsOfComparison(comparison));
  printRows('Growth', rowsOfGrowth(comparison));
  printRows('Limits', rowsOfLimits(comparison));
  if (keep) await keepComparison(comparison, root);
  return targetsOf(comparison);
}

/** Real vectors of SciFact’s abstracts, and the timed questions with theirs. */
async function standInOf(scifact: DocumentSet, cached: Embedder, folder: string): Promise<StandIn> {
  mkdirSync(folder, { recursive: true });
  const vectors = await cached.embedPassages(wholeDocuments(scifact.documents).map(({ whole }) => whole));
  const vectorsFile = join(folder, 'vectors.f32');
  writeFileSync(vectorsFile, Buffer.concat(vectors.map((vector) => new Uint8Array(vector.slice().buffer))));
  const texts = [...benchQuestions, ...scifact.queries.slice(0, claims).map(({ text }) => text)];
  const questions = [];
  for (const text of texts) questions.push({ text, vector: [...(await cached.embedQuestion(text))] });
  return { id: cached.id, dimensions: cached.dimensions, vectorsFile, questions };
}

async function questionTime(embedder: Embedder, { questions }: StandIn): Promise<number> {
  const times: number[] = [];
  for (const { text } of questions) {
    const start = performance.now();
    await embedder.embedQuestion(text);
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}
