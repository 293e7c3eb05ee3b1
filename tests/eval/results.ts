import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { printRows } from './table.ts';
import { currentVersion } from './version.ts';

const file = new URL('../../data/eval/results.json', import.meta.url);

const ResultsSchema = z.record(
  z.string(),
  z.object({ commit: z.string(), changed: z.boolean(), figures: z.record(z.string(), z.number()) }),
);

/** By how much a figure has to differ to be told. */
const noticed = 0.0005;

/**
 * Keeps the figures of a part of the evaluation in data/eval/results.json with the commit that they were measured at,
 * and prints what differs from those kept before. `changed` says that the code
 * which decides answers was changed since.
 */
export function keepResults(part: string, figures: Record<string, number>): void {
  const kept = existsSync(file) ? ResultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const before = kept[part];
  if (before) printDifferences(part, before.commit, before.figures, figures);
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))]));
  const { commit, changed } = currentVersion();
  const entry = { commit, changed, figures: rounded };
  const all = Object.entries({ ...kept, [part]: entry }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

function printDifferences(
  part: string,
  commit: string,
  before: Record<string, number>,
  now: Record<string, number>,
): void {
  const rows = Object.entries(now).flatMap(([name, value]) => {
    const old = before[name];
    if (old === undefined || Math.abs(old - value) < noticed) return [];
    return [[name, old.toFixed(3), value.toFixed(3), `${value > old ? '+' : ''}${(value - old).toFixed(3)}`]];
  });
  if (rows.length > 0) printRows(`${part}: changed since ${commit}`, [['', 'was', 'is', ''], ...rows]);
  else console.log(`\n${part}: as at ${commit}`);
}
