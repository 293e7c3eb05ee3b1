import type { CheckResult } from '../../server/wire.ts';
import type { AlterationClass, GeneratedCase } from './alterations/alteration.ts';
import type { Baseline } from './baselines.ts';
import type { Checker } from './checker.ts';
import { type Score, scoreOf } from './score.ts';
import { groupsOf } from './groups.ts';
import type { Figures } from './results.ts';
import { type Bar, percent, printRows, sayProgress } from './table.ts';

interface Row {
  readonly item: GeneratedCase;
  /** Null where there is no checker. */
  readonly score: Score | null;
  readonly results: readonly CheckResult[];
  /** Accepted or not, in the baselines' order. */
  readonly baselines: readonly boolean[];
}

const permitted = new Set<AlterationClass>(['typography', 'reference', 'furniture', 'fragment', 'marked']);

/** Every case once through the checker and the baselines; prints the table, returns the shares by class and the bars. */
export async function evaluateGenerated(
  cases: readonly GeneratedCase[],
  checker: Checker | null,
  baselines: readonly Baseline[],
  options: { readonly verbose: boolean },
): Promise<{ figures: Figures; bars: Bar[] }> {
  const rows: Row[] = [];
  const { signal } = new AbortController();
  for (const item of cases) {
    const given = { text: item.text, ...(item.source === null ? {} : { source: item.source }) };
    const results = checker ? await checker.check(given, signal) : [];
    rows.push({
      item,
      results,
      score: checker ? scoreOf(item, results) : null,
      baselines: baselines.map((baseline) => baseline.accepts(item.quotation)),
    });
    sayProgress('generated quotations', rows.length, cases.length);
  }
  printClasses('Generated quotations, by class', rows, baselines, ({ alteration }) => alteration.class);
  printClasses('… by kind', rows, baselines, ({ alteration }) => `${alteration.class}: ${alteration.kind}`);
  console.log(
    '\n  accepted: verbatim or marked edits; named: verdict right, gravest change of the right class; place: every place\n' +
      '  starts within 5 characters of the right one and each covers 0.9 of the other (invented: no place given).',
  );
  if (options.verbose) for (const row of rows) printFailure(row);
  return checker ? { figures: figuresOf(rows), bars: barsOf(rows) } : { figures: {}, bars: [] };
}

function printClasses(
  title: string,
  rows: readonly Row[],
  baselines: readonly Baseline[],
  keyOf: (item: GeneratedCase) => string,
): void {
  const groups = groupsOf(rows, ({ item }) => keyOf(item));
  const lines = [...groups].map(([key, group]) => {
    const share = (holds: (score: Score) => boolean) =>
      group[0]?.score ? percent(group.filter(({ score }) => score !== null && holds(score)).length, group.length) : '–';
    const warned = group.filter(({ item }) => item.alteration.warning);
    return [
      key,
      String(group.length),
      share(({ accepted }) => accepted),
      share(({ accepted }) => !accepted),
      share(({ named }) => named),
      share(({ located }) => located),
      group[0]?.score ? percent(warned.filter(({ score }) => score?.warned).length, warned.length) : '–',
      ...baselines.flatMap((_, index) => {
        const accepted = group.filter((row) => row.baselines[index]).length;
        return [percent(accepted, group.length), percent(group.length - accepted, group.length)];
      }),
    ];
  });
  const heads = ['', 'n', 'accepted', 'flagged', 'named', 'place', 'warned'];
  printRows(title, [[...heads, ...baselines.flatMap(({ name }) => [`${name} acc.`, 'flag.'])], ...lines]);
}

function figuresOf(rows: readonly Row[]): Figures {
  const classes = [...groupsOf(rows, ({ item }) => item.alteration.class)];
  return Object.fromEntries(
    classes.flatMap(([name, group]) => {
      const share = (holds: (score: Score) => boolean) =>
        group.filter(({ score }) => score !== null && holds(score)).length / group.length;
      return [
        [`${name}: accepted`, share(({ accepted }) => accepted)],
        [`${name}: named`, share(({ named }) => named)],
        [`${name}: place`, share(({ located }) => located)],
      ];
    }),
  );
}

function printFailure({ item, score, results }: Row): void {
  if (!score) return;
  const [result] = results;
  const right = permitted.has(item.alteration.class) === score.accepted;
  if (right && score.named && score.located && score.warned) return;
  const wrong = [
    right ? '' : 'verdict',
    score.named ? '' : 'name',
    score.located ? '' : 'place',
    score.warned ? '' : 'warning',
  ];
  console.log(`\n${item.id}: ${wrong.filter((word) => word !== '').join(', ')}`);
  console.log(`  given  ${item.text}${item.source === null ? '' : `  [${item.source}]`}\n  source ${item.original}`);
  for (const { paper, span } of item.places) console.log(`  right  ${paper.id} ${span.start}–${span.end}`);
  console.log(
    `  got    ${results.length} result(s): ${result?.verdict ?? '–'} ${JSON.stringify(result?.changes ?? [])}`,
  );
  for (const { paper, start, end } of result?.matches ?? []) console.log(`         ${paper.id} ${start}–${end}`);
}

function barsOf(rows: readonly Row[]): Bar[] {
  const bars: Bar[] = [];
  const hold = (what: string, part: readonly Row[], holds: (score: Score) => boolean, least: number) => {
    if (part.length === 0) return;
    const reached = part.filter(({ score }) => score !== null && holds(score)).length;
    const shown = `${what}: ${percent(reached, part.length)}, must be ${percent(least, 1)} or more`;
    bars.push({ what: shown, reached: reached >= least * part.length });
  };
  const found = rows.filter(({ item }) => item.alteration.class !== 'invented');
  hold(
    'permitted edits accepted',
    rows.filter(({ item }) => permitted.has(item.alteration.class)),
    (score) => score.accepted,
    0.99,
  );
  for (const [name, group] of groupsOf(found, ({ item }) => item.alteration.class)) {
    if (permitted.has(name)) continue;
    hold(`${name} flagged`, group, (score) => !score.accepted, 0.99);
    hold(`${name} named right`, group, (score) => score.named, 0.95);
  }
  hold('the right span', found, (score) => score.located, 0.98);
  hold(
    'invented located nowhere',
    rows.filter(({ item }) => item.alteration.class === 'invented'),
    (score) => score.located,
    0.99,
  );
  return bars;
}
