import type { Paper } from '../../ingest/paper.ts';
import { ms, percentile } from '../bench/table.ts';
import { type GeneratorOptions, generateCases } from './alterations/generate.ts';
import { isProse, paperSentences } from './alterations/sentences.ts';
import { type Checker, openProductChecker } from './checker.ts';
import { libraryOf } from './library.ts';
import { randomOf } from './random.ts';
import { type Bar, printRows } from './table.ts';

/** A draft of about 10,000 words of filling with 60 quotations spread over it. */
export function draftOf(papers: readonly Paper[], seed: number): string {
  const random = randomOf(seed);
  const quoted = random.shuffle(papers.flatMap(paperSentences).filter(isProse)).slice(0, 60);
  const filling =
    'The chapter follows how one village after another came to keep its own records, who paid for the ink, and what became of the shelves when the school moved to the other bank of the river.';
  return quoted
    .map(({ text }) => `${Array.from({ length: 4 }, () => filling).join(' ')} As one study puts it, “${text}”`)
    .join('\n\n');
}

async function timeOne(checker: Checker, options: GeneratorOptions): Promise<number[]> {
  const cases = generateCases(options);
  const times: number[] = [];
  for (const [index, { text }] of cases.entries()) {
    const start = performance.now();
    await checker.check({ text }, new AbortController().signal);
    // The first ones meet a cold machine.
    if (index >= 5) times.push(performance.now() - start);
  }
  return times;
}

/** One quotation against 100 papers, and a long draft against the default library. */
export async function evaluateTiming(
  papers: readonly Paper[],
  kind: 'model' | 'hashing',
  seed: number,
): Promise<Bar[]> {
  const hundred = papers.slice(0, 100);
  const large = await libraryOf(hundred, kind);
  const defaults = await libraryOf(papers.slice(0, 2), kind);
  try {
    const one = openProductChecker(large);
    const two = openProductChecker(defaults);
    const only = ['typography', 'number', 'word', 'stitched', 'marked'];
    const times = await timeOne(one, { papers: hundred, outsiders: [], seed, perClass: 20, only });
    const draft = draftOf(papers.slice(0, 2), seed);
    const start = performance.now();
    let results = 0;
    for await (const { done } of two.checkDraft(draft, new AbortController().signal)) results = done;
    const whole = performance.now() - start;
    const median = percentile(times, 0.5);
    const late = percentile(times, 0.95);
    const words = draft.split(/\s+/).length;
    printRows('Time', [
      ['', 'measured', 'must be'],
      [`one quotation against ${hundred.length} papers, p50 of ${times.length}`, ms(median), ''],
      ['… p95', ms(late), '≤ 50 ms'],
      [`draft of ${words} words, 60 quotations, ${results} results, default library`, ms(whole), '≤ 2000 ms'],
    ]);
    return [
      { what: `one quotation against 100 papers: ${ms(late)} (p95), must be 50 ms or less`, reached: late <= 50 },
      { what: `a draft of 10,000 words: ${ms(whole)}, must be 2 s or less`, reached: whole <= 2000 },
    ];
  } finally {
    await large.close();
    await defaults.close();
  }
}
