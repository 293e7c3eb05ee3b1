import { sentenceSpans } from '../../../ingest/sentences.ts';
import type { CheckResult } from '../../wire.ts';
import { isHedge } from '../difference/hedges.ts';
import { isNegator } from '../difference/negation.ts';
import { isNumber } from '../difference/numbers.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { type Word, wordsOf } from '../words/words.ts';

type Warning = CheckResult['warnings'][number];

/** Negative in meaning without a "not" (Quirk et al. 1985, §10.58–10.60; Huddleston & Pullum 2002, ch. 9 §3). */
const negative = new Set(
  (
    'unlikely impossible impossibly unable inability incapable fail fails failed failing failure lack lacks lacked lacking ' +
    'refuse refuses refused deny denies denied prevent prevents prevented absence absent neither contrary false falsely ' +
    'instead insufficient insufficiently little few cease ceases ceased stop stops stopped avoid avoids avoided'
  ).split(' '),
);
/** Words that limit how far a statement holds, besides hedges. */
const qualifiers = new Set(
  (
    'only merely solely mostly partly unless except excepting provided providing conditional conditionally if some several ' +
    'most certain temporarily initially theoretically nominally officially almost'
  ).split(' '),
);
const phrases =
  /\b(?:in (?:some|certain|most|many|principle|part|theory)(?: cases?| circumstances| respects?| contexts?)?|under (?:certain|some|specific|these|such|controlled|laboratory|ideal) (?:conditions?|circumstances)|to (?:some|a certain|a limited|a large) (?:extent|degree)|as long as|so long as|at (?:least|most|best|times)|up to(?= \d)|more or less|not necessarily|apart from|other than|so far|for now|on average|seems? to be|appears? to be)\b/giu;
/** Hedges only before a number or before what they weaken; elsewhere prepositions, verbs and nouns. */
const approximators = new Set('about around roughly circa ca approx some most certain several over under'.split(' '));
const otherwise =
  /^(?:believe|believes|believed|implies|imply|implied|indicate|indicates|indicated|fairly|quite|should|ought|can|rather|commonly|frequently|generally|often)$/;

/** A stretch of one sentence of which a part is kept. */
interface Omitted {
  readonly text: string;
}

/**
 * Warnings about what words left out behind an ellipsis, or replaced by a bracket, did to those kept.
 * @param omitted the source's words that are not in the quotation, as they read
 * @param kept the source's words that are, with "…" where the omission stands
 * @param mark of a bracket, `bracketWarning` tells a comparison that it changes
 *
 * A negation or a hedge counts in a sentence of which something is kept, and in a single sentence that was left out
 * whole, since the next one goes on from it. In longer omissions whole sentences don't bear on what is kept, and a
 * clause in commas that only adds ("which …", "who …") never does.
 */
export function elisionWarnings(omitted: string, kept: string, mark: 'ellipsis' | 'bracket' = 'ellipsis'): Warning[] {
  const bearing = bearingParts(omitted, kept);
  const negations = bearing.flatMap(({ text }) => negationsIn(text));
  const hedges = bearing.flatMap(({ text }) => hedgesIn(text)).filter((word) => !negations.includes(word));
  const degrees = mark === 'ellipsis' ? degreesIn(omitted, kept).filter((word) => !negations.includes(word)) : [];
  const warnings: Warning[] = [];
  if (negations.length > 0) {
    warnings.push({
      kind: 'elided-negation',
      message: `The words left out negate something: ${listed(negations)}. Read with them, the quotation may say otherwise.`,
    });
  }
  if (hedges.length > 0) {
    warnings.push({
      kind: 'elided-hedge',
      message: `The words left out limit what is said: ${listed(hedges)}. Without them, the quotation may claim more.`,
    });
  }
  if (degrees.length > 0 && hedges.length === 0) {
    warnings.push({
      kind: 'elided-hedge',
      message: `The words left out say how much or how many: ${listed(degrees)}. Without them, the quotation says something else.`,
    });
  }
  return warnings;
}

