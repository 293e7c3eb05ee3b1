import type { CheckResult, Place } from '../../server/wire.ts';
import { sourceInWords } from '../citation/citation-words.ts';
import { capital, changeSentence, verdictWords } from './verdict-words.ts';

function placeLine(place: Place, origin: string): string {
  return `${sourceInWords(place)}\n${origin}${place.permalink}`;
}

/** A finding as plain text, to be pasted elsewhere. `origin` is where Ibid is, for links. */
export function findingAsText(result: CheckResult, number: number, origin: string): string {
  const { kind, quote, verdict, explanation, warnings, changes, sourceQuote, matches, nearest } = result;
  return [
    `${number}. ${capital(verdictWords[verdict])}: ${kind === 'claim' ? quote : `“${quote}”`}`,
    explanation,
    ...warnings.map(({ message }) => `! ${message}`),
    ...changes.map((change) => `- ${capital(changeSentence(change))}`),
    sourceQuote === null || verdict === 'verbatim' ? '' : `The source: “${sourceQuote}”`,
    ...matches.map((place) => placeLine(place, origin)),
    ...(matches.length === 0 ? nearest : []).map(
      (place) => `Nearest, not the same: “${place.quote}”\n${placeLine(place, origin)}`,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
