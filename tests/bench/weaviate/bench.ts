import { loadavg } from 'node:os';
import { join } from 'node:path';
import { statSync } from 'node:fs';
import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { withVectorCache } from '../../eval/retrieval/vector-cache.ts';
import { findEngine } from '../../weaviate/build-engine.ts';
import { startNode } from '../../weaviate/engine.ts';
import { openTestLibrary } from '../../weaviate/open-test-library.ts';
import { benchQuestions } from '../retrieval.ts';
import { atMost, type Figure, ms, percentile } from '../table.ts';
import { embeddedLibrary, type Filled, fillFrom } from './libraries.ts';
import { diskByBucket, residentOf } from './node-size.ts';
import { atOnce, timer, type TimedQuestion } from './times.ts';

/** Milliseconds for a question over 100,000 passages, its embedding left out. */
const target = 40;
const rounds = 20;
const width = 8;
const name = 'bench';

/** What a server has, not what the tests take. */
const likeServers = { freshMs: 500 };

/**
 * A library in one Weaviate node beside the embedded library that it was copied from: times, memory, disk.
 * @param folder where both are; what is complete there is used again
 */
export async function benchWeaviate(embedder: Embedder, folder: string, passages: number): Promise<Figure[]> {
  const { binary, missing } = await findEngine();
  if (binary === null) {
    console.log(`\nWeaviate was not measured: ${missing}`);
    return [];
  }
  console.log(`\nmeasuring Weaviate with ${passages} passages …`);
  const cached = withVectorCache(embedder);
  const embedded = await embeddedLibrary(join(folder, `embedded-${passages}`), passages, cached);
  const dataFolder = join(folder, `engine-${passages}`);
  const figures: Figure[] = [];
  try {
    const engine = await startNode({ binary, dataFolder });
    const [address = ''] = engine.addresses;
    let filled: Filled;
    try {
      const empty = residentOf(address);
      const library = await openTestLibrary(engine.addresses, name, cached, likeServers);
      filled = await fillFrom(embedded, library, 'Weaviate');
      if (filled.rate !== null) figures.push(told('passages a second while it is filled', filled.rate.toFixed(0)));
      figures.push(told('memory of the node, at its start', mb(empty)), told('filled', mb(residentOf(address))));
      const questions = await Promise.all(
        benchQuestions.map(async (question) => ({ question, vector: await cached.embedQuestion(question) })),
      );
      figures.push(...(await benchTimes(embedded, library, questions)));
      figures.push(told('memory of the node, after these', mb(residentOf(address))));
      await library.close();
    } finally {
      await engine.stop();
    }
    // Only a stopped node has written everything to its files.
    figures.push(...diskFigures(join(dataFolder, 'node1'), filled.passages));
    const { size } = statSync(join(folder, `embedded-${passages}`, 'library', 'library.db'));
    figures.push(told('the embedded library, bytes a passage', (size / filled.passages).toFixed(0)));
    return figures;
  } finally {
    await embedded.close();
  }
}

async function benchTimes(embedded: Library, library: Library, questions: readonly TimedQuestion[]): Promise<Figure[]> {
  const all = Array.from({ length: rounds }, () => questions).flat();
  const figures: Figure[] = [];
  for (const library_ of [embedded, library])
    await atOnce(
      1,
      questions.map((one) => () => timer(library_).run(one)),
    );
  for (const together of [1, width]) {
    const [of, beside] = [timer(library), timer(embedded)];
    // Round by round in turn, so that both meet the same machine.
    for (let from = 0; from < all.length; from += questions.length * 2) {
      const some = all.slice(from, from + questions.length * 2);
      await atOnce(
        together,
        some.map((one) => () => of.run(one)),
      );
      await atOnce(
        together,
        some.map((one) => () => beside.run(one)),
      );
    }
    const at = together === 1 ? 'one by one' : `${together} at once`;
    const p50 = percentile(of.times.whole, 0.5);
    const embeddedP50 = percentile(beside.times.whole, 0.5);
    figures.push(
      together === 1 ? atMost(`${at}, p50`, p50, target, ms) : told(`${at}, p50`, ms(p50)),
      told(`${at}, p95 / p99`, spread(of.times.whole)),
      told(`${at}, search alone, p50`, ms(percentile(of.times.search, 0.5))),
      told(`${at}, vectors of the hits, p50`, ms(percentile(of.times.vectors, 0.5))),
      told(`${at}, embedded library, p50`, ms(embeddedP50)),
      told(`${at}, embedded library, p95 / p99`, spread(beside.times.whole)),
      told(`${at}, times the embedded library’s p50`, (p50 / embeddedP50).toFixed(1)),
      told(`load of the machine meanwhile`, (loadavg()[0] ?? 0).toFixed(1)),
    );
  }
  return figures;
}

function spread(times: readonly number[]): string {
  return `${ms(percentile(times, 0.95))} / ${ms(percentile(times, 0.99))}`;
}

function diskFigures(folder: string, passages: number): Figure[] {
  const sizes = diskByBucket(folder, `Ibid_${name}_Passages`);
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const each = (bytes: number) => (bytes / passages).toFixed(0);
  return [
    told('on disk, bytes a passage', each(whole)),
    ...[...sizes].map(([bucket, bytes]) => told(`  ${bucket}`, each(bytes))),
  ];
}

function told(what: string, measured: string): Figure {
  return { what, measured, target: '', good: null };
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`;
}
