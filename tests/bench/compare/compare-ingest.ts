import { join } from 'node:path';
import type { TransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import type { Filling } from './system.ts';
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

/** Papers that a system is given at a time: enough for what it can do at once. */
const together = 8;

/**
 * The same papers into each system, eight by eight in turn and each time another system first, so that all meet the same
 * machine; the model is loaded before.
 */
export async function compareIngest(
  papers: readonly string[],
  embedder: TransformersEmbedder,
  { project, folder }: { project: string; folder: string },
): Promise<Record<SystemName, IngestRun>> {
  await embedder.embedQuestion('Is the model loaded?');
  const runs = systemNames.map((name) => ({ name, milliseconds: 0, tokens: 0, modelMilliseconds: 0, passages: 0 }));
  const timed = async <Result>(run: (typeof runs)[number], work: () => Promise<Result>): Promise<Result> => {
    const before = embedder.stats();
    const start = performance.now();
    const result = await work();
    run.milliseconds += performance.now() - start;
    const after = embedder.stats();
    run.tokens += after.tokens - before.tokens;
    run.modelMilliseconds += after.milliseconds - before.milliseconds;
    return result;
  };
  const fillings: { run: (typeof runs)[number]; filling: Filling }[] = [];
  for (const run of runs) {
    const system = await openSystem[run.name](project);
    fillings.push({ run, filling: await timed(run, () => system.make(join(folder, run.name), embedder)) });
  }
  for (let from = 0; from < papers.length; from += together) {
    const some = papers.slice(from, from + together);
    const order = fillings.map((_, at) => fillings[(at + from / together) % fillings.length]);
    for (const entry of order) if (entry) await timed(entry.run, () => entry.filling.addPapers(some));
  }
  for (const { run, filling } of fillings) run.passages = await timed(run, () => filling.finish());
  const entries = runs.map(({ name, ...run }) => [name, { papers: papers.length, ...run }] as const);
  return Object.fromEntries(entries) as Record<SystemName, IngestRun>;
}
