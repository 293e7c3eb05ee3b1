import type { Database } from 'better-sqlite3';

/** Where a term occurs: labels ascending, and how often in each. */
export interface Postings {
  readonly labels: Uint32Array;
  readonly frequencies: Uint16Array;
}

/** Labels kept over all terms, at most: some 12 MB. */
const keptLabels = 2_000_000;

/** Reads the full-text index's postings and keeps those asked for last: frequent terms come with every other question. */
export class PostingsReader {
  readonly #read: (term: string) => number[];
  readonly #kept = new Map<string, Postings>();
  #size = 0;

  constructor(db: Database) {
    // One row for each occurrence, in the order of labels; removed passages are left out.
    const select = db.prepare<[string], number>('SELECT doc FROM passage_terms WHERE term = ?').pluck();
    this.#read = (term) => select.all(term);
  }

  /** To be called with every new revision. */
  forget(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  of(term: string): Postings {
    const known = this.#kept.get(term);
    if (known) {
      this.#kept.delete(term);
      this.#kept.set(term, known);
      return known;
    }
    const postings = collect(this.#read(term));
    this.#kept.set(term, postings);
    this.#size += postings.labels.length;
    for (const [oldest, { labels }] of this.#kept) {
      if (this.#size <= keptLabels) break;
      this.#kept.delete(oldest);
      this.#size -= labels.length;
    }
    return postings;
  }
}

function collect(occurrences: readonly number[]): Postings {
  const labels = new Uint32Array(occurrences.length);
  const frequencies = new Uint16Array(occurrences.length);
  let count = 0;
  let last = -1;
  for (const label of occurrences) {
    if (label !== last) {
      labels[count] = label;
      count += 1;
      last = label;
    }
    frequencies[count - 1] = (frequencies[count - 1] ?? 0) + 1;
  }
  return { labels: labels.slice(0, count), frequencies: frequencies.slice(0, count) };
}
