/** A passage's label and its score, higher is closer. */
export interface ScoredLabel {
  readonly label: number;
  readonly score: number;
}

/** The best few of many scored labels, best first; of equal scores the smaller label. */
export class BestHits {
  readonly #limit: number;
  readonly #labels: number[] = [];
  readonly #scores: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(label: number, score: number): void {
    const scores = this.#scores;
    const full = scores.length === this.#limit;
    // The plain comparison first: in a scan of thousands almost every row ends here.
    if (full && score < (scores[this.#limit - 1] ?? Infinity)) return;
    let at = scores.length;
    while (at > 0 && this.#isBehind(at - 1, label, score)) at -= 1;
    if (at === this.#limit) return;
    scores.splice(at, 0, score);
    this.#labels.splice(at, 0, label);
    if (full) {
      scores.pop();
      this.#labels.pop();
    }
  }

  #isBehind(index: number, label: number, score: number): boolean {
    const other = this.#scores[index] ?? -Infinity;
    return other < score || (other === score && (this.#labels[index] ?? 0) > label);
  }

  /** Best first. */
  all(): ScoredLabel[] {
    return this.#labels.map((label, index) => ({ label, score: this.#scores[index] ?? 0 }));
  }
}
