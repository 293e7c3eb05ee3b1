import { join } from 'node:path';
import { statSync } from 'node:fs';
import type { Embedder } from '../../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../../ingest/library.ts';
import { withVectorCache } from '../../eval/retrieval/vector-cache.ts';
import { answerableQuestions } from '../../eval/questions/sets.ts';
import { findEngine } from '../../weaviate/build-engine.ts';
import { startNode } from '../../weaviate/engine.ts';
import { openTestLibrary } from '../../weaviate/open-test-library.ts';
import { benchQuestions } from '../retrieval.ts';
import { type Figure, megabytes, ms, told } from '../table.ts';
import { embeddedLibrary, type Filled, fillFrom } from './libraries.ts';
import { diskByBucket } from './disk.ts';
import { usageOf } from './node-usage.ts';
import { recallOf } from './recall.ts';
import { onceEach, sideBySide } from './side-by-side.ts';
import type { TimedQuestion } from './times.ts';

/** Of the library in Weaviate. */
const name = 'bench';

/** Questions that are asked once each, so that nothing of their papers is in memory. */
const askedOnce = 150;

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
  const place = join(folder, `embedded-${passages}`);
  const embedded = await embeddedLibrary(place, passages, cached);
  const dataFolder = join(folder, `engine-${passages}`);
  const figures: Figure[] = [];
  try {
    const engine = await startNode({ binary, dataFolder });
    const [address = ''] = engine.addresses;
    let filled: Filled;
    try {
      const usage = usageOf(address);
      const empty = usage.resident();
      const library = await openTestLibrary(engine.addresses, name, cached, likeServers);
      const before = usage.processor();
      filled = await fillFrom(embedded, library, 'Weaviate');
      if (filled.rate !== null) {
        const each = (usage.processor() - before) / filled.passages;
        figures.push(told('filled, passages a second', filled.rate.toFixed(0)));
        figures.push(told('filled, the node’s processor time a passage', ms(each)));
      }
      figures.push(
        told('memory of the node, at its start', megabytes(empty)),
        told('filled', megabytes(usage.resident())),
      );
      const timed = async (question: string): Promise<TimedQuestion> => {
        const vector = await cached.embedQuestion(question);
        return { question, vector, embedder: { ...cached, embedQuestion: () => Promise.resolve(vector) } };
      };
      const questions = await Promise.all(benchQuestions.map(timed));
      const others = await Promise.all(
        answerableQuestions('dev')
          .slice(0, askedOnce)
          .map(({ question }) => timed(question)),
      );
      figures.push(...(await onceEach(embedded, library, questions, others)));
      figures.push(...(await sideBySide(embedded, library, questions, usage)));
      figures.push(told('memory of the node, after these', megabytes(usage.resident())));
      figures.push(...(await benchRecall(embedded, library, place, cached, questions)));
      await library.close();
    } finally {
      await engine.stop();
    }
    // Only a stopped node has written everything to its files.
    figures.push(...diskFigures(join(dataFolder, 'node1'), filled.passages));
    const { size } = statSync(join(place, 'library', 'library.db'));
    figures.push(told('the embedded library, bytes a passage', (size / filled.passages).toFixed(0)));
    return figures;
  } finally {
    await embedded.close();
  }
}

async function benchRecall(
  embedded: Library,
  library: Library,
  place: string,
  embedder: Embedder,
  questions: readonly TimedQuestion[],
): Promise<Figure[]> {
  const exact = await openSqliteLibrary(join(place, 'library'), { embedder, graphFrom: Number.MAX_SAFE_INTEGER });
  try {
    const shown = async (one: Library) => (await recallOf(one, exact, questions)).toFixed(3);
    return [
      told('of the nearest 100 by vector, found', await shown(library)),
      told('of the nearest 100 by vector, found by the embedded library', await shown(embedded)),
    ];
  } finally {
    await exact.close();
  }
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
