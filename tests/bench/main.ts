import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTransformersEmbedder, type TransformersEmbedder } from '../../ingest/embedders/transformers.ts';
import { browserPath, noBrowserReason } from '../browser/browser.ts';
import { benchCompare } from './compare/compare.ts';
import { benchFirstWords } from './first-words.ts';
import { benchIngest } from './ingest.ts';
import { fillLargeLibrary } from './large-library.ts';
import { type BenchOptions, type Part, parseOptions, usage } from './options.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchServer, benchStarts } from './server.ts';
import { benchSlack } from './slack.ts';
import { type Figure, printTable } from './table.ts';
import { benchWeaviate } from './weaviate/bench.ts';
import { benchWeb } from './web.ts';

/** Passages of the large library. */
const passages = 20_000;

async function benchQuestions(folder: string, embedder: TransformersEmbedder): Promise<Figure[]> {
  console.log(`\nfilling a library with ${passages} passages …`);
  const library = await fillLargeLibrary(folder, passages, embedder);
  const retrieval = await benchRetrieval(library, embedder, passages);
  await library.setNote('default-papers', 'done');
  await library.close();
  return [...retrieval, ...(await benchServer(folder, passages))];
}

async function benchPage(): Promise<Figure[]> {
  if (browserPath !== null) return [...(await benchFirstWords()), ...(await benchWeb())];
  console.log(`\nThe page was not measured: ${noBrowserReason}`);
  return [];
}

async function bench(options: BenchOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
  const modelsFolder = fileURLToPath(new URL('../../data/models', import.meta.url));
  const embedder = await openTransformersEmbedder({ modelsFolder, allowRemote: false });
  const measure: Record<Part, () => Promise<Figure[]>> = {
    start: () => benchStarts(join(folder, 'first')),
    ingest: () => benchIngest(embedder),
    questions: () => benchQuestions(join(folder, 'large'), embedder),
    slack: benchSlack,
    page: benchPage,
    compare: () => benchCompare(embedder, join(folder, 'compare'), options),
    weaviate: () => benchWeaviate(embedder, options.data ?? join(folder, 'weaviate'), options.passages),
  };
  const figures: Figure[] = [];
  try {
    for (const part of options.parts) {
      const measured = await measure[part]();
      if (measured.length > 0) printTable(part.charAt(0).toUpperCase() + part.slice(1), measured);
      figures.push(...measured);
    }
  } finally {
    await embedder.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const missed = figures.filter((figure) => figure.good === false);
  console.log(missed.length === 0 ? '\nAll targets reached.' : `\n${missed.length} missed.`);
  return missed.length === 0;
}

function optionsOrUsage(): BenchOptions | null {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(usage);
    return null;
  }
}

const options = optionsOrUsage();
process.exitCode = options === null ? 2 : (await bench(options)) ? 0 : 1;
