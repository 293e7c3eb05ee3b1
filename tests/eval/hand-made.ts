import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Paper } from '../../ingest/paper.ts';
import { type CheckResult, CheckResultSchema } from '../../server/wire.ts';
import { sadi, sarwar } from '../fixtures/default-papers.ts';
import type { Checker } from './checker.ts';
import { groupsOf } from './groups.ts';
import type { Figures } from './results.ts';
import { percent, printRows } from './table.ts';

const file = new URL('../../data/eval/quotes.json', import.meta.url);
const wire = CheckResultSchema.shape;

const HandMadeSchema = z.array(
  z.object({
    id: z.string(),
    split: z.enum(['dev', 'test']),
    text: z.string(),
    source: z.string().optional(),
    use: z.number().int().nonnegative().default(0),
    uses: z.number().int().nonnegative().optional(),
    quote: z.string().optional(),
    verdict: wire.verdict.optional(),
    changes: z
      .array(z.object({ class: wire.changes.element.shape.class, source: z.string(), quote: z.string() }))
      .default([]),
    paper: z.enum(['sadi', 'sarwar']).nullable().default(null),
    at: z.string().optional(),
    places: z.number().int().nonnegative().optional(),
    originalAuthor: z.string().nullable().optional(),
    warnings: z.array(wire.warnings.element.shape.kind).default([]),
    note: z.string().optional(),
  }),
);

/** A case made by hand; `data/eval/README.md` says what each field is. */
export type HandMadeCase = z.infer<typeof HandMadeSchema>[number];

/** The cases of a split; [] where the file is not there. */
export function handMadeCases(split: 'dev' | 'test'): HandMadeCase[] {
  if (!existsSync(file)) return [];
  return HandMadeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).filter((item) => item.split === split);
}

/** What was asked of a case and whether it was met; null: not asked. */
export type Judgement = Record<'verdict' | 'changes' | 'place' | 'warnings' | 'author' | 'uses', boolean | null>;

const squeeze = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();

function isNamed(wanted: HandMadeCase['changes'][number], result: CheckResult): boolean {
  return result.changes.some((change) => {
    const [from = '', to = from] = wanted.source.split(' … ');
    const source = squeeze(change.source);
    const same =
      source.includes(squeeze(from)) &&
      source.includes(squeeze(to)) &&
      squeeze(change.quote).includes(squeeze(wanted.quote));
    return change.class === wanted.class && same;
  });
}

function isAt({ paper, at }: HandMadeCase, matches: CheckResult['matches']): boolean {
  if (paper === null) return matches.length === 0;
  const stored: Paper = paper === 'sadi' ? sadi : sarwar;
  const own = matches.filter((match) => match.paper.id === stored.id);
  if (at === undefined) return own.length > 0;
  const start = stored.text.indexOf(at);
  const end = start + at.length;
  return own.some((match) => (match.start <= start && match.end >= end) || (match.start >= start && match.start < end));
}

/** Holds the results of a case against what was asked. */
export function judge(item: HandMadeCase, results: readonly CheckResult[]): Judgement {
  const result = results[item.use];
  return {
    verdict: item.verdict === undefined ? null : result?.verdict === item.verdict,
    changes: item.changes.length === 0 ? null : !!result && item.changes.every((change) => isNamed(change, result)),
    place: !!result && isAt(item, result.matches) && (item.places ?? result.matches.length) === result.matches.length,
    warnings:
      item.warnings.length === 0
        ? null
        : item.warnings.every((kind) => result?.warnings.some((warning) => warning.kind === kind)),
    author:
      item.originalAuthor === undefined || item.originalAuthor === null
        ? null
        : squeeze(result?.originalAuthor ?? '').includes(squeeze(item.originalAuthor)),
    uses: item.uses === undefined ? null : results.length === item.uses,
  };
}

/** Checks the cases of a split, prints what was right, by verdict and by group, and gives the shares of all. */
export async function evaluateHandMade(checker: Checker, split: 'dev' | 'test', verbose: boolean): Promise<Figures> {
  const judged: { item: HandMadeCase; judgement: Judgement; results: CheckResult[] }[] = [];
  for (const item of handMadeCases(split)) {
    const given = { text: item.text, ...(item.source === undefined ? {} : { source: item.source }) };
    const results = await checker.check(given, new AbortController().signal);
    judged.push({ item, results, judgement: judge(item, results) });
  }
  const asked = ['verdict', 'changes', 'place', 'warnings', 'author', 'uses'] as const;
  const print = (title: string, keysOf: (item: HandMadeCase) => string[]) => {
    const keyed = judged.flatMap((one) => ['all', ...new Set(keysOf(one.item))].map((key) => ({ key, one })));
    const rows = [...groupsOf(keyed, ({ key }) => key)].map(([key, group]) => {
      const cells = asked.map((what) => {
        const values = group.map(({ one }) => one.judgement[what]).filter((value) => value !== null);
        return values.length === 0 ? '–' : `${values.filter(Boolean).length}/${values.length}`;
      });
      return [key, String(group.length), ...cells];
    });
    printRows(title, [['', 'n', ...asked], ...rows]);
  };
  print(`Made by hand (${split}), by verdict`, ({ verdict }) => [verdict ?? 'none']);
  print('… by class of change', ({ changes }) => changes.map((change) => change.class));
  const right = judged.filter(({ judgement }) => judgement.verdict !== false).length;
  console.log(`\n  verdict right: ${percent(right, judged.length)}`);
  const figures = Object.fromEntries(
    asked.flatMap((what) => {
      const values = judged.map(({ judgement }) => judgement[what]).filter((value) => value !== null);
      return values.length === 0 ? [] : [[`${what} right`, values.filter(Boolean).length / values.length]];
    }),
  );
  if (!verbose) return figures;
  for (const { item, judgement, results } of judged) {
    const wrong = asked.filter((what) => judgement[what] === false);
    if (wrong.length === 0) continue;
    const result = results[item.use];
    console.log(`\n${item.id}: ${wrong.join(', ')}\n  given  ${item.text}${item.source ? `  [${item.source}]` : ''}`);
    console.log(
      `  wanted ${item.verdict ?? '–'} ${JSON.stringify(item.changes)} ${item.warnings.join(' ')} ${item.at ?? ''}`,
    );
    console.log(`  got    ${results.length}: ${result?.verdict ?? '–'} ${JSON.stringify(result?.changes ?? [])}`);
    console.log(
      `         ${(result?.warnings ?? []).map(({ kind }) => kind).join(' ')} ${result?.originalAuthor ?? ''}`,
    );
  }
  return figures;
}
