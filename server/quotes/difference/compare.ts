import { isNoteMarkBefore } from '../place/note-marks.ts';
import { type PaperWords, readWords } from '../place/paper-words.ts';
import type { Token } from '../words/quoted.ts';
import type { Step } from './align.ts';
import { type ChangedWord, type Classified, classifyReplacement, classifyRun } from './classify.ts';
import { type Difference, differenceAt } from './difference.ts';
import { isCompoundNumber, isNameInQuotation, isNameInSource } from './names.ts';
import { isMeasure, isNumber } from './numbers.ts';
import { isScanningSlip } from './slips.ts';
import { styleDifferences } from './style.ts';
import { isFunctionWord } from '../words/function-words.ts';

/** A stretch of a quotation and the stretch of a paper that it was aligned with. */
export interface Compared {
  readonly quote: string;
  readonly tokens: readonly Token[];
  readonly source: PaperWords;
}

/** In a region of changes, a run of so many content words is an omission or addition of its own. */
const ownRun = 4;

/**
 * What differs, each with its class, in the order of the quotation. `steps` have indexes of `tokens` and of the
 * paper's words. Pure.
 */
export function compare(compared: Compared, steps: readonly Step[]): Difference[] {
  const found: Difference[] = [...styleDifferences(compared, steps)];
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at];
    if (!step || step.type === 'same' || step.type === 'note') continue;
    const beside = [steps[at - 1], steps[at + 1]].find((other) => other?.type === 'reference');
    if (step.type === 'bracket' && beside && isNumericBracket(compared, { ...step, source: beside.source })) {
      found.push(marked(compared, { ...step, source: beside.source }));
    } else if (step.type === 'ellipsis' || step.type === 'bracket') found.push(marked(compared, step));
    else if (step.type === 'reference') found.push(referenceDropped(compared, step));
    else {
      const region = [step];
      while (isChange(steps[at + 1])) region.push(...steps.slice((at += 1), at + 1));
      found.push(...regionDifferences(compared, region));
    }
  }
  for (const step of steps.filter((item) => item.type === 'note')) found.push(marked(compared, step));
  return found.sort((a, b) => a.quoteFrom - b.quoteFrom || a.sourceFrom - b.sourceFrom);
}

function isChange(step: Step | undefined): boolean {
  return step?.type === 'other' || step?.type === 'out' || step?.type === 'in';
}

/** The words of a range of tokens as they stand in the quotation. */
function quotedText({ quote, tokens }: Compared, from: number, to: number): string {
  const words = tokens.slice(from, to).flatMap((token) => (token.type === 'word' ? [token.word] : []));
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last)
    return tokens
      .slice(from, to)
      .map((token) => ('text' in token ? token.text : ''))
      .join(' ');
  return quote.slice(first.start, last.end).replace(/\s+/g, ' ');
}

function marked(compared: Compared, step: Step): Difference {
  const { type, quote, source } = step;
  // Another number than the in-text reference has is no remark of the one who quotes.
  const falsified = type === 'bracket' && isNumericBracket(compared, step);
  return differenceAt(step, {
    class: falsified ? 'number' : type === 'ellipsis' ? 'ellipsis' : 'bracket',
    source: readWords(compared.source, source.from, source.to),
    quote: quote.to > quote.from ? quotedText(compared, quote.from, quote.to) : '…',
    permitted: !falsified,
  });
}

function isNumericBracket({ tokens, source }: Compared, { quote, source: range }: Step): boolean {
  const token = tokens[quote.from];
  const replaced = source.words.slice(range.from, range.to);
  if (token?.type !== 'bracket' || token.words.length === 0 || replaced.length === 0) return false;
  return token.words.every((word) => /^\d+$/.test(word.key)) && replaced.every((word) => word.mention > 0);
}

/** An in-text reference may be dropped whole (APA 7 §8.32); a part of one is words dropped. */
function referenceDropped(compared: Compared, { quote, source }: Step): Difference {
  const { words } = compared.source;
  const mention = words[source.from]?.mention;
  const whole =
    words[source.from - 1]?.mention !== mention && words[source.to]?.mention !== words[source.to - 1]?.mention;
  return differenceAt(
    { quote, source },
    {
      class: whole ? 'style' : 'omission',
      source: whole
        ? `(${readWords(compared.source, source.from, source.to)})`
        : readWords(compared.source, source.from, source.to),
      quote: '',
      permitted: whole,
    },
  );
}

function regionDifferences(compared: Compared, region: readonly Step[]): Difference[] {
  const found: Difference[] = [];
  const rest: Step[] = [];
  for (const step of region) {
    if (step.type === 'other' && isBracketed(compared, step)) found.push(marked(compared, step));
    else if (step.type === 'other' && isSlip(compared, step)) found.push(slip(compared, step));
    else if (isCopiedNoteMark(compared, step)) found.push(slip(compared, step));
    else if (step.type === 'out' && isStrayMark(compared, step)) found.push(slip(compared, step));
    else if (region.length > 1 && isOwnRun(compared, step)) found.push(run(compared, step));
    else rest.push(step);
  }
  const [source, quoted] = [indexes(rest, 'source'), indexes(rest, 'quote')];
  if (source.length > 0 && quoted.length > 0) found.push(...replacement(compared, source, quoted));
  else found.push(...rest.map((step) => run(compared, step)));
  return found;
}

function indexes(steps: readonly Step[], side: 'source' | 'quote'): number[] {
  return steps.flatMap((step) =>
    Array.from({ length: step[side].to - step[side].from }, (_, i) => step[side].from + i),
  );
}

