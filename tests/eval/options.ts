import { parseArgs } from 'node:util';

/** Parts of the evaluation. */
export const parts = ['quotes', 'hand-made', 'paraphrases', 'timing', 'retrieval', 'questions', 'weaviate'] as const;
export type Part = (typeof parts)[number];

export interface EvalOptions {
  readonly parts: readonly Part[];
  /** Classes of alterations; null: all. */
  readonly only: readonly string[] | null;
  /** `test` is the held-out split of the questions; null: dev of the quotations, both of the questions. */
  readonly split: 'dev' | 'test' | null;
  readonly verbose: boolean;
  readonly seed: number;
  readonly perClass: number;
  readonly embedder: 'model' | 'hashing';
  /** Nodes of the Weaviate cluster. */
  readonly nodes: 1 | 3;
}

/** The generated quotations that figures are kept of. */
export const usualCases = { seed: 1, perClass: 240 };

/** How it is used, for people. */
export const usage = `npm run eval -- [${parts.join(' | ')}]… [--only CLASS]… [--split dev|test] [--verbose]
  [--seed N] [--per-class N] [--embedder model|hashing] [--nodes 1|3]`;

/**
 * The arguments of `npm run eval`: parts (all unless named), and options.
 * @throws Error with one sentence on what is wrong
 */
export function parseOptions(args: readonly string[]): EvalOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      split: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(usualCases.seed) },
      'per-class': { type: 'string', default: String(usualCases.perClass) },
      embedder: { type: 'string', default: 'model' },
      nodes: { type: 'string', default: '1' },
    },
  });
  const { split, embedder, nodes } = values;
  const named = positionals.map((part) => {
    const known = parts.find((candidate) => candidate === part);
    if (!known) throw new Error(`There is no part “${part}”; name ${parts.join(', ')}.`);
    return known;
  });
  if (split !== undefined && split !== 'dev' && split !== 'test')
    throw new Error(`There is no split “${split}”; name dev or test.`);
  if (embedder !== 'model' && embedder !== 'hashing') {
    throw new Error(`There is no embedder “${embedder}”; name model or hashing.`);
  }
  if (nodes !== '1' && nodes !== '3') throw new Error('--nodes must be 1 or 3.');
  const whole = (name: 'seed' | 'per-class') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0.`);
    return value;
  };
  return {
    parts: named.length > 0 ? named : parts,
    only: values.only ?? null,
    split: split ?? null,
    verbose: values.verbose,
    seed: whole('seed'),
    perClass: whole('per-class'),
    embedder,
    nodes: nodes === '1' ? 1 : 3,
  };
}
