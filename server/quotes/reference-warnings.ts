import { type Paper, pagesOf, type Span } from '../../ingest/paper.ts';
import type { CheckResult } from '../wire.ts';
import type { NamedPages, Use } from './use.ts';

/** A place of a quotation, with its paper. */
export interface PaperPlace {
  readonly paper: Paper;
  readonly span: Span;
}

/**
 * Says where a reference that leads to the right paper has another year or page than it. A page may be told by what is
 * printed on it or by its count; a number beyond the count of a paper without printed ones says nothing.
 * @param places of the quotation, the first one shown first
 */
export function referenceWarnings(use: Use, places: readonly PaperPlace[]): CheckResult['warnings'] {
  const { attribution } = use;
  const own = places.filter(({ paper }) => attribution?.papers.includes(paper.id));
  const [first] = own;
  if (!attribution || !first) return [];
  const warnings: CheckResult['warnings'] = [];
  const { year } = first.paper;
  const said = attribution.year;
  // A year in brackets elsewhere in the sentence may be that of something else.
  const years = attribution.text.match(/(?:19|20)\d{2}/g) ?? [];
  if (year !== null && said !== null && said !== year && years.join() === String(said))
    warnings.push({
      kind: 'other-year',
      message: `The paper is of ${String(year)}, not of ${String(said)}.`,
    });
  if (use.pages && own.every((place) => differs(place, use.pages ?? null))) {
    const message = pageMessage(first, use.pages);
    if (message !== null) warnings.push({ kind: 'other-page', message });
  }
  return warnings;
}

function differs({ paper, span }: PaperPlace, named: NamedPages | null): boolean {
  const pages = pagesOf(paper, span);
  if (!named || pages.length === 0) return false;
  const labels = paper.pages.map(({ label }) => label?.toLowerCase() ?? null);
  const printed = labels.some((label) => label !== null);
  return named.stretches.every(({ from, to }) => {
    const [first, last] = [Number(from), Number(to)];
    if (!printed && !(last <= paper.pages.length)) return false;
    const [begins, ends] = [labels.indexOf(from), labels.lastIndexOf(to)];
    return !pages.some(({ number, label }) => {
      const labelled =
        label !== null && begins >= 0 && number - 1 >= begins && number - 1 <= (ends < 0 ? begins : ends);
      const value = label === null ? Number.NaN : Number(label);
      return labelled || (first <= number && number <= last) || (first <= value && value <= last);
    });
  });
}

function pageMessage({ paper, span }: PaperPlace, named: NamedPages): string | null {
  const pages = pagesOf(paper, span);
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) return null;
  const name = ({ number, label }: typeof first) => label ?? String(number);
  const printed = first.label !== null;
  const range = first === last ? name(first) : `${name(first)}–${name(last)}`;
  const sign = printed ? (first === last ? 'p. ' : 'pp. ') : first === last ? 'page ' : 'pages ';
  return `It is on ${sign}${range}${printed ? '' : ' of the file'}, not on ${named.text}.`;
}
