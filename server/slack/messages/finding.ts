import { creditOf } from '../../citations/credit.ts';
import { whereIs } from '../../quotes/explanation.ts';
import { changeSentence } from '../../quotes/export/finding.ts';
import { changeWords, verdictWords } from '../../quotes/export/verdicts.ts';
import type { Change, CheckResult, Place } from '../../wire.ts';
import { boldSection } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import type { Part } from './pack.ts';
import { type Numbering, passageParts, sourceLine } from './place.ts';
import { proseParts } from './prose.ts';
import { beginning, shownLine } from './shown-text.ts';

/** The most of a section here, of the words of one change, and places that are shown of one quotation. */
const longestSection = 2000;
const longestChange = 300;
const shownPlaces = 3;

/**
 * One result of a check: verdict, quotation, why with what differs and warnings, and where the source has it. `number`
 * null: it is the only one.
 */
export function findingParts(result: CheckResult, number: number | null, publicUrl: string, next: Numbering): Part[] {
  const verdict = capital(verdictWords[result.verdict]);
  const heading = number === null ? verdict : `${number}. ${verdict}`;
  const words = shownLine(result.quote);
  const [quotation, ...more] = proseParts(result.kind === 'claim' ? words : `“${words}”`, longestSection);
  const head: Part = {
    text: [`*${escapeText(heading)}*`, quotation?.text ?? ''].join('\n').trim(),
    blocks: [boldSection(heading), ...(quotation?.blocks ?? [])],
  };
  return [head, ...more, ...judgedParts(result, publicUrl, next)];
}

/** Why, and the source's words; where they are those of the quotation, the button stands beside the reason. */
function judgedParts(result: CheckResult, publicUrl: string, next: Numbering): Part[] {
  const why = whyOf(result);
  const [place] = result.matches;
  if (!place || shownLine(result.sourceQuote ?? place.quote) !== shownLine(result.quote)) {
    return [...proseParts(why, longestSection), ...placeParts(result, publicUrl, next)];
  }
  const line = lineUnlessSaid(place, result.explanation);
  return [
    ...passageParts({ words: why, line, permalink: place.permalink }, publicUrl, next),
    ...furtherPlaces(result, publicUrl, next),
  ];
}

/** Why the verdict is what it is, what differs (what is not permitted first), and what to beware of; a line each. */
function whyOf({ explanation, changes, warnings }: CheckResult): string {
  const why = shownLine(explanation);
  const ordered = [...changes.filter(({ permitted }) => !permitted), ...changes.filter(({ permitted }) => permitted)];
  const told = changes.length === 1 && ordered.every((change) => tells(why, change));
  const lines = told ? [] : ordered.map((change) => `• ${capital(differenceOf(change))}`);
  const notes = warnings.map(({ message }) => `Note: ${shownLine(message)}`);
  return [why, ...lines, ...notes].filter((line) => line !== '').join('\n');
}

/** "negation: the source has “still”, the quotation “not”". */
function differenceOf({ class: kind, permitted, source, quote }: Change): string {
  const shown = (words: string) => beginning(shownLine(words), longestChange);
  return changeSentence({ kind: changeWords[kind], permitted, source: shown(source), quote: shown(quote) });
}

/** Whether the explanation has named the only change already. */
function tells(why: string, { source, quote }: Change): boolean {
  return [source, quote].every((words) => words === '' || why.includes(`“${shownLine(words)}”`));
}

function placeParts(result: CheckResult, publicUrl: string, next: Numbering): Part[] {
  const { matches, nearest, explanation, verdict, sourceQuote } = result;
  const parts = (name: string, words: string, place: Place) => {
    const line = lineUnlessSaid(place, explanation);
    return passageParts({ words: `${name}: “${shownLine(words)}”`, line, permalink: place.permalink }, publicUrl, next);
  };
  const [first] = matches;
  if (!first) return nearest.slice(0, 1).flatMap((place) => parts('Nearest, not the same', place.quote, place));
  if (verdict === 'stitched') return matches.flatMap((place) => parts('The source', place.quote, place));
  return [...parts('The source', sourceQuote ?? first.quote, first), ...furtherPlaces(result, publicUrl, next)];
}

/** The places beside the first, as far as they are shown. */
function furtherPlaces({ matches }: CheckResult, publicUrl: string, next: Numbering): Part[] {
  const shown = matches.slice(1, shownPlaces).flatMap((place) => {
    const words = `Also there: “${shownLine(place.quote)}”`;
    return passageParts({ words, line: sourceLine(place), permalink: place.permalink }, publicUrl, next);
  });
  const more = matches.length - shownPlaces;
  return more > 0 ? [...shown, ...proseParts(`And ${more} more ${more === 1 ? 'place' : 'places'}.`)] : shown;
}

/** Who and where, unless the explanation has just said so. */
export function lineUnlessSaid(place: Place, explanation: string): string | null {
  const said = explanation.includes(`${creditOf(place.paper)}, ${whereIs(place)}`) && place.secondary === null;
  return said ? null : sourceLine(place);
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
