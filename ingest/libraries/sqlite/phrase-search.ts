import type { Database } from 'better-sqlite3';

/**
 * Labels of passages that hold one of some phrases: FTS5's phrase queries, so the words are compared as its tokenizer
 * makes terms of them. Every character of a phrase is data.
 */
export function openPhraseSearch(db: Database): (phrases: readonly string[], limit: number) => number[] {
  const select = db
    .prepare<[string, number], number>('SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?')
    .pluck();
  return (phrases, limit) => {
    const queries = phrases
      .map((phrase) => (phrase.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' '))
      .filter((phrase) => phrase !== '')
      .map((phrase) => `"${phrase}"`);
    return queries.length === 0 || limit <= 0 ? [] : select.all(queries.join(' OR '), limit);
  };
}
