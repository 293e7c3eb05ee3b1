import type { Database } from 'better-sqlite3';
import { BestHits, type ScoredLabel } from './best-hits.ts';
import { PostingsReader } from './postings.ts';
import { queryWords } from '../words/query-words.ts';
import { openTokenizer } from '../words/tokenizer.ts';

const k1 = 1.2;
const b = 0.75;

/**
 * BM25 over the postings of the full-text index (Robertson and Zaragoza 2009), with the inverse document frequency
 * that stays above 0 for terms that most passages have (Lucene’s; Kamphuis et al. 2020, "Which BM25 Do You Mean?").
 * Reading the postings and keeping the lengths in memory takes a fifth of the time of FTS5's own bm25().
 */
export class LexicalSearch {
  /** Count of terms of each passage, by label; 0 where there is none. */
  #lengths = new Uint32Array(1024);
  #scores = new Float64Array(1024);
  #count = 0;
  #total = 0;
  readonly #tokenize = openTokenizer();
  readonly #postings: PostingsReader;

  constructor(db: Database) {
    this.#postings = new PostingsReader(db);
  }

  /** To be called with every new revision. */
  forget(): void {
    this.#postings.forget();
  }

  /** @param length count of terms */
  add(label: number, length: number): void {
    if (label >= this.#lengths.length) {
      const size = Math.ceil(label * 1.5);
      const lengths = new Uint32Array(size);
      lengths.set(this.#lengths);
      this.#lengths = lengths;
      this.#scores = new Float64Array(size);
    }
    this.#lengths[label] = length;
    this.#count += 1;
    this.#total += length;
  }

  remove(label: number): void {
    this.#count -= 1;
    this.#total -= this.#lengths[label] ?? 0;
    this.#lengths[label] = 0;
  }

  /** Best first; only passages with at least one of the words, and only those named where labels are named. */
  search(text: string, limit: number, only: readonly number[] | null): ScoredLabel[] {
    const words = queryWords(text);
    if (words.length === 0 || limit <= 0 || this.#total === 0) return [];
    const touched: number[] = [];
    for (const term of this.#tokenize(words.join(' '))) this.#scoreTerm(term, touched);
    const best = new BestHits(limit);
    if (only === null) for (const label of touched) best.offer(label, this.#scores[label] ?? 0);
    else {
      for (const label of only) {
        const score = this.#scores[label] ?? 0;
        if (score > 0) best.offer(label, score);
      }
    }
    for (const label of touched) this.#scores[label] = 0;
    return best.all();
  }

  #scoreTerm(term: string, touched: number[]): void {
    const { labels, frequencies } = this.#postings.of(term);
    const weight = Math.log(1 + (this.#count - labels.length + 0.5) / (labels.length + 0.5));
    const mean = this.#total / this.#count;
    for (let i = 0; i < labels.length; i += 1) {
      const label = labels[i] ?? 0;
      const frequency = frequencies[i] ?? 0;
      const length = this.#lengths[label] ?? 0;
      const known = this.#scores[label] ?? 0;
      if (known === 0) touched.push(label);
      const share = (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / mean));
      this.#scores[label] = known + weight * share;
    }
  }
}
