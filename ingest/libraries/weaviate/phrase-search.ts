import type { PassageId } from '../../paper.ts';
import type { AskOptions } from './cluster.ts';
import type { Collection } from './collection.ts';
import { type Filter, graphqlFilter } from './filter.ts';
import type { View } from './view.ts';

/** Passages that hold all words of a phrase, looked at in one request. */
const pageSize = 250;
/** The furthest that Weaviate pages. */
const furthest = 10_000;

interface PhraseOptions {
  readonly limit: number;
  readonly view: View;
  readonly scope: Filter | null;
  readonly ask: AskOptions & { readonly signal?: AbortSignal };
}

/**
 * Passages that hold one of some phrases. Weaviate finds those with all its words, the best first; whether the words
 * stand in a row is seen here, on the terms as they were stored.
 */
export function openPhraseSearch(
  passages: Collection,
  termsOf: (text: string) => string[],
): (phrases: readonly string[], options: PhraseOptions) => Promise<PassageId[]> {
  const holdingOne = async (terms: string, { limit, view, scope, ask }: PhraseOptions): Promise<PassageId[]> => {
    const found: PassageId[] = [];
    const where = scope ? ` where:${graphqlFilter(scope)}` : '';
    for (let offset = 0; offset + pageSize <= furthest && found.length < limit; offset += pageSize) {
      const rows = await passages.query(
        `bm25:{query:$terms,properties:["terms"],searchOperator:{operator:And}}${where} limit:${pageSize} offset:${offset}`,
        'passage publication terms',
        { ...ask, variables: { terms } },
      );
      for (const { passage, publication, terms: words } of rows) {
        if (typeof words !== 'string' || !view.byKey.has(String(publication))) continue;
        if (` ${words} `.includes(` ${terms} `)) found.push(passage as PassageId);
      }
      if (rows.length < pageSize) break;
    }
    return found;
  };

  return async (phrases, options) => {
    const sought = new Set(phrases.map((phrase) => termsOf(wordsOf(phrase)).join(' ')).filter((terms) => terms !== ''));
    const found = await Promise.all([...sought].map((terms) => holdingOne(terms, options)));
    return [...new Set(found.flat())].slice(0, options.limit);
  };
}

/** As the embedded library's phrases are: whatever stands between the words. */
function wordsOf(phrase: string): string {
  return (phrase.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}
