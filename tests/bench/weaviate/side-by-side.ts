import { loadavg } from 'node:os';
import type { Library } from '../../../ingest/library.ts';
import { atMost, type Figure, ms, percentile, told } from '../table.ts';
import type { NodeUsage } from './node-usage.ts';
import { atOnce, type Step, timer, type TimedQuestion } from './times.ts';

/** Milliseconds for a question over 100,000 passages, its embedding left out. */
const target = 40;
const rounds = 20;
/** Rounds between which the libraries take turns. */
const turn = 2;
const width = 8;

/** Times of questions that are asked once each, after some others that wake both up. */
export async function onceEach(
  embedded: Library,
  library: Library,
  first: readonly TimedQuestion[],
  questions: readonly TimedQuestion[],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const before = loadavg()[0] ?? 0;
  const timers = () => [timer(library, 'retrieval'), timer(embedded, 'retrieval')] as const;
  const warm = timers();
  for (const one of first) for (const { run } of warm) await run(one);
  const [of, beside] = timers();
  for (const one of questions) for (const { run } of [of, beside]) await run(one);
  const what = `retrieval, each of ${questions.length} questions asked once`;
  const p50 = percentile(of.times.whole, 0.5);
  const shownAt = (times: readonly number[]) => `${ms(percentile(times, 0.95))} / ${ms(percentile(times, 0.99))}`;
  figures.push(
    atMost(`${what}: p50`, p50, target, ms),
    told(`${what}: p95 / p99`, shownAt(of.times.whole)),
    told(`${what}: p50 of the search in it`, ms(percentile(of.times.search, 0.5))),
    told(`${what}: embedded library, p50`, ms(percentile(beside.times.whole, 0.5))),
    told(`${what}: embedded library, p95 / p99`, shownAt(beside.times.whole)),
    told(`${what}: load of the machine before and after`, `${shown(before)} / ${shown(loadavg()[0] ?? 0)}`),
  );
  return figures;
}

/** Times of the same questions to both, in turn, so that both meet the same machine. */
export async function sideBySide(
  embedded: Library,
  library: Library,
  questions: readonly TimedQuestion[],
  usage: NodeUsage,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [step, together] of [
    ['ranking', 1],
    ['retrieval', 1],
    ['retrieval', width],
  ] as const) {
    const before = loadavg()[0] ?? 0;
    const own = await takeTurns(embedded, library, questions, usage, { step, together });
    const what = `${step}, ${together === 1 ? 'one by one' : `${together} at once`}`;
    const load = told(
      `${what}: load of the machine before and after`,
      `${shown(before)} / ${shown(loadavg()[0] ?? 0)}`,
    );
    figures.push(...own.map((figure) => ({ ...figure, what: `${what}: ${figure.what}` })), load);
  }
  return figures;
}

async function takeTurns(
  embedded: Library,
  library: Library,
  questions: readonly TimedQuestion[],
  usage: NodeUsage,
  { step, together }: { readonly step: Step; readonly together: number },
): Promise<Figure[]> {
  const [warm, warmBeside] = [timer(library, step), timer(embedded, step)];
  for (const { run } of [warm, warmBeside]) await atOnce(1, jobs(questions, run));
  const [of, beside] = [timer(library, step), timer(embedded, step)];
  let processor = 0;
  for (let round = 0; round < rounds; round += turn) {
    const asked = Array.from({ length: turn }, () => questions).flat();
    const before = usage.processor();
    await atOnce(together, jobs(asked, of.run));
    processor += usage.processor() - before;
    await atOnce(together, jobs(asked, beside.run));
  }
  const p50 = percentile(of.times.whole, 0.5);
  const besideP50 = percentile(beside.times.whole, 0.5);
  return [
    together === 1 ? atMost('p50', p50, target, ms) : told('p50', ms(p50)),
    told('p95 / p99', `${ms(percentile(of.times.whole, 0.95))} / ${ms(percentile(of.times.whole, 0.99))}`),
    ...(together === 1 ? [told('p50 when a question is first asked', ms(percentile(warm.times.whole, 0.5)))] : []),
    told('p50 of the search in it', ms(percentile(of.times.search, 0.5))),
    told('p50 of the hits’ vectors in it', ms(percentile(of.times.vectors, 0.5))),
    told('the node’s processor time a question', ms(processor / of.times.whole.length)),
    told('embedded library, p50', ms(besideP50)),
    told(
      'embedded library, p95 / p99',
      `${ms(percentile(beside.times.whole, 0.95))} / ${ms(percentile(beside.times.whole, 0.99))}`,
    ),
    told('p50 as a multiple of the embedded library’s', shown(p50 / besideP50)),
  ];
}

function jobs(questions: readonly TimedQuestion[], run: (asked: TimedQuestion) => Promise<void>) {
  return questions.map((one) => () => run(one));
}

function shown(value: number): string {
  return value.toFixed(1);
}
