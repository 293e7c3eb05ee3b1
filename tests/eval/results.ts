import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { currentVersion } from './version.ts';

const keptFile = fileURLToPath(new URL('../../data/eval/results.json', import.meta.url));

const KeptSchema = z.object({ commit: z.string(), changed: z.boolean(), figures: z.record(z.string(), z.number()) });

/** Figures by name: shares, 0…1, or counts above 1. */
export type Figures = Readonly<Record<string, number>>;

/**
 * A part's figures with the last commit that had changed the code which decides answers. `changed` says that this code
 * was not as in that commit.
 */
export type Kept = z.infer<typeof KeptSchema>;

/** The figures that are kept from run to run, in data/eval/results.json. */
export interface Results {
  /** What was kept before this run; null where the part is new. */
  of(part: string): Kept | null;
  /** Replaces a part's figures; those that are as before keep their commit, so that a file without changes stays as it is. */
  keep(part: string, figures: Figures): void;
}

/** Opens the kept figures, or those of another file. */
export function openResults(file = keptFile, version: () => Omit<Kept, 'figures'> = decisiveVersion): Results {
  const before = read(file);
  return {
    of: (part) => before[part] ?? null,
    keep(part, figures) {
      const names = Object.entries(figures);
      const rounded = Object.fromEntries(names.map(([name, value]) => [name, Number(value.toFixed(4))]));
      const kept = before[part];
      if (kept && !kept.changed && isSame(kept.figures, rounded)) return;
      const { commit, changed } = version();
      const parts = Object.entries({ ...read(file), [part]: { commit, changed, figures: rounded } });
      const sorted = Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
    },
  };
}

function decisiveVersion(): Omit<Kept, 'figures'> {
  const { decisive, changed } = currentVersion();
  return { commit: decisive, changed };
}

function read(file: string): Record<string, Kept> {
  if (!existsSync(file)) return {};
  return z.record(z.string(), KeptSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function isSame(a: Figures, b: Figures): boolean {
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}
