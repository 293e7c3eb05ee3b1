import type { WireCorrection, WirePaper } from '../../server/wire.ts';
import { authorsOnLine } from './authors-on-line.ts';

/** What a reader types: authors one a line, the year and the DOI empty where the paper has none. */
export interface CorrectionFields {
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly doi: string;
}

/** A sentence at each field that can't be taken as it is; `form`: about none of them. */
export type CorrectionProblems = Partial<Record<keyof CorrectionFields | 'form', string>>;

/** A paper's fields as a reader gets to see them. */
export function fieldsOf({ title, authors, year, doi }: WirePaper): CorrectionFields {
  return { title, authors: authors.join('\n'), year: year === null ? '' : String(year), doi: doi ?? '' };
}

/** A text on one line, as the server keeps it. */
export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
/** As `server/http/correction.ts` reads it. */
const bareDoi = (text: string) => text.trim().replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i, '');

export type ReadCorrection =
  | { readonly correction: WireCorrection }
  /** `authors`: several that stood on one line, one a line, to be looked at before they are saved. */
  | { readonly problems: CorrectionProblems; readonly authors?: string };

/** What has changed, or what is wrong with it. `agreed`: lines that are one author, though they look like several. */
export function correctionOf(
  paper: WirePaper,
  fields: CorrectionFields,
  agreed: ReadonlySet<string> = new Set(),
): ReadCorrection {
  const title = oneLine(fields.title);
  const authors = fields.authors.split('\n').map(oneLine).filter(Boolean);
  const yearText = fields.year.trim();
  const year = yearText === '' ? null : Number(yearText);
  const doi = bareDoi(fields.doi);
  const problems: CorrectionProblems = {};
  if (title === '') problems.title = 'A paper needs a title.';
  if (title.length > 1000) problems.title = 'This title is longer than 1,000 characters. Shorten it.';
  if (authors.some((author) => author.length > 200)) {
    problems.authors = 'One name is longer than 200 characters. Write one author a line.';
  }
  if (authors.length > 500) problems.authors = 'These are more than 500 authors. Leave some out.';
  if (yearText !== '' && !/^[12]\d{3}$/.test(yearText)) {
    problems.year = 'Write the year with four digits, such as 2025, or leave it empty.';
  }
  if (doi !== '' && !/^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{C}]+$/u.test(doi)) {
    problems.doi =
      'This is not a DOI. One looks like 10.1145/3292500.3330701; leave the field empty if the paper has none.';
  }
  const apart = authors.flatMap((line) =>
    agreed.has(line) || paper.authors.includes(line) ? [line] : authorsOnLine(line),
  );
  const isApart = apart.length > authors.length && problems.authors === undefined;
  if (isApart) {
    problems.authors =
      'Is this one author a line? Several names on one line were put apart. Save again if it is right.';
  }
  if (Object.keys(problems).length > 0) return { problems, ...(isApart ? { authors: apart.join('\n') } : {}) };
  const sameAuthors = authors.join('\n') === paper.authors.map(oneLine).join('\n');
  return {
    correction: {
      ...(title === oneLine(paper.title) ? {} : { title }),
      ...(sameAuthors ? {} : { authors }),
      ...(year === paper.year ? {} : { year }),
      ...((doi === '' ? null : doi) === paper.doi ? {} : { doi: doi === '' ? null : doi }),
    },
  };
}

/** A sentence of the server, at the field that it is about. */
export function problemOf(sentence: string): CorrectionProblems {
  if (/^the title\b/i.test(sentence)) return { title: sentence };
  if (/^an author/i.test(sentence)) return { authors: sentence };
  if (/\bDOI\b/.test(sentence)) return { doi: sentence };
  return { form: sentence };
}
