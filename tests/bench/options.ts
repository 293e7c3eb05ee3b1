import { parseArgs } from 'node:util';

/** Parts of the bench; those of `slow` run only when they are named. */
const usual = ['start', 'ingest', 'questions', 'slack', 'page', 'compare'] as const;
const slow = ['weaviate'] as const;
export const parts = [...usual, ...slow] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  /** Papers in the libraries that are compared, growing. */
  readonly sizes: readonly number[];
  /** Whether the figures of `compare` replace those that the README shows. */
  readonly keep: boolean;
  /** Passages in the libraries of `weaviate`. */
  readonly passages: number;
  /** Where the libraries of `weaviate` are kept for the next run; null: nowhere. */
  readonly data: string | null;
}

/** How it is used, for people. */
export const usage = `npm run bench -- [${parts.join(' | ')}]… [--sizes N,N…] [--keep]
  weaviate: [--passages N] [--data FOLDER]`;

/**
 * The arguments of `npm run bench`: parts (all unless named), and options.
 * @throws Error with one sentence on what is wrong
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sizes: { type: 'string', default: '2,20,200,2000' },
      keep: { type: 'boolean', default: false },
      passages: { type: 'string', default: '100000' },
      data: { type: 'string' },
    },
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
  const passages = Number(values.passages);
  if (!Number.isInteger(passages) || passages < 1000) throw new Error('--passages must be a whole number from 1000.');
  return { parts: named.length > 0 ? named : usual, sizes, keep: values.keep, passages, data: values.data ?? null };
}
