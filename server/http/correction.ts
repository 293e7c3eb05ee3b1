import type { Correction } from '../../ingest/library.ts';
import { RequestError } from '../errors.ts';
import type { WireCorrection } from '../wire.ts';
import { plainLine } from './plain-text.ts';

/** DOI Handbook, 2.2, and Crossref's advice on matching: a registrant's prefix, a slash, and what the registrant likes. */
const doiPattern = /^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{C}]+$/u;
/** How DOIs are written as links and in references. */
const doiMark = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i;

/**
 * What a person put right, as it is kept: on one line each, the DOI without "doi:" or its link.
 * @throws RequestError (400) for a title, an author or a DOI that can't be one
 */
export function checkCorrection({ title, authors, year, doi }: WireCorrection): Correction {
  return {
    ...(title === undefined ? {} : { title: checkTitle(title) }),
    ...(authors === undefined ? {} : { authors: authors.map(checkAuthor) }),
    ...(year === undefined ? {} : { year }),
    ...(doi === undefined ? {} : { doi: doi === null ? null : checkDoi(doi) }),
  };
}

function checkTitle(title: string): string {
  const line = plainLine(title);
  if (line !== null) return line;
  const message = 'The title is blank or holds control characters. Send it as plain text, or leave "title" out.';
  throw new RequestError(400, 'invalid-title', message);
}

function checkAuthor(author: string): string {
  const line = plainLine(author);
  if (line !== null) return line;
  const message = 'An author’s name is blank or holds control characters. Send each name as plain text.';
  throw new RequestError(400, 'invalid-author', message);
}

function checkDoi(doi: string): string {
  const bare = doi.trim().replace(doiMark, '');
  if (doiPattern.test(bare)) return bare;
  const message = 'This is not a DOI. Send one like 10.1145/3292500.3330701, or null if the paper has none.';
  throw new RequestError(400, 'invalid-doi', message);
}