function isSlip({ source, tokens }: Compared, step: Step): boolean {
  const token = tokens[step.quote.from];
  return token?.type === 'word' && isScanningSlip(source, step.source.from, token.word.raw);
}

function slip(compared: Compared, { quote, source }: Step): Difference {
  return differenceAt(
    { quote, source },
    {
      class: 'style',
      source: readWords(compared.source, source.from, source.to),
      quote: quotedText(compared, quote.from, quote.to),
      permitted: true,
    },
  );
}

/** A letter that stands alone and is no word is a note mark, left over from the source's printing: "Walt r at". */
function isStrayMark({ source }: Compared, { source: { from, to } }: Step): boolean {
  return to - from === 1 && /^[b-hj-z]$/.test(source.words[from]?.raw ?? '');
}

/** The number of a note of the source, copied along with its words: by itself, or glued to the word before. */
function isCopiedNoteMark({ source, tokens }: Compared, step: Step): boolean {
  const quoted = tokens.slice(step.quote.from, step.quote.to);
  const [only] = quoted;
  if (quoted.length !== 1 || only?.type !== 'word') return false;
  const { key } = only.word;
  if (step.type === 'in') return isNoteMarkBefore(source, step.source.from, key);
  const word = source.words[step.source.from]?.key ?? '';
  if (step.type !== 'other' || word === '' || !key.startsWith(word)) return false;
  return isNoteMarkBefore(source, step.source.to, key.slice(word.length));
}

/** "govern[s]": an ending changed in brackets (Chicago 17 §13.60). */
function isBracketed({ tokens }: Compared, step: Step): boolean {
  const token = tokens[step.quote.from];
  return token?.type === 'word' && token.bracketed;
}

function isOwnRun({ source, tokens }: Compared, step: Step): boolean {
  if (step.type === 'out') {
    return (
      source.words.slice(step.source.from, step.source.to).filter((word) => !isFunctionWord(word.key)).length >= ownRun
    );
  }
  if (step.type !== 'in') return false;
  const words = tokens.slice(step.quote.from, step.quote.to);
  return words.filter((token) => token.type === 'word' && !isFunctionWord(token.word.key)).length >= ownRun;
}

function changedQuoted({ tokens, source }: Compared, at: readonly number[]): ChangedWord[] {
  return at.flatMap((index) => {
    const token = tokens[index];
    if (token?.type !== 'word') return [];
    const opens = index === 0 || tokens[index - 1]?.type === 'ellipsis' || /[.!?]/.test(token.word.before);
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const isName = isNumber(token.word.key)
      ? isCompoundNumber(token.word, wordIn(before), wordIn(after))
      : isNameInQuotation(token.word, opens, source);
    return [{ key: token.word.key, isName }];
  });
}

function wordIn(token: Token | undefined) {
  return token?.type === 'word' ? token.word : undefined;
}

function changedSource({ source }: Compared, at: readonly number[]): ChangedWord[] {
  return at.map((index) => ({ key: source.words[index]?.key ?? '', isName: isNameInSource(source, index) }));
}

function run(compared: Compared, { type, quote, source }: Step): Difference {
  const dropped = type === 'out';
  const words = dropped
    ? changedSource(compared, indexes([{ type, quote, source }], 'source'))
    : changedQuoted(compared, indexes([{ type, quote, source }], 'quote'));
  return differenceAt(
    { quote, source },
    {
      class: isUnitAlone(compared, words, { quote, source }) ? 'number' : classifyRun(words, dropped),
      source: readWords(compared.source, source.from, source.to),
      quote: quotedText(compared, quote.from, quote.to),
      permitted: false,
    },
  );
}

/** A "%" lost, or a unit put in, changes the number beside it. */
function isUnitAlone(
  { tokens, source }: Compared,
  words: readonly ChangedWord[],
  at: Pick<Step, 'quote' | 'source'>,
): boolean {
  if (!words.every((word) => isMeasure(word.key))) return false;
  const [before, after] = [tokens[at.quote.from - 1], tokens[at.quote.to]];
  const beside = [source.words[at.source.from - 1]?.key, source.words[at.source.to]?.key];
  if (before?.type === 'word') beside.push(before.word.key);
  if (after?.type === 'word') beside.push(after.word.key);
  return beside.some((key) => key !== undefined && isNumber(key));
}

function replacement(compared: Compared, source: readonly number[], quoted: readonly number[]): Difference[] {
  const classified = classifyReplacement(changedSource(compared, source), changedQuoted(compared, quoted));
  const [alone] = classified;
  if (classified.length === 1 && alone) {
    return [
      replaced(
        compared,
        { class: alone.class, source: [...source.keys()], quoted: [...quoted.keys()] },
        source,
        quoted,
      ),
    ];
  }
  return classified.map((item) => replaced(compared, item, source, quoted));
}

/** One class of a replacement, with its words from the first to the last. */
function replaced(
  compared: Compared,
  item: Classified,
  source: readonly number[],
  quoted: readonly number[],
): Difference {
  const range = (picked: readonly number[], all: readonly number[]) => {
    const first = all[Math.min(...picked)];
    const last = all[Math.max(...picked)];
    return picked.length === 0 || first === undefined || last === undefined
      ? { from: all[0] ?? 0, to: all[0] ?? 0 }
      : { from: first, to: last + 1 };
  };
  const [from, to] = [range(item.source, source), range(item.quoted, quoted)];
  return differenceAt(
    { quote: to, source: from },
    {
      class: item.class,
      source: readWords(compared.source, from.from, from.to),
      quote: quotedText(compared, to.from, to.to),
      permitted: false,
    },
  );
}
