import { join } from 'node:path';
import type { TransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import { openSystem, type SystemName, systemNames } from './systems.ts';

/** A whole ingest: reading, splitting, embedding, writing. */
export interface IngestRun {
  readonly papers: number;
  readonly passages: number;
  readonly milliseconds: number;
  /** Tokens that went through the model. */
  readonly tokens: number;
  /** The model’s own time for these. */
  readonly modelMilliseconds: number;
}

/** How often each makes a library of all papers. */
const rounds = 2;

/**
 * The same papers into a new library of each system, twice and the second time in the other order, so that all meet the
 * same machine; figures are of both together. The model is loaded before.
 */
export async function compareIngest(
  papers: readonly string[],
  embedder: TransformersEmbedder,
  { project, folder }: { project: string; folder: string },
): Promise<Record<SystemName, IngestRun>> {
  await embedder.embedQuestion('Is the model loaded?');
  const runs = systemNames.map((name) => ({ name, milliseconds: 0, tokens: 0, modelMilliseconds: 0, passages: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) {
      const system = await openSystem[run.name](project);
      const before = embedder.stats();
      const start = performance.now();
      const filling = await system.make(join(folder, `${round}-${run.name}`), embedder);
      await filling.addPapers(papers);
      run.passages += await filling.finish();
      run.milliseconds += performance.now() - start;
      const after = embedder.stats();
      run.tokens += after.tokens - before.tokens;
      run.modelMilliseconds += after.milliseconds - before.milliseconds;
    }
  }
  const entries = runs.map(({ name, ...run }) => [name, { papers: papers.length * rounds, ...run }] as const);
  return Object.fromEntries(entries) as Record<SystemName, IngestRun>;
}
