import type { Span } from '../../../ingest/paper.ts';
import { type PaperWords, readWords } from '../place/paper-words.ts';
import type { Token } from '../words/quoted.ts';
import type { Step } from './align.ts';
import { type Difference, differenceAt } from './difference.ts';

interface Compared {
  readonly quote: string;
  readonly tokens: readonly Token[];
  readonly source: PaperWords;
}

type Words = Extract<Token, { type: 'word' }>;

/**
 * How the same words are printed otherwise. Permitted without a mark are the case of the first letter (of the
 * quotation, and behind an ellipsis), hyphens, dashes, spaces, ligatures, kinds of quotation marks and Markdown marks
 * (APA 7 §8.31, Chicago 17 §13.7, MLA 9 §6.31); not permitted: other capitals and the punctuation inside.
 * `steps` have indexes of tokens and of the paper's words.
 */
export function styleDifferences(compared: Compared, steps: readonly Step[]): Difference[] {
  const found: Difference[] = [];
  steps.forEach((step, index) => {
    if (step.type !== 'same') return;
    const fragmentOpens = opensFragment(steps, index);
    const word = wordDifference(compared, step, fragmentOpens);
    if (word) found.push(word);
    const next = steps[index + 1];
    if (next?.type !== 'same') return;
    const gap = gapDifference(compared, step, next);
    if (gap) found.push(gap);
  });
  return found;
}

function opensFragment(steps: readonly Step[], index: number): boolean {
  const before = steps[index - 1];
  if (!before) return true;
  return before.type === 'ellipsis' || (before.type === 'note' && opensFragment(steps, index - 1));
}

function tokensIn(tokens: readonly Token[], step: Step): Words[] {
  return tokens.slice(step.quote.from, step.quote.to).filter((token): token is Words => token.type === 'word');
}

function difference(step: Step, source: string, quote: string, permitted: boolean): Difference {
  return differenceAt(step, { class: 'style', source, quote, permitted });
}

function wordDifference({ quote, tokens, source }: Compared, step: Step, opens: boolean): Difference | null {
  const quoted = tokensIn(tokens, step);
  const [first, last] = [quoted[0]?.word, quoted.at(-1)?.word];
  if (!first || !last) return null;
  const there = readWords(source, step.source.from, step.source.to);
  const here = quote.slice(first.start, last.end);
  if (there === here) return null;
  if (quoted.some((token) => token.bracketed)) return { ...difference(step, there, here, true), class: 'bracket' };
  if (negatingJoin.test(there) !== negatingJoin.test(here)) {
    return { ...difference(step, there, here, false), class: 'negation' };
  }
  const [a, b] = [letters(there), letters(here)];
  if (a === b) return difference(step, there, here, true);
  const onlyFirst = a.slice(1) === b.slice(1);
  // Small capitals come out of a PDF as capitals ("LATEX"); the letter of a statistic is set either way.
  const smallCapitals = a.length >= 4 && a === a.toUpperCase();
  const statistic = /^[pntrfz]$/i.test(a);
  const shouted = smallCapitals || statistic || (a === a.toUpperCase() && isHeadingInCapitals(source, step));
  return difference(step, there, here, (opens && onlyFirst) || shouted);
}

/** "in action" and "inaction" are two things; other spaces may be lost. */
const negatingJoin = /^(?:in|im|il|ir|un|non|dis|no|not)\s+\p{L}/iu;

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    .normalize('NFC');
}

/** Whether the neighbours are in capitals too: then the capitals are the typography of a heading. */
function isHeadingInCapitals(source: PaperWords, { source: { from } }: Step): boolean {
  const near = source.words.slice(Math.max(0, from - 2), from + 3).filter((word) => /\p{L}{4}/u.test(word.raw));
  return near.length > 1 && near.every((word) => word.raw === word.raw.toUpperCase());
}

/** What differs in the gap between two neighbouring words: the marks alone, without what both texts have round them. */
function gapDifference({ quote, tokens, source }: Compared, step: Step, next: Step): Difference | null {
  const end = tokensIn(tokens, step).at(-1)?.word.end;
  const start = tokensIn(tokens, next)[0]?.word;
  if (end === undefined || !start) return null;
  const [left, right] = [source.words[step.source.to - 1], source.words[next.source.from]];
  if (!left || left.stream !== right?.stream) return null;
  const there = (source.streams[left.stream]?.view.text ?? '').slice(left.end, right.start);
  const printed = quote.slice(end, start.start);
  const here = printed.replace(lineEnd, ' ');
  if (there.trim() === here.trim() && /\s/.test(there) === /\s/.test(here)) return null;
  const between: Step = {
    type: 'same',
    quote: { from: next.quote.from, to: next.quote.from },
    source: { from: next.source.from, to: next.source.from },
  };
  const acronym = left.key.length === 1 && /^[.\s]*$/.test(there) && /^[.\s]*$/.test(here);
  // A full stop lost in scanning: two words run together where a quotation parts them.
  const slip = !/\s/.test(there) && right.before !== '' && start.before.startsWith(right.before);
  const mended = slip || (!/\s/.test(there) && /^[)\]]?$/.test(right.before) && /^[)\]]?\.?$/.test(start.before));
  const permitted = right.before === start.before || acronym || mended;
  const [inSource, inQuote] = differingMarks(there, printed);
  return {
    ...difference(
      between,
      there.slice(inSource.start, inSource.end),
      printed.slice(inQuote.start, inQuote.end),
      permitted,
    ),
    marks: { source: movedBy(inSource, left.end), quote: movedBy(inQuote, end) },
  };
}

/** A line's end in a quotation, with the mark of a block quotation behind it. */
const lineEnd = /\s*\n\s*>*\s*/g;
const spaceBefore = /^(?:\s*\n\s*>*\s*|\s+)/;
const spaceBehind = /(?:\s*\n\s*>*\s*|\s+)$/;

/** Where two gaps differ: without the marks and the spaces that they begin and end with alike. */
function differingMarks(there: string, here: string): [Span, Span] {
  const most = Math.min(there.length, here.length);
  let lead = 0;
  while (lead < most && there[lead] === here[lead]) lead += 1;
  let tail = 0;
  while (tail < most - lead && there[there.length - 1 - tail] === here[here.length - 1 - tail]) tail += 1;
  const [a, b] = [
    { start: lead, end: there.length - tail },
    { start: lead, end: here.length - tail },
  ];
  const [left, right] = [withoutSpaces(there, a), withoutSpaces(here, b)];
  const onlySpaces = there.slice(left.start, left.end) === here.slice(right.start, right.end);
  return onlySpaces ? [a, b] : [left, right];
}

function withoutSpaces(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const before = spaceBefore.exec(inside)?.[0].length ?? 0;
  if (before === inside.length) return { start, end: start };
  const behind = spaceBehind.exec(inside)?.[0].length ?? 0;
  return { start: start + before, end: end - behind };
}

function movedBy({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
