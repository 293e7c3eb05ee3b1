import type { Library } from '../../ingest/library.ts';
import type { Place } from '../wire.ts';
import { placeOf } from './citation.ts';
import { locateAll } from './locate.ts';

/** Words of a quotation with about 32 characters of reading text on each side; empty context is not known. */
export interface TextQuoteSelector {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * Where the words of an old permalink stand now: of several places the one whose context agrees best. `paperId` may
 * be that of a replaced paper. Null: the paper or the words are gone.
 */
export async function findPlace(library: Library, paperId: string, words: TextQuoteSelector): Promise<Place | null> {
  const paper = await library.paper(paperId);
  if (!paper) return null;
  const places = locateAll(paper, words.quote).map((located) => placeOf(paper, located, 1));
  const agreement = (place: Place) => sharedEnd(place.prefix, words.prefix) + sharedStart(place.suffix, words.suffix);
  return places.reduce<Place | null>(
    (best, place) => (best === null || agreement(place) > agreement(best) ? place : best),
    null,
  );
}

function sharedStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function sharedEnd(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}
