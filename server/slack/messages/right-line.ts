import type { CheckResult } from '../../wire.ts';
import { isAsInSource, notesOf, type Telling } from './finding.ts';
import type { Part } from './pack.ts';
import { briefPermalink, passageParts, sourceLine } from './place.ts';
import { shownQuotation } from './shown-quotation.ts';
import { beginning } from './shown-text.ts';

/** The most of a quotation in a line, and of what to beware of. */
const longestQuotation = 160;
const longestNote = 300;

/** Whether a line is enough for a result among several: its words stand there as they are. */
export function isRight(result: CheckResult): boolean {
  return result.verdict === 'verbatim' && result.matches.length > 0 && isAsInSource(result);
}

/** A quotation that is right: verdict, the beginning of its words, and its place, with the button that opens it. */
export function rightParts(result: CheckResult, { number, publicUrl, next }: Telling): Part[] {
  const [place] = result.matches;
  if (!place) return [];
  const others = result.matches.length - 1;
  const more = others === 0 ? '' : ` · and ${others} more ${others === 1 ? 'place' : 'places'}`;
  const words = beginning(shownQuotation(result.quote), longestQuotation);
  const notes = notesOf(result).map((note) => beginning(note, longestNote));
  const lines = [`${number ?? 1}. Verbatim: “${words}”`, `${sourceLine(place)}${more}`, ...notes.slice(0, 2)];
  return passageParts(
    { words: lines.join('\n'), line: null, permalink: briefPermalink(place.permalink) },
    publicUrl,
    next,
  );
}
