import { parseArgs } from 'node:util';

/** Parts of the bench. */
export const parts = ['start', 'ingest', 'questions', 'slack', 'page', 'compare'] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  /** Papers in the libraries that are compared, growing. */
  readonly sizes: readonly number[];
  /** Whether the figures of `compare` replace those that the README shows. */
  readonly keep: boolean;
}

/** How it is used, for people. */
export const usage = `npm run bench -- [${parts.join(' | ')}]… [--sizes N,N…] [--keep]`;

/**
 * The arguments of `npm run bench`: parts (all unless named), and options.
 * @throws Error with one sentence on what is wrong
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sizes: { type: 'string', default: '2,20,200,2000' }, keep: { type: 'boolean', default: false } },
  });
  const named = positionals.map((part) => {
    const known = parts.find((candidate) => candidate === part);
    if (!known) throw new Error(`There is no part “${part}”; name ${parts.join(', ')}.`);
    return known;
  });
  const sizes = values.sizes.split(',').map(Number);
  if (sizes.some((size, index) => !Number.isInteger(size) || size <= (sizes[index - 1] ?? 0))) {
    throw new Error('--sizes must be whole numbers above 0 that grow, with commas between them.');
  }
  return { parts: named.length > 0 ? named : parts, sizes, keep: values.keep };
}