function bearingParts(omitted: string, kept: string): Omitted[] {
  const sentences = sentenceSpans(omitted).map(({ start, end }) => omitted.slice(start, end));
  const [before = '', after = ''] = kept.split(/\[?\s*(?:…|\.\s?\.\s?\.)\s*\]?/);
  const beginsWhole =
    /[.!?]["”’)]*\s*$/.test(before) ||
    beginsSentence(omitted) ||
    (before.trim() === '' && /^\P{L}*\p{Lu}/u.test(omitted));
  const endsWhole = /[.!?]["”’)]*\s*$/.test(omitted) || beginsSentence(after) || (before + after).trim() === '';
  const whole = sentences.filter(
    (_, index) => (index > 0 || beginsWhole) && (index < sentences.length - 1 || endsWhole),
  );
  return sentences.flatMap((text) =>
    sentences.length > 1 && whole.includes(text) ? [] : [{ text: withoutAsides(text) }],
  );
}

/** Words left out of so few are all close to what is kept. */
const closeBy = 3;
const degree = /^(?:more|less|fewer|most|least|fewest|some|few|several|only|hardly|too|enough)$/;

/** "a much [more] nuanced theory": words of degree and quantity that belong to the word kept behind them, or before. */
function degreesIn(omitted: string, kept: string): string[] {
  const words = wordsOf(omitted);
  if (/[.!?]["”’)]*\s*$/.test(omitted)) return [];
  const [, after = ''] = kept.split(/\[?\s*(?:…|\.\s?\.\s?\.)\s*\]?/);
  if (!/^\s*[\p{L}\p{N}]/u.test(after) && words.length > closeBy) return [];
  return words.flatMap(({ key, raw }, index) => {
    const before = words[index - 1];
    if (!degree.test(key) || /^(?:not|no|the)$/.test(before?.key ?? '')) return [];
    const last = index === words.length - 1 || (index === words.length - 2 && words[index + 1]?.key === 'than');
    return last || words.length <= closeBy ? [raw] : [];
  });
}

/** Told without the full stop before it: a word that has a capital nowhere else. */
function beginsSentence(text: string): boolean {
  const [first] = wordsOf(text);
  return first !== undefined && /^\p{Lu}/u.test(first.raw) && first.key !== 'i' && isFunctionWord(first.key);
}

/** Without relative clauses in commas, whose antecedent and verb are kept or left out with them. */
function withoutAsides(text: string): string {
  return text
    .replace(/,\s(?:which|who|whose|whom|where)\s[^,;.]*(?:,|$)/gu, ',')
    .replace(/^(?:,\s*(?:who|whose|where)\s[^,;.]*|,?\s*which\s[^;.]*|(?:who|whose|where)\s[^,;.]*,)$/u, '');
}

function negationsIn(text: string): string[] {
  const words = wordsOf(text);
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (word.key === 'far' && next?.key === 'from') return ['far from'];
    if (word.key === 'rather' && next?.key === 'than') return ['rather than'];
    if (word.key === 'instead' && next?.key !== 'of') return [];
    if (/^(?:few|little)$/.test(word.key) && /^(?:a|the|these|those|last|past|next)$/.test(words[index - 1]?.key ?? ''))
      return [];
    if (
      /^(?:not|no|n't)$/.test(word.key) &&
      next &&
      /^(?:longer|just|only|more|less|necessarily|yet|even)$/.test(next.key)
    )
      return [`${word.raw} ${next.raw}`];
    return isNegator(word.key) || negative.has(word.key) ? [word.raw] : [];
  });
}

function hedgesIn(text: string): string[] {
  const found = [...text.matchAll(phrases)].map((match) => ({
    shown: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const words = wordsOf(text);
  words.forEach((word, index) => {
    if (found.some(({ start, end }) => word.start >= start && word.end <= end)) return;
    if (limits(word, words[index - 1], words[index + 1]))
      found.push({ shown: word.raw, start: word.start, end: word.end });
  });
  return found.sort((a, b) => a.start - b.start).map(({ shown }) => shown);
}

function limits(word: Word, before: Word | undefined, next: Word | undefined): boolean {
  const { key } = word;
  if (key === 'only' && /^(?:not|no|the)$/.test(before?.key ?? '')) return false;
  if (key === 'rather' && next?.key === 'than') return false;
  if (key === 'as' || (key === 'provided' && !/^(?:that|$)/.test(next?.key ?? ''))) return false;
  if (key === 'providing' && next?.key !== 'that') return false;
  if (key === 'if' && /^(?:as|even)$/.test(before?.key ?? '')) return before?.key === 'even' ? false : true;
  // "May 2025" is a month, "the only …" and "might" as power are nouns' company.
  if (key === 'may' && /^May$/.test(word.raw) && (before !== undefined || /^\d/.test(next?.key ?? ''))) return false;
  if (approximators.has(key)) {
    if (/^(?:some|several|most|certain)$/.test(key))
      return next !== undefined && !/^(?:the|of|its)$/.test(before?.key ?? '');
    return next !== undefined && isNumber(next.key) && !/^(?:over|under)$/.test(key);
  }
  if (otherwise.test(key)) return /^(?:generally|often|commonly|frequently|should|can|fairly|quite)$/.test(key);
  return isHedge(key) || qualifiers.has(key);
}

function listed(words: readonly string[]): string {
  return [...new Set(words)]
    .slice(0, 5)
    .map((word) => `“${word}”`)
    .join(', ');
}
