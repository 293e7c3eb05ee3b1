import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import type { GrowthPoint } from './compare-growth.ts';
import type { IngestRun } from './compare-ingest.ts';
import type { ScanLimit } from './limits.ts';
import { plotGrowth } from './plot.ts';
import { markdownOf } from './report.ts';
import type { SystemName } from './systems.ts';

/** All figures of one run. */
export interface Comparison {
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly ingest: Record<SystemName, IngestRun>;
  /** Mean nDCG@10 on SciFact’s test claims, 0…1. */
  readonly quality: Record<SystemName, number>;
  readonly growth: readonly GrowthPoint[];
  /** Milliseconds to embed a question, the median. */
  readonly question: number;
  readonly scans: readonly ScanLimit[];
}

const begin = '<!-- bench: begin -->';
const end = '<!-- bench: end -->';

/** Writes `data/bench/` and what stands between the README’s two marks. */
export async function keepComparison(comparison: Comparison, root: URL): Promise<void> {
  const folder = new URL('data/bench/', root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('comparison.json', folder), `${JSON.stringify(comparison, null, 2)}\n`);
  writeFileSync(new URL('growth.svg', folder), plotGrowth(comparison.growth));
  const file = new URL('README.md', root);
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for the figures: ${begin} … ${end}`);
  const written = `${text.slice(0, from + begin.length)}\n\n${markdownOf(comparison)}\n\n${text.slice(to)}`;
  const style = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(written, { ...style, parser: 'markdown' }));
}
