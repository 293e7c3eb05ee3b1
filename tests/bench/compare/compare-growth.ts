import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../table.ts';
import type { Asked, ChildJob, Made } from './child-messages.ts';
import { folderSize } from './folder-size.ts';
import type { ChildRunner } from './run-child.ts';
import { type SystemName, systemNames } from './systems.ts';

/** How often a process is started for the time to its first answer; the median counts. */
const starts = 5;

/** One system at one size. Times in milliseconds, sizes in bytes. */
export interface GrowthPoint {
  readonly system: SystemName;
  readonly papers: number;
  readonly passages: number;
  /** To make the library, the vectors being there. */
  readonly making: number;
  /** From the start of a process to its first answer. */
  readonly first: number;
  /** A question without its embedding. */
  readonly p50: number;
  readonly p99: number;
  /** Resident, without the model’s process. */
  readonly memory: number;
  readonly disk: number;
}

/** Every system at every size, each in processes of its own; their starts take turns, so that all meet the same machine. */
export async function compareGrowth(
  sizes: readonly number[],
  papers: readonly string[],
  job: Omit<ChildJob, 'task' | 'system' | 'papers'>,
  runner: ChildRunner,
  say: (sentence: string) => void,
): Promise<GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const size of sizes) {
    const runs: { system: SystemName; own: Omit<ChildJob, 'task'>; made: Made; asked: Asked[] }[] = [];
    for (const system of systemNames) {
      const own = { ...job, system, papers: papers.slice(0, size), folder: join(job.folder, `${size}-${system}`) };
      const made = await runner.make(own);
      say(`${system}: ${size} papers, ${made.passages} passages`);
      runs.push({ system, own, made, asked: [] });
    }
    for (let start = 0; start < starts; start += 1)
      for (const { own, asked } of runs) asked.push(await runner.ask(own));
    for (const { system, own, made, asked } of runs) {
      const median = (values: readonly number[]) => percentile(values, 0.5);
      const times = asked.flatMap((run) => run.times);
      points.push({
        system,
        papers: size,
        passages: made.passages,
        making: made.milliseconds,
        first: median(asked.map((run) => run.first)),
        p50: median(times),
        p99: percentile(times, 0.99),
        memory: median(asked.map((run) => run.memory)),
        disk: folderSize(own.folder),
      });
      rmSync(own.folder, { recursive: true, force: true });
    }
  }
  return points;
}
