import type { PassageId } from '../../paper.ts';
import type { AskOptions } from './cluster.ts';
import type { Collection } from './collection.ts';
import { type Filter, graphqlFilter } from './filter.ts';
import type { View } from './view.ts';

/** Passages that hold all words of a phrase, looked at in the first request; in each further one four times as many. */
const fewest = 250;
/** The most that Weaviate gives. */
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
    const where = scope ? ` where:${graphqlFilter(scope)}` : '';
    const rowsOf = (most: number) =>
      passages.query(
        `bm25:{query:$terms,properties:["terms"],searchOperator:{operator:And}}${where} limit:${most}`,
        'passage publication terms',
        { ...ask, variables: { terms } },
      );
    const isHolding = ({ publication, terms: words }: Readonly<Record<string, unknown>>) =>
      typeof words === 'string' && view.byKey.has(String(publication)) && ` ${words} `.includes(` ${terms} `);
    // From the first each time: of equals a further page repeats some and leaves out others.
    for (let most = fewest; ; most = Math.min(most * 4, furthest)) {
      const rows = await rowsOf(most);
      const found = rows.filter(isHolding).map(({ passage }) => passage as PassageId);
      if (found.length >= limit || rows.length < most || most >= furthest) return found;
    }
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
