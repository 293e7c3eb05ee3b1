import { creditOf } from '../../citations/credit.ts';
import { whereIs } from '../../quotes/explanation.ts';
import type { Change, CheckResult, Place } from '../../wire.ts';
import { changeLines, isMarkup } from './change-line.ts';
import type { Part } from './pack.ts';
import { briefPermalink, type Numbering, type Passage, passageParts, sourceLine } from './place.ts';
import { proseParts } from './prose.ts';
import { areSameWords, shownQuotation, shownWords } from './shown-quotation.ts';
import { beginning, shownLine } from './shown-text.ts';
import { verdictHeading } from './verdict-heading.ts';

/** How a finding is told. `number` null: it is the only one. */
export interface Telling {
  readonly number: number | null;
  readonly publicUrl: string;
  readonly next: Numbering;
  /** So that it surely fits into a message: one place, and of long words the beginning. */
  readonly brief: boolean;
}

/** The most of a section here, and places that are shown of one quotation. */
const longestSection = 2000;
const shownPlaces = 3;

/** The most of each, where it is told in brief; what it says is told in full beyond these by nobody but the web page. */
const brief = { quotation: 600, why: 1000, source: 600 } as const;

/** One result of a check: verdict, quotation, why with what differs and warnings, and where the source has it. */
export function findingParts(result: CheckResult, telling: Telling): Part[] {
  const heading = verdictHeading(result, telling.number);
  const words = quotedWords(result);
  const [quotation, ...more] = proseParts(telling.brief ? beginning(words, brief.quotation) : words, longestSection);
  const texts = [heading?.text ?? '', quotation?.text ?? ''].filter((text) => text !== '');
  const head: Part = { text: texts.join('\n'), blocks: [...(heading?.blocks ?? []), ...(quotation?.blocks ?? [])] };
  return [head, ...more, ...judgedParts(result, telling)];
}

/** Whether a result told in brief says all of it. */
export function isWholeInBrief(result: CheckResult): boolean {
  const source = result.sourceQuote ?? [...result.matches, ...result.nearest][0]?.quote ?? '';
  return (
    quotedWords(result).length < brief.quotation &&
    whyOf(result).length < brief.why &&
    source.length < brief.source &&
    result.matches.length <= 1
  );
}

function quotedWords({ kind, quote }: CheckResult): string {
  return kind === 'claim' ? shownWords(quote) : `“${shownQuotation(quote)}”`;
}

/** Why, and the source's words; where they are those of the quotation, the button stands beside the reason. */
function judgedParts(result: CheckResult, telling: Telling): Part[] {
  const whole = whyOf(result);
  const why = telling.brief ? beginning(whole, brief.why) : whole;
  const [place] = result.matches;
  if (!place || !isAsInSource(result)) return [...proseParts(why, longestSection), ...placeParts(result, telling)];
  const line = lineUnlessSaid(place, result.explanation);
  return [...placed({ words: why, line, permalink: place.permalink }, telling), ...furtherPlaces(result, telling)];
}

/** Whether there is nothing to see in the source's words that the quotation's do not show. */
export function isAsInSource({ quote, matches, sourceQuote, changes, verdict }: CheckResult): boolean {
  const source = sourceQuote ?? matches[0]?.quote;
  if (source === undefined || verdict === 'stitched') return false;
  return changes.every(isMarkup) && areSameWords(source, quote);
}

/** Why the verdict is what it is, what differs, and what to beware of; a line each. */
function whyOf({ explanation, changes, warnings }: CheckResult): string {
  const why = shownLine(explanation);
  const told = changes.length === 1 && changes.every((change) => tells(why, change));
  const lines = told ? [] : changeLines(changes).map((line) => `• ${line}`);
  return [why, ...lines, ...notesOf({ warnings })].filter((line) => line !== '').join('\n');
}

/** What to beware of, a line each. */
export function notesOf({ warnings }: Pick<CheckResult, 'warnings'>): string[] {
  return warnings.map(({ message }) => `Note: ${shownLine(message)}`);
}

/** Whether the explanation has named the only change already. */
function tells(why: string, { source, quote }: Change): boolean {
  return [source, quote].every((words) => words === '' || why.includes(`“${shownLine(words)}”`));
}

function placeParts(result: CheckResult, telling: Telling): Part[] {
  const { matches, nearest, explanation, verdict, sourceQuote } = result;
  const parts = (name: string, source: string, place: Place) => {
    const shown = telling.brief ? beginning(shownLine(source), brief.source) : shownLine(source);
    const line = lineUnlessSaid(place, explanation);
    return placed({ words: `${name}: “${shown}”`, line, permalink: place.permalink }, telling);
  };
  const [first] = matches;
  if (!first) return nearest.slice(0, 1).flatMap((place) => parts('Nearest, not the same', place.quote, place));
  if (verdict !== 'stitched') {
    return [...parts('The source', sourceQuote ?? first.quote, first), ...furtherPlaces(result, telling)];
  }
  const shown = telling.brief ? matches.slice(0, 1) : matches;
  return shown.flatMap((place) => parts('The source', place.quote, place));
}

/** The places beside the first, as far as they are shown. */
function furtherPlaces({ matches }: CheckResult, telling: Telling): Part[] {
  const most = telling.brief ? 1 : shownPlaces;
  const shown = matches.slice(1, most).flatMap((place) => {
    const words = `Also there: “${shownLine(place.quote)}”`;
    return placed({ words, line: sourceLine(place), permalink: place.permalink }, telling);
  });
  const more = matches.length - most;
  return more > 0 ? [...shown, ...proseParts(`And ${more} more ${more === 1 ? 'place' : 'places'}.`)] : shown;
}

function placed(passage: Passage, { brief, publicUrl, next }: Telling): Part[] {
  const permalink = brief ? briefPermalink(passage.permalink) : passage.permalink;
  return passageParts({ ...passage, permalink }, publicUrl, next);
}

/** Who and where, unless the explanation has just said so. */
export function lineUnlessSaid(place: Place, explanation: string): string | null {
  const said = explanation.includes(`${creditOf(place.paper)}, ${whereIs(place)}`) && place.secondary === null;
  return said ? null : sourceLine(place);
}
