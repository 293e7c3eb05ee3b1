import { type Figure, atMost, ms } from '../table.ts';
import type { GrowthPoint } from './compare-growth.ts';
import type { Comparison } from './keep.ts';
import { type SystemName, systemNames } from './systems.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
const minute = 60_000;

function pointOf({ growth }: Comparison, name: SystemName, papers: number): GrowthPoint {
  const found = growth.find(({ system, papers: size }) => system === name && size === papers);
  if (!found) throw new Error(`${name} was not measured with ${papers} papers`);
  return found;
}

function sizesOf({ growth }: Comparison): number[] {
  return [...new Set(growth.map(({ papers }) => papers))];
}

/** A row a measure, a column a system. */
export function rowsOfComparison(comparison: Comparison): string[][] {
  const at = (papers: number, show: (point: GrowthPoint) => string) =>
    systemNames.map((name) => show(pointOf(comparison, name, papers)));
  const perMinute = systemNames.map((name) => {
    const { papers, milliseconds } = comparison.ingest[name];
    return (papers / (milliseconds / minute)).toFixed(0);
  });
  const sizes = sizesOf(comparison).filter((_, index, all) => index === 0 || index >= all.length - 2);
  const largest = sizes.at(-1) ?? 0;
  return [
    ['', ...systemNames],
    ['Quality: nDCG@10 on SciFact', ...systemNames.map((name) => comparison.quality[name].toFixed(3))],
    ['Ingest, papers a minute', ...perMinute],
    ...sizes
      .slice(1)
      .map((size) => [
        `First answer after a start, ${named(size)}`,
        ...at(size, ({ first }) => `${(first / 1000).toFixed(1)} s`),
      ]),
    ...sizes.map((size) => [
      `Retrieval p50 / p99, ${named(size)}`,
      ...at(size, ({ p50, p99 }) => `${figure(p50)} / ${figure(p99)} ms`),
    ]),
    [`Memory, ${named(largest)}`, ...at(largest, ({ memory }) => megabytes(memory))],
    [`Disk, ${named(largest)}`, ...at(largest, ({ disk }) => megabytes(disk))],
  ];
}

function named(papers: number): string {
  return `${papers.toLocaleString('en')} papers`;
}

function figure(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 1 : 0);
}

/** A row a system and size. */
export function rowsOfGrowth({ growth }: Comparison): string[][] {
  return [
    ['', 'papers', 'passages', 'made in', 'first answer', 'p50', 'p99', 'memory', 'disk'],
    ...growth.map((point) => [
      point.system,
      String(point.papers),
      String(point.passages),
      ms(point.making),
      ms(point.first),
      ms(point.p50),
      ms(point.p99),
      megabytes(point.memory),
      megabytes(point.disk),
    ]),
  ];
}

/** What this machine allows at most. */
export function rowsOfLimits({ ingest, question, scans }: Comparison): string[][] {
  const { tokens, modelMilliseconds, milliseconds } = ingest.Ibid;
  const share = `${((modelMilliseconds / milliseconds) * 100).toFixed(0)} % of Ibid’s ingest`;
  const perSecond = (tokens / (modelMilliseconds / 1000)).toFixed(0);
  return [
    ['', 'measured', ''],
    ['The model alone, tokens a second', perSecond, share],
    [
      'Tokens that Ibid embeds for the same papers',
      tokens.toLocaleString('en'),
      `LangChain ${ingest['LangChain + HNSWLib'].tokens.toLocaleString('en')}`,
    ],
    ['A question’s embedding, p50', ms(question), 'left out of the times above, but for the first answer'],
    ...scans.map(({ vectors, bytes, milliseconds: scan }) => [
      `One exact scan of ${vectors.toLocaleString('en')} vectors`,
      ms(scan),
      `${megabytes(bytes)}, ${(bytes / 1e6 / scan).toFixed(1)} GB a second`,
    ]),
  ];
}

/** What must be reached beside the others; how fast retrieval is by itself has its target in the part `questions`. */
export function targetsOf(comparison: Comparison): Figure[] {
  const sizes = sizesOf(comparison);
  const other = 'LangChain + HNSWLib';
  const ratio = (value: number) => `${(value * 100).toFixed(0)} %`;
  const perPaper = (name: SystemName) => comparison.ingest[name].milliseconds;
  return [
    atMost('whole ingest, to LangChain’s', perPaper('Ibid') / perPaper(other), 1, ratio),
    ...sizes.map((size) => {
      const first = (name: SystemName) => pointOf(comparison, name, size).first;
      return atMost(
        `first answer after a start, to LangChain’s, ${named(size)}`,
        first('Ibid') / first(other),
        1,
        ratio,
      );
    }),
  ];
}

const plot =
  '![Four panels over the papers in the library: retrieval, first answer after a start, memory and disk, for Ibid and the three others](data/bench/growth.svg)';

/** The table, the plot, the limits in a sentence and the machine, as Markdown. */
export function markdownOf(comparison: Comparison): string {
  const [head = [], ...rows] = rowsOfComparison(comparison);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)];
  const { processor, cores, node } = comparison.machine;
  const { tokens, modelMilliseconds } = comparison.ingest.Ibid;
  const perSecond = Math.round(tokens / (modelMilliseconds / 1000)).toLocaleString('en');
  const largest = comparison.scans.at(-1);
  const scan = largest
    ? `; looking at all ${largest.vectors.toLocaleString('en')} vectors of the largest library once, ${megabytes(largest.bytes)}, takes ${ms(largest.milliseconds)}`
    : '';
  return [
    table.join('\n'),
    plot,
    `Measured on ${cores} cores of “${processor}”, Node ${node}. The limits there: the model reads ${perSecond} tokens a second and takes ${ms(comparison.question)} for a question${scan}.`,
  ].join('\n\n');
}
