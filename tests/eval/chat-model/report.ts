import { percent, printRows } from '../table.ts';
import type { ChatModelOptions } from './options.ts';
import { type Answered, type Figures, isRight, type Latency, type Share } from './figures.ts';

const shareOf = ({ part, whole }: Share) => percent(part, whole);
const partOf = ({ part, whole }: Share) => `${String(part)} of ${String(whole)}`;
const seconds = (milliseconds: number | null) =>
  milliseconds === null ? '–' : `${(milliseconds / 1000).toFixed(2)} s`;
const latency = ({ p50, p95 }: Latency) => [seconds(p50), `95 of 100 within ${seconds(p95)}`];

/** US dollars for all that was asked; null without prices. */
export function costOf({ tokens }: Figures, prices: ChatModelOptions['prices']): number | null {
  return prices && (tokens.input * prices.input + tokens.output * prices.output) / 1e6;
}

/** The figures in words: what, the figure, what it is made of. */
export function rowsOf(figures: Figures, prices: ChatModelOptions['prices']): string[][] {
  const { citations, rejected, refusedRightly, refusedBefore, refusedByModel, tokens } = figures;
  const each = (total: number) => (tokens.asked === 0 ? '–' : String(Math.round(total / tokens.asked)));
  const cost = costOf(figures, prices);
  const counted = tokens.estimated === 0 ? 'by the service' : `${String(tokens.estimated)} at 4 characters a token`;
  return [
    ['citation accuracy', shareOf(citations), `${partOf(citations)} stand word for word at their place`],
    [
      'quotations rejected',
      shareOf(rejected),
      `${partOf(rejected)} claimed: ${String(rejected.notFound)} not found, ${String(rejected.altered)} altered`,
    ],
    ['evidence among the passages', shareOf(figures.retrieved), partOf(figures.retrieved)],
    ['answer quotes the whole evidence', shareOf(figures.evidence), partOf(figures.evidence)],
    ['answer quotes half of it or more', shareOf(figures.halfEvidence), partOf(figures.halfEvidence)],
    ['answer has the keywords', shareOf(figures.keywords), partOf(figures.keywords)],
    [
      'refused rightly',
      shareOf(refusedRightly),
      `${partOf(refusedRightly)}; ${String(refusedRightly.corrected)} false premises corrected`,
    ],
    ['refused wrongly', shareOf(figures.refusedWrongly), partOf(figures.refusedWrongly)],
    [
      'refusals',
      String(refusedRightly.part + figures.refusedWrongly.part),
      `${String(refusedBefore)} before the model was asked, ${String(refusedByModel)} by the model`,
    ],
    ['answered without the model', shareOf(figures.fellBack), `${partOf(figures.fellBack)} that it was asked`],
    ...Object.entries(figures.reasons).map(([reason, count]) => ['', String(count), reason]),
    ['tokens read a question', each(tokens.input), counted],
    ['tokens written a question', each(tokens.output), counted],
    ...(cost === null
      ? []
      : [
          [
            'cost',
            `$${cost.toFixed(4)}`,
            `$${((1000 * cost) / Math.max(1, tokens.asked)).toFixed(2)} for 1,000 questions`,
          ],
        ]),
    ['first verified words', ...latency(figures.firstWords)],
    ['whole answer', ...latency(figures.end)],
  ];
}

/** Prints the figures, and with `verbose` each answer that is not as it should be. */
export function printReport(
  title: string,
  figures: Figures,
  answered: readonly Answered[],
  { prices, verbose }: Pick<ChatModelOptions, 'prices' | 'verbose'>,
): void {
  printRows(title, rowsOf(figures, prices));
  const kinds = [...new Set(answered.map(({ asked }) => `${asked.group}: ${asked.kind}`))];
  const byKind = kinds.map((kind) => {
    const those = answered.filter(({ asked }) => `${asked.group}: ${asked.kind}` === kind);
    return [kind, partOf({ part: those.filter(isRight).length, whole: those.length })];
  });
  if (byKind.length > 0) printRows('As it should be (half of the evidence and the keywords; or refused)', byKind);
  for (const fault of figures.faults) console.log(`NOT VERBATIM ${fault}`);
  if (!verbose) return;
  for (const { asked, record } of answered.filter((each) => !isRight(each))) {
    console.log(`\n${asked.id} ${asked.kind}: ${asked.question}\n  ${record.answer.text.replaceAll('\n', '\n  ')}`);
  }
}
