import { type Credited, creditOf } from '../../citations/credit.ts';
import { plainly } from '../plainly.ts';

/** Longer headings are misread ones, and lead to nothing. */
const longestHeading = 90;

/** Words of a paper or a question that stand in prose unquoted: `plainly`, in one line without controls. */
export function inProse(text: string): string {
  return oneLine(plainly(oneLine(text.replace(/[\p{Cc}\p{Cf}]/gu, ' '))));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** "Sadi (2025)", as it can stand in a sentence. */
export function creditInProse(paper: Credited): string {
  return inProse(creditOf(paper));
}

/** A heading that can lead to a quotation; '' for one that can't. */
export function headingInProse(title: string | null): string {
  const heading = inProse(title ?? '').replace(/[\s:.,;?!]+$/, '');
  return heading.length > longestHeading ? '' : heading;
}
